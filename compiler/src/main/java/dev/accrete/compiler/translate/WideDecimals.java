package dev.accrete.compiler.translate;

import dev.accrete.compiler.template.EditedText.Edit;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlDataTypeSpec;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNumericLiteral;

/**
 * Decimals of so many digits that DuckDB makes room for those before the point by rounding what
 * meets them: beside a sum of DECIMAL(10, 2), which is a DECIMAL(38, 2), 10.125 is 10.13 there, in
 * COALESCE, CASE, UNION, and IN of a query. They get as many digits behind the point as the others.
 */
final class WideDecimals {
  private static final int MOST = 38;

  /** The digits of a product of short decimals. */
  private static final int SHORT = 18;

  /** Those of an INTEGER that meets a decimal. */
  private static final int OF_INTEGER = 10;

  /** Nobody multiplies more factors, and of a product that somebody does nothing is known. */
  private static final int DEEPEST = 10;

  /** So many digits before the point no product of two columns has. */
  private static final int ENOUGH = 12;

  /** What values have before the point of which nothing is told. */
  private static final int USUAL = 19;

  /** A decimal type with its digits, all and those behind the point. */
  static final Pattern DECIMAL =
      Pattern.compile("(?i)(?:decimal|numeric)\\s*\\(\\s*(\\d+)\\s*(?:,\\s*(\\d+)\\s*)?\\)");

  private static final Set<String> PASSING =
      Values.ofTheFirstAnd("MIN", "MAX", "ABS", "NULLIF", "MOD", "%");

  private final ValueKinds kinds;
  private final NamedTypes types;
  private final DecimalDigits digits;
  private final Set<String> open = new HashSet<>();

  WideDecimals(ValueKinds kinds, NamedTypes types) {
    this.kinds = kinds;
    this.types = types;
    this.digits = new DecimalDigits(kinds, types, true);
  }

  /** The operands of a call that are to be cast before they meet the others. */
  static List<Edit> of(Site site) {
    SqlCall call = site.call();
    if (call.getKind() == SqlKind.TIMES && call.operandCount() == 2) {
      return new WideDecimals(site.kinds(), site.types()).product(site);
    }
    List<SqlNode> meeting = new ArrayList<>(Values.chosen(call));
    if (call.isA(EnumSet.of(SqlKind.IN, SqlKind.NOT_IN)) && call.operand(1).isA(SqlKind.QUERY)) {
      meeting.add(call.operand(0));
      SetOperands.branches(call.operand(1)).forEach(b -> meeting.add(Values.only(b)));
    }
    WideDecimals wide = new WideDecimals(site.kinds(), site.types());
    OptionalInt count = wide.rounded(meeting);
    return count.isEmpty()
        ? List.of()
        : meeting.stream()
            .filter(value -> wide.isShort(value, count.getAsInt()))
            .map(value -> site.edit(value, site.parts("CAST((", value, ")" + as(count.getAsInt()))))
            .toList();
  }

  /**
   * DuckDB has eighteen digits for the product of two that have no more, however many of them are
   * behind the point: of a DECIMAL(18, 8) times another it fails from 100 on.
   */
  private List<Edit> product(Site site) {
    SqlNode first = site.arguments().get(0);
    SqlNode second = site.arguments().get(1);
    if (isFull(width(first, 0), width(second, 0), behind(first) + behind(second))) {
      return Stream.of(first, second)
          .filter(factor -> !(factor instanceof SqlNumericLiteral) && isDecimal(factor))
          .limit(1)
          .map(factor -> site.edit(factor, site.parts("CAST(", factor, wider(behind(factor)))))
          .toList();
    }
    return List.of();
  }

  /** Whether such a product may have too few digits for what is before its point. */
  private static boolean isFull(int first, int second, int behind) {
    return Math.min(first, second) > 0
        && Math.max(first, second) <= SHORT
        && first + second > SHORT
        && behind > SHORT - ENOUGH
        && behind < SHORT;
  }

  private static String wider(int behind) {
    return " AS DECIMAL(" + (SHORT + 1) + ", " + behind + "))";
  }

  private int behind(SqlNode factor) {
    return kinds.of(factor) == ValueKind.INTEGER ? 0 : digits.most(factor).orElse(0);
  }

