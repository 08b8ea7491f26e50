package dev.accrete.compiler.validate;

import dev.accrete.compiler.parse.ImplicitNames;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlSelect;
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
    return super.visit(call);
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
