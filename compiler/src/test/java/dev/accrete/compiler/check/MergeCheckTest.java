package dev.accrete.compiler.check;

import static dev.accrete.compiler.tree.Trees.as;
import static dev.accrete.compiler.tree.Trees.col;
import static dev.accrete.compiler.tree.Trees.eq;
import static dev.accrete.compiler.tree.Trees.f;
import static dev.accrete.compiler.tree.Trees.filter;
import static dev.accrete.compiler.tree.Trees.group;
import static dev.accrete.compiler.tree.Trees.infix;
import static dev.accrete.compiler.tree.Trees.inner;
import static dev.accrete.compiler.tree.Trees.left;
import static dev.accrete.compiler.tree.Trees.lit;
import static dev.accrete.compiler.tree.Trees.project;
import static dev.accrete.compiler.tree.Trees.typed;
import static dev.accrete.compiler.tree.Trees.window;
import static org.assertj.core.api.Assertions.assertThat;

import dev.accrete.compiler.certificate.Certificate;
import dev.accrete.compiler.certificate.Merge;
import dev.accrete.compiler.certificate.Merge.Kind;
import dev.accrete.compiler.certificate.Merge.Part;
import dev.accrete.compiler.certificate.Strategy;
import dev.accrete.compiler.tree.Expression;
import dev.accrete.compiler.tree.Expression.Call;
import dev.accrete.compiler.tree.Named;
import dev.accrete.compiler.tree.Relation;
import dev.accrete.compiler.tree.Relation.Scan;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Claims of what merges: the right one is accepted, and each that says more is not. */
class MergeCheckTest {
  private static final Scan ORDERS =
      typed(1, "orders", "customer integer", "amount decimal(8,2)", "weight double");
  private static final Scan CUSTOMERS = typed(2, "customers", "id integer", "region varchar");
  private static final Expression ON = eq(col(0), col(3));
  private static final Expression ALL = new Call("COUNT", List.of(), List.of("COUNT(*)"));
  private static final List<Named> KEY = List.of(as("customer", col(0)));
  private static final List<Named> SUMS =
      List.of(as("n", ALL), as("s", f("SUM", col(1))), as("l", f("MIN", col(1))));
  private static final List<Part> PARTS =
      List.of(
          new Part(Kind.ROWS, Optional.empty()),
          new Part(Kind.SUM, Optional.of(col(1))),
          new Part(Kind.MIN, Optional.of(col(1))));

  private static final Part REST = new Part(Kind.REST, Optional.empty());

  private static boolean accepts(Relation root, Merge merge, Integer... key) {
    Certificate certificate =
        certificate(
            List.of(Strategy.RECOMPUTE, Strategy.MERGE, Strategy.FULL), List.of(key), merge);
    return new MergeCheck(root, certificate, Set.of("static")).objections(merge).isEmpty();
  }

  private static Certificate certificate(
      List<Strategy> strategies, List<Integer> key, Merge merge) {
    return new Certificate(
        strategies,
        key,
        List.of(),
        List.of(),
        Map.of(),
        List.of(),
        List.of(),
        List.of(),
        Optional.empty(),
        Optional.of(merge));
  }

  private static Merge claim(List<Integer> keys, List<Part> parts, Integer... changing) {
    return new Merge(keys, parts, List.of(changing), List.of());
  }

  @Test
  void theRightClaimIsAccepted() {
    Relation groups = group(inner(ORDERS, CUSTOMERS, ON), KEY, SUMS);
    assertThat(accepts(groups, claim(List.of(0), PARTS, 1, 2), 0)).isTrue();
    Relation shown = project(filter(groups, infix(col(1), ">", lit("1"))), col(2), col(0));
    assertThat(accepts(shown, claim(List.of(1), PARTS, 1, 2), 1)).isTrue();
  }

