package dev.accrete.compiler.validate;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.util.SqlShuttle;
import org.jspecify.annotations.Nullable;

/**
 * Writes what an alias stands for in a WHERE that reads it, as Redshift and DuckDB allow where FROM
 * has no column of that name. Calcite knows aliases in the select list, GROUP BY and HAVING alone.
 */
final class WhereAliases extends SqlShuttle {
  private final Map<String, SqlNode> values;
  private final Predicate<SqlIdentifier> column;

  private WhereAliases(Map<String, SqlNode> values, Predicate<SqlIdentifier> column) {
    this.values = values;
    this.column = column;
  }

  /**
   * The condition of a SELECT without its aliases.
   *
   * @param column whether a name is a column of FROM
   */
  static @Nullable SqlNode expanded(SqlSelect select, Predicate<SqlIdentifier> column) {
    SqlNode where = select.getWhere();
    Map<String, SqlNode> values = new HashMap<>();
    for (SqlNode item : select.getSelectList()) {
      if (item.getKind() == SqlKind.AS) {
        // One that reads an earlier alias has that alias' value by now.
        SqlNode value = ((SqlCall) item).operand(0);
        SqlNode own = value.accept(new WhereAliases(Map.copyOf(values), column));
        values.put(lower(((SqlCall) item).operand(1)), own == null ? value : own);
      }
    }
    return where == null || values.isEmpty()
        ? where
        : where.accept(new WhereAliases(values, column));
  }

  private static String lower(SqlNode name) {
    return ((SqlIdentifier) name).getSimple().toLowerCase(Locale.ROOT);
  }

  @Override
  public @Nullable SqlNode visit(SqlIdentifier name) {
    SqlNode value = name.isSimple() ? values.get(lower(name)) : null;
    return value == null || column.test(name) ? name : value.clone(name.getParserPosition());
  }

  @Override
  public @Nullable SqlNode visit(SqlCall call) {
    // A subquery has names of its own.
    return call.isA(SqlKind.QUERY) ? call : super.visit(call);
  }
}
