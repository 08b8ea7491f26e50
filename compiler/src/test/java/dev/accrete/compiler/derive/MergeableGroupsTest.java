package dev.accrete.compiler.derive;

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
import static dev.accrete.compiler.tree.Trees.union;
import static dev.accrete.compiler.tree.Trees.window;
import static org.assertj.core.api.Assertions.assertThat;

import dev.accrete.compiler.certificate.Certificate;
import dev.accrete.compiler.certificate.Merge;
import dev.accrete.compiler.certificate.Merge.Kind;
import dev.accrete.compiler.certificate.Strategy;
import dev.accrete.compiler.tree.Expression;
import dev.accrete.compiler.tree.Expression.Call;
import dev.accrete.compiler.tree.Named;
import dev.accrete.compiler.tree.Relation;
import dev.accrete.compiler.tree.Relation.Scan;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class MergeableGroupsTest {
  private static final Scan ORDERS =
      typed(
          1, "orders", "customer integer", "amount decimal(8,2)", "weight double", "note varchar");
  private static final Scan CUSTOMERS = typed(2, "customers", "id integer", "region varchar");
  private static final Expression ON = eq(col(0), col(4));
  private static final Expression ALL = new Call("COUNT", List.of(), List.of("COUNT(*)"));
  private static final Named KEY = as("customer", col(0));

  private static MergeableGroups.Outcome of(Relation root, Integer... key) {
    return MergeableGroups.of(
        root, List.of(key), input -> !input.equals("static"), (rows, aggregate) -> false);
  }

  private static Relation grouped(Expression... aggregates) {
    List<Named> named = new java.util.ArrayList<>();
    for (Expression aggregate : aggregates) {
      named.add(as("a" + named.size(), aggregate));
    }
    return group(ORDERS, List.of(KEY), named);
  }

  private static List<Kind> kinds(Relation root) {
    return of(root, 0).merge().orElseThrow().parts().stream().map(Merge.Part::kind).toList();
  }

  private static String refused(Relation root) {
    MergeableGroups.Outcome outcome = of(root, 0);
    assertThat(outcome.merge()).isEmpty();
    return outcome.refusal().orElseThrow().code().id();
  }

  @Test
  void countsExactSumsAndExtremesMerge() {
    assertThat(
            kinds(
                grouped(
                    ALL,
                    f("COUNT", col(2)),
                    f("SUM", col(1)),
                    f("MIN", col(3)),
                    f("MAX", col(1)),
                    f("SUM", infix(col(0), "+", lit("1"))))))
        .containsExactly(Kind.ROWS, Kind.COUNT, Kind.SUM, Kind.MIN, Kind.MAX, Kind.SUM);
  }

  @Test
  void floatsPicksAndDistinctValuesDoNot() {
    assertThat(refused(grouped(f("SUM", col(2))))).isEqualTo("R513");
    assertThat(refused(grouped(f("MIN", col(2))))).isEqualTo("R513");
    assertThat(refused(grouped(f("AVG", col(1))))).isEqualTo("R513");
    assertThat(refused(grouped(f("MEDIAN", col(1))))).isEqualTo("R513");
    assertThat(refused(grouped(f("MAX", f("GEO", col(3)))))).isEqualTo("R513");
    assertThat(refused(grouped(distinct("COUNT", col(2))))).as("floats").isEqualTo("R513");
    assertThat(refused(grouped(distinct("COUNT", lit("1"))))).as("constant").isEqualTo("R513");
    assertThat(refused(grouped(distinct("SUM", col(1))))).isEqualTo("R513");
    Expression filtered =
        new Call("SUM", List.of(col(1), col(0)), List.of("SUM(", ") FILTER (WHERE ", ")"));
    assertThat(refused(grouped(filtered))).isEqualTo("R513");
  }

  private static Expression distinct(String function, Expression argument) {
    return new Call(function, List.of(argument), List.of(function + "(DISTINCT ", ")"));
  }

  @Test
  void valuesAreCountedOnce() {
    assertThat(kinds(grouped(distinct("COUNT", col(3)), distinct("COUNT", col(1)))))
        .containsExactly(Kind.DISTINCT, Kind.DISTINCT);
  }

  @Test
  void whatDoesNotAddUpIsComputedAgain() {
    Relation groups = grouped(ALL, f("MEDIAN", col(1)), f("SUM", col(1)));
    Relation root =
        project(
            groups, List.of(as("c", col(0)), as("n", col(1)), as("m", infix(col(2), "+", col(3)))));
    Merge merge = of(root, 0).merge().orElseThrow();
    assertThat(merge.parts().stream().map(Merge.Part::kind))
        .containsExactly(Kind.ROWS, Kind.REST, Kind.SUM);
    assertThat(merge.restColumns()).containsExactly(2);
    assertThat(certificate(root, Optional.of(Strategy.MERGE)).columnMethods())
        .containsEntry("c", "key")
        .containsEntry("n", "merge")
        .containsEntry("m", "recompute");
    assertThat(of(grouped(f("AVG", col(1))), 0).refusal().orElseThrow().code().id())
        .as("nothing would be merged")
        .isEqualTo("R513");
  }

  @Test
  void windowsOfOneGroupMayStandBelowTheRest() {
    Relation rows =
        window(filter(ORDERS, infix(col(1), ">", lit("1"))), "ROW_NUMBER", List.of(col(0)), col(1));
    List<Named> first = List.of(as("n", ALL), as("first", f("MAX", col(4))));
    assertThat(of(group(rows, List.of(KEY), first), 0).merge().orElseThrow().parts().get(1).kind())
        .isEqualTo(Kind.REST);
    Relation some = filter(rows, infix(col(1), ">", lit("1")));
    assertThat(of(group(some, List.of(KEY), first), 0).merge())
        .as("a window that sees rows which no group has")
        .isEmpty();
    Relation joined = inner(rows, CUSTOMERS, eq(col(0), col(5)));
    assertThat(of(group(joined, List.of(KEY), first), 0).merge()).isEmpty();
    Relation across = window(ORDERS, "ROW_NUMBER", List.of(col(3)), col(1));
    assertThat(of(group(across, List.of(KEY), first), 0).merge())
        .as("a partition of several groups")
        .isEmpty();
    assertThat(of(group(rows, List.of(as("place", col(4))), first), 0).merge())
        .as("groups by what a window says")
        .isEmpty();
  }

  @Test
  void theRefusalNamesTheOutputColumn() {
    Relation root =
        project(grouped(f("AVG", col(1))), List.of(as("c", col(0)), as("mean", col(1))));
    assertThat(of(root, 0).refusal().orElseThrow().message()).startsWith("mean cannot be merged");
  }

  @Test
  void havingAndExpressionsMayStandAbove() {
    Relation having = filter(grouped(ALL), infix(col(1), ">", lit("1")));
    Relation root =
        project(having, List.of(as("twice", infix(col(1), "*", lit("2"))), as("c", col(0))));
    assertThat(of(root, 1).merge().orElseThrow().keyColumns()).containsExactly(1);
  }

  @Test
  void havingMustNotAskForKeysAlone() {
    assertThat(refused(filter(grouped(ALL), infix(col(0), ">", lit("1"))))).isEqualTo("R511");
    assertThat(refused(filter(project(grouped(ALL), col(0), col(1)), infix(col(0), ">", lit("1")))))
        .isEqualTo("R511");
  }

  @Test
  void keysMustBePlainColumnsOfTheOutput() {
    assertThat(refused(project(grouped(ALL), col(1)))).isEqualTo("R512");
    assertThat(refused(project(grouped(ALL), infix(col(0), "+", lit("1")), col(1))))
        .isEqualTo("R512");
    Relation floats = group(ORDERS, List.of(as("w", col(2))), List.of(as("n", ALL)));
    assertThat(refused(floats)).isEqualTo("R512");
    Relation both =
        project(grouped(ALL), List.of(as("c", col(0)), as("d", infix(col(0), "+", lit("1")))));
    assertThat(of(both, 0).merge()).isPresent();
    assertThat(of(both, 1).refusal().orElseThrow().code().id()).isEqualTo("R512");
  }

  @Test
  void rowsPassInnerJoinsAlone() {
    List<Named> regions = List.of(as("region", col(5)));
    List<Named> counts = List.of(as("n", ALL));
    assertThat(of(group(inner(ORDERS, CUSTOMERS, ON), regions, counts), 0).merge().orElseThrow())
        .satisfies(m -> assertThat(m.changing()).containsExactly(1, 2));
    assertThat(refused(group(left(ORDERS, CUSTOMERS, ON), regions, counts))).isEqualTo("R511");
    assertThat(refused(group(union(ORDERS, ORDERS), List.of(KEY), counts))).isEqualTo("R511");
    assertThat(refused(group(grouped(ALL), List.of(KEY), counts))).isEqualTo("R511");
    assertThat(refused(ORDERS)).isEqualTo("R511");
  }

  @Test
  void oneRowForAllOfHistoryMergesWithoutAKey() {
    Relation total = group(ORDERS, List.of(), List.of(as("n", ALL), as("s", f("SUM", col(1)))));
    assertThat(of(total).merge().orElseThrow().isOneRow()).isTrue();
    assertThat(of(grouped(ALL)).refusal().orElseThrow().message()).contains("it has no key");
    Certificate certificate = certificate(total, Optional.empty());
    assertThat(certificate.strategies()).containsExactly(Strategy.MERGE, Strategy.FULL);
    assertThat(certificate.columnMethods()).containsEntry("n", "merge");
    assertThat(certificate.refusalOf(Strategy.RECOMPUTE).orElseThrow().code().id())
        .isEqualTo("R101");
  }

  @Test
  void aTotalThatDoesNotMergeSaysWhy() {
    Relation mean = group(ORDERS, List.of(), List.of(as("mean", f("AVG", col(1)))));
    Certificate certificate = certificate(mean, Optional.empty());
    assertThat(certificate.strategies()).containsExactly(Strategy.FULL);
    assertThat(certificate.refusals().stream().map(r -> r.code().id()))
        .containsExactly("R101", "R513");
  }

  @Test
  void decimalsThatAreComputedFromDecimalsAddUp() {
    Expression rest = infix(lit("1"), "-", col(1));
    assertThat(kinds(grouped(f("SUM", infix(col(1), "*", rest))))).containsExactly(Kind.SUM);
    assertThat(refused(grouped(f("SUM", infix(col(1), "/", rest))))).isEqualTo("R513");
    assertThat(refused(grouped(f("SUM", infix(col(1), "*", col(2)))))).isEqualTo("R513");
  }

  @Test
  void threeReadingsMayChangeAndFourMayNot() {
    Relation three =
        inner(inner(ORDERS, CUSTOMERS, ON), typed(3, "regions", "id integer"), eq(col(5), col(6)));
    Relation fixed = inner(three, typed(4, "static", "id integer"), eq(col(6), col(7)));
    Relation four = inner(three, typed(4, "plans", "id integer"), eq(col(6), col(7)));
    List<Named> counts = List.of(as("n", ALL));
    assertThat(of(group(fixed, List.of(KEY), counts), 0).merge().orElseThrow().changing())
        .containsExactly(1, 2, 3);
    assertThat(refused(group(four, List.of(KEY), counts))).isEqualTo("R511");
    // A common table expression that is read twice has one number.
    assertThat(refused(group(inner(ORDERS, ORDERS, ON), List.of(KEY), counts))).isEqualTo("R511");
  }

  @Test
  void aPinnedMergeComesFirst() {
    Relation root = grouped(ALL);
    assertThat(certificate(root, java.util.Optional.empty()).strategies())
        .containsExactly(Strategy.RECOMPUTE, Strategy.MERGE, Strategy.FULL);
    Certificate pinned = certificate(root, java.util.Optional.of(Strategy.MERGE));
    assertThat(pinned.strategies())
        .containsExactly(Strategy.MERGE, Strategy.RECOMPUTE, Strategy.FULL);
    assertThat(pinned.columnMethods())
        .containsEntry("customer", "key")
        .containsEntry("a0", "merge");
  }

  private static Certificate certificate(Relation root, java.util.Optional<Strategy> pinned) {
    return Deriver.derive(
        new dev.accrete.compiler.analyze.Analysis(
            root, List.of(), List.of(), List.of(), Optional.empty()),
        new DerivationRequest(
            java.util.Map.of("orders", DerivationRequest.InputKind.CHANGES),
            List.of(),
            List.of(),
            List.of(),
            pinned,
            java.util.Set.of(),
            java.util.Map.of(),
            (rows, aggregate) -> false));
  }
}
