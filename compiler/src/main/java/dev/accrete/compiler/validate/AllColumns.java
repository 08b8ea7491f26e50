package dev.accrete.compiler.validate;

import dev.accrete.compiler.tree.Named;
import dev.accrete.compiler.tree.OpaqueReason;
import dev.accrete.redshift.RedshiftOperators;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.SqlStarExclude;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.util.SqlBasicVisitor;

/**
 * {@code GROUP BY ALL}: by every column of the SELECT in which no aggregate stands (Redshift's page
 * of GROUP BY).
 */
final class AllColumns extends SqlBasicVisitor<Void> {
  private boolean bare;

  private AllColumns() {}

  /** Whether a GROUP BY is that of all. */
  static boolean isIt(SqlNodeList group) {
    return group.stream()
        .anyMatch(g -> g instanceof SqlCall c && c.getOperator() == RedshiftOperators.GROUP_BY_ALL);
  }

  /** Writes the numbers of the columns that it means, in all of a query but where stars are. */
  static void write(SqlNode query) {
    query.accept(
        new SqlBasicVisitor<Void>() {
          @Override
          public Void visit(SqlCall call) {
            if (call instanceof SqlSelect select
                && select.getGroup() != null
                && isIt(select.getGroup())) {
              write(select);
            }
            return super.visit(call);
          }
        });
  }

  private static void write(SqlSelect select) {
    SqlParserPos place = select.getGroup().getParserPosition();
    List<SqlNode> numbers = new ArrayList<>();
    Set<String> computed = new HashSet<>();
    for (int i = 0; i < select.getSelectList().size(); i++) {
      SqlNode item = select.getSelectList().get(i);
      if (item instanceof SqlStarExclude || item instanceof SqlIdentifier name && name.isStar()) {
        return;
      }
      if (overRows(item, computed)) {
        if (item.getKind() == SqlKind.AS) {
          computed.add(((SqlCall) item).operand(1).toString().toLowerCase(Locale.ROOT));
        }
      } else {
        numbers.add(SqlLiteral.createExactNumeric(String.valueOf(i + 1), place));
      }
    }
    select.setGroupBy(numbers.isEmpty() ? null : new SqlNodeList(numbers, place));
  }

  /** Whether an aggregate or window stands in a column, or the name of one that has such. */
  private static boolean overRows(SqlNode item, Set<String> computed) {
    boolean[] found = {Windows.hasWindow(item)};
    item.accept(
        new SqlBasicVisitor<Void>() {
          @Override
          public Void visit(SqlCall call) {
            found[0] |= Calls.isAggregate(call);
            return call.isA(SqlKind.QUERY) ? null : super.visit(call);
          }

          @Override
          public Void visit(SqlIdentifier name) {
            found[0] |=
                name.isSimple() && computed.contains(name.getSimple().toLowerCase(Locale.ROOT));
            return null;
          }
        });
    return found[0];
  }

  /** The columns that are grouped by. */
  static List<Named> keys(SelectNames names, List<SelectItem> items) {
    List<Named> keys = new ArrayList<>();
    for (SelectItem item : items) {
      if (item.column() >= 0 || !names.hasAggregate(item.node())) {
        keys.add(new Named(item.name(), names.rowExpression(item)));
      } else if (isBesideAggregates(item.node())) {
        // Engines differ in whether they group by what stands beside an aggregate.
        throw new NotUnderstood(
            OpaqueReason.OTHER,
            "GROUP BY ALL beside a column and an aggregate in one",
            item.node());
      }
    }
    return keys;
  }

  private static boolean isBesideAggregates(SqlNode node) {
    AllColumns found = new AllColumns();
    node.accept(found);
    return found.bare;
  }

  @Override
  public Void visit(SqlCall call) {
    return Calls.isAggregate(call) ? null : super.visit(call);
  }

  @Override
  public Void visit(SqlIdentifier name) {
    bare = true;
    return null;
  }
}