  /** How many digits a factor has on DuckDB in all; 0 where nothing tells. */
  private int width(SqlNode factor, int depth) {
    if (factor instanceof SqlNumericLiteral number && number.bigDecimalValue() != null) {
      return Math.max(number.bigDecimalValue().precision(), behind(factor));
    }
    if (kinds.of(factor) == ValueKind.INTEGER) {
      return types.isBig(factor) ? SHORT + 1 : OF_INTEGER;
    }
    if (depth > DEEPEST || !isDecimal(factor) || digits.most(factor).isEmpty()) {
      return 0;
    }
    if (factor.getKind() != SqlKind.TIMES) {
      return Math.min(MOST, before(factor) + behind(factor));
    }
    int first = width(((SqlCall) factor).operand(0), depth + 1);
    int second = width(((SqlCall) factor).operand(1), depth + 1);
    boolean isShort = Math.max(first, second) <= SHORT && behind(factor) < SHORT;
    return Math.min(first, second) == 0
        ? 0
        : isShort && !isFull(first, second, behind(factor))
            ? Math.min(SHORT, first + second)
            : Math.min(MOST, first + second);
  }

  /** What stands behind a value that gets so many digits behind its point. */
  static String as(int count) {
    return " AS DECIMAL(38, " + count + "))";
  }

  /** Whether a value that meets others is a decimal number with fewer digits than these. */
  boolean isShort(SqlNode value, int count) {
    return isDecimal(value)
        && !(value instanceof SqlNumericLiteral)
        && (digits.most(value).orElse(count) < count || digits.ofChoice(value).isPresent());
  }

  private boolean isDecimal(SqlNode value) {
    return kinds.of(Values.ofQuery(value)) == ValueKind.DECIMAL;
  }

  /** The digits behind the point that the values have; empty where none of them is rounded. */
  OptionalInt rounded(List<SqlNode> values) {
    List<SqlNode> decimals = values.stream().filter(v -> v != null && isDecimal(v)).toList();
    if (decimals.size() < 2) {
      return OptionalInt.empty();
    }
    int most = 0;
    int least = MOST;
    for (SqlNode value : decimals) {
      OptionalInt count = digits.most(value);
      if (count.isEmpty()) {
        return OptionalInt.empty(); // averages and quotients are floating numbers on DuckDB
      }
      most = Math.max(most, count.getAsInt());
      least = digits.ofChoice(value).isPresent() ? -1 : Math.min(least, count.getAsInt());
    }
    int before = decimals.stream().mapToInt(this::before).max().orElse(0);
    return most > least && before + most > MOST ? OptionalInt.of(most) : OptionalInt.empty();
  }

  /** How many digits a decimal number may have before its point on DuckDB. */
  private int before(SqlNode node) {
    if (node instanceof SqlNumericLiteral number) {
      return number.bigDecimalValue().precision() - number.bigDecimalValue().scale();
    }
    if (node instanceof SqlIdentifier name) {
      return name.isStar() ? USUAL : named(kinds.key(name));
    }
    if (!(node instanceof SqlCall call) || call.operandCount() == 0) {
      return USUAL;
    }
    if (call.getKind() == SqlKind.CAST) {
      return call.getOperandList().stream()
          .filter(SqlDataTypeSpec.class::isInstance)
          .mapToInt(type -> ofType(type.toString().replace("`", "")))
          .max()
          .orElse(USUAL);
    }
    if (Values.ofQuery(call) != call) {
      return before(Values.ofQuery(call));
    }
    String name = call.getOperator().getName().strip().toUpperCase(Locale.ROOT);
    List<SqlNode> chosen = Values.chosen(call);
    if (!chosen.isEmpty()) {
      return most(chosen);
    }
    return switch (call.getKind()) {
      case PLUS, MINUS -> most(call.getOperandList()) + 1;
      case TIMES -> before(call.operand(0)) + before(call.operand(1));
      case MINUS_PREFIX -> before(call.operand(0));
      default ->
          name.equals("SUM")
              ? MOST - (digits.ofChoice(call).isPresent() ? 0 : digits.most(call).orElse(0))
              : ofFunction(name, call);
    };
  }

  /** What is rounded to fewer digits has as many in all. */
  private int ofFunction(String name, SqlCall call) {
    int before = before(call.operand(0));
    return before > USUAL && Values.ROUNDING.contains(name)
        ? MOST
        : PASSING.contains(name) ? before : USUAL;
  }

  private int most(List<SqlNode> values) {
    return values.stream().filter(v -> v != null).mapToInt(this::before).max().orElse(USUAL);
  }

  private int named(String name) {
    if (!open.add(name)) {
      return 0; // what it is made of is being asked already
    }
    int declared = types.declared(name).stream().mapToInt(this::ofType).max().orElse(0);
    int given = kinds.given(name).stream().mapToInt(this::before).max().orElse(0);
    open.remove(name);
    return Math.max(declared, given);
  }

  private int ofType(String written) {
    Matcher matcher = DECIMAL.matcher(written.strip());
    return matcher.matches()
        ? Integer.parseInt(matcher.group(1))
            - (matcher.group(2) == null ? 0 : Integer.parseInt(matcher.group(2)))
        : USUAL;
  }
}
