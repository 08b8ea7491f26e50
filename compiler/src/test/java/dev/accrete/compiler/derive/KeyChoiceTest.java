package dev.accrete.compiler.derive;

import static org.assertj.core.api.Assertions.assertThat;

import dev.accrete.compiler.certificate.Certificate.RunnerUp;
import dev.accrete.compiler.derive.KeyChoice.Choice;
import dev.accrete.compiler.tree.Relation;
import dev.accrete.compiler.validate.Building;
import java.util.List;
import org.junit.jupiter.api.Test;

class KeyChoiceTest {
  private static final String JOIN =
      "SELECT e.id, e.visitor, u.country FROM {events} e LEFT JOIN {users} u ON u.id = e.visitor";

  @Test
  void takesAllColumnsWhoseRoutesAreCheapest() {
    assertThat(columns("SELECT id, page, UPPER(visitor) AS v FROM {events}"))
        .containsExactly("id", "page", "v");
    assertThat(columns(JOIN)).as("country needs the other table").containsExactly("id", "visitor");
  }

  @Test
  void takesGroupsAndNoAggregates() {
    assertThat(columns("SELECT visitor, MAX(seen) AS last FROM {events} GROUP BY visitor"))
        .containsExactly("visitor");
  }

  @Test
  void takesThePartitionAndNotTheHop() {
    assertThat(
            columns(
                "SELECT id, visitor FROM (SELECT id, visitor, ROW_NUMBER() OVER (PARTITION BY id ORDER BY visitor) AS n FROM {events}) x WHERE n = 1"))
        .containsExactly("id");
  }

  @Test
  void takesNoConstants() {
    assertThat(columns("SELECT 'web' AS kind, id FROM {events}")).containsExactly("id");
    assertThat(columns("SELECT 'web' AS kind FROM {events}")).isEmpty();
  }

  @Test
  void prefersAClaimedKeyAsCheap() {
    assertThat(columns("SELECT id, page, visitor FROM {events}", List.of(2)))
        .containsExactly("visitor");
    assertThat(columns(JOIN, List.of(2), List.of(0))).as("country is dearer").containsExactly("id");
  }

  @Test
  void namesTheOthersWithWhatTheyCost() {
    Choice choice = choose(JOIN);
    assertThat(choice.runnersUp())
        .containsExactly(
            new RunnerUp(List.of("country"), "its routes read 2 more tables besides the changes"));
    assertThat(choose("SELECT id, page FROM {events}", List.of(0)).runnersUp())
        .containsExactly(
            new RunnerUp(List.of("page"), "as cheap, and tells rows apart less surely"));
  }

  @Test
  void saysOnceWhyColumnsDoNotPass() {
    Choice choice = choose("SELECT COUNT(*) AS a, MAX(page) AS b FROM {events}");
    assertThat(choice.columns()).isEmpty();
    assertThat(choice.refusals())
        .singleElement()
        .satisfies(r -> assertThat(r.code().id()).isEqualTo("R101"));
  }

  @SafeVarargs
  private static List<String> columns(String sql, List<Integer>... preferred) {
    Relation root = Building.tree(sql);
    return choose(sql, preferred).columns().stream().map(i -> root.fields().get(i).name()).toList();
  }

  @SafeVarargs
  private static Choice choose(String sql, List<Integer>... preferred) {
    Relation root = Building.tree(sql);
    return new KeyChoice(new KeyPassing(root, input -> true), root).choose(List.of(preferred));
  }
}
