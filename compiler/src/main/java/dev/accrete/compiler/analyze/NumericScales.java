package dev.accrete.compiler.analyze;

import dev.accrete.compiler.catalogue.Functions;
import dev.accrete.compiler.tree.Expression;
import dev.accrete.compiler.tree.Expression.Call;
import dev.accrete.compiler.tree.Expression.Literal;
import dev.accrete.compiler.tree.FieldSource;
import dev.accrete.compiler.tree.Relation;
import dev.accrete.compiler.tree.StrictValues;
import dev.accrete.compiler.tree.ValueTypes;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Tells how many digits stand behind the point of a value on PostgreSQL, where that is the same for
 * all of a column.
 *
 * <p>A {@code numeric} without a scale has each value's own: {@code 1.0} equals {@code 1.00} and
 * prints apart, so one of a group's values stands for all, and a sum keeps digits of rows that it
 * lost.
 */
public final class NumericScales {
  private static final Pattern SCALED =
      Pattern.compile("(?:decimal|numeric)\\s*\\(\\s*\\d+\\s*(?:,\\s*(\\d+)\\s*)?\\)");
  private static final Pattern BARE = Pattern.compile("decimal|numeric");

  private static final Set<String> ONE_OF_THEM =
      Set.of("COALESCE", "NULLIF", "GREATEST", "LEAST", "CASE", "LAG", "LEAD");
  private static final Set<String> FIRST =
      Set.of(
          "OVER",
          "FILTER",
          "SUM",
          "MIN",
          "MAX",
          "ABS",
          "ANY_VALUE",
          "FIRST_VALUE",
          "LAST_VALUE",
          "NTH_VALUE");

  private NumericScales() {}

  /** The type of a source's column as rules may take it on an engine. */
  public static String declared(String type, String engine) {
    boolean any =
        engine.equals("postgres") && BARE.matcher(type.strip().toLowerCase(Locale.ROOT)).matches();
    return any ? ValueTypes.ANY_SCALE : type;
  }

  /** Whether all values of a field are known to have one scale. */
  static boolean isOne(Relation relation, int field) {
    return of(relation, field).isPresent();
  }

  private static OptionalInt of(Relation relation, int field) {
    FieldSource source = FieldSource.of(relation, field);
    if (source instanceof FieldSource.Computed computed) {
      return of(computed.input(), computed.expression());
    }
    if (source instanceof FieldSource.Passed passed) {
      return one(passed.inputs().stream().map(input -> of(input, passed.field())).toList());
    }
    // Of a part that is not understood the columns are not known.
    boolean known = relation.inputs().isEmpty() && field < relation.fields().size();
    String type = known ? relation.fields().get(field).type() : null;
    return type == null ? OptionalInt.empty() : ofType(type);
  }

  private static OptionalInt ofType(String type) {
    String lower = type.strip().toLowerCase(Locale.ROOT);
    Matcher scaled = SCALED.matcher(lower);
    if (scaled.matches()) {
      return OptionalInt.of(scaled.group(1) == null ? 0 : Integer.parseInt(scaled.group(1)));
    }
    return EngineTypes.isWhole(type) ? OptionalInt.of(0) : OptionalInt.empty();
  }

  private static OptionalInt of(Relation input, Expression expression) {
    return expression.match(
        column -> of(input, column.index()),
        literal -> ofLiteral(literal.text()),
        call -> of(input, call));
  }

  private static OptionalInt ofLiteral(String text) {
    return text.matches("-?\\s*\\d+(\\.\\d+)?")
        ? OptionalInt.of(text.contains(".") ? text.length() - text.indexOf('.') - 1 : 0)
        : OptionalInt.empty();
  }

  private static OptionalInt of(Relation input, Call call) {
    if (StrictValues.isWhole(input, call)) {
      return OptionalInt.of(0);
    }
    String name = call.operator().toUpperCase(Locale.ROOT);
    List<OptionalInt> scales = new ArrayList<>();
    for (Expression operand : call.choices()) {
      if (!operand.equals(new Literal("NULL"))) {
        scales.add(of(input, operand));
      }
    }
    boolean all = !scales.isEmpty() && scales.stream().allMatch(OptionalInt::isPresent);
    return switch (name) {
      case "CAST" -> ofCast(call);
      case "+", "-", "%", "MOD" ->
          all ? scales.stream().mapToInt(OptionalInt::getAsInt).max() : OptionalInt.empty();
      case "*" ->
          all
              ? OptionalInt.of(scales.stream().mapToInt(OptionalInt::getAsInt).sum())
              : OptionalInt.empty();
      case "/" ->
          call.operands().stream().allMatch(o -> StrictValues.isWhole(input, o))
              ? OptionalInt.of(0)
              : OptionalInt.empty();
      default -> {
        if (EngineTypes.COUNTS.contains(name) || Functions.givesWhole(name, "postgres")) {
          yield OptionalInt.of(0);
        }
        if (ONE_OF_THEM.contains(name)) {
          yield one(scales);
        }
        yield FIRST.contains(name) && !scales.isEmpty() ? scales.get(0) : OptionalInt.empty();
      }
    };
  }

  private static OptionalInt one(List<OptionalInt> scales) {
    return !scales.isEmpty() && scales.stream().distinct().count() == 1
        ? scales.get(0)
        : OptionalInt.empty();
  }

  private static OptionalInt ofCast(Call call) {
    String after = call.glue().get(call.glue().size() - 1).toLowerCase(Locale.ROOT).strip();
    if (after.startsWith("::")) {
      return ofType(after.substring(2));
    }
    return after.startsWith("as ") && after.endsWith(")")
        ? ofType(after.substring(3, after.length() - 1))
        : OptionalInt.empty();
  }
}
