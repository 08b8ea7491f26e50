package dev.accrete.compiler.plan;

import dev.accrete.compiler.certificate.Merge.Kind;
import dev.accrete.compiler.dialect.Dialect;
import dev.accrete.compiler.dialect.RelationName;
import dev.accrete.compiler.dialect.Statement;
import dev.accrete.compiler.dialect.state.StateSql;
import dev.accrete.compiler.plan.MergePlan.Again;
import dev.accrete.compiler.plan.MergePlan.TermPlan;
import dev.accrete.compiler.render.ModelSql.MergeSql;
import dev.accrete.compiler.render.ModelSql.PartSql;
import dev.accrete.compiler.render.ModelSql.RecomputeSql;
import dev.accrete.compiler.render.ModelSql.RestSql;
import dev.accrete.compiler.render.ModelSql.RouteSql;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Turns the SELECTs of a merge into its statements, and into those of its side table. */
final class MergePlanner {
  private final Dialect dialect;
  private final StateSql state;
  private final String model;
  private final ModelPlanner groups;
  private final MergeSql sql;
  private final RelationName table;
  private final PartsSql parts;
  private final List<String> touchedBy;
  private final String staged;
  private final String touched;
  private final String again;
  private final String signed;

  /**
   * @param touchedBy the key by which a recompute finds touched rows: some of the group keys
   * @param groups plans the replacement of whole groups
   */
  MergePlanner(
      Dialect dialect,
      StateSql state,
      String model,
      List<String> touchedBy,
      ModelPlanner groups,
      MergeSql sql) {
    this.dialect = dialect;
    this.state = state;
    this.model = model;
    this.touchedBy = touchedBy;
    this.groups = groups;
    this.sql = sql;
    this.table = state.sideTable(model, "parts");
    this.staged = ModelPlanner.keySet(model, "parts");
    this.touched = ModelPlanner.keySet(model, "touched");
    this.again = ModelPlanner.keySet(model, "again");
    this.signed = ModelPlanner.keySet(model, "signed");
    String delta = ModelPlanner.keySet(model, "delta");
    this.parts =
        new PartsSql(dialect, model, sql, dialect.relation(table), signed, delta, again, staged);
  }

  /**
   * @param always why it is taken wherever it can be; else it is where groups are hot
   */
  MergePlan plan(Optional<String> always) {
    boolean required = always.isPresent();
    List<ValuesPlanner> counted =
        sql.counted().stream()
            .map(c -> new ValuesPlanner(dialect, state, model, touchedBy, sql.keyColumns(), c))
            .toList();
    List<String> stages = new ArrayList<>(List.of(signed, parts.delta(), again));
    counted.forEach(c -> stages.add(c.changed()));
    sql.rest().ifPresent(rest -> stages.addAll(List.of(restStage(), wholeStage())));
    return new MergePlan(
        always,
        side(required),
        counted.stream().map(c -> c.plan(required)).toList(),
        stages,
        new Statement("How many rows the groups are made of", sql.countRows()),
        new Statement(
            "The rows that came and went below the grouping, signed",
            dialect.stageEmpty(signed, sql.terms().get(0).select())),
        sql.terms().stream().map(t -> term(t.inputs(), t.select())).toList(),
        new Statement(
            "What they change in each group", dialect.stage(parts.delta(), parts.change())),
        combine(),
        again(),
        sql.rest().map(this::rest).orElse(List.of()),
        new Statement("Groups that would have less than no rows", parts.misfits()),
        groups.recompute(
            new RecomputeSql(
                List.of(new RouteSql("", List.of(), parts.touched())),
                List.of(),
                sql.values(),
                List.of())),
        deleteFrom(sql.keyColumns()));
  }

  private TermPlan term(List<String> inputs, String select) {
    return new TermPlan(
        inputs,
        new Statement(
            "Signed rows by the changes of " + String.join(" and ", inputs),
            "INSERT INTO " + dialect.quote(signed) + "\n" + select));
  }

  private List<Statement> combine() {
    List<Statement> all = new ArrayList<>();
    all.add(
        new Statement(
            "The groups that may have lost their least or greatest value, to be computed again",
            dialect.stage(again, parts.again())));
    all.add(
        new Statement(
            "The new parts, in the types of those that are kept",
            dialect.stageEmpty(staged, "SELECT * FROM " + dialect.relation(table))));
    all.add(new Statement("What is kept of each group, and what changes in it", parts.merged()));
    return all;
  }

  private Optional<Again> again() {
    return parts.mayLose()
        ? Optional.of(
            new Again(
                new Statement(
                    "How many groups are computed again",
                    "SELECT COUNT(*) FROM " + dialect.quote(again)),
                new Statement("The groups that are computed again", parts.computed(sql.again()))))
        : Optional.empty();
  }

  private List<Statement> rest(RestSql rest) {
    List<String> shown = new ArrayList<>(List.of("parts.*"));
    rest.columns().forEach(column -> shown.add("rest." + column));
    return List.of(
        new Statement(
            "What of the touched groups does not add up, computed again",
            dialect.stage(restStage(), rest.select())),
        new Statement(
            "The new parts, and that beside them",
            dialect.stage(
                wholeStage(),
                "SELECT "
                    + String.join(", ", shown)
                    + "\nFROM "
                    + dialect.quote(staged)
                    + " AS parts\nJOIN "
                    + dialect.quote(restStage())
                    + " AS rest ON "
                    + PartsSql.same(dialect, "rest", "parts", sql.keyColumns()))));
  }

  private String restStage() {
    return ModelPlanner.keySet(model, "rest");
  }

  private String wholeStage() {
    return ModelPlanner.keySet(model, "whole");
  }

  private SideTable side(boolean required) {
    SideTableSql kept = new SideTableSql(dialect, table, parts.columns(), staged);
    String rows = "SELECT " + kept.list() + "\nFROM (\n" + sql.touched() + "\n) AS parts\nWHERE ";
    return new SideTable(
        "parts",
        table,
        required,
        sql.keyColumns(),
        parts.columns(),
        sql.plain(),
        kept.held(),
        staged,
        new Statement(
            "The parts of every group of " + model + ", those that its table does not show too",
            dialect.stage(staged, sql.all())),
        kept.create("Keep them"),
        new Statement(
            "The parts of the touched keys' groups",
            dialect.stage(staged, rows + parts.isIn(touched, touchedBy, "parts"))),
        Optional.of(deleteFrom(touchedBy)),
        kept.insert("Keep their new ones"));
  }

  private Statement deleteFrom(List<String> keys) {
    return new Statement(
        "Forget the parts of the touched groups",
        "DELETE FROM "
            + dialect.relation(table)
            + "\nWHERE "
            + parts.isIn(touched, keys, dialect.quote(table.table())));
  }

  /** Whether a part takes insertions alone. */
  static boolean isExtreme(PartSql part) {
    return part.kind() == Kind.MIN || part.kind() == Kind.MAX;
  }
}
