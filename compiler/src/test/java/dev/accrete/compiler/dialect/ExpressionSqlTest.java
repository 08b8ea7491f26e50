package dev.accrete.compiler.dialect;

import static dev.accrete.compiler.tree.Trees.and;
import static dev.accrete.compiler.tree.Trees.col;
import static dev.accrete.compiler.tree.Trees.eq;
import static dev.accrete.compiler.tree.Trees.f;
import static dev.accrete.compiler.tree.Trees.infix;
import static dev.accrete.compiler.tree.Trees.isNull;
import static dev.accrete.compiler.tree.Trees.lit;
import static org.assertj.core.api.Assertions.assertThat;

import dev.accrete.compiler.tree.Expression;
import dev.accrete.compiler.tree.Expression.Call;
import java.util.List;
import org.junit.jupiter.api.Test;

class ExpressionSqlTest {

  @Test
  void printsTheTextAroundColumns() {
    assertThat(print(and(eq(col(0), lit("'x'")), isNull(col(1))), "a", "t.\"b c\""))
        .isEqualTo("a = 'x' AND t.\"b c\" IS NULL");
    assertThat(print(f("COALESCE", col(0), lit("0")), "events.a"))
        .isEqualTo("COALESCE(events.a, 0)");
    assertThat(print(f("PI"))).isEqualTo("PI()");
  }

  @Test
  void putsWhatIsMoreThanANameInParentheses() {
    assertThat(print(infix(col(0), "*", col(1)), "a + b", "c")).isEqualTo("(a + b) * c");
    assertThat(print(infix(col(0), "-", col(1)), "1", "-x")).isEqualTo("1 - (-x)");
    assertThat(print(isNull(col(0)), "a OR b")).isEqualTo("(a OR b) IS NULL");
    assertThat(print(isNull(col(0)), "NULL")).isEqualTo("NULL IS NULL");
  }

  @Test
  void leavesWhatTheTextKeepsTogether() {
    assertThat(print(f("ABS", col(0)), "a + b")).isEqualTo("ABS(a + b)");
    assertThat(print(f("NVL", col(0), col(1)), "a + b", "c OR d")).isEqualTo("NVL(a + b, c OR d)");
  }

  /** In WHEN"a"THEN the author's quotes parted the words. */
  @Test
  void keepsWordsApart() {
    Expression written =
        new Call("CASE", List.of(col(0), lit("1")), List.of("case when", "then", "end"));
    assertThat(print(written, "a")).isEqualTo("case when a then 1 end");
  }

  @Test
  void substitutesAsOnePiece() {
    Expression sum = infix(col(0), "+", col(1));
    assertThat(print(infix(col(0), "*", lit("2")).substitute(i -> sum), "a", "b"))
        .isEqualTo("(a + b) * 2");
    assertThat(print(f("ABS", col(0)).substitute(i -> sum), "a", "b")).isEqualTo("ABS(a + b)");
    assertThat(print(infix(col(0), "*", lit("2")).substitute(i -> f("ABS", sum)), "a", "b"))
        .isEqualTo("ABS(a + b) * 2");
    assertThat(print(infix(lit("1"), "-", col(0)).substitute(i -> lit("-2"))))
        .isEqualTo("1 - (-2)");
    assertThat(print(infix(lit("1"), "-", col(0)).substitute(i -> lit("2")))).isEqualTo("1 - 2");
    Expression twoCalls = new Call("+", List.of(col(0), col(1)), List.of("f(", ") + g(", ")"));
    assertThat(print(infix(col(0), "*", lit("2")).substitute(i -> twoCalls), "a", "b"))
        .isEqualTo("(f(a) + g(b)) * 2");
  }

  /** So that group keys and join values are recognized whichever way they came about. */
  @Test
  void substitutedAndWrittenParenthesesAreEqual() {
    Expression written =
        new Call("*", List.of(infix(col(0), "+", col(1)), lit("2")), List.of("(", ") * ", ""));
    assertThat(infix(col(0), "*", lit("2")).substitute(i -> infix(col(0), "+", col(1))))
        .isEqualTo(written);
  }

  private static String print(Expression expression, String... columns) {
    return ExpressionSql.print(expression, i -> columns[i]);
  }
}
