package dev.accrete.compiler.validate;

import dev.accrete.compiler.parse.SqlComments;
import java.util.regex.Pattern;

/**
 * The text between operands in one layout, so that {@code a+b} and {@code A + B} are one
 * expression.
 */
final class Glue {
  private static final Pattern OPERATOR = Pattern.compile("(\\)*) ?([-+*/%<>=!|&^~]+) ?(\\(*)");
  private static final Pattern AFTER_OPENING = Pattern.compile("([(\\[]) ");
  private static final Pattern BEFORE_CLOSING = Pattern.compile(" ([)\\]])");
  private static final Pattern COMMA = Pattern.compile(" ?, ?");
  private static final Pattern CAST = Pattern.compile(" ?:: ?");

  private Glue() {}

  /** The text before the first operand, or after the last. */
  static String outer(String text) {
    String line = SqlComments.normalize(text);
    if (line.indexOf('\'') >= 0 || line.indexOf('"') >= 0) {
      return line;
    }
    if (!mayBeLoose(line)) {
      return line;
    }
    String tight =
        BEFORE_CLOSING.matcher(AFTER_OPENING.matcher(line).replaceAll("$1")).replaceAll("$1");
    return CAST.matcher(COMMA.matcher(tight).replaceAll(", ")).replaceAll("::");
  }

  /** Whether a text has any sign about which blanks are put or left out. */
  private static boolean mayBeLoose(String line) {
    for (int i = 0; i < line.length(); i++) {
      if ("([)],:".indexOf(line.charAt(i)) >= 0) {
        return true;
      }
    }
    return false;
  }

  /** The text between two operands; two constants are one where a line ends between them. */
  static String inner(String text) {
    String line = outer(text);
    if (line.isBlank() && text.indexOf('\n') >= 0) {
      return "\n";
    }
    return OPERATOR.matcher(line).matches()
        ? OPERATOR.matcher(line).replaceFirst("$1 $2 $3")
        : line;
  }
}
