package dev.accrete.tests.equivalence;

import dev.accrete.compiler.dialect.Statement;
import dev.accrete.compiler.plan.ComponentsPlan;
import dev.accrete.compiler.plan.ComponentsPlan.Labelling;
import dev.accrete.compiler.plan.ModelPlan;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/** Single faults of components, which the edges of ComponentsProject catch. */
final class ComponentsMutants {
  static final List<Mutant> ALL =
      List.of(
          Mutant.ofPlan(
              "deleted edges ignored",
              "touched components",
              "plus D's endpoints, deletes included (derivation 9)",
              Ground.COMPONENTS,
              touching(
                  sql ->
                      sql.replaceAll(
                          "(WHERE accrete_version > \\S+)(?! AND accrete_count)",
                          "$1 AND accrete_count > 0"))),
          Mutant.ofPlan(
              "ends of changed edges alone are touched",
              "touched components",
              "N = nodes of the stored components that hold an endpoint of D (derivation 9)",
              Ground.COMPONENTS,
              touching(sql -> sql.replaceAll("(?s)\\nUNION\\nSELECT kept\\.node.*$", ""))),
          Mutant.ofPlan(
              "one end of a changed edge is touched",
              "touched components",
              "plus D's endpoints, of both sides (derivation 9)",
              Ground.COMPONENTS,
              touching(
                  sql ->
                      sql.replaceFirst(
                          "(?s)\\n  UNION ALL\\n  SELECT edge\\..*?\\n\\) AS ways",
                          "\n) AS ways"))),
          Mutant.ofPlan(
              "edges from a greater node to a lesser one are lost",
              "labelling",
              "least label among the neighbours (derivation 9)",
              Ground.COMPONENTS,
              labelling(2, sql -> sql.replace("one.id <> other.id", "one.id < other.id"))),
          Mutant.ofPlan(
              "rounds stop after the first",
              "labelling",
              "until settled, then a check (derivation 9)",
              Ground.COMPONENTS,
              p -> p.withComponents(p.components().map(c -> with(c, ComponentsMutants::once)))),
          Mutant.ofPlan(
              "a NULL end is a node",
              "labelling",
              "a row with a NULL end makes no edge and no node (design, fine print)",
              Ground.COMPONENTS,
              labelling(
                  0,
                  sql ->
                      sql.replace(
                          "WHERE one IS NOT NULL AND other IS NOT NULL",
                          "WHERE one IS NOT NULL"))));

  private ComponentsMutants() {}

  /** Only tables of components: routes of others are mutated elsewhere. */
  private static UnaryOperator<ModelPlan> touching(UnaryOperator<String> change) {
    return p -> p.components().isPresent() ? PlanMutants.routes(change).apply(p) : p;
  }

  private static UnaryOperator<ModelPlan> labelling(int statement, UnaryOperator<String> change) {
    return p ->
        p.withComponents(
            p.components().map(c -> with(c, labels -> prepared(labels, statement, change))));
  }

  private static ComponentsPlan with(ComponentsPlan c, UnaryOperator<Labelling> change) {
    return new ComponentsPlan(
        c.edges(),
        c.first(),
        c.second(),
        change.apply(c.all()),
        change.apply(c.touched()),
        c.largest());
  }

  private static Labelling prepared(Labelling labels, int statement, UnaryOperator<String> change) {
    List<Statement> prepare = new ArrayList<>(labels.prepare());
    prepare.set(statement, PlanMutants.changed(prepare.get(statement), change));
    return new Labelling(
        prepare, labels.round(), labels.moved(), labels.misfits(), labels.stages());
  }

  /** Neither what moves nor what does not fit is counted. */
  private static Labelling once(Labelling labels) {
    return new Labelling(
        labels.prepare(),
        labels.round(),
        PlanMutants.changed(labels.moved(), sql -> sql + " AND FALSE"),
        PlanMutants.changed(labels.misfits(), sql -> sql + "\nWHERE FALSE"),
        labels.stages());
  }
}
