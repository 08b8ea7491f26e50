package dev.accrete.tests.equivalence;

import dev.accrete.compiler.certificate.Certificate;
import dev.accrete.compiler.certificate.Restriction;
import dev.accrete.compiler.certificate.Route;
import dev.accrete.compiler.tree.Expression;
import dev.accrete.compiler.tree.Field;
import dev.accrete.compiler.tree.Named;
import dev.accrete.compiler.tree.Relation;
import dev.accrete.compiler.tree.Relation.Aggregate;
import dev.accrete.compiler.tree.Relation.Filter;
import dev.accrete.compiler.tree.Relation.Join;
import dev.accrete.compiler.tree.Relation.JoinKind;
import dev.accrete.compiler.tree.Relation.KeySet;
import dev.accrete.compiler.tree.Relation.Matching;
import dev.accrete.compiler.tree.Relation.Project;
import dev.accrete.compiler.tree.Relation.Scan;
import dev.accrete.compiler.tree.Relation.SetOperation;
import dev.accrete.compiler.tree.Relation.State;
import dev.accrete.compiler.tree.Relation.Window;
import java.util.List;
import java.util.Optional;

/** Single faults of the rules by which keys pass operators. */
final class CertificateFaults {
  private static final Expression NULL = new Expression.Literal("NULL");

