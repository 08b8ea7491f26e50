package dev.accrete.compiler.validate;

import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.apache.calcite.avatica.util.TimeUnit;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlCharStringLiteral;
import org.apache.calcite.sql.SqlDataTypeSpec;
import org.apache.calcite.sql.SqlIntervalQualifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlUtil;
import org.apache.calcite.sql.fun.SqlCase;
import org.apache.calcite.sql.fun.SqlLibraryOperators;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.sql.type.SqlTypeUtil;
import org.jspecify.annotations.Nullable;

/**
 * The types of calls that Calcite's validator refuses, or takes for something else: Redshift
 * converts what it matches by a regular expression, {@code ^} raises to a power, intervals have
 * sums and averages, and WITHIN GROUP may have a window.
 */
final class OwnForms {
  private static final Set<String> REGEXES =
      Set.of(
          "POSIX REGEX CASE SENSITIVE",
          "POSIX REGEX CASE INSENSITIVE",
          "NEGATED POSIX REGEX CASE SENSITIVE",
          "NEGATED POSIX REGEX CASE INSENSITIVE");

  private static final Set<String> CHOICES = Set.of("COALESCE", "NVL", "GREATEST", "LEAST");

  private static final Set<String> TRIMS = Set.of("LTRIM", "RTRIM");

  private static final Set<String> MIDDLES = Set.of("MEDIAN", "QUANTILE_CONT");

  /** Digits behind the point of a middle value of whole numbers, as far as these are shown. */
  private static final int MIDDLE_SCALE = 4;

  private static final SqlIntervalQualifier INTERVAL =
      new SqlIntervalQualifier(TimeUnit.DAY, TimeUnit.SECOND, SqlParserPos.ZERO);

  private final String engine;
  private final RelDataTypeFactory factory;
  private final Function<SqlNode, RelDataType> types;

  /**
   * Types of calls.
   *
   * @param engine what reads them, for types that differ by it
   * @param types of operands
   */
  OwnForms(String engine, RelDataTypeFactory factory, Function<SqlNode, RelDataType> types) {
    this.engine = engine;
    this.factory = factory;
    this.types = types;
  }

  /** What CONVERT and TRY_CAST convert to, which Calcite takes for functions. */
  static Optional<SqlNode> target(SqlCall call) {
    int place = call.getOperator() == SqlLibraryOperators.MSSQL_CONVERT ? 0 : 1;
    boolean converts = place == 0 || name(call).equals("TRY_CAST");
    return converts && call.operandCount() > 1 && call.operand(place) instanceof SqlDataTypeSpec
        ? Optional.of(call.operand(place))
        : Optional.empty();
  }

  /** Whether a call is an aggregate with WITHIN GROUP over a window. */
  static boolean isListedWindow(SqlNode node) {
    return node.getKind() == SqlKind.OVER
        && ((SqlCall) node).operand(0).getKind() == SqlKind.WITHIN_GROUP;
  }

  /** The type of a call; null for those that Calcite knows. */
  @Nullable RelDataType of(SqlCall call) {
    String name = name(call);
    if (REGEXES.contains(name)) {
      // Errors within its operands are told.
      boolean typed = call.getOperandList().stream().map(types).allMatch(Objects::nonNull);
      return typed ? nullable(factory.createSqlType(SqlTypeName.BOOLEAN)) : null;
    }
    if (name.equals("^") && call.operandCount() == 2) {
      boolean numbers = call.getOperandList().stream().map(types).allMatch(SqlTypeUtil::isNumeric);
      return numbers ? nullable(factory.createSqlType(SqlTypeName.DOUBLE)) : null;
    }
    if (call.getKind() == SqlKind.EXTRACT) {
      return part(name, types.apply(call.operand(1)));
    }
    if (name.equals("SIGN") && call.operandCount() == 1) {
      boolean decimal = SqlTypeUtil.isDecimal(types.apply(call.operand(0)));
      return decimal ? nullable(factory.createSqlType(SqlTypeName.DECIMAL, 1, 0)) : null;
    }
    if (name.equals("TIMEZONE") && call.operandCount() == 2) {
      return turned(types.apply(call.operand(1)));
    }
    Optional<SqlNode> target = target(call);
    if (target.isPresent()) {
      return nullable(types.apply(target.get()));
    }
    if (call.getKind() == SqlKind.WITHIN_GROUP) {
      return name(call.operand(0)).equals("PERCENTILE_CONT") ? listed(call) : null;
    }
    boolean adds = name.equals("AVG") || name.equals("SUM");
    if (adds && call.operandCount() == 1 && SqlTypeUtil.isInterval(types.apply(call.operand(0)))) {
      return nullable(factory.createSqlIntervalType(INTERVAL));
    }
    if (MIDDLES.contains(name) && call.operandCount() > 0) {
      return middle(types.apply(call.operand(0)));
    }
    if (CHOICES.contains(name) && call.operandCount() > 1) {
      return choice(call.getOperandList());
    }
    if (call instanceof SqlCase cases) {
      return choice(cases);
    }
    if (TRIMS.contains(name) && call.operandCount() == 2) {
      boolean typed = call.getOperandList().stream().map(types).allMatch(Objects::nonNull);
      return typed ? nullable(factory.createSqlType(SqlTypeName.VARCHAR)) : null;
    }
    if (name.equals("TRUNC") && call.operandCount() > 0) {
      return cut(types.apply(call.operand(0)));
    }
    boolean window = call.getKind() == SqlKind.OVER && call.operand(0) instanceof SqlCall;
    return isListedWindow(call) ? listed(call.operand(0)) : window ? of(call.operand(0)) : null;
  }

