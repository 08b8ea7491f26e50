package dev.accrete.compiler.validate;

import dev.accrete.compiler.catalogue.FunctionEntry;
import dev.accrete.compiler.catalogue.Functions;
import dev.accrete.compiler.catalogue.Functions.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.sql.SqlAggFunction;
import org.apache.calcite.sql.SqlFunction;
import org.apache.calcite.sql.SqlFunctionCategory;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.SqlOperatorBinding;
import org.apache.calcite.sql.SqlOperatorTable;
import org.apache.calcite.sql.SqlSyntax;
import org.apache.calcite.sql.type.InferTypes;
import org.apache.calcite.sql.type.OperandTypes;
import org.apache.calcite.sql.type.SqlReturnTypeInference;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.sql.validate.SqlNameMatcher;
import org.apache.calcite.util.Optionality;
import org.jspecify.annotations.Nullable;

/**
 * Answers for every function that another table of operators lacks: with the result that our
 * catalogue tells, else with ANY, so that one call that the type checker does not know costs the
 * other columns nothing.
 *
 * <p>A result may be NULL whatever the arguments are, and takes the place of no stricter type: that
 * of several arguments is the one that holds them all.
 */
final class CatalogueOperators implements SqlOperatorTable {
  /** What is called without parentheses, and Calcite does not know. */
  private static final Map<String, SqlOperator> NILADIC =
      Stream.of("SYSDATE", "CURRENT_AWS_ACCOUNT", "CURRENT_NAMESPACE", "CURRENT_USER_ID")
          .collect(Collectors.toMap(name -> name, CatalogueOperators::niladic));

  private final SqlOperatorTable known;
  private final String engine;

  /**
   * Operators for the names that {@code known} has none for.
   *
   * @param engine what reads the text, for results that differ by it
   */
  CatalogueOperators(SqlOperatorTable known, String engine) {
    this.known = known;
    this.engine = engine;
  }

  @Override
  public void lookupOperatorOverloads(
      SqlIdentifier name,
      @Nullable SqlFunctionCategory category,
      SqlSyntax syntax,
      List<SqlOperator> operators,
      SqlNameMatcher matcher) {
    if (!operators.isEmpty() || !name.isSimple() || syntax != SqlSyntax.FUNCTION) {
      return;
    }
    SqlOperator niladic = NILADIC.get(name.getSimple().toUpperCase(Locale.ROOT));
    if (niladic != null) {
      operators.add(niladic);
      return;
    }
    List<SqlOperator> others = new ArrayList<>();
    known.lookupOperatorOverloads(name, category, syntax, others, matcher);
    known.lookupOperatorOverloads(name, null, syntax, others, matcher);
    if (others.isEmpty()) {
      operators.add(operator(name.getSimple()));
    }
  }

  @Override
  public List<SqlOperator> getOperatorList() {
    return List.of();
  }

  private static SqlOperator niladic(String name) {
    String result = Functions.entry(name).map(FunctionEntry::result).orElse("");
    return new SqlFunction(
        name,
        SqlKind.OTHER_FUNCTION,
        binding ->
            binding
                .getTypeFactory()
                .createTypeWithNullability(SqlTypes.of(result, binding.getTypeFactory()), true),
        InferTypes.FIRST_KNOWN,
        OperandTypes.NILADIC,
        SqlFunctionCategory.SYSTEM) {
      @Override
      public SqlSyntax getSyntax() {
        return SqlSyntax.FUNCTION_ID;
      }
    };
  }

  private SqlOperator operator(String name) {
    Optional<FunctionEntry> entry = Functions.entry(name);
    Kind kind = entry.map(FunctionEntry::kind).orElse(Kind.UNKNOWN);
    String result = entry.map(FunctionEntry::result).orElse("");
    boolean overRows = kind == Kind.AGGREGATE || kind == Kind.OPEN_AGGREGATE || kind == Kind.WINDOW;
    return overRows
        ? new OverRows(name, types(result), kind == Kind.WINDOW)
        : new SqlFunction(
            name,
            SqlKind.OTHER_FUNCTION,
            types(result),
            InferTypes.FIRST_KNOWN,
            OperandTypes.VARIADIC,
            SqlFunctionCategory.USER_DEFINED_FUNCTION);
  }

  private SqlReturnTypeInference types(String result) {
    return binding -> {
      RelDataTypeFactory factory = binding.getTypeFactory();
      return factory.createTypeWithNullability(type(result, binding, factory), true);
    };
  }

  private RelDataType type(String result, SqlOperatorBinding binding, RelDataTypeFactory factory) {
    if (result.startsWith("timestamp as")) {
      return timestamp(
          binding, factory, result.equals("timestamp as the last") ? "timestamp" : ofDate());
    }
    if (!result.equals("first")) {
      return SqlTypes.of(result.equals("second") ? "" : result, factory);
    }
    RelDataType common =
        binding.getOperandCount() == 0
            ? null
            : factory.leastRestrictive(binding.collectOperandTypes());
    return common == null ? factory.createSqlType(SqlTypeName.ANY) : common;
  }

  /** What DATE_TRUNC makes of a date. */
  private String ofDate() {
    return engine.equals("postgres") ? "timestamptz" : engine.isEmpty() ? "" : "timestamp";
  }

  private static RelDataType timestamp(
      SqlOperatorBinding binding, RelDataTypeFactory factory, String ofDate) {
    SqlTypeName last =
        binding.getOperandCount() == 0
            ? SqlTypeName.ANY
            : binding.getOperandType(binding.getOperandCount() - 1).getSqlTypeName();
    return switch (last) {
      case TIMESTAMP_WITH_LOCAL_TIME_ZONE, TIMESTAMP_TZ -> SqlTypes.of("timestamptz", factory);
      case TIMESTAMP -> SqlTypes.of("timestamp", factory);
      case TIME -> SqlTypes.of("time", factory);
      case TIME_TZ -> SqlTypes.of("timetz", factory);
      case DATE -> SqlTypes.of(ofDate, factory);
      default -> SqlTypes.of(ofDate.equals("timestamptz") ? "" : ofDate, factory);
    };
  }

  /** An aggregate, or a function of a window. */
  private static final class OverRows extends SqlAggFunction {
    OverRows(String name, SqlReturnTypeInference types, boolean requiresOver) {
      super(
          name,
          null,
          SqlKind.OTHER_FUNCTION,
          types,
          InferTypes.FIRST_KNOWN,
          OperandTypes.VARIADIC,
          SqlFunctionCategory.USER_DEFINED_FUNCTION,
          false,
          requiresOver,
          Optionality.OPTIONAL);
    }
  }
}
