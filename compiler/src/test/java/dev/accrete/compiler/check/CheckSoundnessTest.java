package dev.accrete.compiler.check;

import static dev.accrete.compiler.check.Certificates.changed;
import static dev.accrete.compiler.check.Certificates.ever;
import static dev.accrete.compiler.tree.Trees.NULL;
import static dev.accrete.compiler.tree.Trees.and;
import static dev.accrete.compiler.tree.Trees.as;
import static dev.accrete.compiler.tree.Trees.col;
import static dev.accrete.compiler.tree.Trees.eq;
import static dev.accrete.compiler.tree.Trees.f;
import static dev.accrete.compiler.tree.Trees.filter;
import static dev.accrete.compiler.tree.Trees.group;
import static dev.accrete.compiler.tree.Trees.inner;
import static dev.accrete.compiler.tree.Trees.isNull;
import static dev.accrete.compiler.tree.Trees.left;
import static dev.accrete.compiler.tree.Trees.lit;
import static dev.accrete.compiler.tree.Trees.nullSafe;
import static dev.accrete.compiler.tree.Trees.plain;
import static dev.accrete.compiler.tree.Trees.project;
import static dev.accrete.compiler.tree.Trees.same;
import static dev.accrete.compiler.tree.Trees.scan;
import static dev.accrete.compiler.tree.Trees.touched;
import static dev.accrete.compiler.tree.Trees.union;
import static dev.accrete.compiler.tree.Trees.window;
import static org.assertj.core.api.Assertions.assertThat;

import dev.accrete.compiler.certificate.Certificate;
import dev.accrete.compiler.certificate.Restriction;
import dev.accrete.compiler.certificate.Route;
import dev.accrete.compiler.certificate.Strategy;
import dev.accrete.compiler.tree.Expression;
import dev.accrete.compiler.tree.Relation;
import dev.accrete.compiler.tree.Relation.Scan;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What the checker accepts is right on data: certificates are changed at random, and each that is
 * accepted is carried out on random small tables (NULLs, duplicates, rows removed and inserted in
 * one batch).
 */
class CheckSoundnessTest {
  private static final int MUTANTS = Integer.getInteger("accrete.mutants", 250);
  private static final int DATABASES = Integer.getInteger("accrete.databases", 40);

  private static final Scan EVENTS = scan(1, "events", "id", "session", "t");
  private static final Scan USERS = scan(2, "users", "id", "country");
  private static final List<Expression> ID = List.of(col(0));
  private static final List<Expression> SESSION = List.of(col(1));

  /** A model, with a right certificate to begin with. */
  record Case(String name, Relation root, Certificate certificate) {
    @Override
    public String toString() {
      return name;
    }
  }

  static Stream<Case> cases() {
    Stream<Case> joins =
        Stream.of(
            joined("left join", false, eq(col(0), col(3))),
            joined("null-safe left join", false, same(col(0), col(3))),
            joined("inner join", true, eq(col(0), col(3))),
            joined("left join on more", false, and(eq(col(0), col(3)), eq(col(2), lit("1")))),
            visitors(),
            dedupe(),
            dedupeOfGroups(),
            stacked(),
            hopOverLeftJoin(),
            selfJoin(),
            blockOnTheRight(),
            oneRowOnTheRight(),
            groupsOnTheLeft());
    return Stream.of(joins, SetCases.all(), SideCases.all()).flatMap(s -> s);
  }

  static Case made(String name, Relation root, Certificates certificate) {
    return new Case(name, root, certificate.with(List.of(Strategy.RECOMPUTE, Strategy.FULL)));
  }

  private static Case joined(String name, boolean inner, Expression on) {
    Relation join = inner ? inner(EVENTS, USERS, on) : left(EVENTS, USERS, on);
    Relation kept = filter(join, isNull(col(4)));
    Relation root = group(kept, List.of(as("s", col(1))), List.of(as("n", f("COUNT", col(2)))));
    Relation ids = project(changed(USERS), col(0));
    Relation needed = project(nullSafe(EVENTS, SESSION, touched("s")), col(0));
    return made(
        name,
        root,
        Certificates.of(root, 0)
            .route(EVENTS, project(changed(EVENTS), col(1)))
            .route(USERS, project(nullSafe(EVENTS, ID, ids), col(1)))
            .only(EVENTS, SESSION, touched("s"))
            .only(USERS, ID, needed));
  }

