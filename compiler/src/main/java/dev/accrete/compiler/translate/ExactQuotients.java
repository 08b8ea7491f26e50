package dev.accrete.compiler.translate;

import dev.accrete.compiler.parse.NodeSpans;
import dev.accrete.compiler.template.EditedText.Edit;
import dev.accrete.compiler.template.EditedText.Kept;
import dev.accrete.compiler.template.EditedText.Own;
import dev.accrete.compiler.template.EditedText.Part;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlDataTypeSpec;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNumericLiteral;

/**
 * Quotients and averages of decimals are floating numbers on DuckDB, medians on PostgreSQL as well:
 * {@code 4.3 / 0.1} is 42.99999999999999. Before such a number is rounded, cut, cast or compared,
 * what is behind its fifteenth digit is taken off, as decimals do not have it: FLOOR would be 42,
 * and a half would be rounded to the wrong side.
 */
final class ExactQuotients {
  /** How many digits are left before the point, as in other decimals of DuckDB's. */
  private static final int BEFORE = 18;

  private static final Pattern CONSTANT = Pattern.compile("[-+*/()\\d\\s]+");

  private ExactQuotients() {}

  /** CEIL, FLOOR, and TRUNC or ROUND to a whole number. */
  static List<Edit> whole(Site site) {
    SqlNode value = site.arguments().get(0);
    if (!isFloating(site, value)) {
      return List.of();
    }
    return site.to().equals("duckdb")
        ? rounded(site, site.parts(site.entry().name() + "(", number(site, value), ")"), "0")
        : List.of(exact(site, value));
  }

  /** ROUND of a number, to digits or not. */
  static List<Edit> round(Site site) {
    SqlNode value = site.arguments().get(0);
    if (!isFloating(site, value)) {
      requireConstantDigits(site);
      return List.of();
    }
    if (site.arguments().size() < 2) {
      return whole(site);
    }
    // A text becomes a decimal by rounding it.
    return digits(site)
        .map(n -> rounded(site, text(site, value), n))
        .orElseGet(() -> List.of(exact(site, value)));
  }

  /** TRUNC to digits. */
  static List<Edit> cut(Site site) {
    SqlNode value = site.arguments().get(0);
    SqlNode count = site.arguments().get(1);
    boolean floating = isFloating(site, value);
    if (!floating) {
      requireConstantDigits(site);
    }
    Optional<String> digits = floating ? digits(site) : Optional.empty();
    return digits
        .map(
            n ->
                rounded(
                    site,
                    site.parts(
                        "TRUNC(CAST(", text(site, value), " AS DECIMAL(33, 15)), ", count, ")"),
                    n))
        .orElseGet(
            () -> List.of(site.edit(site.call(), site.parts("TRUNC(", value, ", ", count, ")"))));
  }

  /** DuckDB refuses decimals whose number of digits would be another in each row. */
  private static void requireConstantDigits(Site site) {
    List<SqlNode> all = site.arguments();
    boolean decimal = site.kinds().of(all.get(0)) == ValueKind.DECIMAL;
    if (decimal && all.size() > 1 && !CONSTANT.matcher(site.written(all.get(1))).matches()) {
      throw new NoEqual(
          site.entry().name() + " of a decimal to digits that are no constant",
          all.get(1),
          "cast the number to DOUBLE PRECISION");
    }
  }

  /** A decimal, as what is rounded is one on Redshift. */
  private static List<Edit> rounded(Site site, List<Part> parts, String digits) {
    String type = "DECIMAL(" + (BEFORE + Integer.parseInt(digits)) + ", " + digits + ")";
    return List.of(site.edit(site.call(), site.parts("CAST(", parts, " AS " + type + ")")));
  }

  /** MOD. */
  static List<Edit> remainder(Site site) {
    return operands(site, site.arguments());
  }

  /** A comparison, but for that with 0: what is too much does not change a sign. */
  static List<Edit> compared(Site site) {
    List<SqlNode> all = ImplicitCasts.MixedComparison.operands(site.call());
    boolean zero = all.size() == 2 && all.stream().anyMatch(ExactQuotients::isZero);
    return zero ? List.of() : operands(site, all.stream().filter(v -> !isRounded(v)).toList());
  }

