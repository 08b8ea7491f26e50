package dev.accrete.compiler.check;

import static dev.accrete.compiler.check.Certificates.changed;
import static dev.accrete.compiler.check.Certificates.ever;
import static dev.accrete.compiler.check.SetCases.APP;
import static dev.accrete.compiler.check.SetCases.WEB;
import static dev.accrete.compiler.tree.Trees.NULL;
import static dev.accrete.compiler.tree.Trees.as;
import static dev.accrete.compiler.tree.Trees.col;
import static dev.accrete.compiler.tree.Trees.eq;
import static dev.accrete.compiler.tree.Trees.f;
import static dev.accrete.compiler.tree.Trees.filter;
import static dev.accrete.compiler.tree.Trees.group;
import static dev.accrete.compiler.tree.Trees.infix;
import static dev.accrete.compiler.tree.Trees.isNull;
import static dev.accrete.compiler.tree.Trees.lit;
import static dev.accrete.compiler.tree.Trees.nullSafe;
import static dev.accrete.compiler.tree.Trees.project;
import static dev.accrete.compiler.tree.Trees.set;
import static dev.accrete.compiler.tree.Trees.touched;
import static dev.accrete.compiler.tree.Trees.typed;
import static dev.accrete.compiler.tree.Trees.window;

import dev.accrete.compiler.tree.Expression;
import dev.accrete.compiler.tree.Relation;
import dev.accrete.compiler.tree.Relation.Scan;
import dev.accrete.compiler.tree.Relation.SetKind;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A key passes column by column into each branch of a set operation. */
class SetOperationCheckTest {
  private final List<Expression> id = List.of(col(0));
  private final List<Expression> session = List.of(col(1));

  private static Relation own(Scan scan) {
    return project(changed(scan), col(1));
  }

  private Certificates restricted(Relation root) {
    return Certificates.of(root, 1)
        .only(WEB, session, touched("s"))
        .only(APP, session, touched("s"));
  }

  @ParameterizedTest
  @EnumSource
  void eachBranchTouchesItsOwnKeys(SetKind kind) {
    Relation root = set(kind, false, WEB, APP);
    restricted(root).route(WEB, own(WEB)).route(APP, own(APP)).accepted();
    restricted(root).route(WEB, own(WEB)).rejected("a change of app");
    restricted(root).route(APP, own(APP)).rejected("a change of web");
  }

  @ParameterizedTest
  @EnumSource
  void rejectsAKeyOfAnotherColumnOfTheBranch(SetKind kind) {
    Relation root = set(kind, true, WEB, APP);
    restricted(root)
        .route(WEB, own(WEB))
        .route(APP, project(changed(APP), col(0)))
        .rejected("a change of app");
    Certificates.of(root, 1)
        .route(WEB, own(WEB))
        .route(APP, own(APP))
        .only(WEB, session, touched("s"))
        .only(APP, id, touched("s"))
        .rejected("rows of app");
  }

  @ParameterizedTest
  @EnumSource
  void aConditionFromAboveHoldsForTheRowsOfBranches(SetKind kind) {
    Relation root = filter(set(kind, false, WEB, APP), isNull(col(2)));
    Relation kept = project(filter(changed(APP), isNull(col(2))), col(1));
    restricted(root).route(WEB, own(WEB)).route(APP, kept).accepted();
    Relation other = project(filter(changed(APP), isNull(col(0))), col(1));
    restricted(root).route(WEB, own(WEB)).route(APP, other).rejected("a change of app");
  }

  @Test
  void rejectsTheConditionOfOneBranchInTheRouteOfTheOther() {
    Relation root = set(SetKind.UNION, true, filter(WEB, isNull(col(2))), APP);
    Relation kept = project(filter(changed(APP), isNull(col(2))), col(1));
    restricted(root).route(WEB, own(WEB)).route(APP, kept).rejected("a change of app");
  }