  private static Case visitors() {
    Expression on = eq(col(0), col(3));
    Expression visitor = f("COALESCE", col(4), col(0));
    Expression alone = f("COALESCE", NULL, col(0));
    Relation root =
        group(
            project(left(EVENTS, USERS, on), visitor, col(2)),
            List.of(as("v", col(0))),
            List.of(as("n", f("COUNT", col(1)))));
    Relation matched = plain(ever(EVENTS), ID, project(changed(USERS), col(0)));
    return made(
        "key over both sides",
        root,
        Certificates.of(root, 0)
            .route(
                EVENTS,
                union(
                    project(inner(changed(EVENTS), ever(USERS), on), visitor),
                    project(changed(EVENTS), alone)))
            .route(
                USERS,
                union(
                    project(inner(ever(EVENTS), changed(USERS), on), visitor),
                    project(matched, alone)))
            .whole(EVENTS, USERS));
  }

  private static Case dedupe() {
    Relation winners =
        filter(window(EVENTS, "ROW_NUMBER", ID, col(2), col(1)), eq(col(3), lit("1")));
    Relation root = group(winners, List.of(as("s", col(1))), List.of(as("n", f("COUNT", col(0)))));
    return made(
        "dedupe, then group",
        root,
        Certificates.of(root, 0)
            .route(
                EVENTS,
                project(nullSafe(ever(EVENTS), ID, project(changed(EVENTS), col(0))), col(1)))
            .only(EVENTS, ID, project(nullSafe(EVENTS, SESSION, touched("s")), col(0))));
  }

  private static Relation single(Relation input) {
    return filter(
        group(
            input,
            List.of(as("id", col(0)), as("s", col(1))),
            List.of(as("n", f("COUNT", col(2))))),
        eq(col(2), lit("1")));
  }

  private static Case dedupeOfGroups() {
    Relation root = window(single(EVENTS), "COUNT", ID);
    Relation current =
        project(nullSafe(single(EVENTS), ID, project(changed(EVENTS), col(0))), col(1));
    return made(
        "window over groups",
        root,
        Certificates.of(root, 1)
            .route(EVENTS, union(project(changed(EVENTS), col(1)), current))
            .only(EVENTS, ID, project(nullSafe(single(EVENTS), SESSION, touched("s")), col(0))));
  }

  private static Case stacked() {
    Relation winners =
        filter(window(EVENTS, "ROW_NUMBER", ID, col(2), col(1)), eq(col(3), lit("1")));
    Relation root = window(winners, "COUNT", SESSION);
    Relation sessions =
        project(nullSafe(ever(EVENTS), ID, project(changed(EVENTS), col(0))), col(1));
    Relation timed = project(nullSafe(winners, List.of(col(2)), touched("t")), col(1));
    return made(
        "stacked windows",
        root,
        Certificates.of(root, 2)
            .route(EVENTS, project(nullSafe(ever(EVENTS), SESSION, sessions), col(2)))
            .only(EVENTS, ID, project(nullSafe(EVENTS, SESSION, timed), col(0))));
  }

  private static Case hopOverLeftJoin() {
    Expression on = eq(col(1), col(3));
    Relation join = left(EVENTS, USERS, on);
    Relation root = window(join, "COUNT", ID);
    Relation ids = project(plain(EVENTS, SESSION, project(changed(USERS), col(0))), col(0));
    Relation kept = project(nullSafe(join, List.of(col(4)), touched("c")), col(0));
    return made(
        "hop over a left join",
        root,
        Certificates.of(root, 4)
            .route(EVENTS, project(nullSafe(join, ID, project(changed(EVENTS), col(0))), col(4)))
            .route(EVENTS, project(inner(changed(EVENTS), ever(USERS), on), col(4)))
            .route(EVENTS, project(changed(EVENTS), NULL))
            .route(USERS, project(nullSafe(join, ID, ids), col(4)))
            .route(USERS, project(inner(EVENTS, changed(USERS), on), col(4)))
            .route(USERS, project(plain(EVENTS, SESSION, project(changed(USERS), col(0))), NULL))
            .only(EVENTS, ID, kept)
            .only(USERS, ID, project(nullSafe(EVENTS, ID, kept), col(1))));
  }

  private static Case selfJoin() {
    Scan second = scan(3, "events", "id", "session", "t");
    Relation root = left(EVENTS, second, eq(col(0), col(4)));
    Relation matched = plain(EVENTS, ID, project(changed(second), col(1)));
    return made(
        "self join",
        root,
        Certificates.of(root, 0, 1)
            .route(EVENTS, project(changed(EVENTS), col(0), col(1)))
            .route(second, project(matched, col(0), col(1)))
            .only(EVENTS, List.of(col(0), col(1)), touched("id", "session"))
            .only(second, SESSION, project(touched("id", "session"), col(0))));
  }

