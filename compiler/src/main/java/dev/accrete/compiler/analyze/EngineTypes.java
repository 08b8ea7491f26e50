package dev.accrete.compiler.analyze;

import dev.accrete.compiler.catalogue.Functions;
import dev.accrete.compiler.tree.Expression;
import dev.accrete.compiler.tree.Expression.Call;
import dev.accrete.compiler.tree.Field;
import dev.accrete.compiler.tree.FieldSource;
import dev.accrete.compiler.tree.Relation;
import dev.accrete.compiler.tree.StrictValues;
import dev.accrete.compiler.tree.ValueTypes;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Takes numbers for floating ones where the engine may make them so, whatever type its dialect
 * gives them: averages and quotients on DuckDB, say. Readers of a model go by the types of its
 * columns, and sums of floating numbers do not add up exactly.
 */
public final class EngineTypes {
  private static final String FLOATING = "double precision";
  private static final Pattern WHOLE =
      Pattern.compile("(?i)\\s*u?(tiny|small|big|huge)?int(eger|[248])?\\s*");
  private static final Pattern DECIMAL = Pattern.compile("(?i)\\s*(decimal|numeric)\\b.*");

  /** What these give is whole, whatever they are given. */
  static final Set<String> COUNTS =
      Set.of("COUNT", "COUNT_IF", "ROW_NUMBER", "RANK", "DENSE_RANK", "NTILE");

  /** What these give is what they are given, added up or chosen. */
  private static final Set<String> PASSING =
      Set.of(
          "+",
          "-",
          "*",
          "%",
          "MOD",
          "&",
          "|",
          "~",
          "<<",
          ">>",
          "ABS",
          "SUM",
          "MIN",
          "MAX",
          "ANY_VALUE",
          "COALESCE",
          "NVL",
          "IFNULL",
          "NULLIF",
          "GREATEST",
          "LEAST",
          "CASE",
          "DECODE",
          "LAG",
          "LEAD",
          "FIRST_VALUE",
          "LAST_VALUE",
          "NTH_VALUE",
          "MIN_BY",
          "MAX_BY",
          "ARG_MIN",
          "ARG_MAX");

  /** Clauses behind a call, which say nothing of its type. */
  private static final Set<String> CLAUSES =
      Set.of("OVER", "FILTER", "WITHIN GROUP", "IGNORE NULLS", "RESPECT NULLS");

  /** Of decimals these are decimals. */
  private static final Set<String> ROUNDING = Set.of("ROUND", "CEIL", "CEILING", "FLOOR", "TRUNC");

  private static final Pattern WHOLE_UNIT =
      Pattern.compile("(?i)\\b(year|quarter|month|week|day|dow|doy|isodow|isoyear|hour|minute)\\b");

  private final boolean duckDb;
  private final boolean floatingQuotients;
  private final String engine;

  private EngineTypes(String dialect, String engine) {
    this.engine = engine;
    this.duckDb = engine.equals("duckdb");
    this.floatingQuotients = dialect.equals("duckdb");
  }

  /**
   * The columns of a model with the types that they have on the engine, as far as these are other
   * kinds of numbers.
   *
   * @param root of the translated text
   * @param columns its output, as it was validated
   * @param dialect what the model is written in
   */
  public static List<Field> of(Relation root, List<Field> columns, String dialect, String engine) {
    EngineTypes types = new EngineTypes(dialect, engine);
    List<Field> all = new ArrayList<>();
    for (int i = 0; i < columns.size(); i++) {
      Field column = columns.get(i);
      all.add(isExact(column) ? types.of(root, i, column) : column);
    }
    return all;
  }

  /**
   * Whether an aggregate of what is no float is reckoned in floats on the engine: its last digits
   * go by what it is computed with then. DuckDB's quotients of decimals are floats, and its
   * averages of them are others where the query has a SUM or COUNT beside them.
   *
   * @param dialect what the model is written in
   */
  public static boolean floats(
      Relation input, Expression aggregate, String dialect, String engine) {
    if (!engine.equals("duckdb")
        || !(aggregate instanceof Call call)
        || call.operands().isEmpty()) {
      return false;
    }
    String name = call.operator().toUpperCase(Locale.ROOT);
    Expression first = call.operands().get(0);
    if (CLAUSES.contains(name)) {
      return floats(input, first, dialect, engine);
    }
    EngineTypes types = new EngineTypes(dialect, engine);
    return OpenAnswers.isSum(name)
        && call.operands().stream().anyMatch(o -> types.floats(name, input, o));
  }

