package dev.accrete.compiler.analyze;

import dev.accrete.compiler.catalogue.FunctionEntry;
import dev.accrete.compiler.catalogue.Functions;
import dev.accrete.compiler.tree.Expression;
import dev.accrete.compiler.tree.Expression.Call;
import dev.accrete.compiler.tree.Expression.Literal;
import dev.accrete.compiler.tree.Relation;
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
  private static final Pattern WHOLE = Pattern.compile("(tiny|small|big)?int(eger)?|int[248]");
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
    if (relation instanceof Relation.Project project) {
      return of(project.input(), project.columns().get(field).expression());
    }
    if (relation instanceof Relation.Aggregate groups) {
      int keys = groups.keys().size();
      return of(
          groups.input(),
          field < keys
              ? groups.keys().get(field).expression()
              : groups.aggregates().get(field - keys).expression());
    }
    if (relation instanceof Relation.Join join) {
      int width = join.left().fields().size();
      return field < width ? of(join.left(), field) : of(join.right(), field - width);
    }
    if (relation instanceof Relation.SetOperation operation) {
      return one(operation.inputs().stream().map(input -> of(input, field)).toList());
    }
    if (relation.inputs().isEmpty()) {
      // Of a part that is not understood the columns are not known.
      boolean known = field < relation.fields().size();
      String type = known ? relation.fields().get(field).type() : null;
      return type == null ? OptionalInt.empty() : ofType(type);
    }
    Relation input = relation.inputs().get(0);
    int width = input.fields().size();
    if (field < width) {
      return of(input, field);
    }
    return relation instanceof Relation.Window window
        ? of(input, window.columns().get(field - width).call())
        : OptionalInt.empty();
  }

  private static OptionalInt ofType(String type) {
    String lower = type.strip().toLowerCase(Locale.ROOT);
    Matcher scaled = SCALED.matcher(lower);
    if (scaled.matches()) {
      return OptionalInt.of(scaled.group(1) == null ? 0 : Integer.parseInt(scaled.group(1)));
    }
    return WHOLE.matcher(lower).matches() ? OptionalInt.of(0) : OptionalInt.empty();
  }

  private static OptionalInt of(Relation input, Expression expression) {
    return expression.match(
        column -> of(input, column.index()),
        literal -> ofLiteral(literal.text()),
        call -> of(input, call));
  }

  private static OptionalInt ofLiteral(String text) {
    return text.matches("\\d+(\\.\\d+)?")
        ? OptionalInt.of(text.contains(".") ? text.length() - text.indexOf('.') - 1 : 0)
        : OptionalInt.empty();
  }

  private static OptionalInt of(Relation input, Call call) {
    String name = call.operator().toUpperCase(Locale.ROOT);
    List<Expression> operands =
        ONE_OF_THEM.contains(name) ? EngineTypes.values(call) : call.operands();
    List<OptionalInt> scales = new ArrayList<>();
    for (Expression operand : operands) {
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
          call.operands().stream().allMatch(o -> isWhole(input, o))
              ? OptionalInt.of(0)
              : OptionalInt.empty();
      default -> {
        if (EngineTypes.COUNTS.contains(name) || isWhole(name)) {
          yield OptionalInt.of(0);
        }
        if (ONE_OF_THEM.contains(name)) {
          yield one(scales);
        }
        yield FIRST.contains(name) && !scales.isEmpty() ? scales.get(0) : OptionalInt.empty();
      }
    };
  }

  private static boolean isWhole(Relation input, Expression expression) {
    return expression.match(
        column -> {
          String type = input.fields().get(column.index()).type();
          return type != null && WHOLE.matcher(type.strip().toLowerCase(Locale.ROOT)).matches();
        },
        literal -> literal.text().matches("\\d+"),
        call -> false);
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

  /** Whether the catalogue says that a function gives whole numbers. */
  private static boolean isWhole(String name) {
    return Functions.entry(name)
        .filter(entry -> entry.isIn("postgres"))
        .map(FunctionEntry::result)
        .filter(result -> Set.of("smallint", "integer", "bigint").contains(result))
        .isPresent();
  }
}
