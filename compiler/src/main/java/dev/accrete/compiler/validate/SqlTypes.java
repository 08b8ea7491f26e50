package dev.accrete.compiler.validate;

import dev.accrete.compiler.tree.ValueTypes;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.calcite.avatica.util.TimeUnit;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.sql.SqlIntervalQualifier;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.sql.type.SqlTypeUtil;
import org.jspecify.annotations.Nullable;

/**
 * Reads declared SQL types such as {@code varchar(36)}, and writes the ones that the validator
 * found.
 */
final class SqlTypes {
  private static final Pattern CHARACTER_SET = Pattern.compile(" character set .*");

  private static final Pattern DECLARED =
      Pattern.compile(
          "([a-z][a-z0-9 ]*?)\\s*(?:\\(\\s*(\\d+|max)\\s*(?:,\\s*(\\d+)\\s*)?\\))?( with(out)? time zone)?");
  private static final Map<String, SqlTypeName> NAMES =
      Map.ofEntries(
          Map.entry("varchar", SqlTypeName.VARCHAR),
          Map.entry("character varying", SqlTypeName.VARCHAR),
          Map.entry("nvarchar", SqlTypeName.VARCHAR),
          Map.entry("text", SqlTypeName.VARCHAR),
          Map.entry("string", SqlTypeName.VARCHAR),
          Map.entry("bpchar", SqlTypeName.VARCHAR),
          Map.entry("char", SqlTypeName.CHAR),
          Map.entry("character", SqlTypeName.CHAR),
          Map.entry("nchar", SqlTypeName.CHAR),
          Map.entry("smallint", SqlTypeName.SMALLINT),
          Map.entry("int2", SqlTypeName.SMALLINT),
          Map.entry("tinyint", SqlTypeName.SMALLINT),
          Map.entry("integer", SqlTypeName.INTEGER),
          Map.entry("int", SqlTypeName.INTEGER),
          Map.entry("int4", SqlTypeName.INTEGER),
          Map.entry("bigint", SqlTypeName.BIGINT),
          Map.entry("int8", SqlTypeName.BIGINT),
          Map.entry("hugeint", SqlTypeName.DECIMAL),
          Map.entry("decimal", SqlTypeName.DECIMAL),
          Map.entry("numeric", SqlTypeName.DECIMAL),
          Map.entry("real", SqlTypeName.REAL),
          Map.entry("float4", SqlTypeName.REAL),
          Map.entry("double precision", SqlTypeName.DOUBLE),
          Map.entry("double", SqlTypeName.DOUBLE),
          Map.entry("float8", SqlTypeName.DOUBLE),
          Map.entry("float", SqlTypeName.DOUBLE),
          Map.entry("boolean", SqlTypeName.BOOLEAN),
          Map.entry("bool", SqlTypeName.BOOLEAN),
          Map.entry("date", SqlTypeName.DATE),
          Map.entry("timestamp", SqlTypeName.TIMESTAMP),
          Map.entry("datetime", SqlTypeName.TIMESTAMP),
          Map.entry("timestamptz", SqlTypeName.TIMESTAMP_WITH_LOCAL_TIME_ZONE),
          Map.entry("time", SqlTypeName.TIME),
          Map.entry("timetz", SqlTypeName.TIME_TZ),
          Map.entry("varbyte", SqlTypeName.VARBINARY),
          Map.entry("varbinary", SqlTypeName.VARBINARY),
          Map.entry("bytea", SqlTypeName.VARBINARY),
          Map.entry("interval", SqlTypeName.INTERVAL_DAY_SECOND),
          // Known as types, and no more: a cast to one does not hide the types beside it.
          Map.entry("super", SqlTypeName.ANY),
          Map.entry("geography", SqlTypeName.ANY),
          Map.entry("hllsketch", SqlTypeName.ANY),
          Map.entry("json", SqlTypeName.ANY),
          Map.entry("jsonb", SqlTypeName.ANY));

  private SqlTypes() {}

  /** The Calcite type of a declared one; ANY where the name is not known. */
  static RelDataType of(@Nullable String declared, RelDataTypeFactory factory) {
    Matcher matcher =
        DECLARED.matcher(
            declared == null ? "" : ValueTypes.written(declared.strip().toLowerCase(Locale.ROOT)));
    if (!matcher.matches()) {
      return factory.createSqlType(SqlTypeName.ANY);
    }
    SqlTypeName name = NAMES.get(matcher.group(1).strip());
    if (name == null) {
      return factory.createSqlType(SqlTypeName.ANY);
    }
    if (name == SqlTypeName.INTERVAL_DAY_SECOND) {
      return factory.createSqlIntervalType(
          new SqlIntervalQualifier(TimeUnit.DAY, TimeUnit.SECOND, SqlParserPos.ZERO));
    }
    if (name == SqlTypeName.TIMESTAMP && " with time zone".equals(matcher.group(4))) {
      name = SqlTypeName.TIMESTAMP_WITH_LOCAL_TIME_ZONE;
    }
    if (name == SqlTypeName.TIME && " with time zone".equals(matcher.group(4))) {
      name = SqlTypeName.TIME_TZ;
    }
    return sized(name, matcher.group(2), matcher.group(3), factory);
  }

  /** The names that the grammar does not know as types. */
  static Set<String> names() {
    return NAMES.keySet();
  }

  private static RelDataType sized(
      SqlTypeName name,
      @Nullable String length,
      @Nullable String scale,
      RelDataTypeFactory factory) {
    boolean sized =
        name == SqlTypeName.VARCHAR || name == SqlTypeName.CHAR || name == SqlTypeName.DECIMAL;
    if (!sized || length == null || length.equals("max") || length.length() > 6) {
      return name == SqlTypeName.TIMESTAMP
          ? factory.createSqlType(name, 6)
          : factory.createSqlType(name);
    }
    int precision = Integer.parseInt(length);
    return scale == null
        ? factory.createSqlType(name, precision)
        : factory.createSqlType(name, precision, Integer.parseInt(scale));
  }

  /** A type as people write it. */
  static String text(RelDataType type) {
    String text =
        type.getSqlTypeName() == SqlTypeName.ANY ? "any" : type.toString().toLowerCase(Locale.ROOT);
    if (SqlTypeUtil.isInterval(type)) {
      return "interval";
    }
    return switch (type.getSqlTypeName()) {
      case TIMESTAMP -> "timestamp";
      case TIMESTAMP_WITH_LOCAL_TIME_ZONE, TIMESTAMP_TZ -> "timestamptz";
      case TIME -> "time";
      case TIME_TZ -> "timetz";
      case DOUBLE, FLOAT -> "double precision";
      case VARCHAR, CHAR -> CHARACTER_SET.matcher(text).replaceAll("");
      default -> text;
    };
  }
}
