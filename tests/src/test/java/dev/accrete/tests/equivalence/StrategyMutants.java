package dev.accrete.tests.equivalence;

import dev.accrete.compiler.plan.InputPlan;
import dev.accrete.compiler.plan.ModelPlan;
import dev.accrete.compiler.plan.ModelPlan.Append;
import dev.accrete.compiler.plan.ModelPlan.BoundPlan;
import dev.accrete.compiler.plan.ModelPlan.GrowthPlan;
import dev.accrete.compiler.plan.ModelPlan.Merge;
import dev.accrete.compiler.plan.ModelPlan.Recompute;
import dev.accrete.compiler.plan.ModelPlan.SideTable;
import dev.accrete.compiler.plan.ModelPlan.TermPlan;
import java.util.List;
import java.util.function.UnaryOperator;

/** Single faults of append, merge and side tables, which the models of StrategyProject catch. */
final class StrategyMutants {
  static final List<Mutant> ALL =
      List.of(
          new Mutant(
              "rows added though another input changed",
              "append only while all other inputs stand still (derivation 4)",
              p -> p.withAppend(p.append().map(a -> growing(a, p.inputs())))),
          new Mutant(
              "grown batches added",
              "a reopened batch is never appended (derivation 4)",
              Mutants.sql(s -> s.replace("THEN 'reopened'", "THEN 'new'"))),
          new Mutant(
              "published rows added once",
              "tables are bags (design, the one law)",
              Mutants.sql(
                  s ->
                      s.replaceAll(
                          "UNNEST\\(generate_series\\(1, (ABS\\()?published.accrete_count\\)?\\)\\)",
                          "(SELECT 1) AS once"))),
          new Mutant(
              "merge counts changes that met twice",
              "D_L x R + L x D_R - D_L x D_R (derivation 5)",
              merge(
                  m -> terms(m, m.terms().stream().filter(t -> t.inputs().size() == 1).toList()))),
          new Mutant(
              "merge knows no group that HAVING hides",
              "side tables hold every group, also those that HAVING hides (derivation 5)",
              Mutants.sql(
                  s ->
                      s.startsWith("CREATE TABLE accrete.") && s.contains("_side_parts_")
                          ? s + "\nWHERE accrete_rows > 1"
                          : s)),
          new Mutant(
              "merge keeps a least value that is gone",
              "MIN and MAX take insertions, and recompute the keys that removals touch (derivation 5)",
              Mutants.sql(
                  s ->
                      s.replaceAll(
                          "COALESCE\\(delta\\.accrete_value_\\d+_gone [<>]= \\S+, \\S+ IS NOT NULL\\)",
                          "FALSE"))),
          new Mutant(
              "one row for all of history vanishes",
              "always one row, even from nothing (derivation 1, global aggregate)",
              Mutants.sql(
                  s ->
                      s.replaceAll(
                          "WHERE (NOT EXISTS \\(SELECT 1 FROM \\S+ AS member WHERE 1 = 1\\))",
                          "WHERE COALESCE(kept.accrete_rows, 0) + delta.accrete_rows > 0 AND $1"))),
          new Mutant(
              "merge forgets who left",
              "changes pass inner joins as signed rows (derivation 5)",
              Mutants.sql(
                  s ->
                      s.replace(
                          "published.accrete_count < 0 THEN -1",
                          "published.accrete_count < 0 THEN 1"))),
          new Mutant(
              "a value once counted is counted for good",
              "signed changes are added, and values count while they are there (derivation 5)",
              Mutants.sql(
                  s ->
                      s.replace(
                          "SUM(CASE WHEN accrete_had > 0 THEN",
                          "SUM(CASE WHEN accrete_had > 0 AND accrete_has > 0 THEN"))),
          new Mutant(
              "NULL is counted as a value",
              "COUNT(DISTINCT x) leaves NULL out",
              Mutants.sql(s -> s.replaceAll("WHERE signed\\.accrete_value_\\d+ IS NOT NULL", ""))),
          new Mutant(
              "counted values not written by a recompute",
              "every strategy that writes the table writes them (derivation 5)",
              p ->
                  p.withSideTables(
                      p.sideTables().stream()
                          .map(s -> s.name().startsWith("values") ? withoutInsert(s) : s)
                          .toList())),
          new Mutant(
              "side table not written by a recompute",
              "every strategy that writes the table writes them (derivation 5)",
              p ->
                  p.withSideTables(
                      p.sideTables().stream().map(StrategyMutants::withoutInsert).toList())),
          new Mutant(
              "what is computed again is joined by plain equality",
              "a NULL key is a key (derivation 7)",
              Mutants.sql(
                  s -> s.contains(" AS rest ON ") ? s.replace("IS NOT DISTINCT FROM", "=") : s)),
          new Mutant(
              "an append lowers no bound",
              "the least t ever seen over all rows (derivation 6)",
              UngrownByAppends::new),
          new Mutant(
              "bound looked up by the model's key",
              "the bound's key is made of the input's own columns (derivation 6)",
              Mutants.recompute(StrategyMutants::boundsByTouchedKeys)));

  private StrategyMutants() {}

  private static UnaryOperator<ModelPlan> merge(UnaryOperator<Merge> change) {
    return p -> p.withMerge(p.merge().map(change));
  }

  private static Merge terms(Merge m, List<TermPlan> terms) {
    return new Merge(
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
        s.deleteTouched().map(d -> Mutants.changed(d, sql -> sql + " AND FALSE")),
        Mutants.changed(s.insert(), sql -> sql + "\nWHERE FALSE"));
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
                        Mutants.changed(
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
