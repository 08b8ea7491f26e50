package dev.accrete.compiler.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.accrete.compiler.certificate.Certificate;
import dev.accrete.compiler.certificate.Restriction;
import dev.accrete.compiler.certificate.Route;
import dev.accrete.compiler.certificate.Strategy;
import dev.accrete.compiler.tree.Expression;
import dev.accrete.compiler.tree.Relation;
import dev.accrete.compiler.tree.Relation.Scan;
import dev.accrete.compiler.tree.Relation.State;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A certificate in the making, for one tree. */
final class Certificates {
  private final Relation root;
  private final List<Integer> key;
  private final List<Route> routes = new ArrayList<>();
  private final List<Restriction> restrictions = new ArrayList<>();

  private Certificates(Relation root, List<Integer> key) {
    this.root = root;
    this.key = key;
  }

  static Certificates of(Relation root, Integer... key) {
    return new Certificates(root, List.of(key));
  }

  Certificates route(Scan scan, Relation keys) {
    routes.add(new Route(scan.reference(), scan.relation(), keys, List.of()));
    return this;
  }

  Certificates whole(Scan... scans) {
    for (Scan scan : scans) {
      restrictions.add(Restriction.whole(scan.reference(), scan.relation(), List.of()));
    }
    return this;
  }

  Certificates only(Scan scan, List<Expression> expressions, Relation set) {
    restrictions.add(
        new Restriction(
            scan.reference(), scan.relation(), false, expressions, List.of(set), List.of()));
    return this;
  }

  List<Objection> objections() {
    return CertificateCheck.check(root, with(List.of(Strategy.RECOMPUTE, Strategy.FULL)));
  }

  Certificate with(List<Strategy> strategies) {
    return new Certificate(
        strategies, key, routes, restrictions, Map.of(), List.of(), List.of(), List.of());
  }

  void accepted() {
    assertThat(objections()).isEmpty();
  }

  void rejected(String words) {
    assertThat(objections()).isNotEmpty();
    assertThat(objections()).allSatisfy(o -> assertThat(o.sentence()).contains(words));
  }

  static Scan changed(Scan scan) {
    return scan.in(State.CHANGED);
  }

  static Scan ever(Scan scan) {
    return scan.in(State.CURRENT_AND_REMOVED);
  }
}
