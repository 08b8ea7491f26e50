package dev.accrete.compiler.translate;

import dev.accrete.compiler.catalogue.FunctionEntry;
import dev.accrete.compiler.catalogue.Functions;
import dev.accrete.compiler.tree.Field;
import java.util.Collection;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlCharStringLiteral;
import org.apache.calcite.sql.SqlDataTypeSpec;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.fun.SqlCase;

/**
 * Whether an expression is a date or time, as far as the names of columns, functions and casts tell
 * it. What is not told is neither: the engine says no to it by itself.
 */
final class NamedTypes {
  private static final Set<String> OF_THE_FIRST = Values.ofTheFirstAnd("NULLIF");

  private static final Pattern INTEGER =
      Pattern.compile("(?i)\\s*(integer|int|int4|smallint|int2)\\s*");

  private final Map<String, Set<String>> columns = new HashMap<>();
  private final Set<String> exact = new HashSet<>();
  private final Function<String, List<SqlNode>> given;
  private final Scopes scopes;
  private final Answers.Names open = new Answers.Names();
  private final Map<Kind, Answers<Boolean>> answers = new EnumMap<>(Kind.class);

  /**
   * What the columns of all relations that a text reads tell.
   *
   * @param given what the text itself puts into columns of a name
   * @param scopes which columns names mean
   */
  NamedTypes(Collection<Field> fields, Function<String, List<SqlNode>> given, Scopes scopes) {
    this.given = given;
    this.scopes = scopes;
    for (Field field : fields) {
      String type = field.type() == null ? "" : field.type();
      exact.add(field.name());
      columns
          .computeIfAbsent(field.name().toLowerCase(Locale.ROOT), n -> new HashSet<>())
          .add(type);
    }
  }

  /** Calls that give a boolean. */
  private static final Set<SqlKind> CONDITIONS =
      EnumSet.of(
          SqlKind.AND,
          SqlKind.OR,
          SqlKind.NOT,
          SqlKind.BETWEEN,
          SqlKind.EXISTS,
          SqlKind.LIKE,
          SqlKind.SIMILAR,
          SqlKind.IS_NULL,
          SqlKind.IS_NOT_NULL,
          SqlKind.IS_TRUE,
          SqlKind.IS_NOT_TRUE,
          SqlKind.IS_FALSE,
          SqlKind.IS_NOT_FALSE);

  /** What a value may be known to be. */
  private enum Kind {
    DATE("(?s)DATE\\b.*"),
    TIME(
        "(?s)(DATE|TIMESTAMP)\\b.*",
        "+",
        "-",
        "COALESCE",
        "NVL",
        "GREATEST",
        "LEAST",
        "MIN",
        "MAX",
        "DATE_TRUNC"),
    ZONED(
        "(?s)TIMESTAMP WITH.*TIME ZONE.*|TIMESTAMPTZ.*",
        "+",
        "-",
        "COALESCE",
        "NVL",
        "GREATEST",
        "LEAST",
        "MIN",
        "MAX",
        "DATE_TRUNC",
        "DATEADD"),
    REAL("(?!)", "MIN", "MAX", "ABS"),
    BOOLEAN("TRUE|FALSE", "COALESCE", "NVL"),
    BIG(
        "(?!)",
        "+",
        "-",
        "*",
        "/",
        "%",
        "MOD",
        "ABS",
        "COALESCE",
        "NVL",
        "GREATEST",
        "LEAST",
        "MIN",
        "MAX");

    private static final Pattern WITH_ZONE = Pattern.compile("timestamp.*\\bwith\\b.*time zone");
    private static final Pattern SINGLE =
        Pattern.compile("real|float4|float\\s*\\((1?\\d|2[0-4])\\)");

    private final Pattern constant;

    /** Functions that give such a value where they are given one. */
    private final Set<String> passing;

    Kind(String constant, String... passing) {
      this.constant = Pattern.compile(constant);
      this.passing = Set.of(passing);
    }

    boolean isType(String type) {
      String lower = type.toLowerCase(Locale.ROOT);
      String spaced = lower.replace("_", " ").replace("`", "");
      return switch (this) {
        case DATE -> lower.equals("date");
        case TIME -> lower.startsWith("timestamp") || lower.startsWith("date");
        case ZONED -> spaced.startsWith("timestamptz") || WITH_ZONE.matcher(spaced).matches();
        case REAL -> SINGLE.matcher(spaced.strip()).matches();
        case BOOLEAN -> lower.equals("boolean") || lower.equals("bool");
        case BIG -> Set.of("bigint", "int8").contains(spaced.strip());
      };
    }

    boolean isFunction(String name) {
      return Functions.entry(name).map(FunctionEntry::result).filter(this::isType).isPresent();
    }
  }

  /** Whether a column is declared by a name of exactly these letters, in quotes. */
  boolean isDeclared(String name) {
    return exact.contains(name);
  }

  /** A name in quotes: as Redshift folds it, but for those that are declared so. */
  String quoted(String name) {
    String written = isDeclared(name) ? name : name.toLowerCase(Locale.ROOT);
    return '"' + written.replace("\"", "\"\"") + '"';
  }

