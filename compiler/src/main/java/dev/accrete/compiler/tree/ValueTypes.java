package dev.accrete.compiler.tree;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Tells whether values are of one type, as far as columns and casts tell it. Types whose equal
 * values can differ, such as floating numbers and CHAR, do not count.
 */
public final class ValueTypes {
  /**
   * The type of a column whose equal values may have other digits behind the point, as {@code
   * numeric} without a scale on PostgreSQL: {@code 1.0} equals {@code 1.00} and prints apart. No
   * rule takes it for an exact one.
   */
  public static final String ANY_SCALE = "numeric of any scale";

  /** The type of a text column whose equal values may differ, as {@code a} and {@code A}. */
  public static final String COLLATED = "text with a collation of its own";

  private static final String UNKNOWN = "";

  private static final Set<String> CASTS = Set.of("CAST", "TRY_CAST", "CONVERT");

  /** What stands before the value in {@code CONVERT(type, value)}. */
  private static final Pattern CONVERTED =
      Pattern.compile("convert\\s*\\(\\s*(?<type>[a-z_][\\w ]*(\\([^()]*\\))?)\\s*,\\s*");

  private static final Pattern ARGUMENTS = Pattern.compile("\\(.*");

  private ValueTypes() {}

  /** A type as SQL and people have it: what is known of its values besides is left out. */
  public static String written(String type) {
    return type.equals(ANY_SCALE) ? "numeric" : type;
  }

  /** Whether all expressions over a relation are known to have one type; lengths do not matter. */
  public static boolean areOne(Relation relation, List<Expression> expressions) {
    Set<String> types = new HashSet<>();
    expressions.forEach(e -> types.add(of(relation, e)));
    return types.size() == 1 && !types.contains(UNKNOWN);
  }

  /** The name of an expression's type without its length, where it is known; else empty. */
  public static String family(Relation relation, Expression expression) {
    return of(relation, expression);
  }

  private static String of(Relation relation, Expression expression) {
    return expression.match(c -> of(relation, c.index()), l -> UNKNOWN, ValueTypes::cast);
  }

  private static String of(Relation relation, int field) {
    FieldSource source = FieldSource.of(relation, field);
    if (source instanceof FieldSource.Computed computed) {
      return of(computed.input(), computed.expression());
    }
    if (source instanceof FieldSource.Passed passed) {
      Set<String> types = new HashSet<>();
      passed.inputs().forEach(i -> types.add(of(i, passed.field())));
      return types.size() == 1 ? types.iterator().next() : UNKNOWN;
    }
    return relation.inputs().isEmpty() ? family(relation.fields().get(field).type()) : UNKNOWN;
  }

  private static String cast(Expression.Call call) {
    return isUnscaledDecimal(call) ? UNKNOWN : family(target(call));
  }

  /**
   * Whether a call is a cast to a decimal number without a scale: each value may keep its own, but
   * on engines that give the type one.
   */
  public static boolean isUnscaledDecimal(Expression.Call call) {
    return Set.of("decimal", "numeric").contains(target(call).strip());
  }

  /** The type that a cast makes, as it is written but for capitals; empty for other calls. */
  static String target(Expression.Call call) {
    if (!CASTS.contains(call.operator())) {
      return UNKNOWN;
    }
    Matcher converted = CONVERTED.matcher(call.glue().get(0).toLowerCase(Locale.ROOT));
    if (converted.matches()) {
      return call.operands().size() == 1 ? converted.group("type") : UNKNOWN;
    }
    String after = call.glue().get(call.glue().size() - 1).toLowerCase(Locale.ROOT).strip();
    if (after.startsWith("::")) {
      return after.substring(2);
    }
    boolean named = after.startsWith("as ") && after.endsWith(")");
    return named ? after.substring(3, after.length() - 1) : UNKNOWN;
  }

  private static String family(@org.jspecify.annotations.Nullable String type) {
    if (type == null) {
      return UNKNOWN;
    }
    String name = ARGUMENTS.matcher(type.toLowerCase(Locale.ROOT)).replaceFirst("").strip();
    return switch (name) {
      case "character varying", "nvarchar", "text", "string" -> "varchar";
      case "int", "int4" -> "integer";
      case "int8" -> "bigint";
      case "int2" -> "smallint";
      case "numeric" -> "decimal";
      case "bool" -> "boolean";
      case "datetime" -> "timestamp";
      case "varchar",
          "integer",
          "bigint",
          "smallint",
          "decimal",
          "boolean",
          "date",
          "timestamp",
          "timestamptz",
          "time",
          "uuid" ->
          name;
      default -> UNKNOWN;
    };
  }
}