  static final List<CertificateFault> ALL =
      List.of(
          new CertificateFault(
              "a hop reads the key's own rows alone",
              "HopThroughPartitions",
              "the scan keeps whole partitions that hold a key of A (derivation 1)",
              (root, c) ->
                  has(root, Window.class)
                      ? ChangedTree.restrictions(c, CertificateFaults::keysAlone)
                      : c),
          new CertificateFault(
              "a hop touches the changed rows' keys alone",
              "HopThroughPartitions",
              "A = P over the rows of S in partitions that D touches (derivation 1)",
              (root, c) ->
                  has(root, Window.class)
                      ? ChangedTree.withoutRoutes(c, r -> has(r.keys(), Matching.class))
                      : c),
          new CertificateFault(
              "stacked windows hop from the changed rows alone",
              "HopThroughPartitions",
              "stacks compose: A goes up window by window (derivation 1)",
              (root, c) ->
                  ChangedTree.withoutRoutes(
                      c, r -> ChangedTree.all(r.keys(), Matching.class).size() > 1)),
          new CertificateFault(
              "a key outside the PARTITION BY keeps partitions together",
              "PassKeyThroughPartitions",
              "P functions of every PARTITION BY (derivation 1)",
              (root, c) ->
                  root instanceof Project p
                          && p.input() instanceof Window w
                          && w.input() instanceof Scan
                      ? keyOf(root, c, 1, "s")
                      : c),
          new CertificateFault(
              "the key of a row without partner is NULL",
              "PassKeyThroughBothSides",
              "P computed on that row (derivation 1)",
              (root, c) -> ChangedTree.routes(c, CertificateFaults::nullForAbsent)),
          new CertificateFault(
              "rows are joined with the other side as it is now",
              "PassKeyThroughBothSides",
              "over S of each input, one changed input at a time replaced by D (derivation 1)",
              (root, c) -> ChangedTree.routes(c, CertificateFaults::joinedNow)),
          new CertificateFault(
              "rows without partner have no route",
              "PassKeyThroughBothSides",
              "plus every preserved row with the other side NULL (derivation 1)",
              (root, c) ->
                  ChangedTree.withoutRoutes(
                      c,
                      r ->
                          ChangedTree.all(r.keys(), Project.class).stream()
                              .anyMatch(CertificateFaults::hasAbsentSide))),
          new CertificateFault(
              "the side that joins touches nothing",
              "PassKeyThroughPreservedSide",
              "A(L) with P over L joined with the changes of R (derivation 1)",
              (root, c) ->
                  joins(root, JoinKind.LEFT) && !joins(root, JoinKind.FULL)
                      ? ChangedTree.withoutRoutes(
                          c, r -> !r.input().equals(c.routes().get(0).input()))
                      : c),
          new CertificateFault(
              "a null-safe join is routed by equality",
              "PassKeyThroughPreservedSide",
              "the route repeats the join's own condition, null-safe where it is (derivation 1)",
              (root, c) ->
                  has(root, Window.class) ? c : ChangedTree.routes(c, CertificateFaults::unsafe)),
          new CertificateFault(
              "a block touches the groups that it shows now",
              "PassKeyThroughPreservedSide",
              "its affected join keys, HAVING included (derivation 1)",
              (root, c) ->
                  ChangedTree.all(root, Join.class).stream()
                      .filter(j -> has(j.right(), Aggregate.class))
                      .findFirst()
                      .map(j -> ChangedTree.routes(c, r -> shownNow(r, j.right())))
                      .orElse(c)),
          new CertificateFault(
              "one side of a full join touches nothing",
              "PassKeyThroughFullJoin",
              "each input has its routes (derivation 1)",
              (root, c) -> joins(root, JoinKind.FULL) ? withoutLastInput(c) : c),
          new CertificateFault(
              "a key that some grouping sets lack",
              "PassKeyThroughGroupBy",
              "with GROUPING SETS of expressions in every set (derivation 1)",
              (root, c) ->
                  ChangedTree.all(root, Aggregate.class).stream().anyMatch(a -> !a.sets().isEmpty())
                      ? keyOf(root, c, 1, "k")
                      : c),
          new CertificateFault(
              "an aggregate is the key",
              "PassKeyThroughGroupBy",
              "P functions of group expressions, never of aggregates (derivation 1)",
              (root, c) ->
                  root instanceof Project p
                          && p.input() instanceof Aggregate a
                          && a.input() instanceof Scan
                          && a.sets().isEmpty()
                      ? keyOf(root, c, 1, "n")
                      : c),
          new CertificateFault(
              "the last branch of a set operation touches nothing",
              "PassKeyThroughSetOperation",
              "column by column, each branch (derivation 1)",
              (root, c) -> root instanceof SetOperation ? withoutLastInput(c) : c),
          new CertificateFault(
              "columns of a set operation go by their names",
              "PassKeyThroughSetOperation",
              "column by column, each branch (derivation 1)",
              (root, c) -> root instanceof SetOperation ? byNames(root, c) : c),
          new CertificateFault(
              "a key is not rewritten below a projection",
              "PassKeyThroughProjection",
              "P rewritten below (derivation 1)",
              (root, c) ->
                  root instanceof Project p
                          && p.input() instanceof Filter f
                          && f.input() instanceof Scan
                      ? byNames(root, c)
                      : c),
          new CertificateFault(
              "NOT IN routed by equality",
              "PassKeyThroughSubquery",
              "rows matched by (condition) IS NOT FALSE (derivation 1)",
              (root, c) -> ChangedTree.routes(c, CertificateFaults::isTrue)),
          new CertificateFault(
              "what a subquery reads touches nothing",
              "PassKeyThroughSubquery",
              "EXISTS, IN: as semi join (derivation 1)",
              (root, c) -> has(root, Relation.Subquery.class) ? withoutLastInput(c) : c));

  private CertificateFaults() {}

  private static boolean has(Relation relation, Class<? extends Relation> kind) {
    return ChangedTree.has(relation, kind);
  }

  private static boolean joins(Relation root, JoinKind kind) {
    return ChangedTree.all(root, Join.class).stream().anyMatch(j -> j.kind() == kind);
  }

  private static Scan scan(Relation root) {
    return ChangedTree.all(root, Scan.class).get(0);
  }

  private static Restriction keysAlone(Restriction r) {
    return !r.whole()
            && r.set().get(0) instanceof Project p
            && p.input() instanceof Matching m
            && m.input() instanceof Scan
            && m.set() instanceof KeySet
        ? new Restriction(
            r.reference(),
            r.input(),
            false,
            m.keys(),
            List.of(m.set()),
            r.steps(),
            Optional.empty())
        : r;
  }

