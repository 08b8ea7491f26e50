package dev.accrete.compiler.validate;

import java.util.List;
import org.apache.calcite.jdbc.JavaTypeFactoryImpl;
import org.apache.calcite.rel.type.DelegatingTypeSystem;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.rel.type.RelDataTypeSystem;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.sql.type.SqlTypeUtil;
import org.jspecify.annotations.Nullable;

/**
 * What types computations have on Redshift (Database Developer Guide, "Computations with numeric
 * values", and the pages of SUM and AVG). Texts of unequal length become VARCHAR, not padded CHAR.
 */
final class RedshiftTypes extends DelegatingTypeSystem {
  private static final int DIGITS = 38;
  private static final int DEFAULT_DIGITS = 18;

  private RedshiftTypes() {
    super(RelDataTypeSystem.DEFAULT);
  }

  /**
   * A date and an interval make a timestamp, and so do a date and a timestamp. What a constant
   * beside a number or time is, {@code NVL(t, '2999-12-31')}, is not told: no text, in any case.
   */
  static final class Factory extends JavaTypeFactoryImpl {
    Factory() {
      super(new RedshiftTypes());
    }

    @Override
    public @Nullable RelDataType leastRestrictive(List<RelDataType> types) {
      boolean interval = types.stream().anyMatch(SqlTypeUtil::isInterval);
      boolean date = types.stream().anyMatch(type -> type.getSqlTypeName() == SqlTypeName.DATE);
      boolean nullable = types.stream().anyMatch(RelDataType::isNullable);
      boolean text = types.stream().anyMatch(SqlTypeUtil::isCharacter);
      if (text && types.stream().anyMatch(Factory::isNoText)) {
        return createTypeWithNullability(createSqlType(SqlTypeName.ANY), nullable);
      }
      boolean times = date && types.stream().allMatch(Factory::isDay);
      if (!(interval && date) && !times) {
        return super.leastRestrictive(types);
      }
      boolean zone = types.stream().anyMatch(Factory::isZoned);
      boolean days = types.stream().allMatch(type -> type.getSqlTypeName() == SqlTypeName.DATE);
      RelDataType common =
          days
              ? createSqlType(SqlTypeName.DATE)
              : zone
                  ? createSqlType(SqlTypeName.TIMESTAMP_WITH_LOCAL_TIME_ZONE)
                  : createSqlType(SqlTypeName.TIMESTAMP, 6);
      return createTypeWithNullability(common, nullable);
    }

    /** A date, or a timestamp. */
    private static boolean isDay(RelDataType type) {
      return type.getSqlTypeName() == SqlTypeName.DATE
          || type.getSqlTypeName() == SqlTypeName.TIMESTAMP
          || isZoned(type);
    }

    private static boolean isZoned(RelDataType type) {
      return type.getSqlTypeName() == SqlTypeName.TIMESTAMP_WITH_LOCAL_TIME_ZONE
          || type.getSqlTypeName() == SqlTypeName.TIMESTAMP_TZ;
    }

    private static boolean isNoText(RelDataType type) {
      return SqlTypeUtil.isNumeric(type)
          || SqlTypeUtil.isDatetime(type)
          || SqlTypeUtil.isBoolean(type);
    }
  }

  @Override
  public boolean shouldConvertRaggedUnionTypesToVarying() {
    return true;
  }

  /** DECIMAL alone is DECIMAL(18, 0). */
  @Override
  public int getDefaultPrecision(SqlTypeName typeName) {
    return typeName == SqlTypeName.DECIMAL ? DEFAULT_DIGITS : super.getDefaultPrecision(typeName);
  }

  @Override
  public int getMaxNumericPrecision() {
    return DIGITS;
  }

  @Override
  public int getMaxNumericScale() {
    return DIGITS - 1;
  }

  @Override
  public int getMaxPrecision(SqlTypeName typeName) {
    return switch (typeName) {
      case DECIMAL -> DIGITS;
      case TIMESTAMP, TIME, TIMESTAMP_WITH_LOCAL_TIME_ZONE, TIMESTAMP_TZ -> 6;
      default -> super.getMaxPrecision(typeName);
    };
  }

  @Override
  public RelDataType deriveSumType(RelDataTypeFactory factory, RelDataType type) {
    RelDataType sum =
        switch (type.getSqlTypeName()) {
          case TINYINT, SMALLINT, INTEGER -> factory.createSqlType(SqlTypeName.BIGINT);
          case BIGINT -> factory.createSqlType(SqlTypeName.DECIMAL, DIGITS, 0);
          case DECIMAL -> factory.createSqlType(SqlTypeName.DECIMAL, DIGITS, type.getScale());
          case REAL, FLOAT -> factory.createSqlType(SqlTypeName.DOUBLE);
          default -> type;
        };
    return factory.createTypeWithNullability(sum, type.isNullable());
  }

  @Override
  public RelDataType deriveAvgAggType(RelDataTypeFactory factory, RelDataType type) {
    RelDataType average =
        switch (type.getSqlTypeName()) {
          case TINYINT, SMALLINT, INTEGER, BIGINT -> factory.createSqlType(SqlTypeName.BIGINT);
          default -> deriveSumType(factory, type);
        };
    return factory.createTypeWithNullability(average, type.isNullable());
  }

  @Override
  public @Nullable RelDataType deriveDecimalMultiplyType(
      RelDataTypeFactory factory, RelDataType first, RelDataType second) {
    if (!areDecimal(first, second)) {
      return null;
    }
    RelDataType one = decimalOf(factory, first);
    RelDataType other = decimalOf(factory, second);
    return decimal(
        factory,
        one.getPrecision() + other.getPrecision() + 1,
        one.getScale() + other.getScale(),
        first.isNullable() || second.isNullable());
  }

  @Override
  public @Nullable RelDataType deriveDecimalDivideType(
      RelDataTypeFactory factory, RelDataType first, RelDataType second) {
    if (!areDecimal(first, second)) {
      return null;
    }
    RelDataType one = decimalOf(factory, first);
    RelDataType other = decimalOf(factory, second);
    int scale = Math.max(4, one.getScale() + other.getPrecision() - other.getScale() + 1);
    return decimal(
        factory,
        one.getPrecision() - one.getScale() + other.getScale() + scale,
        scale,
        first.isNullable() || second.isNullable());
  }

  /** Whether both are exact, and one at least is no whole number. */
  private static boolean areDecimal(RelDataType first, RelDataType second) {
    return SqlTypeUtil.isExactNumeric(first)
        && SqlTypeUtil.isExactNumeric(second)
        && (SqlTypeUtil.isDecimal(first) || SqlTypeUtil.isDecimal(second));
  }

  private static RelDataType decimalOf(RelDataTypeFactory factory, RelDataType type) {
    return SqlTypeUtil.isDecimal(type) ? type : factory.decimalOf(type);
  }

  private static RelDataType decimal(
      RelDataTypeFactory factory, int precision, int scale, boolean nullable) {
    return factory.createTypeWithNullability(
        factory.createSqlType(
            SqlTypeName.DECIMAL, Math.min(DIGITS, precision), Math.min(DIGITS - 1, scale)),
        nullable);
  }
}
