package dev.accrete.compiler.translate;

import dev.accrete.compiler.parse.NodeSpans;
import dev.accrete.compiler.template.EditedText.Edit;
import dev.accrete.compiler.template.EditedText.Own;
import dev.accrete.redshift.RedshiftOperators;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlNumericLiteral;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.SqlOrderBy;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.SqlStarExclude;
import org.apache.calcite.sql.SqlWith;
import org.apache.calcite.sql.SqlWithItem;
import org.apache.calcite.sql.util.SqlBasicVisitor;

/**
 * Clauses of queries that another dialect writes otherwise: TOP, MINUS, GROUP BY ALL, QUALIFY,
 * EXCLUDE, (+).
 */
final class Clauses {
  private static final Set<SqlKind> SETS =
      Set.of(SqlKind.ROLLUP, SqlKind.CUBE, SqlKind.GROUPING_SETS);

  private static final Pattern TOP = Pattern.compile("(?is)\\bTOP\\s+$");

  /** What may stand behind the last key, and belongs to no node. */
  private static final Pattern DIRECTION =
      Pattern.compile("(?i)[\\s)]*\\b(ASC|DESC)\\b(\\s+NULLS\\s+(FIRST|LAST)\\b)?");

  private static final Pattern MINUS = Pattern.compile("(?i)\\bMINUS\\b");

  private final String code;
  private final NodeSpans spans;
  private final String to;
  private final OuterJoins outerJoins;
  private final QualifiedRows qualified;
  private final Pivots pivots;
  private final ListedColumns listed;
  private final ExcludedColumns excluded;

  /**
   * Clauses of a text.
   *
   * @param code the text with blanks in place of comments and constants
   * @param pivots what is made of those of the text
   * @param listed which columns queries have
   * @param quoted a name in quotes, as Redshift folds it
   */
  Clauses(
      String code,
      NodeSpans spans,
      String to,
      Pivots pivots,
      ListedColumns listed,
      UnaryOperator<String> quoted) {
    this.code = code;
    this.spans = spans;
    this.to = to;
    this.pivots = pivots;
    this.listed = listed;
    this.excluded = new ExcludedColumns(code, spans, to, listed, quoted);
    this.outerJoins = new OuterJoins(spans);
    this.qualified = new QualifiedRows(code, spans, listed);
  }

  /** What has to change around a query's parts; nothing for other calls. */
  List<Edit> of(SqlCall call) {
    if (call instanceof SqlOrderBy order && body(order) instanceof SqlSelect select) {
      if (to.equals("postgres") && select.getQualify() != null) {
        listed.noteTables(order.query);
        qualified.order(order, select);
      }
      return order.fetch == null ? List.of() : top(select, order.fetch, end(order), false);
    }
    if (call instanceof SqlSelect select) {
      return select(select);
    }
    boolean pivot = call.getKind() == SqlKind.PIVOT || call.getKind() == SqlKind.UNPIVOT;
    pivots.note(call);
    if (pivot && (to.equals("postgres") || to.equals("duckdb") && pivots.differs(call))) {
      return List.of(pivots.of(call));
    }
    if (call instanceof SqlWithItem item) {
      outerJoins.commonTable(item.name);
      listed.note(item);
    }
    if (call.getOperator() == RedshiftOperators.OUTER_SIDE) {
      return List.of(outerJoins.unmarked(call));
    }
    if (!to.equals("redshift")) {
      requireEqual(call);
    }
    return call.getKind() == SqlKind.EXCEPT ? minus(call) : List.of();
  }

  /** Says no to clauses that neither of the other engines has. */
  private static void requireEqual(SqlCall call) {
    SqlOperator operator = call.getOperator();
    if (operator == RedshiftOperators.CONNECT_BY) {
      throw new NoEqual("CONNECT BY", call, "write WITH RECURSIVE");
    }
    boolean ofObject =
        operator == RedshiftOperators.UNNEST_AT
            && unaliased(call.operand(0)) instanceof SqlCall of
            && of.getOperator() == RedshiftOperators.UNPIVOT_OBJECT;
    if (operator == RedshiftOperators.UNNEST_AT && !ofObject) {
      throw new NoEqual("an array of FROM with the numbers of its values", call, null);
    }
    if (operator == RedshiftOperators.UNPIVOT_OBJECT) {
      throw new NoEqual("UNPIVOT of an object", call, null);
    }
  }

  /** What ORDER BY sorts, behind WITH. */
  private static SqlNode body(SqlOrderBy order) {
    return order.query instanceof SqlWith with ? with.body : order.query;
  }

  private int end(SqlOrderBy order) {
    int end = spans.of(order.query)[1];
    for (SqlNode key : order.orderList) {
      end = Math.max(end, spans.of(key)[1]);
    }
    end = order.offset == null ? end : Math.max(end, spans.of(order.offset)[1]);
    Matcher direction = DIRECTION.matcher(code).region(end, code.length());
    return direction.lookingAt() ? direction.end() : end;
  }