  @Test
  void aTakenRowMattersOnlyBesideOneThatItTakesAway() {
    Relation root = set(SetKind.EXCEPT, false, WEB, APP);
    Relation all = nullSafe(WEB, List.of(col(0), col(1), col(2)), changed(APP));
    restricted(root).route(WEB, own(WEB)).route(APP, project(all, col(1))).accepted();
    Relation union = set(SetKind.UNION, false, WEB, APP);
    restricted(union)
        .route(WEB, own(WEB))
        .route(APP, project(all, col(1)))
        .rejected("a change of app");
  }

  @ParameterizedTest
  @EnumSource
  void rejectsTheKeyPushedBelowAWindowOverBranches(SetKind kind) {
    Relation both = set(kind, true, WEB, APP);
    Relation needed = project(nullSafe(both, session, touched("s")), col(0));
    for (boolean hop : List.of(true, false)) {
      Certificates certificate = Certificates.of(window(both, "COUNT", id), 1);
      for (Scan scan : List.of(WEB, APP)) {
        Relation mates = nullSafe(both, id, project(changed(scan), col(0)));
        certificate.route(scan, own(scan)).route(scan, project(mates, col(1)));
      }
      if (hop) {
        certificate.only(WEB, id, needed).only(APP, id, needed).accepted();
      } else {
        certificate.only(WEB, id, needed).only(APP, session, touched("s")).rejected("rows of app");
      }
    }
  }

  @Test
  void aFunctionOfBranchesOfOneTypeIsTheFunctionOfTheirValues() {
    day(true, "timestamp", "timestamp").accepted();
    day(true, "varchar(10)", "text").accepted();
    day(true, "double", "double").accepted();
  }

  @Test
  void rejectsAFunctionOfAValueThatTheSetShowsInAnotherWay() {
    day(true, "integer", "double").rejected("no route leads");
    day(true, "timestamp", "").rejected("no route leads");
    day(false, "double", "double").rejected("no route leads");
  }

  @Test
  void whetherAValueIsNullDoesNotGoByItsType() {
    where(isNull(col(0)), "integer", "double").accepted();
    where(isNull(col(0)), "timestamp", "date").accepted();
  }

  @Test
  void anExactNumberComparesWithAConstantAsTheSetShowsIt() {
    where(above("3.5"), "integer", "bigint").accepted();
    where(above("3.5"), "decimal(10,2)", "numeric(18, 4)").accepted();
    where(eq(col(0), lit("3")), "decimal(10,2)", "bigint").accepted();
  }

  @Test
  void rejectsAComparisonThatTheSetMayDecideOtherwise() {
    where(above("3.5"), "decimal(10,2)", "double").rejected("no route leads");
    where(above("3.5"), "decimal(38,2)", "decimal(38,4)").rejected("no route leads");
    where(above("3.5"), "decimal", "bigint").rejected("no route leads");
    where(above("'3.5'"), "integer", "bigint").rejected("no route leads");
    where(eq(f("TEXT", col(0)), lit("3")), "integer", "bigint").rejected("no route leads");
  }

  private static Expression above(String constant) {
    return infix(col(0), ">", lit(constant));
  }

  private Certificates where(Expression condition, String one, String other) {
    Scan web = typed(1, "web", "at " + one, "session integer");
    Scan app = typed(2, "app", "at " + other, "session integer");
    Relation root = filter(set(SetKind.UNION, true, web, app), condition);
    return Certificates.of(root, 1)
        .route(web, project(filter(changed(web), condition), col(1)))
        .route(app, project(filter(changed(app), condition), col(1)))
        .only(web, session, touched("s"))
        .only(app, session, touched("s"));
  }

  private Certificates day(boolean all, String one, String other) {
    Scan web = typed(1, "web", ("at " + one).strip());
    Scan app = typed(2, "app", ("at " + other).strip());
    Expression day = f("DAY", col(0));
    Relation root = group(set(SetKind.UNION, all, web, app), List.of(as("d", day)), List.of());
    return Certificates.of(root, 0)
        .route(web, project(changed(web), day))
        .route(app, project(changed(app), day))
        .whole(web, app);
  }

