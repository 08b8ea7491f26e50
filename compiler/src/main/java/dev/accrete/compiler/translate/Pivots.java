package dev.accrete.compiler.translate;

import static dev.accrete.compiler.translate.Identifiers.folded;
import static dev.accrete.compiler.translate.Identifiers.last;

import dev.accrete.compiler.parse.NodeSpans;
import dev.accrete.compiler.template.EditedText.Edit;
import dev.accrete.compiler.template.EditedText.Kept;
import dev.accrete.compiler.template.EditedText.Own;
import dev.accrete.compiler.template.EditedText.Part;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlCharStringLiteral;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlJoin;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlNumericLiteral;
import org.apache.calcite.sql.SqlPivot;
import org.apache.calcite.sql.SqlSelectKeyword;
import org.apache.calcite.sql.SqlUnpivot;
import org.apache.calcite.sql.util.SqlBasicVisitor;

/**
 * PIVOT as a grouping with an aggregate for each of its columns, UNPIVOT as a join with its columns
 * as rows (Database Developer Guide, "PIVOT and UNPIVOT examples"), for an engine without. The
 * columns of what they are of have to stand in the text.
 */
final class Pivots {
  private static final Pattern WORD = Pattern.compile("(?i)\\b(UN)?PIVOT\\b");
  private static final Set<String> AGGREGATES = Set.of("COUNT", "SUM", "MIN", "MAX", "AVG");
  private static final String PIVOTED = "pivoted";
  private static final String LIST_THEM = "list the columns in a subquery";

  private final String code;
  private final NodeSpans spans;
  private final ValueKinds kinds;
  private final UnaryOperator<String> quoted;
  private final ListedColumns listed;
  private final Set<SqlNode> aliased = Collections.newSetFromMap(new IdentityHashMap<>());

  /** What stands behind a join. */
  private final Set<SqlNode> joined = Collections.newSetFromMap(new IdentityHashMap<>());

  /**
   * Those of a text.
   *
   * @param code the text with blanks in place of comments and constants
   * @param listed which columns queries have
   * @param quoted a name in quotes, as Redshift folds it
   */
  Pivots(
      String code,
      NodeSpans spans,
      ValueKinds kinds,
      ListedColumns listed,
      UnaryOperator<String> quoted) {
    this.code = code;
    this.spans = spans;
    this.kinds = kinds;
    this.listed = listed;
    this.quoted = quoted;
  }

  /** Notes what stands around: an alias, a join. */
  void note(SqlCall call) {
    if (call.getKind() == SqlKind.AS) {
      aliased.add(call.operand(0));
    } else if (call instanceof SqlJoin join) {
      SqlNode right = join.getRight();
      joined.add(right.getKind() == SqlKind.AS ? ((SqlCall) right).operand(0) : right);
    }
  }

  /**
   * Whether DuckDB has none of this kind: Redshift's average of integers is one, and behind a join
   * DuckDB turns all that is joined.
   */
  boolean differs(SqlCall call) {
    return joined.contains(call) || cuts(call);
  }

  private boolean cuts(SqlCall call) {
    return call instanceof SqlPivot pivot
        && pivot.aggList.stream()
            .map(a -> a.getKind() == SqlKind.AS ? ((SqlCall) a).operand(0) : a)
            .anyMatch(
                a ->
                    a instanceof SqlCall c
                        && c.getOperator().getName().equalsIgnoreCase("AVG")
                        && kinds.of(c.operand(0)) == ValueKind.INTEGER);
  }

  /** The call as a subquery. */
  Edit of(SqlCall call) {
    SqlNode of = call.operand(0);
    List<String> columns =
        listed
            .of(of)
            .orElseThrow(
                () ->
                    new NoEqual(call.getKind() + " of columns that are not listed", of, LIST_THEM));
    List<Part> parts =
        call instanceof SqlPivot pivot
            ? pivot(pivot, columns)
            : unpivot((SqlUnpivot) call, columns);
    if (!aliased.contains(call)) {
      parts.add(new Own(" AS " + alias(call).map(quoted).orElse(PIVOTED)));
    }
    int[] span = spans.of(call);
    return new Edit(span[0], span[1], parts);
  }

