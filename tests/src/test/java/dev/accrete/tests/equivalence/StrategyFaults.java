package dev.accrete.tests.equivalence;

import dev.accrete.compiler.certificate.Append;
import dev.accrete.compiler.certificate.Certificate;
import dev.accrete.compiler.certificate.Merge;
import dev.accrete.compiler.certificate.Restriction;
import dev.accrete.compiler.certificate.TimeBound;
import dev.accrete.compiler.tree.Expression;
import dev.accrete.compiler.tree.Relation;
import dev.accrete.compiler.tree.Relation.Aggregate;
import dev.accrete.compiler.tree.Relation.Filter;
import dev.accrete.compiler.tree.Relation.Join;
import dev.accrete.compiler.tree.Relation.JoinKind;
import dev.accrete.compiler.tree.Relation.Scan;
import dev.accrete.compiler.tree.Relation.Window;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** Single faults of what says that a model may append, merge, or begin to read later. */
final class StrategyFaults {
  static final List<CertificateFault> ALL =
      List.of(
          new CertificateFault(
              "rows are added by the side that may be absent",
              "append",
              "append: the left of left, semi, anti joins (derivation 4)",
              (root, c) ->
                  joins(root, JoinKind.LEFT) && c.append().isPresent()
                      ? growing(c, ChangedTree.all(root, Scan.class).get(1))
                      : c),
          new CertificateFault(
              "a self join grows on one side",
              "append",
              "the growing input occurs once; self joins are not append (derivation 4)",
              (root, c) ->
                  isSelfJoin(root) ? growing(c, ChangedTree.all(root, Scan.class).get(0)) : c),
          new CertificateFault(
              "rows of windows are added",
              "append",
              "append: filters, projections, UNION ALL, and joins (derivation 4)",
              (root, c) ->
                  root.inputs().get(0) instanceof Window w && w.input() instanceof Scan scan
                      ? growing(c, scan)
                      : c),
          new CertificateFault(
              "a minimum is merged as a maximum",
              "merge",
              "MIN, MAX take insertions, each its own (derivation 5)",
              (root, c) -> merging(c, StrategyFaults::greatest)),
          new CertificateFault(
              "one changing input is not merged",
              "merge",
              "changes pass inner joins as signed rows, of each input (derivation 5)",
              (root, c) ->
                  merging(
                      c,
                      m ->
                          m.changing().size() < 2
                              ? m
                              : new Merge(
                                  m.keyColumns(),
                                  m.parts(),
                                  m.changing().subList(0, 1),
                                  m.restColumns()))),
          new CertificateFault(
              "a minimum that HAVING hides is a bound",
              "time bound",
              "the user's own MIN(t) serves without HAVING only (derivation 6)",
              (root, c) -> root.inputs().get(0) instanceof Filter ? storedBound(c, 1) : c),
          new CertificateFault(
              "a minimum over the winners of a window is a bound",
              "time bound",
              "the user's own MIN(t) serves without windows or dedupe below only (derivation 6)",
              (root, c) -> isGroupOfWindow(root) ? storedBound(c, 2) : c),
          new CertificateFault(
              "a hop's bound is kept by the model's key",
              "time bound",
              "the bound's key is made of the input's own columns, its route key (derivation 6)",
              (root, c) ->
                  isGroupOfWindow(root)
                      ? bounds(
                          c, b -> new TimeBound.Kept(b.field(), List.of(new Expression.Column(3))))
                      : c));

  private StrategyFaults() {}

  private static boolean joins(Relation root, JoinKind kind) {
    return ChangedTree.all(root, Join.class).stream().anyMatch(j -> j.kind() == kind);
  }

  private static boolean isSelfJoin(Relation root) {
    List<String> names = ChangedTree.all(root, Scan.class).stream().map(Scan::relation).toList();
    return names.size() == 2 && names.get(0).equals(names.get(1));
  }

  private static boolean isGroupOfWindow(Relation root) {
    return root.inputs().get(0) instanceof Aggregate a && ChangedTree.has(a, Window.class);
  }

  private static Certificate growing(Certificate c, Scan scan) {
    List<Append.Growth> growths =
        new ArrayList<>(c.append().map(Append::growths).orElse(List.of()));
    growths.add(new Append.Growth(List.of(scan.reference()), List.of(scan.relation())));
    return ChangedTree.promising(c, Optional.of(new Append(growths)), c.merge());
  }

  private static Certificate merging(Certificate c, UnaryOperator<Merge> change) {
    Optional<Merge> merge = c.merge().map(change);
    return merge.equals(c.merge()) ? c : ChangedTree.promising(c, c.append(), merge);
  }

  private static Merge greatest(Merge merge) {
    return new Merge(
        merge.keyColumns(),
        merge.parts().stream()
            .map(p -> p.kind() == Merge.Kind.MIN ? new Merge.Part(Merge.Kind.MAX, p.argument()) : p)
            .toList(),
        merge.changing(),
        merge.restColumns());
  }

  private static Certificate storedBound(Certificate c, int output) {
    return bounds(c, b -> new TimeBound.Stored(b.field(), output));
  }

  private static Certificate bounds(Certificate c, UnaryOperator<TimeBound> change) {
    return ChangedTree.restrictions(
        c, (Restriction r) -> r.bound().map(b -> r.within(change.apply(b))).orElse(r));
  }
}
