package dev.accrete.compiler.explain;

import static dev.accrete.compiler.tree.Trees.and;
import static dev.accrete.compiler.tree.Trees.as;
import static dev.accrete.compiler.tree.Trees.col;
import static dev.accrete.compiler.tree.Trees.eq;
import static dev.accrete.compiler.tree.Trees.f;
import static dev.accrete.compiler.tree.Trees.group;
import static dev.accrete.compiler.tree.Trees.infix;
import static dev.accrete.compiler.tree.Trees.inner;
import static dev.accrete.compiler.tree.Trees.lit;
import static dev.accrete.compiler.tree.Trees.project;
import static dev.accrete.compiler.tree.Trees.scan;
import static org.assertj.core.api.Assertions.assertThat;

import dev.accrete.compiler.tree.Expression;
import dev.accrete.compiler.tree.Relation;
import java.util.List;
import org.junit.jupiter.api.Test;

class ExpressionTextTest {
  private final Relation events = scan(1, "atomic.events", "a", "b");

  private String text(Expression expression) {
    return new ExpressionText(Labels.of(events)).of(expression, events);
  }

  @Test
  void fieldsAreNamedByTheirReading() {
    assertThat(text(f("COALESCE", col(0), lit("'x'")))).isEqualTo("COALESCE(events.a, 'x')");
  }

  @Test
  void severalReadingsOfOneRelationAreNumbered() {
    Relation self = inner(events, scan(2, "atomic.events", "a", "b"), eq(col(0), col(3)));
    assertThat(new ExpressionText(Labels.of(self)).of(eq(col(0), col(3)), self))
        .isEqualTo("events#1.a = events#2.b");
  }

  @Test
  void computedFieldsHaveTheNameThatTheAuthorGave() {
    Relation grouped =
        group(
            project(events, List.of(as("k", col(0)), as("d", f("DATE", col(1))))),
            List.of(as("key", col(0)), as("day", col(1))),
            List.of(as("n", f("COUNT", col(0)))));
    assertThat(new ExpressionText(Labels.of(events)).fields(grouped))
        .containsExactly("events.a", "d", "n");
  }

  @Test
  void chainsOfTheSameOperatorNeedNoBrackets() {
    assertThat(text(and(and(eq(col(0), lit("1")), eq(col(1), lit("2"))), lit("TRUE"))))
        .isEqualTo("events.a = 1 AND events.b = 2 AND TRUE");
  }

  @Test
  void looserOperandsAreBracketed() {
    Expression sum = infix(col(0), "+", col(1));
    assertThat(text(infix(sum, "*", lit("2")))).isEqualTo("(events.a + events.b) * 2");
    assertThat(text(infix(lit("2"), "-", infix(col(0), "-", col(1)))))
        .isEqualTo("2 - (events.a - events.b)");
    assertThat(text(f("ABS", sum))).isEqualTo("ABS(events.a + events.b)");
    assertThat(text(infix(sum, "<", lit("2")))).isEqualTo("events.a + events.b < 2");
  }

  @Test
  void bracketsOfTheAuthorAreNotDoubled() {
    Expression.Call product =
        new Expression.Call(
            "*", List.of(infix(col(0), "+", col(1)), lit("2")), List.of("(", ") * ", ""));
    assertThat(text(product)).isEqualTo("(events.a + events.b) * 2");
  }

  @Test
  void caseKeepsItsWords() {
    Expression.Call choice =
        new Expression.Call(
            "CASE",
            List.of(eq(col(0), lit("1")), lit("'one'"), lit("'more'")),
            List.of("CASE WHEN ", " THEN ", " ELSE ", " END"));
    assertThat(text(choice)).isEqualTo("CASE WHEN events.a = 1 THEN 'one' ELSE 'more' END");
  }
}
