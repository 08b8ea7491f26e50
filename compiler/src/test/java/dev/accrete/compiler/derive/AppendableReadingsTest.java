package dev.accrete.compiler.derive;

import static dev.accrete.compiler.tree.Trees.as;
import static dev.accrete.compiler.tree.Trees.col;
import static dev.accrete.compiler.tree.Trees.eq;
import static dev.accrete.compiler.tree.Trees.f;
import static dev.accrete.compiler.tree.Trees.filter;
import static dev.accrete.compiler.tree.Trees.group;
import static dev.accrete.compiler.tree.Trees.inner;
import static dev.accrete.compiler.tree.Trees.isNull;
import static dev.accrete.compiler.tree.Trees.left;
import static dev.accrete.compiler.tree.Trees.project;
import static dev.accrete.compiler.tree.Trees.scan;
import static dev.accrete.compiler.tree.Trees.set;
import static dev.accrete.compiler.tree.Trees.union;
import static org.assertj.core.api.Assertions.assertThat;

import dev.accrete.compiler.certificate.Append.Growth;
import dev.accrete.compiler.tree.Expression;
import dev.accrete.compiler.tree.Relation;
import dev.accrete.compiler.tree.Relation.Join;
import dev.accrete.compiler.tree.Relation.JoinKind;
import dev.accrete.compiler.tree.Relation.Scan;
import dev.accrete.compiler.tree.Relation.SetKind;
import dev.accrete.compiler.tree.Trees;
import java.util.List;
import org.junit.jupiter.api.Test;

class AppendableReadingsTest {
  private static final Scan WEB = scan(1, "web", "id", "t");
  private static final Scan APP = scan(2, "app", "id", "t");
  private static final Scan USERS = scan(3, "users", "id", "name");
  private static final Scan WEB_AGAIN = scan(4, "web", "id", "t");
  private static final Expression ON = eq(col(0), col(2));

  private static List<Growth> growths(Relation root) {
    return AppendableReadings.of(root, input -> !input.equals("static"))
        .append()
        .orElseThrow()
        .growths();
  }

  private static String refused(Relation root) {
    AppendableReadings.Outcome outcome =
        AppendableReadings.of(root, input -> !input.equals("static"));
    assertThat(outcome.append()).isEmpty();
    return outcome.refusal().orElseThrow().code().id();
  }

  private static Growth growth(List<Integer> references, String... inputs) {
    return new Growth(references, List.of(inputs));
  }

  @Test
  void rowsPassFiltersAndProjectionsByThemselves() {
    assertThat(growths(project(filter(WEB, isNull(col(1))), col(0))))
        .containsExactly(growth(List.of(1), "web"));
  }

  @Test
  void eitherSideOfAnInnerJoinMayGrowAndBothMayNot() {
    assertThat(growths(inner(WEB, USERS, ON)))
        .containsExactly(growth(List.of(1), "web"), growth(List.of(3), "users"));
  }

  @Test
  void onlyThePreservedSideOfALeftJoinMayGrow() {
    assertThat(growths(left(WEB, USERS, ON))).containsExactly(growth(List.of(1), "web"));
  }

  @Test
  void theOtherSideMayBeAnything() {
    Relation names = group(USERS, List.of(as("id", col(0))), List.of(as("n", f("MAX", col(1)))));
    assertThat(growths(left(WEB, names, ON))).containsExactly(growth(List.of(1), "web"));
    assertThat(growths(inner(names, WEB, ON))).containsExactly(growth(List.of(1), "web"));
  }

  @Test
  void inEachBranchOfAUnionOneMayGrow() {
    assertThat(growths(union(inner(WEB, USERS, ON), inner(APP, scan(5, "plans", "id", "p"), ON))))
        .containsExactly(
            growth(List.of(1, 2), "web", "app"),
            growth(List.of(1, 5), "web", "plans"),
            growth(List.of(2, 3), "users", "app"),
            growth(List.of(3, 5), "users", "plans"));
    assertThat(growths(union(WEB, WEB_AGAIN))).containsExactly(growth(List.of(1, 4), "web"));
  }

  /** The second branch reads web again, beside app: then web has to stand still. */
  @Test
  void anInputThatIsAlsoReadBesideMayNotGrow() {
    assertThat(growths(union(WEB, left(APP, WEB_AGAIN, ON).left())))
        .containsExactly(growth(List.of(1, 2), "web", "app"));
    Relation beside = project(left(APP, WEB_AGAIN, ON), col(0), col(1));
    assertThat(growths(union(WEB, beside))).containsExactly(growth(List.of(1, 2), "app"));
  }

  @Test
  void whatNeverChangesLeadsItsBranchAndDoesNotGrow() {
    Scan fixed = scan(6, "static", "id", "t");
    assertThat(growths(union(WEB, fixed))).containsExactly(growth(List.of(1, 6), "web"));
    assertThat(growths(inner(WEB, fixed, ON))).containsExactly(growth(List.of(1), "web"));
    assertThat(AppendableReadings.of(fixed, input -> false).refusal()).isEmpty();
  }

  @Test
  void joinsOfAnInputWithItselfAreRefused() {
    assertThat(refused(inner(WEB, WEB_AGAIN, ON))).isEqualTo("R503");
    assertThat(refused(inner(WEB, WEB, ON))).isEqualTo("R503");
    assertThat(refused(left(WEB, WEB_AGAIN, ON))).isEqualTo("R503");
  }

  @Test
  void fullJoinsAndBlocksAreRefused() {
    assertThat(refused(new Join(WEB, USERS, JoinKind.FULL, ON, Trees.HERE))).isEqualTo("R502");
    assertThat(refused(group(WEB, List.of(as("id", col(0))), List.of()))).isEqualTo("R501");
    assertThat(refused(set(SetKind.UNION, false, WEB, APP))).isEqualTo("R501");
    assertThat(refused(set(SetKind.EXCEPT, true, WEB, APP))).isEqualTo("R501");
    assertThat(refused(Trees.window(WEB, "ROW_NUMBER", List.of(col(0)), col(1)))).isEqualTo("R501");
  }
}
