package dev.accrete.tests.engines;

import dev.accrete.tests.engines.QueryScope.Column;
import dev.accrete.tests.engines.QueryScope.Source;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** One SELECT of a random query, while it is made. */
final class RandomSelect {
  private final RandomQueries queries;
  private final Dice dice;
  private final QueryScope scope;
  private final QueryScope outer;
  private final int depth;
  private final RandomValues values;
  private final List<Column> keys = new ArrayList<>();
  private final Set<String> given = new HashSet<>();
  private final List<Column> windowed = new ArrayList<>();
  private final boolean isGrouped;
  private final String group;
  private final RandomWindows windows;

  /**
   * Over some columns.
   *
   * @param outer what it may read from outside, or null
   */
  RandomSelect(RandomQueries queries, Dice dice, QueryScope scope, QueryScope outer, int depth) {
    this.queries = queries;
    this.dice = dice;
    this.scope = scope;
    this.outer = outer;
    this.depth = depth;
    this.values = new RandomValues(dice, queries.expressions(), scope, keys);
    this.isGrouped = dice.oneIn(3);
    this.group = isGrouped ? group() : "";
    this.windows = new RandomWindows(dice, scope, values, keys, isGrouped, hasSets());
  }

  RandomQueries.Query made(
      String from, List<String> conditions, List<String> wanted, boolean outermost) {
    List<Column> outputs = new ArrayList<>();
    List<String> items = new ArrayList<>();
    int columns = wanted == null ? 1 + dice.below(4) : wanted.size();
    if (wanted == null && !isGrouped && dice.oneIn(6)) {
      columns = dice.below(2);
      star(items, outputs, columns == 0);
    }
    for (int i = 0; i < columns || items.isEmpty(); i++) {
      boolean key = wanted == null && i < keys.size();
      String symbol =
          key
              ? keys.get(i).symbol()
              : wanted == null ? dice.any(RandomQueries.SYMBOLS) : wanted.get(i);
      item(key ? keys.get(i).name() : item(symbol), symbol, items, outputs);
    }
    boolean numbered = wanted == null && columns >= keys.size() && !hasSets() && !keys.isEmpty();
    // What is no key holds an aggregate, or is a constant: both are the same by ALL.
    String by =
        numbered && dice.oneIn(4) ? " GROUP BY " + dice.either("ALL", numbers(keys.size())) : group;
    String where = where(conditions);
    String having = isGrouped && dice.oneIn(3) ? " HAVING " + condition(true) : "";
    boolean qualifies = dice.oneIn(8) && !windows.hasPosition();
    String qualify =
        qualifies
            ? " QUALIFY " + windows.window("I", true) + dice.either(" = 1", " <= 2", " > 1")
            : "";
    boolean distinct = dice.oneIn(8);
    // Floating numbers may differ in their last digits, and so in their order.
    boolean ordered =
        (outermost && dice.oneIn(2) || dice.oneIn(8))
            && outputs.stream().noneMatch(c -> c.symbol().equals("F"));
    boolean top = ordered && outermost && dice.oneIn(4) && !distinct;
    String end =
        ordered ? queries.order(outputs) + (!top && dice.oneIn(2) ? queries.limit() : "") : "";
    String text =
        "SELECT "
            + (distinct ? "DISTINCT " : "")
            + (top ? "TOP " + (1 + dice.below(4)) + " " : "")
            + String.join(", ", items)
            + " FROM "
            + from
            + where
            + by
            + having
            + qualify
            + end;
    return new RandomQueries.Query(
        ordered && !outermost ? "SELECT * FROM (" + text + ") AS o" + queries.number() : text,
        outputs,
        ordered && outermost);
  }

  /** A column of the list, which may be read from then on. */
  private void item(String value, String symbol, List<String> items, List<Column> outputs) {
    String name = name();
    boolean needsAs = value.matches("(?s).*\\w") || !name.matches("\"?[a-z]\\d?\"?");
    items.add(value + (needsAs ? " AS " : dice.either(" AS ", " ")) + name);
    outputs.add(new Column(name, symbol));
    if (!scope.has(plain(name))) {
      boolean isWindow =
          value.contains(" OVER ") || windowed.stream().anyMatch(w -> value.contains(w.name()));
      (isWindow ? windowed : scope.others()).add(new Column(name, symbol));
    }
  }

  private static String plain(String name) {
    return name.replace("\"", "").toLowerCase(Locale.ROOT);
  }

  private boolean hasSets() {
    return group.contains("ROLLUP (") || group.contains("CUBE (") || group.contains(" SETS (");
  }

  private String numbers(int count) {
    List<String> numbers = new ArrayList<>();
    for (int i = 1; i <= count; i++) {
      numbers.add(String.valueOf(i));
    }
    return String.join(", ", numbers);
  }

