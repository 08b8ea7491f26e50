package dev.accrete.tests.equivalence;

import dev.accrete.compiler.plan.InputPlan;
import dev.accrete.compiler.plan.MergePlan;
import dev.accrete.compiler.plan.MergePlan.TermPlan;
import dev.accrete.compiler.plan.ModelPlan;
import dev.accrete.compiler.plan.ModelPlan.Append;
import dev.accrete.compiler.plan.ModelPlan.BoundPlan;
import dev.accrete.compiler.plan.ModelPlan.GrowthPlan;
import dev.accrete.compiler.plan.ModelPlan.Recompute;
import dev.accrete.compiler.plan.SideTable;
import java.util.List;
import java.util.function.UnaryOperator;

/** Single faults of append, merge and side tables, which the models of StrategyProject catch. */
final class StrategyMutants {
  static final List<Mutant> ALL =
      List.of(
          Mutant.ofPlan(
              "rows added though another input changed",
              "choice of append",
              "append only while all other inputs stand still (derivation 4)",
              Ground.strategies("rows_of_both", "rows_of_rows"),
              p -> p.withAppend(p.append().map(a -> growing(a, p.inputs())))),
          Mutant.ofStatements(
              "grown batches added",
              "choice of append",
              "a reopened batch is never appended (derivation 4)",
              Ground.strategies("rows_of_both", "marks"),
              PlanMutants.sql(s -> s.replace("THEN 'reopened'", "THEN 'new'"))),
          Mutant.ofStatements(
              "published rows added once",
              "signed rows",
              "tables are bags (design, the one law)",
              Ground.strategies("rows_of_both", "rows_of_rows"),
              PlanMutants.sql(
                  s ->
                      s.replaceAll(
                          "UNNEST\\(generate_series\\(1, (ABS\\()?published.accrete_count\\)?\\)\\)",
                          "(SELECT 1) AS once"))),
          Mutant.ofPlan(
              "merge counts changes that met twice",
              "terms of a merge",
              "D_L x R + L x D_R - D_L x D_R (derivation 5)",
              Ground.strategies("groups_of_three"),
              merge(
                  m -> terms(m, m.terms().stream().filter(t -> t.inputs().size() == 1).toList()))),
          Mutant.ofStatements(
              "merge knows no group that HAVING hides",
              "side tables",
              "side tables hold every group, also those that HAVING hides (derivation 5)",
              Ground.strategies("groups_of_one"),
              PlanMutants.sql(
                  s ->
                      s.startsWith("CREATE TABLE accrete.") && s.contains("_side_parts_")
                          ? s + "\nWHERE accrete_rows > 1"
                          : s)),
          Mutant.ofStatements(
              "merge keeps a least value that is gone",
              "merged parts",
              "MIN and MAX take insertions, and recompute the keys that removals touch (derivation 5)",
              Ground.strategies("groups_of_one"),
              PlanMutants.sql(
                  s ->
                      s.replaceAll(
                          "COALESCE\\(delta\\.accrete_value_\\d+_gone [<>]= \\S+, \\S+ IS NOT NULL\\)",
                          "FALSE"))),
          Mutant.ofStatements(
              "one row for all of history vanishes",
              "merged parts",
              "always one row, even from nothing (derivation 1, global aggregate)",
              Ground.strategies("one_row_of_few"),
              PlanMutants.sql(
                  s ->
                      s.replaceAll(
                          "WHERE (NOT EXISTS \\(\\s*SELECT 1\\s+FROM \\S+ AS member\\s*\\))",
                          "WHERE COALESCE(kept.accrete_rows, 0) + delta.accrete_rows > 0 AND $1"))),
          Mutant.ofStatements(
              "merge forgets who left",
              "signed rows",
              "changes pass inner joins as signed rows (derivation 5)",
              Ground.strategies("groups_of_one"),
              PlanMutants.sql(
                  s ->
                      s.replace(
                          "published.accrete_count < 0 THEN -1",
                          "published.accrete_count < 0 THEN 1"))),
          Mutant.ofStatements(
              "a value once counted is counted for good",
              "counted values",
              "signed changes are added, and values count while they are there (derivation 5)",
              Ground.strategies("values_of_one"),
              PlanMutants.sql(
                  s ->
                      s.replace(
                          "SUM(CASE WHEN accrete_had > 0 THEN",
                          "SUM(CASE WHEN accrete_had > 0 AND accrete_has > 0 THEN"))),
          Mutant.ofStatements(
              "NULL is counted as a value",
              "counted values",
              "COUNT(DISTINCT x) leaves NULL out",
              Ground.strategies("values_of_one"),
              PlanMutants.sql(
                  s -> s.replaceAll("WHERE signed\\.accrete_value_\\d+ IS NOT NULL", ""))),
          Mutant.ofPlan(
              "counted values not written by a recompute",
              "counted values",
              "every strategy that writes the table writes them (derivation 5)",
              Ground.strategies("values_of_one", "values_of_two"),
              p ->
                  p.withSideTables(
                      p.sideTables().stream()
                          .map(s -> s.name().startsWith("values") ? withoutInsert(s) : s)
                          .toList())),
          Mutant.ofPlan(
              "side table not written by a recompute",
              "side tables",
              "every strategy that writes the table writes them (derivation 5)",
              Ground.strategies("groups_of_one", "groups_of_three"),
              p ->
                  p.withSideTables(
                      p.sideTables().stream().map(StrategyMutants::withoutInsert).toList())),
          Mutant.ofStatements(
              "what is computed again is joined by plain equality",
              "null keys",
              "a NULL key is a key (derivation 7)",
              Ground.strategies("rest_of_one"),
              PlanMutants.sql(
                  s -> s.contains(" AS rest ON ") ? s.replace("IS NOT DISTINCT FROM", "=") : s)),
          Mutant.ofStatements(
              "an append lowers no bound",
              "kept bounds",
              "the least t ever seen over all rows (derivation 6)",
              Ground.strategies("rows_of_both"),
              UngrownByAppends::new),
          Mutant.ofPlan(
              "bound looked up by the model's key",
              "kept bounds",
              "the bound's key is made of the input's own columns (derivation 6)",
              Ground.strategies("by_person"),
              PlanMutants.recompute(StrategyMutants::boundsByTouchedKeys)));

