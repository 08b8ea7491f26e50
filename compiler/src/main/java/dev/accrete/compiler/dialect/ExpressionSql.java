package dev.accrete.compiler.dialect;

import dev.accrete.compiler.tree.Expression;
import java.util.function.IntFunction;
import java.util.regex.Pattern;

/**
 * Prints expressions as SQL: the author's own text around whatever stands in place of the columns.
 */
public final class ExpressionSql {
  private static final Pattern ATOM =
      Pattern.compile("([A-Za-z0-9_]+|\"[^\"]*\")(\\.([A-Za-z0-9_]+|\"[^\"]*\"))*|'[^']*'");

  private ExpressionSql() {}

  /**
   * The text of an expression.
   *
   * @param column the text of each field; put in parentheses where it is more than a name
   */
  public static String print(Expression expression, IntFunction<String> column) {
    return expression
        .match(
            c -> column.apply(c.index()),
            Expression.Literal::text,
            call -> {
              StringBuilder text = new StringBuilder(call.glue().get(0));
              for (int i = 0; i < call.operands().size(); i++) {
                append(text, operand(call, i, column));
                append(text, call.glue().get(i + 1));
              }
              return text.toString();
            })
        .strip();
  }

  /**
   * Only what stands in place of a column needs parentheses: between operands, the author's text
   * has its own.
   */
  private static String operand(Expression.Call call, int number, IntFunction<String> column) {
    Expression operand = call.operands().get(number);
    String text = print(operand, column);
    boolean whole =
        !(operand instanceof Expression.Column)
            || call.encloses(number)
            || ATOM.matcher(text).matches();
    return whole ? text : "(" + text + ")";
  }

  /**
   * Appends so that two words stay two: in {@code WHEN"a"THEN} the author's quotes parted them, and
   * the column's new text has none.
   */
  private static void append(StringBuilder text, String next) {
    boolean words =
        text.length() > 0
            && !next.isEmpty()
            && isWord(text.charAt(text.length() - 1))
            && isWord(next.charAt(0));
    text.append(words ? " " : "").append(next);
  }

  private static boolean isWord(char c) {
    return Character.isLetterOrDigit(c) || c == '_';
  }
}
