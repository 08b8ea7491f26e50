package dev.accrete.tests.engines;

import dev.accrete.tests.engines.QueryScope.Column;
import dev.accrete.tests.engines.QueryScope.Source;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;

/**
 * Random queries of Redshift over {@link QueryTables}. Each gives the same rows whatever an engine
 * is free to choose: what takes some of its rows sorts by all of its columns.
 */
final class RandomQueries {
  static final List<String> SYMBOLS = List.of("I", "I", "N", "F", "S", "S", "D", "T", "B");
  static final List<String> KEYS = List.of("I", "S", "D", "T", "N", "I");

  static final List<String> NAMES =
      ("v w x y z v1 w1 x1 y1 z1 total amount amounts totals \"Order\""
              + " \"MixedCase\" date type year value name position level month"
              + " day hour status label lateral window show describe semi anti qualified data text"
              + " time timestamp zone interval second number first last range rows filter over"
              + " within precision char character varying summarize returning symmetric glob key"
              + " rank count sum id k n")
          .transform(all -> List.of(all.split(" ")));

  private final Dice dice;
  private final RandomExpressions expressions;
  private final List<Source> commonTables = new ArrayList<>();
  private final RandomSources tables;
  private int sources;

  /** A query; its columns; whether its rows come in an order without ties. */
  record Query(String text, List<Column> columns, boolean isOrdered) {}

  RandomQueries(Random random, RandomExpressions expressions) {
    this.dice = new Dice(random);
    this.expressions = expressions;
    this.tables = new RandomSources(this, dice);
  }

  /** A whole query. */
  Query query() {
    int kind = dice.below(10);
    if (kind < 2) {
      return with();
    }
    int depth = dice.either("0", "0", "1", "1", "1", "2").charAt(0) - '0';
    return kind < 4 ? set(null, depth) : select(null, null, depth, true);
  }

  private Query with() {
    StringBuilder text = new StringBuilder("WITH ");
    int count = 1 + dice.below(2);
    for (int i = 0; i < count; i++) {
      Query query = dice.oneIn(4) ? set(null, 1) : select(null, null, 1, false);
      String name = dice.either("w", "W", "cte_", "recent") + number();
      List<Column> columns = query.columns();
      String list = "";
      if (dice.oneIn(4)) {
        List<Column> renamed = new ArrayList<>();
        for (int c = 0; c < columns.size(); c++) {
          renamed.add(new Column("c" + c, columns.get(c).symbol()));
        }
        columns = renamed;
        list = " (" + String.join(", ", columns.stream().map(Column::name).toList()) + ")";
      }
      text.append(i == 0 ? "" : ", ").append(name).append(list).append(" AS (");
      text.append(query.text()).append(")");
      commonTables.add(new Source(name, columns));
    }
    Query body = dice.oneIn(4) ? set(null, 1) : select(null, null, 1, true);
    return new Query(text + " " + body.text(), body.columns(), body.isOrdered());
  }

  /** UNION and its like of queries whose columns are of the same kinds. */
  Query set(List<String> wanted, int depth) {
    List<String> symbols = new ArrayList<>();
    for (int i = 0; i <= dice.below(3); i++) {
      symbols.add(dice.any(KEYS));
    }
    if (wanted != null) {
      symbols = wanted;
    }
    Query first = select(symbols, null, depth - 1, false);
    StringBuilder text = new StringBuilder(first.text());
    int more = 1 + dice.below(2);
    for (int i = 0; i < more; i++) {
      String operator = dice.either("UNION ALL", "UNION", "INTERSECT", "EXCEPT", "MINUS");
      List<String> mixed =
          symbols.stream().map(s -> s.equals("I") && dice.oneIn(4) ? "N" : s).toList();
      String other = select(mixed, null, depth - 1, false).text();
      if (dice.oneIn(4)) {
        other = constants(symbols);
      }
      text.append(" ").append(operator).append(" ");
      text.append(dice.oneIn(5) ? "(" + other + ")" : other);
      if (i == 0 && more == 2 && dice.oneIn(4)) {
        text = new StringBuilder("(" + text + ")");
      }
    }
    boolean ordered = dice.oneIn(3);
    if (ordered) {
      text.append(order(first.columns())).append(dice.oneIn(2) ? limit() : "");
    }
    return new Query(text.toString(), first.columns(), ordered);
  }

  private String constants(List<String> symbols) {
    List<String> values = new ArrayList<>();
    for (String symbol : symbols) {
      values.add(
          switch (symbol) {
            case "I" -> dice.either("3", "NULL", "'7'", "-4");
            case "N" -> dice.either("0.05", "NULL", "'1.25'", "3");
            case "D" -> dice.either("DATE '2026-01-15'", "NULL", "'2024-02-29'");
            case "T" -> dice.either("TIMESTAMP '2026-01-15 10:20:30'", "NULL", "'2026-01-01'");
            case "F" -> dice.either("1.5::FLOAT", "NULL");
            case "B" -> dice.either("TRUE", "NULL");
            default -> dice.either("'a'", "NULL", "'a '", "''", "'10'");
          });
    }
    return "SELECT " + String.join(", ", values);
  }

  String order(List<Column> columns) {
    List<Integer> numbers = new ArrayList<>();
    for (int i = 0; i < columns.size(); i++) {
      numbers.add(i);
    }
    Collections.shuffle(numbers, dice.random());
    List<String> keys = new ArrayList<>();
    Set<String> names = new HashSet<>();
    boolean unique = columns.stream().allMatch(c -> names.add(c.name()));
    for (int i : numbers) {
      boolean named = unique && dice.oneIn(3) && !columns.get(i).name().contains(" ");
      String key = named ? columns.get(i).name() : String.valueOf(i + 1);
      keys.add(key + direction(dice));
    }
    return " ORDER BY " + String.join(", ", keys);
  }

  static String direction(Dice dice) {
    return dice.either(
        "", "", " DESC", " ASC", " NULLS FIRST", " DESC NULLS LAST", " DESC NULLS FIRST");
  }

  String limit() {
    return " LIMIT " + (1 + dice.below(5)) + (dice.oneIn(3) ? " OFFSET " + dice.below(3) : "");
  }

  /**
   * A SELECT.
   *
   * @param wanted what its columns have to be, or null
   * @param outer what a correlated one may read, or null
   */
  Query select(List<String> wanted, QueryScope outer, int depth, boolean outermost) {
    List<String> conditions = new ArrayList<>();
    boolean marks = dice.oneIn(16);
    QueryScope scope = new QueryScope(dice.random(), !marks);
    String from = tables.from(scope, depth, marks, conditions);
    RandomSelect select = new RandomSelect(this, dice, scope, outer, depth);
    return select.made(from, conditions, wanted, outermost);
  }

  /** A name that nothing else has. */
  String alias() {
    return dice.either("a", "b", "Q", "x_") + number();
  }

  /** The next number. */
  int number() {
    return sources++;
  }

  RandomExpressions expressions() {
    return expressions;
  }

  RandomSources tables() {
    return tables;
  }

  List<Source> commonTables() {
    return commonTables;
  }
}
