package dev.accrete.compiler.translate;

import java.math.BigDecimal;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.apache.calcite.sql.SqlNumericLiteral;

/** Constants as SQL. */
final class Literals {
  private static final Pattern ESCAPE = Pattern.compile("(?s)\\\\.");
  private static final Predicate<String> KNOWN =
      Pattern.compile("\\\\[\\\\ntr']").asMatchPredicate();

  private Literals() {}

  static String text(String value) {
    return "'" + value.replace("'", "''") + "'";
  }

  /**
   * What Redshift reads in a constant: two backslashes are one (Database Developer Guide, POSIX
   * operators), and one begins an escape, as in PostgreSQL 8.0, of which its pages do not tell.
   */
  static String unescaped(String written) {
    StringBuilder out = new StringBuilder();
    for (int i = 0; i < written.length(); i++) {
      boolean begins = written.charAt(i) == '\\' && i + 1 < written.length();
      int control = begins ? "ntr".indexOf(written.charAt(i + 1)) : -1;
      out.append(control < 0 ? written.charAt(i) : "\n\t\r".charAt(control));
      i += control >= 0 || begins && written.charAt(i + 1) == '\\' ? 1 : 0;
    }
    return out.toString();
  }

  /** The first escape in a constant of Redshift's that is none of these; empty without. */
  static Optional<String> oddEscape(String written) {
    return ESCAPE
        .matcher(written)
        .results()
        .map(MatchResult::group)
        .filter(KNOWN.negate())
        .findFirst();
  }

  /**
   * A number with an exponent without it, where a decimal has room for its digits: {@code 1.0e8} is
   * a decimal on PostgreSQL, and a floating-point literal is a decimal one on Redshift, too
   * (Database Developer Guide, "Integer and floating-point literals"). Empty for others.
   */
  static Optional<BigDecimal> powered(SqlNumericLiteral number) {
    BigDecimal value = number.getScale() == null ? number.bigDecimalValue() : null;
    return Optional.ofNullable(value)
        .filter(v -> Math.abs(v.scale()) < 38)
        .map(v -> v.scale() < 0 ? v.setScale(0) : v)
        .filter(v -> Math.max(v.precision(), v.scale()) <= 38);
  }
}
