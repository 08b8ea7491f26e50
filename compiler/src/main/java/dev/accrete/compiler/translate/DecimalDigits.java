package dev.accrete.compiler.translate;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlDataTypeSpec;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNumericLiteral;
import org.jspecify.annotations.Nullable;

/**
 * How many digits a decimal number has behind its point on Redshift, as far as the text and the
 * declared columns tell (Database Developer Guide, "Computations with numeric values").
 */
final class DecimalDigits {
  private static final Pattern DECIMAL =
      Pattern.compile("(?i)(?:decimal|numeric)\\s*(?:\\(\\s*\\d+\\s*(?:,\\s*(\\d+)\\s*)?\\))?");

  private static final Set<String> OF_ONE =
      Values.ofTheFirstAnd("SUM", "MIN", "MAX", "ABS", "NULLIF");

  private static final Set<String> REMAINDERS = Set.of("MOD", "%");

  private static final Set<SqlKind> PASSING =
      Set.of(SqlKind.PLUS, SqlKind.MINUS, SqlKind.TIMES, SqlKind.MINUS_PREFIX, SqlKind.PLUS_PREFIX);

  private final ValueKinds kinds;
  private final NamedTypes types;
  private final Quotients quotients;
  private final Set<String> open = new HashSet<>();

  private final boolean isBound;

  DecimalDigits(ValueKinds kinds, NamedTypes types) {
    this(kinds, types, false);
  }

  /** With {@code isBound}, of columns of one name with other digits the most count. */
  DecimalDigits(ValueKinds kinds, NamedTypes types, boolean isBound) {
    this.isBound = isBound;
    this.kinds = kinds;
    this.types = types;
    this.quotients = new Quotients(kinds);
  }

  /**
   * The digits of a value.
   *
   * @param count behind the point
   * @param isMixed whether it is chosen among values that have more or fewer of them
   */
  private record Digits(int count, boolean isMixed) {
    Digits or(Digits other) {
      return new Digits(
          Math.max(count, other.count), isMixed || other.isMixed || count != other.count);
    }

    Digits with(Digits other, boolean times) {
      return new Digits(
          times ? count + other.count : Math.max(count, other.count), isMixed || other.isMixed);
    }
  }

  /** The digits of a value that is chosen among some that have not as many; else empty. */
  OptionalInt ofChoice(SqlNode value) {
    Digits digits = of(value);
    return digits != null && digits.isMixed() && digits.count() <= 37
        ? OptionalInt.of(digits.count())
        : OptionalInt.empty();
  }

  /** Whether a value is chosen among some of which nothing tells how many digits they have. */
  boolean isUntoldChoice(SqlNode value) {
    if (value instanceof SqlIdentifier id && !id.isStar()) {
      String name = kinds.key(id);
      if (!open.add(name)) {
        return false; // what it is made of is being asked already
      }
      boolean untold =
          kinds.columns(name).stream()
              .anyMatch(
                  column ->
                      column.size() > 1 && choice(column) == null
                          || column.stream().anyMatch(this::isUntoldChoice));
      open.remove(name);
      return untold;
    }
    if (!(value instanceof SqlCall call) || call.getKind() == SqlKind.CAST) {
      return false;
    }
    String name = call.getOperator().getName().strip().toUpperCase(Locale.ROOT);
    List<SqlNode> chosen = Values.chosen(call);
    boolean passes =
        OF_ONE.contains(name) || REMAINDERS.contains(name) || PASSING.contains(call.getKind());
    return chosen.isEmpty()
        ? passes && call.getOperandList().stream().anyMatch(o -> o != null && isUntoldChoice(o))
        : choice(chosen) == null;
  }

  /** The digits that a number has at most; empty where nothing tells. */
  OptionalInt most(SqlNode value) {
    boolean whole = kinds.of(value) == ValueKind.INTEGER || isUpOrDown(value);
    Digits digits = whole ? new Digits(0, false) : of(value);
    return digits == null ? OptionalInt.empty() : OptionalInt.of(digits.count());
  }

  /** Whether a value, or each of the values of a column, is made of what CEIL or FLOOR makes. */
  private boolean isUpOrDown(SqlNode value) {
    if (value instanceof SqlIdentifier id && !id.isStar()) {
      String name = kinds.key(id);
      if (!open.add(name)) {
        return false;
      }
      List<SqlNode> given = types.declared(name).isEmpty() ? kinds.given(name) : List.of();
      boolean whole = !given.isEmpty() && given.stream().allMatch(this::isUpOrDown);
      open.remove(name);
      return whole;
    }
    if (!(value instanceof SqlCall call)) {
      return false;
    }
    List<SqlNode> parts = PASSING.contains(call.getKind()) ? call.getOperandList() : List.of();
    return parts.stream().anyMatch(this::isUpOrDown)
            && parts.stream().allMatch(p -> isUpOrDown(p) || kinds.of(p) == ValueKind.INTEGER)
        || ValueKinds.UP_OR_DOWN.contains(call.getOperator().getName().toUpperCase(Locale.ROOT));
  }

