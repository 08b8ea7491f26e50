package dev.accrete.compiler.validate;

import org.apache.calcite.avatica.util.TimeUnit;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.sql.SqlIntervalQualifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.sql.type.SqlTypeUtil;
import org.jspecify.annotations.Nullable;

/**
 * The types of dates plus days, and of times that are taken from one another, as PostgreSQL and the
 * engines that follow it have them (PostgreSQL, "Date/Time Operators"): two dates differ by whole
 * days, other times by an interval.
 */
final class TimeArithmetic {
  private static final SqlIntervalQualifier INTERVAL =
      new SqlIntervalQualifier(TimeUnit.DAY, TimeUnit.SECOND, SqlParserPos.ZERO);

  private TimeArithmetic() {}

  /**
   * The type of a sum or difference; null where it is one of other things.
   *
   * @param kind PLUS or MINUS
   */
  static @Nullable RelDataType of(
      SqlKind kind, RelDataType first, RelDataType second, RelDataTypeFactory factory) {
    RelDataType type = bare(kind, first, second, factory);
    return type == null
        ? null
        : factory.createTypeWithNullability(type, first.isNullable() || second.isNullable());
  }

  private static @Nullable RelDataType bare(
      SqlKind kind, RelDataType first, RelDataType second, RelDataTypeFactory factory) {
    boolean minus = kind == SqlKind.MINUS;
    if (minus && isTime(first) && isTime(second)) {
      return isDate(first) && isDate(second)
          ? factory.createSqlType(SqlTypeName.INTEGER)
          : factory.createSqlIntervalType(INTERVAL);
    }
    boolean days = isDate(first) && SqlTypeUtil.isIntType(second);
    boolean turned = !minus && SqlTypeUtil.isIntType(first) && isDate(second);
    return days || turned ? factory.createSqlType(SqlTypeName.DATE) : null;
  }

  private static boolean isDate(RelDataType type) {
    return type.getSqlTypeName() == SqlTypeName.DATE;
  }

  private static boolean isTime(RelDataType type) {
    return switch (type.getSqlTypeName()) {
      case DATE, TIMESTAMP, TIMESTAMP_WITH_LOCAL_TIME_ZONE, TIMESTAMP_TZ -> true;
      default -> false;
    };
  }
}
