package dev.accrete.compiler.validate;

import dev.accrete.compiler.tree.Expression;
import dev.accrete.compiler.tree.Expression.Call;
import java.util.ArrayList;
import java.util.List;

/** Parentheses around a whole expression, which mean nothing. */
final class Enclosed {
  private Enclosed() {}

  /** Whether two expressions are one, but for parentheses around all of them. */
  static boolean isSame(Expression one, Expression other) {
    return bare(one).equals(bare(other));
  }

  private static Expression bare(Expression expression) {
    Expression bare = expression;
    while (bare instanceof Call call && isEnclosed(call.glue())) {
      List<String> glue = new ArrayList<>(call.glue());
      int last = glue.size() - 1;
      glue.set(0, glue.get(0).substring(1).stripLeading());
      String end = glue.get(last);
      glue.set(last, end.substring(0, end.length() - 1).stripTrailing());
      bare = new Call(call.operator(), call.operands(), glue);
    }
    return bare;
  }

  /** Whether the parenthesis that the text begins with is closed at its end. */
  private static boolean isEnclosed(List<String> glue) {
    String all = String.join("\0", glue);
    if (glue.size() < 2
        || !all.startsWith("(")
        || !all.endsWith(")")
        || all.indexOf('\'') >= 0
        || all.indexOf('"') >= 0) {
      return false;
    }
    int depth = 0;
    for (int i = 0; i < all.length() - 1; i++) {
      depth += all.charAt(i) == '(' ? 1 : all.charAt(i) == ')' ? -1 : 0;
      if (depth == 0) {
        return false;
      }
    }
    return true;
  }
}
