package dev.accrete.compiler.validate;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.apache.calcite.sql.SqlFunctionCategory;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.SqlOperatorTable;
import org.apache.calcite.sql.SqlSyntax;
import org.apache.calcite.sql.validate.SqlNameMatcher;
import org.jspecify.annotations.Nullable;

/**
 * Calcite's operators, but for those that make other types than our catalogue's functions of these
 * names: a DATEADD of a date is a timestamp, and a deviation of integers none of them; and for
 * those that take fewer types than Redshift converts.
 */
record OperatorsBut(SqlOperatorTable all) implements SqlOperatorTable {
  private static final Set<String> OTHERS =
      Set.of(
          "CONVERT_TIMEZONE",
          "DATEADD",
          "DATEDIFF",
          "DATEPART",
          "DATE_PART",
          "DATE_TRUNC",
          "JSON_ARRAY",
          "JSON_OBJECT",
          "LAST_DAY",
          "OCTET_LENGTH",
          "STDDEV",
          "STDDEV_POP",
          "STDDEV_SAMP",
          "TO_CHAR",
          "TO_DATE",
          "TO_TIMESTAMP",
          "VARIANCE",
          "VAR_POP",
          "VAR_SAMP");

  @Override
  public void lookupOperatorOverloads(
      SqlIdentifier name,
      @Nullable SqlFunctionCategory category,
      SqlSyntax syntax,
      List<SqlOperator> operators,
      SqlNameMatcher matcher) {
    boolean other = name.isSimple() && OTHERS.contains(name.getSimple().toUpperCase(Locale.ROOT));
    if (!other) {
      all.lookupOperatorOverloads(name, category, syntax, operators, matcher);
    }
  }

  @Override
  public List<SqlOperator> getOperatorList() {
    return all.getOperatorList().stream()
        .filter(operator -> !OTHERS.contains(operator.getName()))
        .toList();
  }
}