  /** Whether a value is a column, or a cast, that is known to be an INTEGER, and no BIGINT. */
  boolean isInteger(SqlNode node) {
    if (node instanceof SqlIdentifier name) {
      Set<String> all = told(scopes.key(name), Set.of(""));
      return all.stream().allMatch(type -> INTEGER.matcher(type).matches());
    }
    return node.getKind() == SqlKind.CAST
        && ((SqlCall) node)
            .getOperandList().stream()
                .filter(SqlDataTypeSpec.class::isInstance)
                .anyMatch(t -> INTEGER.matcher(t.toString().replace("`", "")).matches());
  }

  /** Whether a value is known to be a BIGINT, as the sums of smaller integers are. */
  boolean isBig(SqlNode node) {
    return is(Kind.BIG, node);
  }

  /** Whether a value is known to be a floating number of single precision. */
  boolean isReal(SqlNode node) {
    return is(Kind.REAL, node);
  }

  /**
   * Whether a value is known to be a boolean that PostgreSQL does not cast to a type, as it casts
   * them to INTEGER alone of all numbers.
   */
  boolean isFarBoolean(SqlNode value, String type, String engine) {
    return engine.equals("postgres")
        && ValueKind.ofType(type) == ValueKind.INTEGER
        && !Set.of("int", "int4", "integer").contains(type.strip().toLowerCase(Locale.ROOT))
        && is(Kind.BOOLEAN, value);
  }

  /** The types that columns of a name are declared with. */
  Set<String> declared(String name) {
    return told(name, Set.of());
  }

  private Set<String> told(String name, Set<String> without) {
    return scopes.type(name).map(Set::of).orElseGet(() -> columns.getOrDefault(name, without));
  }

  /** Whether a value is known to be a date, without a time. */
  boolean isDate(SqlNode node) {
    return is(Kind.DATE, node);
  }

  /** Whether a value is known to be a date or a timestamp. */
  boolean isTime(SqlNode node) {
    return is(Kind.TIME, node);
  }

  /** Whether a value is known to be a timestamp with a zone. */
  boolean isZoned(SqlNode node) {
    return is(Kind.ZONED, node);
  }

  /** Whether all columns of a name are such: those of the tables, and those that the text makes. */
  private boolean isNamed(Kind kind, String name) {
    if (!open.open(name)) {
      return false;
    }
    List<SqlNode> made = given.apply(name).stream().filter(n -> !Values.isColumn(n, name)).toList();
    Set<String> types = told(name, made.isEmpty() ? Set.of("") : Set.of());
    boolean all = types.stream().allMatch(kind::isType) && made.stream().allMatch(n -> is(kind, n));
    open.close(name);
    return all;
  }

  /** One time among dates makes a time of all; a constant in quotes is what the others are. */
  private boolean isChoice(Kind kind, SqlCase choice) {
    List<SqlNode> values =
        Values.ofChoice(choice).stream()
            .filter(o -> !Values.isNull(o))
            .filter(o -> !(o instanceof SqlCharStringLiteral))
            .toList();
    return kind == Kind.DATE
        ? !values.isEmpty() && values.stream().allMatch(o -> is(kind, o))
        : values.stream().anyMatch(o -> is(kind, o));
  }

  private boolean is(Kind kind, SqlNode node) {
    if (node instanceof SqlIdentifier name) {
      String last = scopes.key(name);
      return isNamed(kind, last) || name.isSimple() && kind.isFunction(last);
    }
    if (node instanceof SqlLiteral literal) {
      return kind.constant.matcher(literal.toString().toUpperCase(Locale.ROOT)).matches();
    }
    if (!(node instanceof SqlCall call)) {
      return false;
    }
    Answers<Boolean> known = answers.computeIfAbsent(kind, k -> new Answers<>(open));
    Boolean is = known.of(call);
    if (is != null) {
      return is;
    }
    boolean before = known.begin();
    return known.keep(call, isCall(kind, call), before);
  }

  private boolean isCall(Kind kind, SqlCall call) {
    if (call.getKind() == SqlKind.CAST) {
      return call.getOperandList().stream()
          .anyMatch(o -> o instanceof SqlDataTypeSpec type && kind.isType(type.toString()));
    }
    String function = call.getOperator().getName().strip().toUpperCase(Locale.ROOT);
    if (kind == Kind.ZONED && function.equals("AT TIME ZONE")) {
      return !isZoned(call.operand(0));
    }
    if (kind == Kind.BOOLEAN && (call.isA(SqlKind.COMPARISON) || call.isA(CONDITIONS))) {
      return true;
    }
    if (call instanceof SqlSelect select && select.getSelectList().size() == 1) {
      SqlNode item = select.getSelectList().get(0);
      return is(kind, item.getKind() == SqlKind.AS ? ((SqlCall) item).operand(0) : item);
    }
    if (call instanceof SqlCase choice) {
      return isChoice(kind, choice);
    }
    if (OF_THE_FIRST.contains(function) && call.operandCount() > 0) {
      return is(kind, call.operand(0));
    }
    if (kind == Kind.BIG && function.equals("SUM") && call.operandCount() == 1) {
      return isInteger(call.operand(0));
    }
    boolean day = kind == Kind.DATE && function.equals("TRUNC") && call.operandCount() == 1;
    return kind.isFunction(function)
        || day && isTime(call.operand(0))
        || kind.passing.contains(function)
            && call.getOperandList().stream().anyMatch(o -> o != null && is(kind, o));
  }
}
