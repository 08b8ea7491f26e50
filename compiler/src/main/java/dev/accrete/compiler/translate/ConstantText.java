package dev.accrete.compiler.translate;

import java.math.BigDecimal;
import java.util.Optional;
import org.apache.calcite.sql.SqlIntervalLiteral;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNumericLiteral;

/** Constants that another dialect reads as something else. */
final class ConstantText {
  private ConstantText() {}

  /**
   * The constant in another dialect; absent where it is read alike.
   *
   * @param own as it is written
   * @param isPattern whether it is a regular expression
   * @throws NoEqual where it has no equal
   */
  static Optional<String> of(
      SqlLiteral literal, String own, boolean isPattern, Walk.Dialects dialects) {
    if (dialects.from().equals(dialects.to())) {
      return Optional.empty();
    }
    if (literal instanceof SqlIntervalLiteral) {
      return dialects.from().equals("redshift")
          ? interval(literal, own, dialects.to())
          : Optional.empty();
    }
    if (literal instanceof SqlNumericLiteral number) {
      return dialects.to().equals("duckdb")
          ? Literals.powered(number).map(ConstantText::decimal)
          : Optional.empty();
    }
    if (!own.startsWith("'") || !own.contains("\\")) {
      return Optional.empty();
    }
    if (dialects.to().equals("redshift")) {
      return Optional.of(own.replace("\\", "\\\\"));
    }
    requireKnown(literal, own, dialects.from());
    String plain = dialects.from().equals("redshift") ? Literals.unescaped(own) : own;
    boolean read = !dialects.from().equals("redshift") || !plain.equals(own);
    boolean bounds = isPattern && read && dialects.to().equals("postgres");
    String other = bounds ? RegexPatterns.withBounds(plain) : plain;
    return other.equals(own) ? Optional.empty() : Optional.of(other);
  }

  /** DuckDB takes a number with an exponent for a floating one, and one without point as whole. */
  private static String decimal(BigDecimal number) {
    return number.scale() > 0
        ? number.toPlainString()
        : "CAST(" + number + " AS DECIMAL(" + number.precision() + ", 0))";
  }

  /** What a backslash before any other sign makes of it on Redshift, its pages do not tell. */
  private static void requireKnown(SqlLiteral literal, String own, String from) {
    Optional<String> odd = from.equals("redshift") ? Literals.oddEscape(own) : Optional.empty();
    if (odd.isPresent()) {
      throw new NoEqual(
          "one backslash before " + odd.get().substring(1) + " in a constant",
          literal,
          "write two where a backslash is meant: \\" + odd.get());
    }
  }

  private static Optional<String> interval(SqlLiteral literal, String own, String to) {
    try {
      return IntervalText.of(own, to)
          .or(() -> to.equals("duckdb") ? QualifiedInterval.of(own) : Optional.empty());
    } catch (IllegalArgumentException none) {
      throw new NoEqual(
          "the constant " + own, literal, "write its units in it: INTERVAL '1 day 2 hours'");
    }
  }
}
