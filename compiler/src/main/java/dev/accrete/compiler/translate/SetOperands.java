package dev.accrete.compiler.translate;

import dev.accrete.compiler.parse.NodeSpans;
import dev.accrete.compiler.template.EditedText.Edit;
import dev.accrete.compiler.template.EditedText.Kept;
import dev.accrete.compiler.template.EditedText.Own;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlCharStringLiteral;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlOrderBy;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.SqlStarExclude;
import org.apache.calcite.sql.SqlWith;
import org.apache.calcite.sql.parser.SqlParserPos;

/**
 * Constants in quotes in the branches of UNION, INTERSECT and EXCEPT. On Redshift and PostgreSQL
 * they are of the type that the other branches have (PostgreSQL, "UNION, CASE, and Related
 * Constructs"); DuckDB makes texts of all the others.
 */
final class SetOperands {
  private static final Pattern WHOLE = Pattern.compile("[+-]?\\d{1,18}");
  private static final Pattern EXACT = Pattern.compile("[+-]?\\d{1,18}(\\.\\d{1,18})?");
  private static final Pattern NUMBER =
      Pattern.compile("[+-]?(\\d+(\\.\\d*)?|\\.\\d+)([eE][+-]?\\d+)?");

  /** What a constant begins with that is more than a text to another type. */
  private static final Pattern TYPED =
      Pattern.compile("(?i)\\s*([-+.]?\\d.*|t|f|y|n|true|false|yes|no|nan|-?infinity)\\s*");

  private static final Set<ValueKind> OTHERS =
      Set.of(
          ValueKind.INTEGER,
          ValueKind.DECIMAL,
          ValueKind.FLOATING,
          ValueKind.DATE,
          ValueKind.TIMESTAMP);

  private final NodeSpans spans;
  private final String text;
  private final ValueKinds kinds;
  private final NamedTypes types;
  private final ListedColumns listed;
  private final WideDecimals wide;
  private final Set<SqlNode> seen = Collections.newSetFromMap(new IdentityHashMap<>());

  SetOperands(
      NodeSpans spans, String text, ValueKinds kinds, NamedTypes types, ListedColumns listed) {
    this.spans = spans;
    this.text = text;
    this.kinds = kinds;
    this.types = types;
    this.listed = listed;
    this.wide = new WideDecimals(kinds, types);
  }

  /** The SELECTs that a query puts together: one, where it does not. */
  static List<SqlSelect> branches(SqlNode query) {
    if (query instanceof SqlSelect select) {
      return List.of(select);
    }
    return parts(query).flatMap(part -> branches(part).stream()).toList();
  }

  private static Stream<SqlNode> parts(SqlNode query) {
    if (query instanceof SqlOrderBy order) {
      return Stream.of(order.query);
    }
    if (query instanceof SqlWith with) {
      return Stream.of(with.body);
    }
    return query instanceof SqlCall call && call.isA(SqlKind.SET_QUERY)
        ? call.getOperandList().stream()
        : Stream.empty();
  }

  /** All queries that a query is put together of. */
  static List<SqlNode> below(SqlNode query) {
    return parts(query).flatMap(p -> Stream.concat(Stream.of(p), below(p).stream())).toList();
  }

  /**
   * Constants that go with what stands in their columns in other branches: none, if all are such.
   */
  static List<SqlNode> withoutConstants(List<SqlNode> values) {
    List<SqlNode> told =
        values.stream()
            .filter(value -> !(value instanceof SqlCharStringLiteral) && !Values.isNull(value))
            .toList();
    return told.isEmpty() ? values : told;
  }

