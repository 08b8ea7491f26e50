package dev.accrete.compiler.translate;

import java.util.Optional;
import org.apache.calcite.sql.SqlIntervalLiteral;
import org.apache.calcite.sql.SqlLiteral;

/** Constants that another dialect reads as something else. */
final class ConstantText {
  private ConstantText() {}

  /**
   * The constant in another dialect; absent where it is read alike.
   *
   * @param own as it is written
   * @param isPattern whether it is a regular expression
   */
  static Optional<String> of(
      SqlLiteral literal, String own, boolean isPattern, Walk.Dialects dialects) {
    if (dialects.from().equals(dialects.to())) {
      return Optional.empty();
    }
    if (literal instanceof SqlIntervalLiteral) {
      return dialects.from().equals("redshift")
          ? IntervalText.of(own, dialects.to())
          : Optional.empty();
    }
    if (!own.startsWith("'") || !own.contains("\\")) {
      return Optional.empty();
    }
    if (dialects.to().equals("redshift")) {
      return Optional.of(own.replace("\\", "\\\\"));
    }
    String plain = dialects.from().equals("redshift") ? Literals.unescaped(own) : own;
    boolean read = !dialects.from().equals("redshift") || !plain.equals(own);
    boolean bounds = isPattern && read && dialects.to().equals("postgres");
    String other = bounds ? RegexPatterns.withBounds(plain) : plain;
    return other.equals(own) ? Optional.empty() : Optional.of(other);
  }
}