  private List<Part> pivot(SqlPivot pivot, List<String> columns) {
    if (pivot.axisList.size() != 1 || !(pivot.axisList.get(0) instanceof SqlIdentifier axis)) {
      throw new NoEqual("PIVOT by more than a column", pivot, null);
    }
    Set<String> used = new HashSet<>(Set.of(folded(last(axis))));
    pivot.aggList.forEach(aggregate -> used.addAll(names(aggregate)));
    String keys =
        columns.stream()
            .filter(name -> !used.contains(folded(name)))
            .map(quoted)
            .collect(Collectors.joining(", "));
    List<Part> parts = new ArrayList<>(List.of(new Own("(SELECT " + keys)));
    String before = keys.isEmpty() ? "" : ", ";
    for (SqlNode item : pivot.inList) {
      SqlNode value = only(item.getKind() == SqlKind.AS ? ((SqlCall) item).operand(0) : item);
      boolean isNull = Values.isNull(value);
      if (!(isNull
          || value instanceof SqlCharStringLiteral
          || value instanceof SqlNumericLiteral)) {
        throw new NoEqual("PIVOT by what is no text or number", item, null);
      }
      String name =
          item.getKind() == SqlKind.AS ? given(item) : isNull ? "null" : own((SqlLiteral) value);
      for (SqlNode aggregate : pivot.aggList) {
        boolean named = aggregate.getKind() == SqlKind.AS;
        if (!named && pivot.aggList.size() > 1) {
          throw new NoEqual("PIVOT of aggregates without names", aggregate, "write AS");
        }
        parts.add(new Own(before));
        parts.addAll(aggregate(named ? ((SqlCall) aggregate).operand(0) : aggregate, axis, value));
        parts.add(new Own(" AS " + quoted.apply(named ? name + "_" + given(aggregate) : name)));
        before = ", ";
      }
    }
    parts.add(new Own(" FROM "));
    parts.add(table(pivot));
    String named = alias(pivot).isPresent() ? "" : " AS " + PIVOTED;
    parts.add(new Own(named + (keys.isEmpty() ? ")" : " GROUP BY " + keys + ")")));
    return parts;
  }

  /** An aggregate of the rows with one value. */
  private List<Part> aggregate(SqlNode node, SqlNode axis, SqlNode value) {
    String name =
        node instanceof SqlCall call
            ? call.getOperator().getName().toUpperCase(Locale.ROOT)
            : "anything else";
    if (!AGGREGATES.contains(name) || ((SqlCall) node).operandCount() != 1) {
      throw new NoEqual("PIVOT of " + name, node, null);
    }
    SqlCall call = (SqlCall) node;
    SqlNode operand = call.operand(0);
    boolean star = operand instanceof SqlIdentifier id && id.isStar();
    SqlLiteral quantifier = call.getFunctionQuantifier();
    boolean distinct = quantifier != null && quantifier.getValue() == SqlSelectKeyword.DISTINCT;
    // The average of integers is one on Redshift.
    boolean cut = name.equals("AVG") && kinds.of(operand) == ValueKind.INTEGER;
    return List.of(
        new Own((cut ? "CAST(TRUNC(" : "") + name + (distinct ? "(DISTINCT " : "(")),
        star ? new Own("*") : kept(operand),
        new Own(") FILTER (WHERE "),
        kept(axis),
        new Own(Values.isNull(value) ? " IS " : " = "),
        kept(value),
        new Own(cut ? ")) AS BIGINT)" : ")"));
  }