  /**
   * What is to be written for the constants below a set operator, if that is below no other.
   *
   * @throws NoEqual where nothing tells what a constant is, or a text meets something else
   */
  List<Edit> of(SqlCall call) {
    if (!call.isA(SqlKind.SET_QUERY) || !seen.add(call)) {
      return List.of();
    }
    seen.addAll(below(call));
    List<List<Optional<SqlNode>>> branches = branches(call).stream().map(this::columns).toList();
    int count = branches.stream().mapToInt(List::size).max().orElse(0);
    List<Edit> edits = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      int column = i;
      List<Optional<SqlNode>> values =
          branches.stream()
              .map(b -> column < b.size() ? b.get(column) : Optional.<SqlNode>empty())
              .toList();
      edits.addAll(column(values));
    }
    return edits;
  }

  /** The values of a branch's columns, but for those behind a star whose columns are not told. */
  private List<Optional<SqlNode>> columns(SqlSelect select) {
    List<Optional<SqlNode>> values = new ArrayList<>();
    for (SqlNode item : select.getSelectList()) {
      SqlNode value = item.getKind() == SqlKind.AS ? ((SqlCall) item).operand(0) : item;
      boolean star =
          value instanceof SqlStarExclude || value instanceof SqlIdentifier id && id.isStar();
      Optional<List<ListedColumns.Table>> tables =
          star ? listed.star(select, value) : Optional.empty();
      if (star && tables.isEmpty()) {
        return values;
      }
      tables.ifPresentOrElse(
          all ->
              all.stream()
                  .flatMap(table -> table.columns().stream())
                  .map(name -> new SqlIdentifier(name, SqlParserPos.ZERO))
                  .forEach(name -> values.add(Optional.of(name))),
          () -> values.add(Optional.of(value)));
    }
    return values;
  }

  private List<Edit> column(List<Optional<SqlNode>> values) {
    List<SqlNode> told = values.stream().flatMap(Optional::stream).toList();
    List<SqlNode> constants = told.stream().filter(SqlCharStringLiteral.class::isInstance).toList();
    List<SqlNode> others =
        told.stream()
            .filter(value -> !(value instanceof SqlCharStringLiteral) && !Values.isNull(value))
            .toList();
    boolean isHidden = told.size() < values.size();
    if (others.isEmpty() && !isHidden) {
      return List.of();
    }
    others.stream()
        .filter(value -> kinds.of(value) == ValueKind.TEXT)
        .findFirst()
        .ifPresent(value -> requireTexts(value, others));
    ValueKind kind =
        isHidden
            ? ValueKind.UNKNOWN
            : others.stream().map(kinds::of).reduce(ValueKind::or).orElse(ValueKind.UNKNOWN);
    List<Edit> edits = new ArrayList<>(longer(others));
    constants.forEach(c -> constant(c, kind, others).ifPresent(edits::add));
    return edits;
  }

  /** Decimals that others of the column would be rounded for. */
  private List<Edit> longer(List<SqlNode> values) {
    OptionalInt count = wide.rounded(values);
    List<Edit> edits = new ArrayList<>();
    for (SqlNode value : count.isPresent() ? values : List.<SqlNode>of()) {
      if (wide.isShort(value, count.getAsInt())) {
        if (NodeSpans.isNowhere(value.getParserPosition())) {
          throw new NoEqual(
              "a star with the decimal " + value + " beside one with more digits behind its point",
              values.stream()
                  .filter(v -> !NodeSpans.isNowhere(v.getParserPosition()))
                  .findFirst()
                  .orElse(value),
              "list the columns");
        }
        int[] span = spans.of(value);
        Own after = new Own(WideDecimals.as(count.getAsInt()));
        edits.add(
            new Edit(
                span[0], span[1], List.of(new Own("CAST("), new Kept(span[0], span[1]), after)));
      }
    }
    return edits;
  }

  /** Whether a text would become something else, or the others texts, no page tells. */
  private void requireTexts(SqlNode value, List<SqlNode> all) {
    all.stream()
        .filter(other -> OTHERS.contains(kinds.of(other)))
        .findFirst()
        .ifPresent(
            other -> {
              SqlNode place = NodeSpans.isNowhere(value.getParserPosition()) ? other : value;
              throw new NoEqual(
                  "a column that is a text in one branch and "
                      + kinds.of(other).withArticle()
                      + " in another",
                  NodeSpans.isNowhere(place.getParserPosition()) ? all.get(0) : place,
                  "cast one of the two to the other's type");
            });
  }

  private Optional<Edit> constant(SqlNode constant, ValueKind kind, List<SqlNode> others) {
    String value = ((SqlCharStringLiteral) constant).toValue();
    String plain = value == null ? "" : value.strip();
    String written = written(constant);
    Optional<String> own =
        switch (kind) {
          case INTEGER -> Optional.of(plain).filter(n -> WHOLE.matcher(n).matches());
          case DECIMAL -> Optional.of(plain).filter(n -> EXACT.matcher(n).matches());
          case FLOATING -> floating(plain, others);
          case DATE -> Optional.of(time(constant, written, "DATE"));
          case TIMESTAMP ->
              Optional.of(
                  time(
                      constant,
                      written,
                      others.stream().anyMatch(types::isZoned) ? "TIMESTAMPTZ" : "TIMESTAMP"));
          case TEXT -> Optional.of(written);
          default -> Optional.of(written).filter(text -> !isTyped(plain, kind));
        };
    String replaced =
        own.orElseThrow(
            () ->
                new NoEqual(
                    "the constant "
                        + written
                        + " beside "
                        + (OTHERS.contains(kind)
                            ? kind.withArticle() + " in another branch"
                            : "what other branches have in its column"),
                    constant,
                    "cast it to their type"));
    int[] span = spans.of(constant);
    return replaced.equals(written)
        ? Optional.empty()
        : Optional.of(new Edit(span[0], span[1], List.of(new Own(replaced))));
  }

  /** In a text that tells no types at all, constants are left as they are everywhere. */
  private boolean isTyped(String value, ValueKind kind) {
    return (kind == ValueKind.OTHER || kinds.knowsColumns()) && TYPED.matcher(value).matches();
  }

  /** A single is read from the constant's digits; brought to a double first, it is another. */
  private Optional<String> floating(String value, List<SqlNode> others) {
    Set<Boolean> singles = new HashSet<>(others.stream().map(types::isReal).toList());
    return Optional.of(value)
        .filter(number -> NUMBER.matcher(number).matches() && singles.size() == 1)
        .map(
            number ->
                "CAST('"
                    + number.toLowerCase(Locale.ROOT)
                    + "' AS "
                    + (singles.contains(true) ? "REAL)" : "DOUBLE PRECISION)"));
  }

  private static String time(SqlNode constant, String written, String type) {
    TimeConstants.requireKnown(written, type, constant);
    return "CAST(" + written + " AS " + type + ")";
  }

  private String written(SqlNode node) {
    int[] span = spans.of(node);
    return text.substring(span[0], span[1]);
  }
}