  private static boolean hasAbsentSide(Project project) {
    return project.columns().stream().anyMatch(c -> c.expression().equals(NULL));
  }

  private static Relation nullForAbsent(Relation relation) {
    boolean absent =
        relation instanceof Project outer
            && outer.input() instanceof Project inner
            && hasAbsentSide(inner)
            && outer.columns().stream().allMatch(c -> c.expression() instanceof Expression.Call);
    if (!absent) {
      return relation;
    }
    Project outer = (Project) relation;
    List<Named> columns = outer.columns().stream().map(c -> new Named(c.name(), NULL)).toList();
    return new Project(outer.input(), columns, outer.origin());
  }

  private static Relation joinedNow(Relation relation) {
    return relation instanceof Scan scan && scan.state() == State.CURRENT_AND_REMOVED
        ? scan.in(State.CURRENT)
        : relation;
  }

  private static Relation unsafe(Relation relation) {
    return relation instanceof Matching m
        ? new Matching(m.input(), m.keys(), m.set(), false, m.origin())
        : relation;
  }

  /** Of the changed join values only those for which the block has rows now. */
  private static Relation shownNow(Relation relation, Relation block) {
    if (!(relation instanceof Matching m) || !(m.set() instanceof Project changed)) {
      return relation;
    }
    Expression first = new Expression.Column(0);
    Relation shown = new Matching(block, List.of(first), changed, false, m.origin());
    Project values =
        new Project(shown, List.of(new Named(changed.columns().get(0).name(), first)), m.origin());
    return new Matching(m.input(), m.keys(), values, m.nullSafe(), m.origin());
  }

  private static Certificate withoutLastInput(Certificate c) {
    String last = c.routes().get(c.routes().size() - 1).input();
    return ChangedTree.withoutRoutes(c, r -> r.input().equals(last));
  }

  /** A certificate that splits by another output column, which is a field of its only reading. */
  private static Certificate keyOf(Relation root, Certificate c, int output, String field) {
    Scan scan = scan(root);
    Field key = root.fields().get(output);
    Expression value = new Expression.Column(index(scan, field));
    Project changed =
        new Project(scan.in(State.CHANGED), List.of(new Named(key.name(), value)), scan.origin());
    KeySet touched = new KeySet("touched", List.of(key), scan.origin());
    return ChangedTree.with(
        c,
        List.of(output),
        c.routes().stream()
            .limit(1)
            .map(r -> new Route(r.reference(), r.input(), changed, r.steps()))
            .toList(),
        c.restrictions().stream()
            .map(
                r ->
                    new Restriction(
                        r.reference(),
                        r.input(),
                        false,
                        List.of(value),
                        List.of(touched),
                        r.steps()))
            .toList());
  }

  private static int index(Scan scan, String field) {
    for (int i = 0; i < scan.fields().size(); i++) {
      if (scan.fields().get(i).name().equals(field)) {
        return i;
      }
    }
    throw new AssertionError(scan.relation() + " has no " + field);
  }

  /** Each key column is taken from the field that has its name, in place of the one it is. */
  private static Certificate byNames(Relation root, Certificate c) {
    Scan scan = scan(root);
    List<String> names = c.keyColumns().stream().map(i -> root.fields().get(i).name()).toList();
    List<Named> columns =
        names.stream()
            .map(n -> new Named(n, (Expression) new Expression.Column(index(scan, n))))
            .toList();
    List<Expression> values = columns.stream().map(Named::expression).toList();
    Certificate routed =
        ChangedTree.routes(
            c, r -> r instanceof Project p ? new Project(p.input(), columns, p.origin()) : r);
    return ChangedTree.restrictions(
        routed, r -> new Restriction(r.reference(), r.input(), false, values, r.set(), r.steps()));
  }

  private static Relation isTrue(Relation relation) {
    return relation instanceof Join j
            && j.condition() instanceof Expression.Call call
            && call.operator().equals("IS NOT FALSE")
        ? new Join(j.left(), j.right(), j.kind(), call.operands().get(0), j.origin())
        : relation;
  }
}