  @Test
  void rowsThatAreKnownAmongOthersAreNotMerged() {
    Certificate claim =
        certificate(List.of(Strategy.MERGE, Strategy.FULL), List.of(), claim(List.of(), PARTS, 1));
    Relation total = group(ORDERS, List.of(), SUMS);
    assertThat(CertificateCheck.check(total, claim, Set.of(), Set.of())).isEmpty();
    assertThat(CertificateCheck.check(total, claim, Set.of(), Set.of("orders"))).isNotEmpty();
  }

  @Test
  void groupsThatAKeyHidesAreRejected() {
    Relation hidden = filter(group(ORDERS, KEY, SUMS), infix(col(0), ">", lit("1")));
    assertThat(accepts(hidden, claim(List.of(0), PARTS, 1), 0)).isFalse();
  }

  @Test
  void everyChangingReadingIsSigned() {
    Relation groups = group(inner(ORDERS, CUSTOMERS, ON), KEY, SUMS);
    assertThat(accepts(groups, claim(List.of(0), PARTS, 1), 0)).isFalse();
    assertThat(accepts(groups, claim(List.of(0), PARTS, 1, 1), 0)).isFalse();
    Relation twice = group(inner(ORDERS, ORDERS, eq(col(0), col(3))), KEY, SUMS);
    assertThat(accepts(twice, claim(List.of(0), PARTS, 1), 0)).isFalse();
  }

  @Test
  void rowsThatDoNotAddUpAreRejected() {
    Relation outer = group(left(ORDERS, CUSTOMERS, ON), KEY, SUMS);
    assertThat(accepts(outer, claim(List.of(0), PARTS, 1, 2), 0)).isFalse();
    assertThat(accepts(ORDERS, claim(List.of(0), PARTS, 1), 0)).isFalse();
    Relation blocks = group(group(ORDERS, KEY, SUMS), KEY, SUMS);
    assertThat(accepts(blocks, claim(List.of(0), PARTS, 1), 0)).isFalse();
  }

  @Test
  void keysMustBeShownAsTheyAre() {
    Relation groups = group(ORDERS, KEY, SUMS);
    assertThat(accepts(groups, claim(List.of(0), PARTS, 1), 0)).isTrue();
    assertThat(accepts(groups, claim(List.of(1), PARTS, 1), 1)).isFalse();
    assertThat(accepts(groups, claim(List.of(), PARTS, 1), 0)).isFalse();
    assertThat(accepts(groups, claim(List.of(0), PARTS, 1), 0, 1)).isFalse();
    Relation floats = group(ORDERS, List.of(as("w", col(2))), SUMS);
    assertThat(accepts(floats, claim(List.of(0), PARTS, 1), 0)).isFalse();
  }

  @Test
  void oneRowForAllOfHistoryHasNoKeyAndNeedsNone() {
    Relation total = group(ORDERS, List.of(), SUMS);
    assertThat(accepts(total, claim(List.of(), PARTS, 1))).isTrue();
    assertThat(accepts(total, claim(List.of(0), PARTS, 1))).isFalse();
    assertThat(accepts(total, claim(List.of(), PARTS, 1), 0)).as("a key").isFalse();
    assertThat(accepts(group(ORDERS, KEY, SUMS), claim(List.of(0), PARTS, 1)))
        .as("groups without a key")
        .isFalse();
    assertThat(accepts(filter(total, eq(lit("1"), lit("0"))), claim(List.of(), PARTS, 1)))
        .as("HAVING without an aggregate")
        .isFalse();
  }

  @Test
  void partsMustBeWhatTheAggregatesAre() {
    Relation groups = group(ORDERS, KEY, List.of(as("s", f("SUM", col(2)))));
    assertThat(accepts(groups, claim(List.of(0), List.of(sum(2)), 1), 0)).as("floats").isFalse();
    Relation exact = group(ORDERS, KEY, List.of(as("s", f("SUM", col(1)))));
    assertThat(accepts(exact, claim(List.of(0), List.of(sum(1)), 1), 0)).isTrue();
    assertThat(accepts(exact, claim(List.of(0), List.of(sum(0)), 1), 0)).as("other").isFalse();
    assertThat(accepts(exact, claim(List.of(0), List.of(), 1), 0)).as("none").isFalse();
    Part least = new Part(Kind.MIN, Optional.of(col(1)));
    assertThat(accepts(exact, claim(List.of(0), List.of(least), 1), 0)).as("MIN").isFalse();
    Expression distinct = new Call("SUM", List.of(col(1)), List.of("SUM(DISTINCT ", ")"));
    Relation once = group(ORDERS, KEY, List.of(as("s", distinct)));
    assertThat(accepts(once, claim(List.of(0), List.of(sum(1)), 1), 0)).as("DISTINCT").isFalse();
  }