  private static String name(SqlCall call) {
    return call.getOperator().getName().strip().toUpperCase(Locale.ROOT);
  }

  private @Nullable RelDataType listed(SqlCall within) {
    String name = name(within.operand(0));
    Optional<SqlNode> key = ((SqlNodeList) within.operand(1)).getList().stream().findFirst();
    RelDataType sorted = key.map(this::plain).map(types).orElse(null);
    return switch (name) {
      case "LISTAGG", "STRING_AGG" -> nullable(factory.createSqlType(SqlTypeName.VARCHAR));
      case "PERCENTILE_DISC" -> sorted == null ? null : nullable(sorted);
      case "PERCENTILE_CONT" -> sorted == null ? null : middle(sorted);
      default -> null;
    };
  }

  private SqlNode plain(SqlNode key) {
    return switch (key.getKind()) {
      case DESCENDING, NULLS_FIRST, NULLS_LAST -> plain(((SqlCall) key).operand(0));
      default -> key;
    };
  }

  /** Between whole numbers lies a decimal one (Database Developer Guide, MEDIAN). */
  private @Nullable RelDataType middle(RelDataType type) {
    if (SqlTypeUtil.isExactNumeric(type)) {
      int scale = Math.max(MIDDLE_SCALE, type.getScale());
      return nullable(factory.createSqlType(SqlTypeName.DECIMAL, 38, scale));
    }
    boolean kept = SqlTypeUtil.isNumeric(type) || SqlTypeUtil.isDatetime(type);
    return kept ? nullable(type) : null;
  }

  /** A constant in quotes beside a number or time is one as well. */
  private @Nullable RelDataType choice(List<SqlNode> operands) {
    List<RelDataType> others = besideConstants(operands);
    if (others.isEmpty()) {
      return common(operands.stream().map(types).toList());
    }
    RelDataType common = factory.leastRestrictive(others);
    return common == null ? null : nullable(common);
  }

  private @Nullable RelDataType choice(SqlCase cases) {
    // Errors within its operands are told.
    boolean typed =
        cases.getOperandList().stream()
            .flatMap(o -> o instanceof SqlNodeList list ? list.stream() : Stream.ofNullable(o))
            .map(types)
            .allMatch(Objects::nonNull);
    List<SqlNode> chosen =
        Stream.concat(cases.getThenOperands().stream(), Stream.of(cases.getElseOperand()))
            .filter(value -> !SqlUtil.isNullLiteral(value, false))
            .toList();
    List<RelDataType> others = typed ? besideConstants(chosen) : List.of();
    RelDataType common = others.isEmpty() ? null : factory.leastRestrictive(others);
    return common == null ? null : nullable(common);
  }

  /** The types of the numbers or times that constants in quotes stand beside; else none. */
  private List<RelDataType> besideConstants(List<SqlNode> operands) {
    List<RelDataType> others =
        operands.stream().filter(o -> !(o instanceof SqlCharStringLiteral)).map(types).toList();
    boolean told =
        others.size() < operands.size()
            && others.stream().allMatch(t -> SqlTypeUtil.isNumeric(t) || SqlTypeUtil.isDatetime(t));
    return told ? others : List.of();
  }

  /** A date beside a timestamp is one; of three, NVL is no function of Calcite's. */
  private @Nullable RelDataType common(List<RelDataType> all) {
    boolean times = all.stream().allMatch(SqlTypeUtil::isDatetime);
    boolean differ = all.stream().map(RelDataType::getSqlTypeName).distinct().count() > 1;
    RelDataType common = times && differ || all.size() > 2 ? factory.leastRestrictive(all) : null;
    return common == null ? null : nullable(common);
  }

  /**
   * A part of a time; on Redshift that of one with a zone is a floating number (Database Developer
   * Guide, EXTRACT).
   */
  private @Nullable RelDataType part(String name, RelDataType time) {
    boolean text = SqlTypeUtil.isCharacter(time);
    if (!name.equals("EXTRACT") || !engine.equals("redshift")) {
      return text ? nullable(factory.createSqlType(SqlTypeName.BIGINT)) : null;
    }
    boolean zoned = time.getSqlTypeName() == SqlTypeName.TIMESTAMP_WITH_LOCAL_TIME_ZONE;
    return nullable(factory.createSqlType(zoned ? SqlTypeName.DOUBLE : SqlTypeName.INTEGER));
  }

  /** A timestamp gets a zone, one with a zone loses it. */
  private @Nullable RelDataType turned(RelDataType time) {
    return switch (time.getSqlTypeName()) {
      case TIMESTAMP -> nullable(factory.createSqlType(SqlTypeName.TIMESTAMP_WITH_LOCAL_TIME_ZONE));
      case TIMESTAMP_WITH_LOCAL_TIME_ZONE ->
          nullable(factory.createSqlType(SqlTypeName.TIMESTAMP, 6));
      default -> null;
    };
  }

  /** A timestamp is cut to its day, a number keeps its type. */
  private @Nullable RelDataType cut(RelDataType type) {
    boolean time = SqlTypeUtil.isDatetime(type) && type.getSqlTypeName() != SqlTypeName.TIME;
    if (time) {
      return nullable(factory.createSqlType(SqlTypeName.DATE));
    }
    return SqlTypeUtil.isNumeric(type) ? nullable(type) : null;
  }

  private RelDataType nullable(RelDataType type) {
    return factory.createTypeWithNullability(type, true);
  }
}
