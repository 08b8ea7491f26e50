package dev.accrete.compiler.check;

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
import static dev.accrete.compiler.tree.Trees.union;
import static org.assertj.core.api.Assertions.assertThat;

import dev.accrete.compiler.certificate.Append;
import dev.accrete.compiler.certificate.Append.Growth;
import dev.accrete.compiler.certificate.Certificate;
import dev.accrete.compiler.certificate.Strategy;
import dev.accrete.compiler.tree.Expression;
import dev.accrete.compiler.tree.Relation;
import dev.accrete.compiler.tree.Relation.Join;
import dev.accrete.compiler.tree.Relation.JoinKind;
import dev.accrete.compiler.tree.Relation.Scan;
import dev.accrete.compiler.tree.Trees;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every claim of what may grow that the checker accepts is right on random small tables. */
class AppendCheckTest {
  private static final int DATABASES = 300;
  private static final Scan WEB = scan(1, "web", "id", "t");
  private static final Scan APP = scan(2, "app", "id", "t");
  private static final Scan USERS = scan(3, "users", "id", "name");
  private static final Scan WEB_AGAIN = scan(4, "web", "id", "t");
  private static final Expression ON = eq(col(0), col(2));

  static Stream<Relation> models() {
    Relation counted = group(WEB, List.of(as("id", col(0))), List.of(as("n", f("COUNT", col(1)))));
    return Stream.of(
        project(filter(WEB, isNull(col(1))), col(0)),
        inner(WEB, USERS, ON),
        left(WEB, USERS, ON),
        left(USERS, counted, ON),
        inner(WEB, WEB_AGAIN, ON),
        inner(WEB, WEB, ON),
        left(WEB, WEB_AGAIN, ON),
        new Join(WEB, USERS, JoinKind.FULL, ON, Trees.HERE),
        counted,
        union(WEB, APP),
        union(WEB, WEB_AGAIN),
        union(WEB, project(left(APP, WEB_AGAIN, ON), col(0), col(1))),
        union(project(inner(WEB, USERS, ON), col(0), col(1)), APP));
  }

  @ParameterizedTest
  @MethodSource("models")
  void whatIsAcceptedIsRight(Relation root) {
    Random random = new Random(3);
    List<Scan> scans = root.scans();
    for (Growth growth : claims(scans)) {
      Append append = new Append(List.of(growth));
      if (new AppendCheck(root).objections(append).isEmpty()) {
        for (int i = 0; i < DATABASES; i++) {
          Changes changes = Changes.growing(random, scans, growth.inputs());
          assertThat(changes.appendEqualsFull(root, growth)).as("%s of %s", growth, root).isTrue();
        }
      }
    }
  }

  /** What may grow is found, and nothing else: by hand. */
  @Test
  void whatIsAcceptedIsWhatMayGrow() {
    assertThat(models().map(AppendCheckTest::accepted))
        .containsExactly(
            Set.of("[1] web"),
            Set.of("[1] web", "[3] users"),
            Set.of("[1] web"),
            Set.of("[3] users"),
            Set.of(),
            Set.of(),
            Set.of(),
            Set.of(),
            Set.of(),
            Set.of("[1, 2] web", "[1, 2] app", "[1, 2] web app"),
            Set.of("[1, 4] web"),
            Set.of("[1, 2] app"),
            Set.of(
                "[1, 2] web",
                "[1, 2] app",
                "[1, 2] web app",
                "[2, 3] users",
                "[2, 3] app",
                "[2, 3] users app"));
  }

  private static Set<String> accepted(Relation root) {
    return claims(root.scans()).stream()
        .filter(g -> new AppendCheck(root).objections(new Append(List.of(g))).isEmpty())
        .map(g -> g.references() + " " + String.join(" ", g.inputs()))
        .collect(Collectors.toSet());
  }

  /** Every claim that can be made. */
  private static List<Growth> claims(List<Scan> scans) {
    List<Integer> references = scans.stream().map(Scan::reference).distinct().toList();
    List<String> inputs = scans.stream().map(Scan::relation).distinct().toList();
    List<Growth> all = new ArrayList<>();
    for (int r = 1; r < 1 << references.size(); r++) {
      for (int i = 1; i < 1 << inputs.size(); i++) {
        all.add(new Growth(List.copyOf(new TreeSet<>(some(references, r))), some(inputs, i)));
      }
    }
    return all;
  }

  private static <T> List<T> some(List<T> all, int bits) {
    List<T> some = new ArrayList<>();
    for (int i = 0; i < all.size(); i++) {
      if ((bits >> i & 1) == 1) {
        some.add(all.get(i));
      }
    }
    return some;
  }

  @Test
  void theClaimAndTheStrategyGoTogether() {
    Append append = new Append(List.of(new Growth(List.of(1), List.of("web"))));
    assertThat(check(List.of(Strategy.APPEND, Strategy.FULL), Optional.of(append))).isEmpty();
    assertThat(check(List.of(Strategy.APPEND, Strategy.FULL), Optional.empty())).isNotEmpty();
    assertThat(check(List.of(Strategy.FULL, Strategy.APPEND), Optional.of(append))).isNotEmpty();
    Append nothing = new Append(List.of());
    assertThat(check(List.of(Strategy.APPEND, Strategy.FULL), Optional.of(nothing))).isNotEmpty();
  }

  @Test
  void rowsThatAreKnownAmongOthersAreNotAppendedNorIsAnythingBesideThem() {
    Append append = new Append(List.of(new Growth(List.of(1), List.of("web"))));
    Certificate claim = certificate(List.of(Strategy.APPEND, Strategy.FULL), Optional.of(append));
    Relation joined = inner(WEB, USERS, ON);
    for (Relation root : List.of(WEB, joined)) {
      assertThat(CertificateCheck.check(root, claim, Set.of(), Set.of())).isEmpty();
      assertThat(CertificateCheck.check(root, claim, Set.of(), Set.of("web")))
          .extracting(Objection::sentence)
          .containsExactly(
              "changed rows are added or merged, and those of web are known among others alone");
    }
    assertThat(CertificateCheck.check(joined, claim, Set.of(), Set.of("users"))).isNotEmpty();
    assertThat(CertificateCheck.check(WEB, claim, Set.of(), Set.of("users"))).isEmpty();
  }

  private static List<Objection> check(List<Strategy> strategies, Optional<Append> append) {
    return CertificateCheck.check(WEB, certificate(strategies, append));
  }

  private static Certificate certificate(List<Strategy> strategies, Optional<Append> append) {
    return new Certificate(
        strategies,
        List.of(),
        List.of(),
        List.of(),
        Map.of(),
        List.of(),
        List.of(),
        List.of(),
        append,
        Optional.empty());
  }
}