  @Test
  void countedValuesMustBeThoseOfTheCount() {
    Part values = new Part(Kind.DISTINCT, Optional.of(col(1)));
    assertThat(
            accepts(counted("COUNT(DISTINCT ", col(1)), claim(List.of(0), List.of(values), 1), 0))
        .isTrue();
    assertThat(accepts(counted("COUNT(", col(1)), claim(List.of(0), List.of(values), 1), 0))
        .as("all values")
        .isFalse();
    Part count = new Part(Kind.COUNT, Optional.of(col(1)));
    assertThat(accepts(counted("COUNT(DISTINCT ", col(1)), claim(List.of(0), List.of(count), 1), 0))
        .as("counted as often as they are there")
        .isFalse();
    Part floats = new Part(Kind.DISTINCT, Optional.of(col(2)));
    assertThat(
            accepts(counted("COUNT(DISTINCT ", col(2)), claim(List.of(0), List.of(floats), 1), 0))
        .as("floats")
        .isFalse();
    Part constant = new Part(Kind.DISTINCT, Optional.of(lit("1")));
    assertThat(
            accepts(
                counted("COUNT(DISTINCT ", lit("1")), claim(List.of(0), List.of(constant), 1), 0))
        .as("a constant")
        .isFalse();
  }

  @Test
  void whatIsComputedAgainMayReadWindowsOfItsGroupAlone() {
    Relation rows = window(ORDERS, "ROW_NUMBER", List.of(col(0)), col(1));
    List<Part> parts = List.of(REST, new Part(Kind.ROWS, Optional.empty()));
    assertThat(accepts(first(rows, 0), claim(List.of(0), parts, 1), 0)).isTrue();
    Relation some = filter(rows, infix(col(1), ">", lit("1")));
    assertThat(accepts(first(some, 0), claim(List.of(0), parts, 1), 0))
        .as("it sees rows that no group has")
        .isFalse();
    Relation across = window(ORDERS, "ROW_NUMBER", List.of(col(1)), col(1));
    assertThat(accepts(first(across, 0), claim(List.of(0), parts, 1), 0))
        .as("it sees rows of other groups")
        .isFalse();
    assertThat(accepts(first(rows, 3), claim(List.of(0), parts, 1), 0))
        .as("groups by what it says")
        .isFalse();
    Part added = new Part(Kind.MAX, Optional.of(col(3)));
    List<Part> wrong = List.of(added, new Part(Kind.ROWS, Optional.empty()));
    assertThat(accepts(first(rows, 0), claim(List.of(0), wrong, 1), 0)).as("merged").isFalse();
  }

  @Test
  void oneRowForAllOfHistoryHasNoRest() {
    Relation total = group(ORDERS, List.of(), List.of(as("m", f("MEDIAN", col(1)))));
    assertThat(accepts(total, claim(List.of(), List.of(REST), 1))).isFalse();
  }

  private static Relation first(Relation rows, int key) {
    return group(
        rows, List.of(as("k", col(key))), List.of(as("f", f("MAX", col(3))), as("n", ALL)));
  }

  private static Relation counted(String before, Expression argument) {
    Expression count = new Call("COUNT", List.of(argument), List.of(before, ")"));
    return group(ORDERS, KEY, List.of(as("n", count)));
  }

  private static Part sum(int column) {
    return new Part(Kind.SUM, Optional.of(col(column)));
  }
}
