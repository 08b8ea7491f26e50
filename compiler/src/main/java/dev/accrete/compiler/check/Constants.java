package dev.accrete.compiler.check;

import dev.accrete.compiler.tree.Expression;
import dev.accrete.compiler.tree.Expression.Literal;
import java.util.Locale;
import java.util.Set;

/** Which constants are surely not equal, in whatever type a set operation shows them. */
final class Constants {
  /** So few digits stay apart in any type. */
  private static final java.util.regex.Pattern NUMBER = java.util.regex.Pattern.compile("\\d{1,6}");

  private static final java.util.regex.Pattern TEXT =
      java.util.regex.Pattern.compile("'[A-Za-z0-9_ -]*'");
  private static final Set<String> TRUTHS = Set.of("TRUE", "FALSE");

  private Constants() {}

  /**
   * Whether two values are constants that are never equal. Texts are where no set operation changes
   * their type, as {@code '1'} and {@code '1.0'} may be one number, and where they differ in more
   * than a collation may pass over: case, signs, leading zeros.
   */
  static boolean differ(Expression one, Expression other) {
    boolean both = isConstant(one) && isConstant(other);
    if (both && (one.equals(other) || isNull(one) || isNull(other))) {
      return !one.equals(other) && isNull(one) != isNull(other);
    }
    String first = text(Branches.equal(one));
    String second = text(Branches.equal(other));
    if (NUMBER.matcher(first).matches() && NUMBER.matcher(second).matches()) {
      return Integer.parseInt(first) != Integer.parseInt(second);
    }
    boolean plain = one instanceof Literal && other instanceof Literal;
    boolean texts = TEXT.matcher(first).matches() && TEXT.matcher(second).matches();
    boolean truths = TRUTHS.contains(first) && TRUTHS.contains(second);
    return plain && (texts || truths) && !core(first).equals(core(second));
  }

  private static boolean isConstant(Expression value) {
    return !text(Branches.equal(value)).isEmpty();
  }

  private static boolean isNull(Expression value) {
    return Branches.equal(value).equals(Pattern.NULL);
  }

  private static String text(Expression value) {
    boolean told = value instanceof Literal && Pattern.known(value);
    String text = told ? ((Literal) value).text() : "";
    return text.startsWith("'") ? text : text.toUpperCase(Locale.ROOT);
  }

  private static String core(String text) {
    return text.toLowerCase(Locale.ROOT)
        .replaceAll("[^a-z0-9]", "")
        .replaceAll("(?<!\\d)0+(?=\\d)", "");
  }
}
