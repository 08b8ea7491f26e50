package dev.accrete.tests.equivalence;

import dev.accrete.compiler.dialect.Statement;
import dev.accrete.compiler.plan.ModelPlan;
import dev.accrete.compiler.plan.ModelPlan.Recompute;
import dev.accrete.compiler.plan.ModelPlan.RoutePlan;
import dev.accrete.compiler.plan.ViewPlan;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/** Single faults of rendering, changes and runtime. */
final class PlanMutants {
  static final List<Mutant> ALL =
      List.of(
          Mutant.ofPlan(
              "removed rows touch no keys",
              "changed rows",
              "D = removed and inserted rows (derivation 1, 3)",
              Ground.RANDOM,
              routes(
                  sql ->
                      sql.replaceAll(
                          "(WHERE accrete_version > \\S++)(?! AND accrete_count)",
                          "$1 AND accrete_count > 0"))),
          Mutant.ofPlan(
              "a block's new rows alone touch keys",
              "changed rows",
              "take P over both results, of the old inputs and of the new ones (derivation 2)",
              Ground.RANDOM,
              routes(
                  sql ->
                      sql.replaceAll(
                          "(\\$[^ \"]*_changes_[^ ]* AS \\S+\\s+WHERE accrete_version > \\S++|\\$[^\"]*_changes_[^\"]*\"\\s+WHERE accrete_version > \\S++)(?! AND accrete_count)",
                          "$1 AND accrete_count > 0"))),
          Mutant.ofPlan(
              "removed rows not joined",
              "routes",
              "joins read the current and the removed rows of the other inputs (derivation 1)",
              Ground.derivations("both_sides"),
              routes(
                  sql ->
                      sql.replaceAll(
                          "(?s)\\s+UNION ALL\\s+SELECT [^()]*? AND accrete_count < 0", ""))),
          Mutant.ofPlan(
              "NULL is the total",
              "grouping sets",
              "one branch a set with GROUPING(): NULL is not the total (derivation 1)",
              Ground.derivations("rolled_up"),
              recompute(
                  r ->
                      with(
                          r,
                          s -> s,
                          s ->
                              s.replaceAll("GROUPING\\((\\w+)\\) = 1", "$1 IS NULL")
                                  .replaceAll("GROUPING\\((\\w+)\\) = 0", "$1 IS NOT NULL"),
                          s -> s))),
          Mutant.ofPlan(
              "plain equality on keys",
              "null keys",
              "NULL keys are keys (derivation 7)",
              Ground.RANDOM,
              recompute(r -> with(r, PlanMutants::plain, PlanMutants::plain, PlanMutants::plain))),
          Mutant.ofPlan(
              "plain equality in new rows",
              "null keys",
              "restrictions match NULL with NULL (derivation 7)",
              Ground.RANDOM,
              recompute(r -> with(r, s -> s, PlanMutants::plain, s -> s))),
          Mutant.ofPlan(
              "last route dropped",
              "routes",
              "every reading of a changing input has a route (derivation 1)",
              Ground.RANDOM,
              recompute(
                  r ->
                      withRoutes(
                          r,
                          r.routes().size() < 2
                              ? r.routes()
                              : r.routes().subList(0, r.routes().size() - 1)))),
          Mutant.ofPlan(
              "touched keys not filtered outside",
              "recompute",
              "the result is filtered once more outside (design 4)",
              Ground.derivations("hopped"),
              recompute(
                  r ->
                      with(
                          r,
                          s -> s,
                          s ->
                              s.replaceAll(
                                  "(?s)(\\) AS model \\([^)]*\\))\\s*WHERE EXISTS.*$", "$1"),
                          s -> s))),
          Mutant.ofPlan(
              "new rows made distinct",
              "recompute",
              "tables are bags (design, the one law)",
              Ground.RANDOM,
              recompute(
                  r ->
                      with(
                          r,
                          s -> s,
                          s -> s.replaceFirst("AS\\nSELECT ", "AS\nSELECT DISTINCT "),
                          s -> s))),
          Mutant.ofPlan(
              "old rows stay",
              "recompute",
              "delete the rows of the touched keys (derivation 1)",
              Ground.RANDOM,
              recompute(r -> with(r, s -> s + " AND FALSE", s -> s, s -> s + " AND FALSE"))),
          Mutant.ofStatements(
              "live read",
              "pinned scans",
              "every scan is pinned (runtime 1.3)",
              Ground.derivations("least"),
              sql(
                  s ->
                      s.replaceAll(
                          "(?s)\\((CASE WHEN .{0,120}? END|\\S+) IN \\(SELECT stamp FROM \"frozen [^\"]*\"\\)\\s+OR .{0,80}? IS NULL AND EXISTS \\(SELECT 1 FROM \"frozen [^\"]*\"\\s+WHERE stamp IS NULL\\)\\)"
                              + "|EXISTS \\(SELECT 1 FROM \"frozen [^\"]*\" WHERE stamp IS NOT DISTINCT FROM [^)]+\\)",
                          "TRUE"))),
          Mutant.ofStatements(
              "live count",
              "position",
              "positions say what the freeze counted (runtime 1.1, 1.3)",
              Ground.RANDOM,
              LiveCount::new),
          Mutant.ofStatements(
              "reopened batches forgotten",
              "kinds of batches",
              "a batch known at f and grown: D is all its rows (runtime 1.2)",
              Ground.RANDOM,
              sql(
                  s ->
                      s.contains("THEN 'shrunk'")
                          ? s.replaceFirst(
                              "(HAVING MAX\\(freeze_id\\) > \\S+)",
                              "$1 AND MIN(freeze_id) = MAX(freeze_id)")
                          : s)),
          Mutant.ofStatements(
              "shrunk batches recomputed",
              "kinds of batches",
              "a batch with any negative difference: full (runtime 1.2)",
              Ground.derivations("least"),
              sql(s -> s.replace("THEN 'shrunk'", "THEN 'reopened'"))),
          Mutant.ofStatements(
              "net count decides shrunk",
              "kinds of batches",
              "any negative difference, whatever else happened to the batch (runtime 1.2)",
              Ground.busyDerivations("least", "often"),
              sql(
                  s ->
                      s.replaceAll(
                          "CASE WHEN MIN\\(CASE WHEN (\\S+ > \\S+) THEN (\\S+) END\\) < 0 THEN 'shrunk'",
                          "CASE WHEN SUM(CASE WHEN $1 THEN $2 END) < 0 THEN 'shrunk'"))),
          Mutant.ofStatements(
              "null stamp is no batch",
              "freeze",
              "counts rows by stamp, NULL included (runtime 1.1)",
              Ground.derivations("least"),
              sql(
                  s ->
                      s.replaceAll(
                              "OR (\\S+) IS NULL AND EXISTS \\(SELECT 1 FROM (\"changed [^\"]*\") WHERE stamp IS NULL\\)",
                              "OR FALSE")
                          .replaceAll(
                              "(FROM \"changed [^\"]*\" WHERE stamp) IS NOT DISTINCT FROM",
                              "$1 ="))),
          Mutant.ofStatements(
              "reset published as nothing",
              "published changes",
              "a reader that meets a reset is rebuilt in full (derivation 3)",
              Ground.strategies("rows_of_both", "groups_of_rows"),
              sql(s -> s.replace("'reset', 0, 0", "'rows', 0, 0"))),
          Mutant.ofStatements(
              "removals not published",
              "published changes",
              "removed rows travel (derivation 3)",
              Ground.strategies("groups_of_one", "groups_of_groups"),
              sql(s -> s.replace("SELECT -1 AS accrete_count", "SELECT 0 AS accrete_count"))),
          Mutant.ofStatements(
              "changes read one version late",
              "position",
              "readers take in every change they have not seen (derivation 3)",
              Ground.strategies("groups_of_one", "groups_of_groups"),
              sql(s -> s.replaceAll("accrete_version > (\\d+)", "accrete_version > $1 + 1"))),
          Mutant.ofStatements(
              "snapshot source read live",
              "pinned scans",
              "a snapshot source is read as the copy kept at the freeze (runtime 1.3)",
              Ground.derivations("names"),
              sql(
                  s ->
                      s.matches(
                                  "(?s)(CREATE (OR REPLACE )?TABLE|DROP TABLE|DELETE FROM|INSERT INTO) .{0,20}accrete.*")
                              || s.contains("difference of")
                          ? s
                          : s.replaceAll(
                              "accrete\\.\"raw\\.([a-z0-9]+)_copy_[0-9a-f]+\"", "raw.$1"))),
          Mutant.ofStatements(
              "copies compared as sets",
              "snapshot differences",
              "the difference of a snapshot source is one of bags (derivation 3)",
              Ground.derivations("names"),
              sql(
                  s ->
                      s.contains("TABLE \"difference of")
                          ? s.replace("SUM(accrete_count)", "SUM(DISTINCT accrete_count)")
                          : s)),
          Mutant.ofPlan(
              "views show each row once",
              "views",
              "a view shows what its SELECT returns (design, fine print)",
              Ground.COMPONENTS,
              p ->
                  p.withView(
                      p.view()
                          .map(
                              v ->
                                  new ViewPlan(
                                      changed(
                                          v.create(),
                                          s ->
                                              s.replaceFirst(
                                                  "AS\\nSELECT ", "AS\nSELECT DISTINCT ")),
                                      Optional.empty())))),
          Mutant.ofStatements(
              "bound forgets new rows",
              "reading from a bound",
              "a row of a touched key was there, or is among the changes (derivation 6)",
              Ground.derivations("least", "often"),
              sql(
                  s ->
                      s.replaceAll(
                          "(?s)(AS\\nSELECT MIN\\(bound\\) AS bound\\nFROM \\(\\n  SELECT MIN.*?)\\n  UNION ALL\\n.*$",
                          "$1\n) AS bounds"))),
          Mutant.ofStatements(
              "bound forgets what the table keeps",
              "reading from a bound",
              "a row of a touched key was there, or is among the changes (derivation 6)",
              Ground.derivations("least", "often"),
              sql(
                  s ->
                      s.replaceAll(
                          "(?s)(AS\\nSELECT MIN\\(bound\\) AS bound\\nFROM \\(\\n).*?UNION ALL",
                          "$1"))),
          Mutant.ofPlan(
              "rows without a time fall out of the bound",
              "reading from a bound",
              "t >= bound OR t IS NULL (derivation 6)",
              Ground.derivations("least", "often"),
              recompute(
                  r ->
                      with(
                          r,
                          s -> s,
                          s ->
                              s.replaceAll(
                                  "(>= " + Statement.bound("\\w+") + ") OR \\S+ IS NULL\\)", "$1)"),
                          s -> s))),
          Mutant.ofStatements(
              "keys of the last row only",
              "routes",
              "A is a superset (derivation 1)",
              Ground.derivations("names"),
              sql(
                  s ->
                      s.startsWith("INSERT INTO ") && s.contains("_touched (")
                          ? s + "\nLIMIT 1"
                          : s)));

