package dev.accrete.compiler.validate;

import java.util.List;
import java.util.Optional;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlWithItem;
import org.jspecify.annotations.Nullable;

/** The CTEs that are visible at a place: the nearest first. */
final class CommonTables {
  static final CommonTables NONE = new CommonTables(null, null);

  private final @Nullable CommonTables outer;
  private final @Nullable SqlWithItem item;

  private CommonTables(@Nullable CommonTables outer, @Nullable SqlWithItem item) {
    this.outer = outer;
    this.item = item;
  }

  CommonTables with(SqlWithItem next) {
    return new CommonTables(this, next);
  }

  /** A CTE, and the CTEs that it may itself read. */
  record Found(SqlNode query, List<String> columns, CommonTables visible) {}

  Optional<Found> find(String name) {
    if (item == null || outer == null) {
      return Optional.empty();
    }
    if (item.name.getSimple().equalsIgnoreCase(name)) {
      SqlNodeList list = item.columnList;
      List<String> columns =
          list == null
              ? List.of()
              : list.stream().map(c -> ((SqlIdentifier) c).getSimple()).toList();
      return Optional.of(new Found(item.query, columns, outer));
    }
    return outer.find(name);
  }
}
