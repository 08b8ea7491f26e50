package dev.accrete.compiler.validate;

import dev.accrete.compiler.parse.ImplicitNames;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlCharStringLiteral;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlPivot;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.SqlUnpivot;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.util.SqlBasicVisitor;

/**
 * Gives columns without AS the names that Redshift gives them, in every SELECT of a query: Calcite
 * makes up others, by which no query around finds them.
 */
final class OwnNames extends SqlBasicVisitor<Void> {
  private OwnNames() {}

  /** Changes the query. */
  static void give(SqlNode query) {
    query.accept(new OwnNames());
  }

  @Override
  public Void visit(SqlCall call) {
    if (call instanceof SqlSelect select) {
      List<SqlNode> items = new ArrayList<>();
      List<String> names = select.getSelectList().stream().map(OwnNames::name).toList();
      for (int i = 0; i < names.size(); i++) {
        SqlNode item = select.getSelectList().get(i);
        String name = names.get(i);
        // Of two columns of one name none could be found by it.
        boolean alone = names.stream().filter(name::equals).count() == 1;
        items.add(
            ImplicitNames.ofUnnamed(item).filter(n -> alone).map(n -> named(item, n)).orElse(item));
      }
      select.setSelectList(new SqlNodeList(items, select.getSelectList().getParserPosition()));
    }
    if (call instanceof SqlPivot pivot) {
      pivot.inList.replaceAll(OwnNames::namedByItself);
    }
    if (call instanceof SqlUnpivot unpivot) {
      unpivot.inList.replaceAll(OwnNames::namedByText);
    }
    return super.visit(call);
  }

  /** The column of PIVOT for {@code 'paid'} is called paid. */
  private static SqlNode namedByItself(SqlNode value) {
    SqlNode only = value instanceof SqlNodeList list && list.size() == 1 ? list.get(0) : value;
    return only instanceof SqlCharStringLiteral text
        ? named(value, text.getValueAs(String.class))
        : value;
  }

  /** The name that UNPIVOT gives a column is a text in its rows. */
  private static SqlNode namedByText(SqlNode column) {
    if (column.getKind() != SqlKind.AS) {
      return column;
    }
    SqlNode given = ((SqlCall) column).operand(1);
    SqlNode only = given instanceof SqlNodeList list && list.size() == 1 ? list.get(0) : given;
    if (!(only instanceof SqlIdentifier name) || !name.isSimple()) {
      return column;
    }
    SqlNode text = SqlLiteral.createCharString(name.getSimple(), name.getParserPosition());
    return SqlStdOperatorTable.AS.createCall(
        column.getParserPosition(), ((SqlCall) column).operand(0), SqlNodeList.of(text));
  }

  private static String name(SqlNode item) {
    SqlNode named = item.getKind() == SqlKind.AS ? ((SqlCall) item).operand(1) : item;
    return ImplicitNames.of(named).toLowerCase(Locale.ROOT);
  }

  private static SqlNode named(SqlNode item, String name) {
    return SqlStdOperatorTable.AS.createCall(
        item.getParserPosition(), item, new SqlIdentifier(name, item.getParserPosition()));
  }
}