  private static Case blockOnTheRight() {
    Relation winners =
        filter(window(EVENTS, "ROW_NUMBER", ID, col(2), col(1)), eq(col(3), lit("1")));
    Relation root = left(USERS, winners, eq(col(0), col(2)));
    Relation matched = plain(USERS, ID, project(changed(EVENTS), col(0)));
    Relation needed = project(nullSafe(USERS, SESSION, touched("country")), col(0));
    return made(
        "dedupe on the right",
        root,
        Certificates.of(root, 1)
            .route(USERS, project(changed(USERS), col(1)))
            .route(EVENTS, project(matched, col(1)))
            .only(USERS, SESSION, touched("country"))
            .only(EVENTS, ID, needed));
  }

  private static Case oneRowOnTheRight() {
    Relation count = group(EVENTS, List.of(), List.of(as("n", f("COUNT", col(0)))));
    Relation root = left(USERS, filter(count, eq(col(0), lit("1"))), eq(col(0), col(2)));
    return made(
        "one row on the right",
        root,
        Certificates.of(root, 1)
            .route(USERS, project(changed(USERS), col(1)))
            .route(EVENTS, project(nullSafe(USERS, List.of(), project(changed(EVENTS))), col(1)))
            .only(USERS, SESSION, touched("country"))
            .whole(EVENTS));
  }

  private static Case groupsOnTheLeft() {
    Relation winners = single(EVENTS);
    Relation root = left(winners, USERS, eq(col(0), col(3)));
    Relation matched = plain(winners, ID, project(changed(USERS), col(0)));
    return made(
        "groups on the left",
        root,
        Certificates.of(root, 1)
            .route(EVENTS, project(changed(EVENTS), col(1)))
            .route(USERS, project(matched, col(1)))
            .only(EVENTS, SESSION, touched("s"))
            .only(USERS, ID, project(nullSafe(winners, SESSION, touched("s")), col(0))));
  }

  @ParameterizedTest
  @MethodSource("cases")
  void whatIsAcceptedIsRight(Case model) {
    Random random = new Random(Long.getLong("accrete.seed", 7L));
    List<Scan> scans = model.root().scans();
    int accepted = 0;
    int wrong = 0;
    for (int i = 0; i < MUTANTS; i++) {
      Certificate mutant = i == 0 ? model.certificate() : mutant(model, random);
      boolean fine = CertificateCheck.check(model.root(), mutant).isEmpty();
      accepted += fine ? 1 : 0;
      boolean right = true;
      for (int d = 0; d < DATABASES && right; d++) {
        right = new Changes(random, scans).incrementalEqualsFull(model.root(), mutant);
      }
      wrong += right ? 0 : 1;
      assertThat(fine && !right).as("accepted and wrong: %s", mutant).isFalse();
      assertThat(i > 0 || fine).as("the certificate to begin with is accepted").isTrue();
    }
    assertThat(accepted).isGreaterThan(MUTANTS / 50);
    assertThat(wrong).isGreaterThan(MUTANTS / 20);
  }

  private static Certificate mutant(Case model, Random random) {
    Mutant mutant = new Mutant(random, 0.02 + 0.1 * random.nextDouble());
    Certificate right = model.certificate();
    List<Route> routes = new ArrayList<>();
    for (Route route : right.routes()) {
      if (!mutant.strikes()) {
        routes.add(new Route(route.reference(), route.input(), mutant.of(route.keys()), List.of()));
      }
    }
    List<Restriction> restrictions = new ArrayList<>();
    for (Restriction r : right.restrictions()) {
      Relation scan =
          model.root().scans().stream()
              .filter(s -> s.reference() == r.reference())
              .findFirst()
              .orElseThrow();
      List<Relation> set = r.set().stream().map(mutant::of).toList();
      boolean whole = r.whole() || mutant.strikes();
      restrictions.add(
          whole
              ? Restriction.whole(r.reference(), r.input(), List.of())
              : new Restriction(
                  r.reference(),
                  r.input(),
                  false,
                  mutant.all(r.expressions(), scan),
                  set,
                  List.of()));
    }
    return new Certificate(
        right.strategies(),
        right.keyColumns(),
        routes,
        restrictions,
        Map.of(),
        List.of(),
        List.of(),
        List.of());
  }
}