  private StrategyMutants() {}

  private static UnaryOperator<ModelPlan> merge(UnaryOperator<MergePlan> change) {
    return p -> p.withMerge(p.merge().map(change));
  }

  private static MergePlan terms(MergePlan m, List<TermPlan> terms) {
    return new MergePlan(
        m.always(),
        m.side(),
        m.values(),
        m.stages(),
        m.countRows(),
        m.createSigned(),
        terms,
        m.stageDelta(),
        m.combine(),
        m.again(),
        m.rest(),
        m.countMisfits(),
        m.replace(),
        m.deleteParts());
  }

  private static SideTable withoutInsert(SideTable s) {
    return new SideTable(
        s.name(),
        s.table(),
        s.required(),
        s.keyColumns(),
        s.columns(),
        s.select(),
        s.held(),
        s.staged(),
        s.stageAll(),
        s.create(),
        s.stageChange(),
        s.deleteTouched().map(d -> PlanMutants.changed(d, sql -> sql + " AND FALSE")),
        PlanMutants.changed(s.insert(), sql -> sql + "\nWHERE FALSE"));
  }

  /** Where both are one column; as text, so that nothing fails by its type. */
  private static Recompute boundsByTouchedKeys(Recompute r) {
    if (r.keyColumns().size() != 1) {
      return r;
    }
    String touched =
        "FROM (SELECT \""
            + r.keyColumns().get(0)
            + "\" AS accrete_key FROM "
            + r.keys()
            + ") AS $1";
    return new Recompute(
        r.keyColumns(),
        r.keys(),
        r.oldRows(),
        r.newRows(),
        r.createKeys(),
        r.routes(),
        r.countKeys(),
        r.needed(),
        r.stageOld(),
        r.stageNew(),
        r.delete(),
        r.insert(),
        r.oldRowsInCommit(),
        r.bounds().stream()
            .map(
                b ->
                    new BoundPlan(
                        b.name(),
                        b.ofOldRows(),
                        b.staged(),
                        PlanMutants.changed(
                            b.stage(),
                            s ->
                                s.replaceFirst(
                                    "FROM \\S+_needed_\\d+ AS (\\S+)(\\s+WHERE )\\S+ IS NOT DISTINCT FROM kept.accrete_key_1\\s+\\)",
                                    touched
                                        + "$2CAST(accrete_key AS VARCHAR) IS NOT DISTINCT FROM CAST(kept.accrete_key_1 AS VARCHAR))")),
                        b.read()))
            .toList());
  }

  private static Append growing(Append append, List<InputPlan> inputs) {
    List<String> all = inputs.stream().map(InputPlan::name).toList();
    return new Append(
        append.staged(),
        append.growths().stream().map(g -> new GrowthPlan(all, g.leading(), g.stage())).toList(),
        append.countKeys(),
        append.insert());
  }
}
