package dev.accrete.compiler.check;

import static dev.accrete.compiler.check.Certificates.changed;
import static dev.accrete.compiler.check.Certificates.ever;
import static dev.accrete.compiler.tree.Trees.NULL;
import static dev.accrete.compiler.tree.Trees.as;
import static dev.accrete.compiler.tree.Trees.col;
import static dev.accrete.compiler.tree.Trees.eq;
import static dev.accrete.compiler.tree.Trees.f;
import static dev.accrete.compiler.tree.Trees.filter;
import static dev.accrete.compiler.tree.Trees.group;
import static dev.accrete.compiler.tree.Trees.isNull;
import static dev.accrete.compiler.tree.Trees.left;
import static dev.accrete.compiler.tree.Trees.lit;
import static dev.accrete.compiler.tree.Trees.nullSafe;
import static dev.accrete.compiler.tree.Trees.plain;
import static dev.accrete.compiler.tree.Trees.project;
import static dev.accrete.compiler.tree.Trees.set;
import static dev.accrete.compiler.tree.Trees.touched;
import static dev.accrete.compiler.tree.Trees.typed;
import static dev.accrete.compiler.tree.Trees.window;

import dev.accrete.compiler.tree.Expression;
import dev.accrete.compiler.tree.Named;
import dev.accrete.compiler.tree.Relation;
import dev.accrete.compiler.tree.Relation.Scan;
import dev.accrete.compiler.tree.Relation.SetKind;
import java.util.List;
import java.util.stream.Stream;

/** Right certificates of models with set operations: on top, and below everything else. */
final class SetCases {
  static final Scan WEB = typed(1, "web", "id integer", "session integer", "t integer");
  static final Scan APP = typed(2, "app", "id integer", "session integer", "t integer");
  static final Scan USERS = typed(3, "users", "id integer", "country integer");
  private static final List<Expression> ID = List.of(col(0));
  private static final List<Expression> SESSION = List.of(col(1));

  private SetCases() {}

  static Stream<CheckSoundnessTest.Case> all() {
    Stream<CheckSoundnessTest.Case> kinds =
        Stream.of(SetKind.values()).flatMap(k -> Stream.of(true, false).flatMap(all -> of(k, all)));
    return Stream.concat(
        kinds,
        Stream.of(
            constant("a constant in a branch", WEB, col(1)),
            constant("a constant in each branch", project(WEB, col(0), lit("2"), col(2)), lit("2")),
            constant("NULL in a branch", project(WEB, col(0), NULL, col(2)), NULL)));
  }

  /** Winners of sessions, which are 1 in the other branch. */
  private static CheckSoundnessTest.Case constant(String name, Relation web, Expression session) {
    Expression one = lit("1");
    Relation both = set(SetKind.UNION, true, web, project(APP, col(0), one, col(2)));
    Relation root = filter(window(both, "ROW_NUMBER", SESSION, col(2), col(0)), eq(col(3), one));
    return CheckSoundnessTest.made(
        name,
        root,
        Certificates.of(root, 1)
            .route(WEB, project(changed(WEB), session))
            .route(APP, project(changed(APP), one))
            .only(WEB, List.of(session), touched("s"))
            .only(APP, List.of(one), touched("s")));
  }

  private static Stream<CheckSoundnessTest.Case> of(SetKind kind, boolean all) {
    String name = kind + (all ? " ALL" : "");
    Relation both = set(kind, all, WEB, APP);
    Relation later = filter(APP, isNull(col(2)));
    Relation projected =
        set(kind, all, project(WEB, col(0), col(1)), project(later, col(0), col(1)));
    return Stream.of(
        CheckSoundnessTest.made(name, projected, keyed(projected)),
        CheckSoundnessTest.made(
            name + ", filtered and grouped", grouped(kind, all), keyed(grouped(kind, all))),
        winners(name, both),
        hop(name, both),
        onTheLeft(name, both),
        onTheRight(name, both),
        blocks(name, kind, all));
  }

  private static Relation grouped(SetKind kind, boolean all) {
    Relation pairs = set(kind, all, project(WEB, col(0), col(1)), project(APP, col(0), col(1)));
    List<Named> keys = List.of(as("i", col(0)), as("s", col(1)));
    return group(filter(pairs, isNull(col(0))), keys, List.of(as("n", f("COUNT", col(1)))));
  }

  /** The session, which is the second column of the model and of each branch. */
  private static Certificates keyed(Relation root) {
    return Certificates.of(root, 1)
        .route(WEB, project(changed(WEB), col(1)))
        .route(APP, project(changed(APP), col(1)))
        .only(WEB, SESSION, touched("s"))
        .only(APP, SESSION, touched("s"));
  }

  private static CheckSoundnessTest.Case winners(String name, Relation both) {
    Relation root =
        filter(window(both, "ROW_NUMBER", SESSION, col(2), col(0)), eq(col(3), lit("1")));
    return CheckSoundnessTest.made(name + ", deduplicated", root, keyed(root));
  }

  private static CheckSoundnessTest.Case hop(String name, Relation both) {
    Relation root = window(both, "COUNT", ID);
    Relation needed = project(nullSafe(both, SESSION, touched("s")), col(0));
    Certificates certificate = Certificates.of(root, 1).only(WEB, ID, needed).only(APP, ID, needed);
    for (Scan scan : List.of(WEB, APP)) {
      Relation mates = nullSafe(both, ID, project(changed(scan), col(0)));
      certificate.route(scan, project(changed(scan), col(1))).route(scan, project(mates, col(1)));
    }
    return CheckSoundnessTest.made(name + ", window hop", root, certificate);
  }

  private static CheckSoundnessTest.Case onTheLeft(String name, Relation both) {
    Relation root = left(both, USERS, eq(col(0), col(3)));
    Relation matched = plain(both, ID, project(changed(USERS), col(0)));
    Relation needed = project(nullSafe(both, SESSION, touched("s")), col(0));
    return CheckSoundnessTest.made(
        name + ", on the left of a join",
        root,
        keyed(root).route(USERS, project(matched, col(1))).only(USERS, ID, needed));
  }

  private static CheckSoundnessTest.Case onTheRight(String name, Relation both) {
    Relation root = left(USERS, both, eq(col(0), col(2)));
    Relation needed = project(nullSafe(USERS, SESSION, touched("c")), col(0));
    Certificates certificate =
        Certificates.of(root, 1)
            .route(USERS, project(changed(USERS), col(1)))
            .only(USERS, SESSION, touched("c"));
    for (Scan scan : List.of(WEB, APP)) {
      Relation matched = plain(USERS, ID, project(changed(scan), col(0)));
      certificate.route(scan, project(matched, col(1))).only(scan, ID, needed);
    }
    return CheckSoundnessTest.made(name + ", on the right of a join", root, certificate);
  }

  private static CheckSoundnessTest.Case blocks(String name, SetKind kind, boolean all) {
    Relation first = filter(window(WEB, "ROW_NUMBER", ID, col(2), col(1)), eq(col(3), lit("1")));
    Relation groups = group(APP, List.of(as("i", col(0)), as("s", col(1))), List.of());
    Relation root = set(kind, all, project(first, col(0), col(1)), groups);
    Relation mates = nullSafe(ever(WEB), ID, project(changed(WEB), col(0)));
    return CheckSoundnessTest.made(
        name + " of blocks",
        root,
        Certificates.of(root, 1)
            .route(WEB, project(mates, col(1)))
            .route(APP, project(changed(APP), col(1)))
            .only(WEB, ID, project(nullSafe(WEB, SESSION, touched("s")), col(0)))
            .only(APP, SESSION, touched("s")));
  }
}
