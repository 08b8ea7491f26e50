package dev.accrete.compiler.tree;

import java.util.List;
import java.util.regex.Pattern;

/**
 * Tells whether an expression is one piece of text, so that whatever stands beside it leaves it
 * together.
 */
final class Pieces {
  private static final Pattern PLAIN = Pattern.compile("[0-9.]+|[A-Za-z_]+|'([^']|'')*'");
  private static final Pattern FUNCTION =
      Pattern.compile("[A-Za-z_][A-Za-z0-9_.]*\\(.*", Pattern.DOTALL);

  private Pieces() {}

  /** Whether an expression is a column, a plain constant, or a function with its parentheses. */
  static boolean isOne(Expression expression) {
    return expression.match(c -> true, l -> PLAIN.matcher(l.text()).matches(), Pieces::isFunction);
  }

  private static boolean isFunction(Expression.Call call) {
    List<String> glue = call.glue();
    String first = glue.get(0).strip();
    return FUNCTION.matcher(first).matches()
        && glue.get(glue.size() - 1).stripTrailing().endsWith(")")
        && closesAtEnd(glue);
  }

  /** Whether the first parenthesis is closed by the last character, and not before. */
  private static boolean closesAtEnd(List<String> glue) {
    int depth = 0;
    boolean closed = false;
    for (String text : glue) {
      for (int i = 0; i < text.length(); i++) {
        char c = text.charAt(i);
        if (Character.isWhitespace(c)) {
          continue;
        }
        if (closed) {
          return false;
        }
        depth += c == '(' ? 1 : c == ')' ? -1 : 0;
        closed = depth == 0 && c == ')';
      }
    }
    return closed;
  }
}