  private static boolean isZero(SqlNode node) {
    return node instanceof SqlNumericLiteral number
        && number.bigDecimalValue() != null
        && number.bigDecimalValue().signum() == 0;
  }

  private static boolean isRounded(SqlNode value) {
    return value instanceof SqlCall call
        && Values.ROUNDING.contains(call.getOperator().getName().toUpperCase(Locale.ROOT));
  }

  private static List<Edit> operands(Site site, List<SqlNode> values) {
    return values.stream()
        .filter(value -> isFloating(site, value))
        .map(value -> exact(site, value))
        .toList();
  }

  private static Edit exact(Site site, SqlNode value) {
    return site.edit(value, number(site, value));
  }

  private static List<Part> number(Site site, SqlNode value) {
    return site.to().equals("duckdb")
        ? site.parts("CAST(", text(site, value), " AS DOUBLE)")
        : site.parts(numeric(site.kept(value)).toArray());
  }

  /** The fifteen digits of a number. */
  private static List<Part> text(Site site, SqlNode value) {
    return text(site.kinds(), value, site.kept(value));
  }

  private static List<Part> text(ValueKinds kinds, SqlNode value, Part kept) {
    // Between two values of other signs more digits are wrong, and a decimal has fewer.
    boolean middle = new Quotients(kinds).isMiddle(value);
    return List.of(
        new Own("PRINTF('%.15g', " + (middle ? "ROUND(" : "")),
        kept,
        new Own(middle ? ", 9))" : ")"));
  }

  private static List<Part> numeric(Part kept) {
    return List.of(new Own("ROUND(CAST("), kept, new Own(" AS NUMERIC), 9)"));
  }

  /** The constant number of digits that is rounded to, where a decimal has as many. */
  private static Optional<String> digits(Site site) {
    return site.arguments().size() < 2
        ? Optional.empty()
        : Optional.of(site.written(site.arguments().get(1)).strip())
            .filter(n -> n.matches("\\d|1[0-5]"));
  }

  static boolean isFloating(Site site, SqlNode value) {
    return isFloating(site.kinds(), site.to(), value);
  }

  static boolean isFloating(ValueKinds kinds, String to, SqlNode value) {
    Quotients quotients = new Quotients(kinds);
    return kinds.of(value) == ValueKind.DECIMAL
        && (to.equals("duckdb") ? quotients.isUncast(value) : quotients.isMiddle(value));
  }

  /** What a cast to a whole number or decimal makes of its value; empty where it is alike. */
  static Optional<Edit> cast(
      SqlCall call, NodeSpans spans, String text, ValueKinds kinds, Walk.Dialects dialects) {
    if (call.getKind() != SqlKind.CAST || !dialects.from().equals("redshift")) {
      return Optional.empty();
    }
    boolean typeFirst = call.operand(0) instanceof SqlDataTypeSpec;
    SqlNode value = call.operand(typeFirst ? 1 : 0);
    int[] typeSpan = spans.of(call.operand(typeFirst ? 0 : 1));
    ValueKind kind = ValueKind.ofType(text.substring(typeSpan[0], typeSpan[1]));
    boolean duckdb = dialects.to().equals("duckdb");
    boolean whole = kind == ValueKind.INTEGER;
    boolean wrong = whole || kind == ValueKind.DECIMAL;
    if (!wrong || dialects.to().equals("redshift") || !isFloating(kinds, dialects.to(), value)) {
      return Optional.empty();
    }
    int[] span = spans.of(value);
    Kept kept = new Kept(span[0], span[1]);
    List<Part> parts = new ArrayList<>(duckdb ? text(kinds, value, kept) : numeric(kept));
    if (duckdb && whole) {
      parts.add(0, new Own("ROUND(CAST("));
      parts.add(new Own(" AS DOUBLE))"));
    }
    return Optional.of(new Edit(span[0], span[1], parts));
  }
}
