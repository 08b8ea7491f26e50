package dev.accrete.compiler.translate;

import java.math.BigDecimal;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNumericLiteral;
import org.apache.calcite.sql.SqlSelect;

/**
 * Aliases that what a SELECT groups by is made of: {@code ts::date AS day, TO_CHAR(day, 'YYYY') AS
 * year … GROUP BY 1, 2}. DuckDB takes aliases anywhere else.
 */
final class GroupedAliases {
  private GroupedAliases() {}

  /**
   * Whether an expression that is grouped by reads an alias.
   *
   * @param taken the columns of FROM, which names mean before they mean aliases
   */
  static boolean areRead(SqlSelect select, Set<String> taken) {
    Map<String, SqlNode> values = new HashMap<>();
    for (SqlNode item : select.getSelectList()) {
      if (item.getKind() == SqlKind.AS) {
        SqlIdentifier alias = ((SqlCall) item).operand(1);
        values.put(LateralAliases.lower(alias.getSimple()), ((SqlCall) item).operand(0));
      }
    }
    Set<String> aliases = new HashSet<>(values.keySet());
    aliases.removeAll(taken);
    values.keySet().retainAll(aliases);
    return select.getGroup() != null
        && select.getGroup().stream().anyMatch(key -> isRead(key, select, values));
  }

  private static boolean isRead(SqlNode key, SqlSelect select, Map<String, SqlNode> values) {
    if (LateralAliases.SETS.contains(key.getKind())) {
      List<SqlNode> parts = ((SqlCall) key).getOperandList();
      return parts.stream().anyMatch(part -> isRead(part, select, values));
    }
    SqlNode value = key;
    if (key instanceof SqlNumericLiteral number && number.isInteger()) {
      int size = select.getSelectList().size();
      BigDecimal place = number.bigDecimalValue();
      boolean fits =
          place != null && place.signum() > 0 && place.compareTo(BigDecimal.valueOf(size)) <= 0;
      SqlNode item = fits ? select.getSelectList().get(place.intValue() - 1) : key;
      value = item.getKind() == SqlKind.AS ? ((SqlCall) item).operand(0) : item;
    } else if (key instanceof SqlIdentifier name && name.isSimple()) {
      value = values.getOrDefault(LateralAliases.lower(name.getSimple()), key);
      if (value == key) {
        return false;
      }
    }
    return LateralAliases.reads(value, values.keySet(), false);
  }
}
