package dev.accrete.compiler.validate;

import java.util.function.Function;
import org.apache.calcite.avatica.util.TimeUnit;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlCharStringLiteral;
import org.apache.calcite.sql.SqlIntervalQualifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.sql.type.SqlTypeUtil;
import org.jspecify.annotations.Nullable;

/**
 * The types of dates plus days, and of times that are taken from one another, as PostgreSQL and the
 * engines that follow it have them (PostgreSQL, "Date/Time Operators"): two dates differ by whole
 * days, other times by an interval. A constant in quotes is a time like the one that it is taken
 * from. Redshift adds days to timestamps, too. A date and a time of day are a timestamp, with a
 * zone where the time has one.
 */
final class TimeArithmetic {
  private static final SqlIntervalQualifier INTERVAL =
      new SqlIntervalQualifier(TimeUnit.DAY, TimeUnit.SECOND, SqlParserPos.ZERO);

  private TimeArithmetic() {}

  /**
   * The type of a sum or difference of two; null where it is one of other things.
   *
   * @param types of its operands
   * @param engine what reads it
   */
  static @Nullable RelDataType of(
      SqlCall call,
      Function<SqlNode, RelDataType> types,
      RelDataTypeFactory factory,
      String engine) {
    RelDataType left = types.apply(call.operand(0));
    RelDataType right = types.apply(call.operand(1));
    boolean minus = call.getKind() == SqlKind.MINUS;
    RelDataType first = minus ? like(call.operand(0), left, right) : left;
    RelDataType second = minus ? like(call.operand(1), right, left) : right;
    RelDataType type = bare(minus, first, second, factory, engine);
    return type == null
        ? null
        : factory.createTypeWithNullability(type, left.isNullable() || right.isNullable());
  }

  /** The type of an operand: a constant in quotes has that of a time beside it. */
  private static RelDataType like(SqlNode operand, RelDataType own, RelDataType other) {
    return operand instanceof SqlCharStringLiteral && isTime(other) ? other : own;
  }

  private static @Nullable RelDataType bare(
      boolean minus,
      RelDataType first,
      RelDataType second,
      RelDataTypeFactory factory,
      String engine) {
    if (minus && isTime(first) && isTime(second)) {
      return isDate(first) && isDate(second)
          ? factory.createSqlType(SqlTypeName.INTEGER)
          : factory.createSqlIntervalType(INTERVAL);
    }
    if (!minus && (isDate(first) && isClock(second) || isClock(first) && isDate(second))) {
      boolean zoned =
          first.getSqlTypeName() == SqlTypeName.TIME_TZ
              || second.getSqlTypeName() == SqlTypeName.TIME_TZ;
      return zoned
          ? factory.createSqlType(SqlTypeName.TIMESTAMP_WITH_LOCAL_TIME_ZONE)
          : factory.createSqlType(SqlTypeName.TIMESTAMP, 6);
    }
    boolean turned = !minus && SqlTypeUtil.isIntType(first);
    RelDataType time = turned ? second : first;
    boolean days = turned || SqlTypeUtil.isIntType(second);
    boolean counted = isDate(time) || engine.equals("redshift") && isTime(time);
    return days && counted ? time : null;
  }

  private static boolean isDate(RelDataType type) {
    return type.getSqlTypeName() == SqlTypeName.DATE;
  }

  private static boolean isClock(RelDataType type) {
    return type.getSqlTypeName() == SqlTypeName.TIME
        || type.getSqlTypeName() == SqlTypeName.TIME_TZ;
  }

  private static boolean isTime(RelDataType type) {
    return switch (type.getSqlTypeName()) {
      case DATE, TIMESTAMP, TIMESTAMP_WITH_LOCAL_TIME_ZONE, TIMESTAMP_TZ -> true;
      default -> false;
    };
  }
}