  @Test
  void aBranchWithoutAColumnMayShowNull() {
    Relation nothing = project(APP, NULL, col(1));
    Relation both = set(SetKind.UNION, true, project(WEB, col(0), col(1)), nothing);
    Expression key = f("COALESCE", col(0), col(1));
    Relation root = project(both, key);
    Certificates.of(root, 0)
        .route(WEB, project(changed(WEB), key))
        .route(APP, project(changed(APP), f("COALESCE", NULL, col(1))))
        .only(WEB, List.of(key), touched("k"))
        .only(APP, List.of(f("COALESCE", NULL, col(1))), touched("k"))
        .accepted();
  }

  @Test
  void aConstantOfABranchIsTheKeyOfItsMates() {
    constant("varchar(20)", col(0), "'z'").accepted();
    constant("integer", col(0), "0").accepted();
    constant("decimal(10,2)", col(0), "0").accepted();
  }

  @Test
  void aFunctionOfAValueIsThatOfAnEqualConstantInOneTypeAlone() {
    constant("varchar(20)", f("UPPER", col(0)), "'z'").accepted();
    constant("char(5)", f("UPPER", col(0)), "'z'").rejected("no route leads");
    constant("decimal(10,2)", f("TEXT", col(0)), "0").rejected("no route leads");
  }

  @Test
  void rowsOfDifferentConstantsAreNoMates() {
    constants("'web'", "'app'").accepted();
    constants("1", "2").accepted();
    constants("NULL", "2").accepted();
  }

  @Test
  void rejectsConstantsThatMayBeEqual() {
    constants("'a'", "'A '").rejected("no route leads");
    constants("'007'", "'7'").rejected("no route leads");
    constants("1", "1.0").rejected("no route leads");
    constants("1", "'2'").rejected("no route leads");
    constants("12345678", "12345679").rejected("no route leads");
  }

  /** Rows beside those of their key, which is a constant in the second branch. */
  private static Certificates constant(String type, Expression key, String constant) {
    Scan web = typed(1, "web", "k " + type, "t integer");
    Scan app = typed(2, "app", "t integer");
    Expression other = key.substitute(c -> lit(constant));
    Relation both = set(SetKind.UNION, true, web, project(app, lit(constant), col(0)));
    Relation counted = window(both, "COUNT", List.of(col(0)));
    return Certificates.of(project(counted, key), 0)
        .route(web, project(changed(web), key))
        .route(app, project(changed(app), other))
        .whole(web, app);
  }

  private static Certificates constants(String one, String other) {
    Scan web = typed(1, "web", "t integer");
    Scan app = typed(2, "app", "t integer");
    Relation both =
        set(SetKind.UNION, true, project(web, lit(one), col(0)), project(app, lit(other), col(0)));
    return Certificates.of(window(both, "COUNT", List.of(col(0))), 0)
        .route(web, project(changed(web), lit(one)))
        .route(app, project(changed(app), lit(other)))
        .whole(web, app);
  }

  @Test
  void rejectsATieBelowASetOperation() {
    Relation first = filter(window(WEB, "ROW_NUMBER", id, col(2)), eq(col(3), lit("1")));
    Relation root = set(SetKind.UNION, true, project(first, col(0), col(1), col(2)), APP);
    Relation mates = nullSafe(ever(WEB), id, project(changed(WEB), col(0)));
    Certificates.of(root, 1)
        .route(WEB, project(mates, col(1)))
        .route(APP, own(APP))
        .whole(WEB, APP)
        .rejected("choose freely");
  }

  @Test
  void rejectsBranchesOfDifferentWidth() {
    Relation root = set(SetKind.UNION, true, WEB, project(APP, col(0), col(1)));
    restricted(root).route(WEB, own(WEB)).route(APP, own(APP)).rejected("its input lacks");
  }
}
