package dev.accrete.compiler.check;

import static dev.accrete.compiler.check.Certificates.changed;
import static dev.accrete.compiler.check.Certificates.ever;
import static dev.accrete.compiler.tree.Trees.NULL;
import static dev.accrete.compiler.tree.Trees.and;
import static dev.accrete.compiler.tree.Trees.as;
import static dev.accrete.compiler.tree.Trees.col;
import static dev.accrete.compiler.tree.Trees.eq;
import static dev.accrete.compiler.tree.Trees.f;
import static dev.accrete.compiler.tree.Trees.group;
import static dev.accrete.compiler.tree.Trees.inner;
import static dev.accrete.compiler.tree.Trees.isNull;
import static dev.accrete.compiler.tree.Trees.left;
import static dev.accrete.compiler.tree.Trees.nullSafe;
import static dev.accrete.compiler.tree.Trees.plain;
import static dev.accrete.compiler.tree.Trees.project;
import static dev.accrete.compiler.tree.Trees.same;
import static dev.accrete.compiler.tree.Trees.scan;
import static dev.accrete.compiler.tree.Trees.touched;

import dev.accrete.compiler.tree.Expression;
import dev.accrete.compiler.tree.Relation;
import dev.accrete.compiler.tree.Relation.Scan;
import java.util.List;
import java.util.stream.Stream;

/** Right certificates of joins whose key is of both sides, each restricted by one set. */
final class SideCases {
  static final Scan SESSIONS = scan(1, "sessions", "cookie", "pages");
  static final Scan MAP = scan(2, "map", "cookie", "user");
  static final Expression VISITOR = f("COALESCE", col(3), col(0));
  static final List<Expression> COOKIE = List.of(col(0));

  private SideCases() {}

  static Stream<CheckSoundnessTest.Case> all() {
    Expression plain = eq(col(0), col(2));
    return Stream.of(
        visitors("both sides of a left join", left(SESSIONS, MAP, plain)),
        visitors("both sides of a null-safe join", left(SESSIONS, MAP, same(col(0), col(2)))),
        visitors("both sides of an inner join", inner(SESSIONS, MAP, plain)),
        visitors("both sides on more", left(SESSIONS, MAP, and(plain, isNull(col(1))))));
  }

  /** Where the certificate's set stands for both sides. */
  static Relation needed(Relation.Join join) {
    return project(nullSafe(join, List.of(VISITOR), touched("v")), col(0));
  }

  static Relation grouped(Relation.Join join) {
    return group(
        project(join, VISITOR, col(1)),
        List.of(as("v", col(0))),
        List.of(as("n", f("COUNT", col(1)))));
  }

  static Certificates routed(Relation.Join join) {
    Expression alone = f("COALESCE", NULL, col(0));
    Expression on = join.condition();
    Relation ids = project(changed(MAP), col(0));
    Relation matched =
        on.equals(same(col(0), col(2)))
            ? nullSafe(ever(SESSIONS), COOKIE, ids)
            : plain(ever(SESSIONS), COOKIE, ids);
    return Certificates.of(grouped(join), 0)
        .route(SESSIONS, project(inner(changed(SESSIONS), ever(MAP), on), VISITOR))
        .route(SESSIONS, project(changed(SESSIONS), alone))
        .route(MAP, project(inner(ever(SESSIONS), changed(MAP), on), VISITOR))
        .route(MAP, project(matched, alone));
  }

  private static CheckSoundnessTest.Case visitors(String name, Relation.Join join) {
    Relation needed = needed(join);
    return CheckSoundnessTest.made(
        name, grouped(join), routed(join).only(SESSIONS, COOKIE, needed).only(MAP, COOKIE, needed));
  }
}