  private void star(List<String> items, List<Column> outputs, boolean alone) {
    Source source = dice.any(scope.sources());
    boolean whole = scope.sources().size() == 1 && dice.oneIn(2);
    List<Column> columns = new ArrayList<>(source.columns());
    if (columns.stream().map(Column::name).anyMatch(n -> !given.add(n))) {
      return;
    }
    String without = "";
    if (columns.size() > 2 && dice.oneIn(2)) {
      Column one = columns.remove(dice.below(columns.size()));
      without = dice.either(" EXCLUDE (", alone ? " EXCLUDE " : " EXCLUDE (") + one.name();
      without += without.contains("(") ? ")" : "";
    }
    items.add((whole ? "*" : source.alias() + ".*") + without);
    outputs.addAll(columns);
  }

  private String name() {
    String name = dice.any(RandomQueries.NAMES);
    while (!given.add(plain(name))) {
      name = "c" + queries.number();
    }
    return name;
  }

  private String where(List<String> conditions) {
    List<String> all = new ArrayList<>(conditions);
    if (dice.oneIn(conditions.isEmpty() ? 2 : 6)) {
      List<Column> own = new ArrayList<>(scope.others());
      if (isGrouped) {
        scope.others().clear();
      }
      all.add(condition(false));
      scope.others().clear();
      scope.others().addAll(own);
    }
    if (outer != null) {
      String symbol = dice.any(RandomQueries.KEYS);
      Optional<String> one = scope.column(symbol);
      Optional<String> other = outer.qualified().column(symbol);
      if (one.isPresent() && other.isPresent()) {
        all.add(one.get() + dice.either(" = ", " = ", " < ") + other.get());
      }
    }
    return all.isEmpty() ? "" : " WHERE " + String.join(" AND ", all);
  }

  /** A condition; of groups, what it reads are keys and aggregates. */
  private String condition(boolean ofGroups) {
    int kind = dice.below(10);
    if (kind < 4 || depth < 1 || ofGroups) {
      return "(" + values.expression("B", ofGroups) + ")";
    }
    String symbol = dice.any(RandomQueries.KEYS);
    String value = scope.value(symbol).orElse("3");
    symbol = value.equals("3") ? "I" : symbol;
    if (kind < 7) {
      RandomQueries.Query query =
          queries.select(List.of(symbol), dice.oneIn(3) ? scope : null, depth - 1, false);
      return value + dice.either(" IN (", " NOT IN (") + query.text() + ")";
    }
    if (kind < 9) {
      RandomQueries.Query query = queries.select(null, scope, depth - 1, false);
      return dice.either("EXISTS (", "NOT EXISTS (") + query.text() + ")";
    }
    return value + dice.either(" = ", " < ", " >= ") + scalar(symbol);
  }

  /** A subquery of one value. */
  private String scalar(String symbol) {
    QueryScope own = new QueryScope(dice.random(), false);
    String from = queries.tables().source(own, 0);
    String value = own.value(symbol).orElse(values.constant(symbol));
    String aggregate = symbol.equals("B") ? "BOOL_OR" : dice.either("MAX", "MIN");
    String where = "";
    if (dice.oneIn(2)) {
      String by = dice.any(RandomQueries.KEYS);
      Optional<String> one = own.value(by);
      Optional<String> other = isGrouped ? Optional.empty() : scope.qualified().column(by);
      where =
          one.isPresent() && other.isPresent() ? " WHERE " + one.get() + " = " + other.get() : "";
    }
    return "(SELECT " + aggregate + "(" + value + ") FROM " + from + where + ")";
  }

  private String group() {
    int count = dice.below(3);
    for (int i = 0; i < count; i++) {
      String symbol = dice.any(RandomQueries.KEYS);
      String value =
          dice.oneIn(3) ? values.expression(symbol, false) : scope.column(symbol).orElse("");
      if (value.isEmpty() || !value.matches("(?s).*[a-zA-Z]\\w*[.\\w]*.*") || isConstant(value)) {
        continue;
      }
      if (keys.stream().noneMatch(k -> k.name().equals(value))) {
        keys.add(new Column(value, symbol));
      }
    }
    if (keys.isEmpty()) {
      return "";
    }
    List<String> texts = keys.stream().map(Column::name).toList();
    String all = String.join(", ", texts);
    int kind = dice.below(8);
    return " GROUP BY "
        + switch (kind) {
          case 0 -> "ROLLUP (" + all + ")";
          case 1 -> "CUBE (" + all + ")";
          case 2 -> "GROUPING SETS ((" + all + "), (" + texts.get(0) + "), ())";
          default -> all;
        };
  }

  private boolean isConstant(String value) {
    return scope.columns().stream()
        .map(c -> c.name().substring(c.name().indexOf('.') + 1))
        .noneMatch(n -> value.matches("(?s).*\\b" + n.replace("\"", "") + "\\b.*"));
  }

  private String item(String symbol) {
    if (!windows.hasPosition()
        && dice.oneIn(4)
        && Set.of("I", "N", "F", "S", "D", "T").contains(symbol)) {
      return windows.window(symbol, false);
    }
    if (depth > 0 && dice.oneIn(8)) {
      return scalar(symbol);
    }
    List<Column> numbered = windowed.stream().filter(c -> c.symbol().equals(symbol)).toList();
    if (!numbered.isEmpty() && dice.oneIn(2)) {
      return "NVL(" + dice.any(numbered).name() + ", " + values.constant(symbol) + ")";
    }
    return values.expression(symbol, isGrouped);
  }
}