  private List<Part> unpivot(SqlUnpivot unpivot, List<String> columns) {
    if (unpivot.measureList.size() != 1 || unpivot.axisList.size() != 1) {
      throw new NoEqual("UNPIVOT into more than two columns", unpivot, null);
    }
    List<Part> rows = new ArrayList<>();
    Set<String> used = new HashSet<>();
    Optional<String> alias = alias(unpivot).map(quoted);
    String table = alias.orElse(PIVOTED) + ".";
    for (SqlNode item : unpivot.inList) {
      boolean named = item.getKind() == SqlKind.AS;
      SqlNode column = only(named ? ((SqlCall) item).operand(0) : item);
      if (!(column instanceof SqlIdentifier name)) {
        throw new NoEqual("UNPIVOT of columns together", item, null);
      }
      used.add(folded(last(name)));
      String text = named ? text(item) : folded(last(name));
      rows.add(new Own((rows.isEmpty() ? "(" : ", (") + Literals.text(text) + ", " + table));
      rows.add(new Own(quoted.apply(last(name)) + ")"));
    }
    String kept =
        columns.stream()
            .filter(name -> !used.contains(folded(name)))
            .map(name -> table + quoted.apply(name) + ", ")
            .collect(Collectors.joining());
    String kind = quoted.apply(last((SqlIdentifier) unpivot.axisList.get(0)));
    String value = quoted.apply(last((SqlIdentifier) unpivot.measureList.get(0)));
    List<Part> parts = new ArrayList<>();
    parts.add(new Own("(SELECT " + kept + "listed." + kind + ", listed." + value + " FROM "));
    parts.add(table(unpivot));
    String named = alias.isPresent() ? "" : " AS " + PIVOTED;
    parts.add(new Own(named + " CROSS JOIN LATERAL (VALUES "));
    parts.addAll(rows);
    String where = unpivot.includeNulls ? "" : " WHERE listed." + value + " IS NOT NULL";
    parts.add(new Own(") AS listed (" + kind + ", " + value + ")" + where + ")"));
    return parts;
  }

  /** What the table is called that it is of. */
  private static Optional<String> alias(SqlCall call) {
    return call.operand(0) instanceof SqlCall as && as.getKind() == SqlKind.AS
        ? Optional.of(last((SqlIdentifier) as.operand(1)))
        : Optional.empty();
  }

  /** What stands before the word. */
  private Kept table(SqlCall call) {
    int start = spans.of(call)[0];
    Matcher word = WORD.matcher(code);
    int end = spans.of(call.operand(0))[1];
    if (!word.find(end)) {
      throw new NoEqual(call.getKind().toString(), call, null);
    }
    end = word.start();
    while (Character.isWhitespace(code.charAt(end - 1))) {
      end--;
    }
    return new Kept(start, end);
  }

  private static SqlNode only(SqlNode node) {
    return node instanceof SqlNodeList list && list.size() == 1 ? list.get(0) : node;
  }

  /** The name behind AS, which may be a text. */
  private static String given(SqlNode as) {
    SqlNode name = only(((SqlCall) as).operand(1));
    return name instanceof SqlIdentifier id ? folded(last(id)) : own((SqlLiteral) name);
  }

  /** What stands in the rows for a column with a name of its own. */
  private static String text(SqlNode as) {
    SqlNode name = only(((SqlCall) as).operand(1));
    return name instanceof SqlLiteral literal ? literal.toValue() : given(as);
  }

  private static String own(SqlLiteral value) {
    return folded(value.toValue());
  }

  private static Set<String> names(SqlNode node) {
    Set<String> names = new HashSet<>();
    SqlNode value = node.getKind() == SqlKind.AS ? ((SqlCall) node).operand(0) : node;
    value.accept(
        new SqlBasicVisitor<Void>() {
          @Override
          public Void visit(SqlIdentifier name) {
            names.add(folded(last(name)));
            return null;
          }
        });
    return names;
  }

  private Kept kept(SqlNode node) {
    int[] span = spans.of(node);
    return new Kept(span[0], span[1]);
  }
}