  /** {@code TOP n} at the beginning as {@code LIMIT n} at the end. */
  private List<Edit> top(SqlSelect select, SqlNode count, int end, boolean isBranch) {
    int[] span = spans.of(count);
    int start = spans.of(select)[0];
    if (span[0] >= end || start >= span[0]) {
      return List.of();
    }
    Matcher top = TOP.matcher(code.substring(start, span[0]));
    if (!top.find()) {
      return List.of();
    }
    int after = span[1];
    while (after < code.length() && code.charAt(after) == ' ') {
      after++;
    }
    List<Edit> edits = new ArrayList<>();
    edits.add(new Edit(start + top.start(), after, List.of()));
    String limit = "\nLIMIT " + code.substring(span[0], span[1]) + (isBranch ? ")" : "");
    edits.add(new Edit(end, end, List.of(new Own(limit))));
    if (isBranch) {
      edits.add(new Edit(start, start, List.of(new Own("("))));
    }
    return edits;
  }

  private List<Edit> select(SqlSelect select) {
    List<Edit> edits = new ArrayList<>(outerJoins.of(select));
    if (select.getFetch() != null) {
      edits.addAll(top(select, select.getFetch(), spans.of(select)[1], true));
    }
    if (select.getGroup() != null) {
      select.getGroup().stream()
          .filter(g -> g instanceof SqlCall c && c.getOperator() == RedshiftOperators.GROUP_BY_ALL)
          .forEach(all -> edits.add(groupByNumbers(select, all)));
    }
    if (to.equals("duckdb") && select.getGroup() != null) {
      requireOneSpelling(select.getGroup());
    }
    if (!to.equals("redshift")) {
      edits.addAll(excluded.of(select));
    }
    if (to.equals("postgres") && select.getQualify() != null) {
      edits.addAll(qualified.of(select));
      edits.addAll(shiftedNumbers(select));
    }
    return edits;
  }

  /** How many columns are written before those of the list: the condition of QUALIFY is one. */
  private int columnsBefore(SqlSelect select) {
    return to.equals("postgres") && select.getQualify() != null ? 1 : 0;
  }

  /** The columns that GROUP BY names by their numbers, where one is written before them. */
  private List<Edit> shiftedNumbers(SqlSelect select) {
    List<Edit> edits = new ArrayList<>();
    for (SqlNode key : select.getGroup() == null ? List.<SqlNode>of() : select.getGroup()) {
      if (key instanceof SqlNumericLiteral number && number.isInteger()) {
        int[] span = spans.of(key);
        String shifted = String.valueOf(number.longValue(true) + columnsBefore(select));
        edits.add(new Edit(span[0], span[1], List.of(new Own(shifted))));
      }
    }
    return edits;
  }

  /** A column with and without its table is two to DuckDB, in ROLLUP and its like. */
  private static void requireOneSpelling(SqlNodeList group) {
    for (SqlNode set : group) {
      if (!SETS.contains(set.getKind())) {
        continue;
      }
      Map<String, Boolean> seen = new HashMap<>();
      columns(set)
          .forEach(
              name -> {
                Boolean before =
                    seen.put(Identifiers.folded(Identifiers.last(name)), name.isSimple());
                if (before != null && before != name.isSimple()) {
                  throw new NoEqual(
                      name + " beside a column of that name, in sets of groups,",
                      name,
                      "write it alike everywhere");
                }
              });
    }
  }

  /** {@code GROUP BY ALL} is by every column that no aggregate stands in. */
  private Edit groupByNumbers(SqlSelect select, SqlNode all) {
    int before = columnsBefore(select);
    List<String> numbers = new ArrayList<>();
    Set<String> computed = new HashSet<>();
    for (int i = 0; i < select.getSelectList().size(); i++) {
      SqlNode item = select.getSelectList().get(i);
      boolean isStar = item instanceof SqlIdentifier name && name.isStar();
      if (isStar || item instanceof SqlStarExclude || Aggregates.hasWindow(item)) {
        throw new NoEqual("GROUP BY ALL of a star or window function", all, "GROUP BY 1, 2, …");
      }
      if (Aggregates.isIn(item)) {
        if (item.getKind() == SqlKind.AS) {
          computed.add(((SqlCall) item).operand(1).toString());
        }
      } else if (names(item).anyMatch(computed::contains)) {
        throw new NoEqual(
            "GROUP BY ALL of a column that reads an aggregate by its alias",
            item,
            "GROUP BY 1, 2, …, or write the aggregate again");
      } else {
        numbers.add(String.valueOf(before + i + 1));
      }
    }
    int[] span = spans.of(all);
    String by = numbers.isEmpty() ? "" : "GROUP BY " + String.join(", ", numbers);
    return new Edit(span[0], span[1], List.of(new Own(by)));
  }

  private static Stream<String> names(SqlNode item) {
    return columns(item).map(SqlIdentifier::toString);
  }

  private static Stream<SqlIdentifier> columns(SqlNode item) {
    Stream.Builder<SqlIdentifier> names = Stream.builder();
    item.accept(
        new SqlBasicVisitor<Void>() {
          @Override
          public Void visit(SqlIdentifier name) {
            names.add(name);
            return null;
          }
        });
    return names.build();
  }

  private static SqlNode unaliased(SqlNode node) {
    return node.getKind() == SqlKind.AS ? ((SqlCall) node).operand(0) : node;
  }

  private List<Edit> minus(SqlCall call) {
    int from = spans.of(call.operand(0))[1];
    int until = spans.of(call.operand(1))[0];
    Matcher word = MINUS.matcher(code.substring(from, Math.max(from, until)));
    return word.find()
        ? List.of(new Edit(from + word.start(), from + word.end(), List.of(new Own("EXCEPT"))))
        : List.of();
  }
}