  private @Nullable Digits of(SqlNode node) {
    if (node instanceof SqlNumericLiteral number) {
      Integer scale =
          number.getScale() == null && kinds.of(number) == ValueKind.DECIMAL
              ? Literals.powered(number).map(BigDecimal::scale).orElse(null)
              : number.getScale();
      return scale == null ? null : new Digits(scale, false);
    }
    if (node instanceof SqlIdentifier name) {
      return name.isStar() ? null : named(kinds.key(name));
    }
    return node instanceof SqlCall call ? ofCall(call) : null;
  }

  private @Nullable Digits ofCall(SqlCall call) {
    String name = call.getOperator().getName().strip().toUpperCase(Locale.ROOT);
    if (call.getKind() == SqlKind.CAST) {
      return call.getOperandList().stream()
          .filter(SqlDataTypeSpec.class::isInstance)
          .findFirst()
          .map(type -> ofType(type.toString().replace("`", "")))
          .orElse(null);
    }
    if (kinds.of(call) == ValueKind.INTEGER) {
      return new Digits(0, false);
    }
    if (NumberMask.decimals(call).isPresent()) {
      return new Digits(NumberMask.decimals(call).get(), false);
    }
    if (isBound && Values.ofQuery(call) != call) {
      return of(Values.ofQuery(call));
    }
    List<SqlNode> operands = call.getOperandList();
    if (Values.ROUNDING.contains(name) && !operands.isEmpty()) {
      return rounded(name, operands);
    }
    if (REMAINDERS.contains(name) && operands.size() == 2) {
      return sum(operands, false);
    }
    List<SqlNode> chosen = Values.chosen(call);
    if (!chosen.isEmpty()) {
      return choice(chosen);
    }
    return switch (call.getKind()) {
      case PLUS, MINUS, TIMES -> sum(operands, call.getKind() == SqlKind.TIMES);
      case MINUS_PREFIX, PLUS_PREFIX -> of(operands.get(0));
      default -> OF_ONE.contains(name) && !operands.isEmpty() ? of(operands.get(0)) : null;
    };
  }

  /** What is rounded has no more digits than it is rounded to; where it had fewer, who knows. */
  private @Nullable Digits rounded(String name, List<SqlNode> operands) {
    int digits = 0;
    if (operands.size() > 1) {
      if (!(operands.get(1) instanceof SqlNumericLiteral number)
          || number.getScale() == null
          || number.getScale() != 0) {
        return null;
      }
      digits = number.intValue(true);
    } else if (name.startsWith("CEIL") || name.equals("FLOOR")) {
      // Its page says that it has the type of what it is of, and shows none.
      return null;
    }
    Digits before = of(operands.get(0));
    boolean fits =
        before == null ? quotients.isUnrounded(operands.get(0)) : digits <= before.count();
    return fits ? new Digits(digits, false) : null;
  }

  private @Nullable Digits sum(List<SqlNode> operands, boolean times) {
    Digits first = of(operands.get(0));
    Digits second = of(operands.get(1));
    return first == null || second == null ? null : first.with(second, times);
  }

  private @Nullable Digits choice(List<SqlNode> values) {
    List<@Nullable Digits> all =
        values.stream()
            .filter(v -> v != null && !Values.isNull(v))
            .<@Nullable Digits>map(this::of)
            .toList();
    return together(all);
  }

  private static @Nullable Digits together(List<@Nullable Digits> all) {
    Digits digits = all.isEmpty() ? null : all.get(0);
    for (Digits other : all) {
      digits = digits == null || other == null ? null : digits.or(other);
    }
    return digits;
  }

  private @Nullable Digits named(String name) {
    if (!open.add(name)) {
      return null;
    }
    List<@Nullable Digits> all = new ArrayList<>();
    types.declared(name).forEach(type -> all.add(ofType(type)));
    for (List<SqlNode> column : kinds.columns(name)) {
      List<SqlNode> values = column.stream().filter(v -> !Values.isColumn(v, name)).toList();
      if (!values.isEmpty()) {
        all.add(choice(values));
      }
    }
    open.remove(name);
    boolean alike =
        isBound || all.stream().filter(Objects::nonNull).map(Digits::count).distinct().count() < 2;
    return alike ? together(all) : null;
  }

  private static @Nullable Digits ofType(String written) {
    if (ValueKind.ofType(written) == ValueKind.INTEGER) {
      return new Digits(0, false);
    }
    Matcher matcher = DECIMAL.matcher(written.strip());
    if (!matcher.matches()) {
      return null;
    }
    String digits = matcher.group(1);
    return new Digits(digits == null ? 0 : Integer.parseInt(digits), false);
  }
}