  /** Of declared floats people are told that their sums go by their order. */
  private boolean floats(String sum, Relation input, Expression operand) {
    boolean declared =
        operand.columns().stream().anyMatch(c -> OpenAnswers.isFloat(input.fields().get(c)));
    boolean whole =
        StrictValues.isWhole(input, operand)
            || operand instanceof Call call
                && Functions.givesWhole(call.operator().toUpperCase(Locale.ROOT), engine);
    boolean exact = whole || (sum.equals("SUM") && !mayFloat(input, operand));
    return !declared && !exact;
  }

  private Field of(Relation root, int i, Field column) {
    if (mayFloat(root, i)) {
      return new Field(column.name(), FLOATING, column.nullable());
    }
    boolean anyScale = engine.equals("postgres") && !NumericScales.isOne(root, i);
    return anyScale ? new Field(column.name(), ValueTypes.ANY_SCALE, column.nullable()) : column;
  }

  private static boolean isExact(Field column) {
    return isWhole(column.type())
        || (column.type() != null && DECIMAL.matcher(column.type()).matches());
  }

  /** Whether a type is one of whole numbers. */
  static boolean isWhole(@Nullable String type) {
    return type != null && WHOLE.matcher(type).matches();
  }

  private boolean mayFloat(Relation relation, int field) {
    FieldSource source = FieldSource.of(relation, field);
    if (source instanceof FieldSource.Computed computed) {
      return mayFloat(computed.input(), computed.expression());
    }
    if (source instanceof FieldSource.Passed passed) {
      return passed.inputs().stream().anyMatch(input -> mayFloat(input, passed.field()));
    }
    if (relation instanceof Relation.Scan scan) {
      return !isExact(scan.fields().get(field));
    }
    if (relation instanceof Relation.Values values) {
      return values.rows().stream().anyMatch(row -> mayFloat(values, row.get(field)));
    }
    // A model with a part that is not understood is rebuilt, and with it whatever reads it.
    return !(relation instanceof Relation.Opaque);
  }

  private boolean mayFloat(Relation input, Expression expression) {
    return expression.match(
        column -> mayFloat(input, column.index()),
        literal -> literal.text().matches("(?i)[\\d.]+e.*"),
        call -> mayFloat(input, call));
  }

  private boolean mayFloat(Relation input, Call call) {
    String name = call.operator().toUpperCase(Locale.ROOT);
    if (COUNTS.contains(name) || StrictValues.isExact(input, call) || hasDefaultScale(call)) {
      return false;
    }
    if (CLAUSES.contains(name)) {
      return call.operands().isEmpty() || mayFloat(input, call.operands().get(0));
    }
    if (name.equals("EXTRACT")) {
      return !engine.equals("postgres") && !WHOLE_UNIT.matcher(call.glue().get(0)).find();
    }
    if (PASSING.contains(name)
        || (duckDb ? ROUNDING.contains(name) : ROUNDING.contains(name) && isToDigits(call))
        || (!duckDb && (name.equals("/") || name.equals("AVG")))) {
      return results(name, call).stream().anyMatch(operand -> mayFloat(input, operand));
    }
    if (name.equals("/")) {
      // DuckDB cuts quotients of whole numbers where a session says so, as for other dialects.
      return floatingQuotients
          || !call.choices().stream().allMatch(o -> StrictValues.isWhole(input, o));
    }
    return !Functions.givesWhole(name, engine);
  }

  /** DECIMAL alone is DECIMAL(18, 0) on Redshift (Database Developer Guide, "Numeric types"). */
  private boolean hasDefaultScale(Call call) {
    return engine.equals("redshift") && ValueTypes.isUnscaledDecimal(call);
  }

  /** What the value may be: of {@code DECODE(a, 1, b, 2, c, d)}, b, c and d. */
  private static List<Expression> results(String name, Call call) {
    if (!name.equals("DECODE")) {
      return call.choices();
    }
    List<Expression> results = new ArrayList<>();
    for (int i = 2; i < call.operands().size(); i++) {
      if (i % 2 == 0 || i == call.operands().size() - 1) {
        results.add(call.operands().get(i));
      }
    }
    return results;
  }

  /** {@code ROUND(a, 2)} is of decimals; of whole numbers PostgreSQL makes floating ones. */
  private static boolean isToDigits(Call call) {
    return call.operands().size() > 1;
  }
}
