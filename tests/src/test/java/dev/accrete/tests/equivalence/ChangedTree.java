package dev.accrete.tests.equivalence;

import dev.accrete.compiler.certificate.Append;
import dev.accrete.compiler.certificate.Certificate;
import dev.accrete.compiler.certificate.Merge;
import dev.accrete.compiler.certificate.Restriction;
import dev.accrete.compiler.certificate.Route;
import dev.accrete.compiler.certificate.Strategy;
import dev.accrete.compiler.tree.Relation;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** Trees of routes, and certificates, with something changed in them. */
final class ChangedTree {
  private ChangedTree() {}

  /** The tree with each operator changed, those below it first. */
  static Relation of(Relation relation, UnaryOperator<Relation> change) {
    boolean same = relation.inputs().stream().allMatch(i -> of(i, change).equals(i));
    return change.apply(same ? relation : below(relation, change));
  }

  private static Relation below(Relation relation, UnaryOperator<Relation> change) {
    if (relation instanceof Relation.Filter f) {
      return new Relation.Filter(of(f.input(), change), f.condition(), f.origin());
    }
    if (relation instanceof Relation.Project p) {
      return new Relation.Project(of(p.input(), change), p.columns(), p.origin());
    }
    if (relation instanceof Relation.Join j) {
      return new Relation.Join(
          of(j.left(), change), of(j.right(), change), j.kind(), j.condition(), j.origin());
    }
    if (relation instanceof Relation.Matching m) {
      return new Relation.Matching(
          of(m.input(), change), m.keys(), of(m.set(), change), m.nullSafe(), m.origin());
    }
    if (relation instanceof Relation.SetOperation o) {
      List<Relation> inputs = o.inputs().stream().map(i -> of(i, change)).toList();
      return new Relation.SetOperation(o.kind(), o.all(), inputs, o.origin());
    }
    return relation;
  }

  /** All operators of a tree that are of a kind. */
  static <T extends Relation> List<T> all(Relation relation, Class<T> kind) {
    Stream<T> own = kind.isInstance(relation) ? Stream.of(kind.cast(relation)) : Stream.empty();
    return Stream.concat(own, relation.inputs().stream().flatMap(i -> all(i, kind).stream()))
        .toList();
  }

  static boolean has(Relation relation, Class<? extends Relation> kind) {
    return !all(relation, kind).isEmpty();
  }

  static Certificate routes(Certificate right, UnaryOperator<Relation> change) {
    return withRoutes(
        right,
        right.routes().stream()
            .map(r -> new Route(r.reference(), r.input(), of(r.keys(), change), r.steps()))
            .toList());
  }

  static Certificate withoutRoutes(Certificate right, Predicate<Route> which) {
    return withRoutes(right, right.routes().stream().filter(which.negate()).toList());
  }

  private static Certificate withRoutes(Certificate right, List<Route> routes) {
    return with(right, right.keyColumns(), routes, right.restrictions());
  }

  static Certificate restrictions(Certificate right, UnaryOperator<Restriction> change) {
    return with(
        right,
        right.keyColumns(),
        right.routes(),
        right.restrictions().stream().map(change).toList());
  }

  static Certificate with(
      Certificate right,
      List<Integer> keyColumns,
      List<Route> routes,
      List<Restriction> restrictions) {
    return new Certificate(
        right.strategies(),
        keyColumns,
        routes,
        restrictions,
        right.columnMethods(),
        right.refusals(),
        right.runnersUp(),
        right.openAnswers(),
        right.append(),
        right.merge(),
        right.marks(),
        right.flips());
  }

  /** The same, with these promises beside the recompute. */
  static Certificate promising(Certificate right, Optional<Append> append, Optional<Merge> merge) {
    List<Strategy> strategies =
        Stream.of(
                append.map(a -> Strategy.APPEND).stream(),
                merge.map(m -> Strategy.MERGE).stream(),
                Stream.of(Strategy.RECOMPUTE, Strategy.FULL))
            .flatMap(s -> s)
            .toList();
    return new Certificate(
        strategies,
        right.keyColumns(),
        right.routes(),
        right.restrictions(),
        right.columnMethods(),
        right.refusals(),
        right.runnersUp(),
        right.openAnswers(),
        append,
        merge,
        right.marks(),
        right.flips());
  }
}
