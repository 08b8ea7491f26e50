package dev.accrete.compiler.tree;

import java.util.Set;
import java.util.regex.Pattern;

/**
 * Tells whether values are of a type whose equal values are the same, and whose numbers add up
 * exactly: what can be known of it from columns, casts, constants and a few functions.
 *
 * <p>Floating numbers, intervals and CHAR are not strict, nor is whatever is not known here.
 */
public final class StrictValues {
  private static final Set<String> WHOLE = Set.of("smallint", "integer", "bigint");
  private static final Set<String> TEXT_OR_TIME =
      Set.of("UPPER", "LOWER", "SUBSTRING", "TRIM", "||", "DATE_TRUNC");
  private static final Set<String> ONE_OF = Set.of("COALESCE", "NULLIF", "GREATEST", "LEAST");

  /** What these give is one of the values of their first operand. */
  private static final Set<String> OF_FIRST =
      Set.of("MIN", "MAX", "ANY_VALUE", "LAG", "LEAD", "FIRST_VALUE", "LAST_VALUE", "OVER");

  /** Of decimals these are decimals; a quotient is a floating number on some engines. */
  private static final Set<String> TO_DECIMAL = Set.of("+", "-", "*");

  private static final Pattern DATE = Pattern.compile("(?i)date\\s*'[^']*'");

  private StrictValues() {}

  /** Whether equal values of an expression over a relation are the same. */
  public static boolean isStrict(Relation relation, Expression expression) {
    if (!ValueTypes.family(relation, expression).isEmpty() || isExact(relation, expression)) {
      return true;
    }
    return expression.match(
        column -> false,
        literal -> literal.text().startsWith("'") || literal.text().equals("NULL"),
        call ->
            TEXT_OR_TIME.contains(call.operator())
                    && call.columns().stream()
                        .allMatch(c -> isStrict(relation, new Expression.Column(c)))
                || ONE_OF.contains(call.operator())
                    && call.operands().stream().allMatch(o -> isStrict(relation, o))
                || isChoice(call) && call.choices().stream().allMatch(o -> isStrict(relation, o)));
  }

  /** Whether an expression over a relation is a whole or decimal number. */
  public static boolean isExact(Relation relation, Expression expression) {
    return ValueTypes.family(relation, expression).equals("decimal")
        || isWhole(relation, expression)
        || expression.match(
            column -> false,
            literal -> literal.text().matches("-?\\s*\\d+(\\.\\d+)?"),
            call ->
                ONE_OF.contains(call.operator())
                        && call.operands().stream().allMatch(o -> isExactOrNull(relation, o))
                    || TO_DECIMAL.contains(call.operator())
                        && !call.operands().isEmpty()
                        && call.operands().stream().allMatch(o -> isExact(relation, o))
                    || isChoice(call)
                        && call.choices().stream().allMatch(o -> isExactOrNull(relation, o)));
  }

  private static boolean isExactOrNull(Relation relation, Expression expression) {
    return expression.equals(new Expression.Literal("NULL")) || isExact(relation, expression);
  }

  /** Whether an expression over a relation is a whole number, as two dates' difference is. */
  public static boolean isWhole(Relation relation, Expression expression) {
    return WHOLE.contains(ValueTypes.family(relation, expression))
        || expression.match(
            column -> false,
            literal -> literal.text().matches("-?\\s*\\d+"),
            call ->
                Set.of("+", "-", "*", "MOD", "ABS").contains(call.operator())
                        && !call.operands().isEmpty()
                        && call.operands().stream().allMatch(o -> isWhole(relation, o))
                    || isDays(relation, call));
  }

  /** A constant in quotes beside a date is one as well; DuckDB refuses it, or counts days, too. */
  private static boolean isDays(Relation relation, Expression.Call call) {
    return call.operator().equals("-")
        && call.operands().size() == 2
        && call.operands().stream().allMatch(o -> isDate(relation, o) || isQuoted(o))
        && call.operands().stream().anyMatch(o -> isDate(relation, o));
  }

  private static boolean isDate(Relation relation, Expression expression) {
    return ValueTypes.family(relation, expression).equals("date")
        || expression.match(
            column -> isDate(FieldSource.of(relation, column.index())),
            literal -> DATE.matcher(literal.text()).matches(),
            call ->
                !call.operands().isEmpty()
                    && (OF_FIRST.contains(call.operator())
                            && isDate(relation, call.operands().get(0))
                        || ONE_OF.contains(call.operator())
                            && call.operands().stream().allMatch(o -> isDate(relation, o))));
  }

  private static boolean isDate(FieldSource source) {
    return source instanceof FieldSource.Computed computed
            && isDate(computed.input(), computed.expression())
        || source instanceof FieldSource.Passed passed
            && passed.inputs().stream()
                .allMatch(input -> isDate(FieldSource.of(input, passed.field())));
  }

  private static boolean isQuoted(Expression expression) {
    return expression instanceof Expression.Literal literal && literal.text().startsWith("'");
  }

  private static boolean isChoice(Expression.Call call) {
    return call.operator().equals("CASE") && !call.choices().isEmpty();
  }
}