  private PlanMutants() {}

  static Supplier<Function<String, List<String>>> sql(UnaryOperator<String> change) {
    return () ->
        sql -> {
          int start = sql.startsWith("/*") ? sql.indexOf("*/") + 3 : 0;
          return List.of(sql.substring(0, start) + change.apply(sql.substring(start)));
        };
  }

  static UnaryOperator<ModelPlan> routes(UnaryOperator<String> change) {
    return recompute(
        r ->
            withRoutes(
                r,
                r.routes().stream()
                    .map(
                        x ->
                            new RoutePlan(
                                x.input(), x.purpose(), x.into(), change.apply(x.select())))
                    .toList()));
  }

  static UnaryOperator<ModelPlan> recompute(UnaryOperator<Recompute> change) {
    return p -> p.with(p.recompute().map(change));
  }

  private static Recompute withRoutes(Recompute r, List<RoutePlan> routes) {
    return new Recompute(
        r.keyColumns(),
        r.keys(),
        r.oldRows(),
        r.newRows(),
        r.createKeys(),
        routes,
        r.countKeys(),
        r.needed(),
        r.stageOld(),
        r.stageNew(),
        r.delete(),
        r.insert(),
        r.oldRowsInCommit(),
        r.bounds());
  }

  private static Recompute with(
      Recompute r,
      UnaryOperator<String> old,
      UnaryOperator<String> now,
      UnaryOperator<String> delete) {
    return new Recompute(
        r.keyColumns(),
        r.keys(),
        r.oldRows(),
        r.newRows(),
        r.createKeys(),
        r.routes(),
        r.countKeys(),
        r.needed(),
        changed(r.stageOld(), old),
        changed(r.stageNew(), now),
        changed(r.delete(), delete),
        r.insert(),
        r.oldRowsInCommit(),
        r.bounds());
  }

  static Statement changed(Statement statement, UnaryOperator<String> change) {
    return new Statement(statement.purpose(), change.apply(statement.sql()));
  }

  private static String plain(String sql) {
    return sql.replaceAll("(touched(?:_\\d+)?\\.\\S+) IS NOT DISTINCT FROM", "$1 =");
  }
}
