package dev.accrete.compiler.translate;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlOrderBy;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.SqlWith;

/** The columns of a query, as far as it lists them by name. */
final class ListedColumns {
  private ListedColumns() {}

  /** Their names as they are written; absent where there is a star or one without a name. */
  static Optional<List<String>> of(SqlNode query) {
    if (query instanceof SqlOrderBy order) {
      return of(order.query);
    }
    if (query instanceof SqlWith with) {
      return of(with.body);
    }
    if (query.isA(SqlKind.SET_QUERY)) {
      return of(((SqlCall) query).operand(0));
    }
    if (!(query instanceof SqlSelect select)) {
      return Optional.empty();
    }
    List<String> names = new ArrayList<>();
    for (SqlNode item : select.getSelectList()) {
      SqlNode named = item.getKind() == SqlKind.AS ? ((SqlCall) item).operand(1) : item;
      if (!(named instanceof SqlIdentifier name) || name.isStar()) {
        return Optional.empty();
      }
      names.add(name.names.get(name.names.size() - 1));
    }
    return Optional.of(names);
  }
}
