package dev.accrete.tests.equivalence;

import dev.accrete.compiler.dialect.Statement;
import dev.accrete.compiler.plan.ModelPlan;
import dev.accrete.compiler.plan.ModelPlan.BoundPlan;
import dev.accrete.compiler.plan.ModelPlan.Recompute;
import dev.accrete.compiler.plan.ModelPlan.RoutePlan;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/**
 * The mutants: each switched on between plan, runtime and database, so that neither knows of them.
 */
final class Mutants {
  /** Caught where NOT IN is played often enough. */
  static final Mutant NOT_IN_BY_EQUALITY =
      new Mutant(
          "NOT IN routed by equality",
          "rows matched by (condition) IS NOT FALSE (derivation 1)",
          routes(sql -> sql.replace(" IS NOT FALSE", " IS TRUE")));

  static final List<Mutant> ALL =
      List.of(
          NOT_IN_BY_EQUALITY,
          new Mutant(
              "removed rows touch no keys",
              "D = removed and inserted rows (derivation 1, 3)",
              routes(
                  sql ->
                      sql.replaceAll(
                          "(WHERE accrete_version > \\S+)(?! AND accrete_count)",
                          "$1 AND accrete_count > 0"))),
          new Mutant(
              "a block's new rows alone touch keys",
              "take P over both results, of the old inputs and of the new ones (derivation 2)",
              routes(
                  sql ->
                      sql.replaceAll(
                          "(\\$[^ \"]*_changes_[^ ]* AS \\S+\\s+WHERE accrete_version > \\S+|\\$[^\"]*_changes_[^\"]*\"\\s+WHERE accrete_version > \\S+)(?! AND accrete_count)",
                          "$1 AND accrete_count > 0"))),
          new Mutant(
              "removed rows not joined",
              "joins read the current and the removed rows of the other inputs (derivation 1)",
              routes(
                  sql ->
                      sql.replaceAll(
                          "(?s)\\s+UNION ALL\\s+SELECT [^()]*? AND accrete_count < 0", ""))),
          new Mutant(
              "plain equality on keys",
              "NULL keys are keys (derivation 7)",
              recompute(r -> with(r, Mutants::plain, Mutants::plain, Mutants::plain))),
          new Mutant(
              "plain equality in new rows",
              "restrictions match NULL with NULL (derivation 7)",
              recompute(r -> with(r, s -> s, Mutants::plain, s -> s))),
          new Mutant(
              "last route dropped",
              "every reading of a changing input has a route (derivation 1)",
              recompute(
                  r ->
                      withRoutes(
                          r,
                          r.routes().size() < 2
                              ? r.routes()
                              : r.routes().subList(0, r.routes().size() - 1)))),
          new Mutant(
              "rows without partner have no route",
              "each preserved row with the other side NULL (derivation 1)",
              recompute(
                  r -> withRoutes(r, r.routes().stream().filter(x -> !hasNullSide(x)).toList()))),
          new Mutant(
              "touched keys not filtered outside",
              "the result is filtered once more outside (design 4)",
              recompute(
                  r ->
                      with(
                          r,
                          s -> s,
                          s ->
                              s.replaceAll(
                                  "(?s)(\\) AS model \\([^)]*\\))\\s*WHERE EXISTS.*$", "$1"),
                          s -> s))),
          new Mutant(
              "new rows made distinct",
              "tables are bags (design, the one law)",
              recompute(
                  r ->
                      with(
                          r,
                          s -> s,
                          s -> s.replaceFirst("AS\\nSELECT ", "AS\nSELECT DISTINCT "),
                          s -> s))),
          new Mutant(
              "old rows stay",
              "delete the rows of the touched keys (derivation 1)",
              recompute(r -> with(r, s -> s + " AND FALSE", s -> s, s -> s + " AND FALSE"))),
          new Mutant(
              "live read",
              "every scan is pinned (runtime 1.3)",
              sql(
                  s ->
                      s.replaceAll(
                          "(?s)\\((CASE WHEN .{0,120}? END|\\S+) IN \\(SELECT stamp FROM \"frozen [^\"]*\"\\)\\s+OR .{0,80}? IS NULL AND EXISTS \\(SELECT 1 FROM \"frozen [^\"]*\"\\s+WHERE stamp IS NULL\\)\\)"
                              + "|EXISTS \\(SELECT 1 FROM \"frozen [^\"]*\" WHERE stamp IS NOT DISTINCT FROM [^)]+\\)",
                          "TRUE"))),
          new Mutant(
              "live count",
              "positions say what the freeze counted (runtime 1.1, 1.3)",
              LiveCount::new),
          new Mutant(
              "reopened batches forgotten",
              "a batch known at f and grown: D is all its rows (runtime 1.2)",
              sql(
                  s ->
                      s.contains("THEN 'shrunk'")
                          ? s.replaceFirst(
                              "(HAVING MAX\\(freeze_id\\) > \\S+)",
                              "$1 AND MIN(freeze_id) = MAX(freeze_id)")
                          : s)),
          new Mutant(
              "shrunk batches recomputed",
              "a batch with any negative difference: full (runtime 1.2)",
              sql(s -> s.replace("THEN 'shrunk'", "THEN 'reopened'"))),
          new Mutant(
              "net count decides shrunk",
              "any negative difference, whatever else happened to the batch (runtime 1.2)",
              sql(
                  s ->
                      s.replaceAll(
                          "CASE WHEN MIN\\(CASE WHEN (\\S+ > \\S+) THEN (\\S+) END\\) < 0 THEN 'shrunk'",
                          "CASE WHEN SUM(CASE WHEN $1 THEN $2 END) < 0 THEN 'shrunk'"))),
          new Mutant(
              "null stamp is no batch",
              "counts rows by stamp, NULL included (runtime 1.1)",
              sql(
                  s ->
                      s.replaceAll(
                              "OR (\\S+) IS NULL AND EXISTS \\(SELECT 1 FROM (\"changed [^\"]*\") WHERE stamp IS NULL\\)",
                              "OR FALSE")
                          .replaceAll(
                              "(FROM \"changed [^\"]*\" WHERE stamp) IS NOT DISTINCT FROM",
                              "$1 ="))),
          new Mutant(
              "reset published as nothing",
              "a reader that meets a reset is rebuilt in full (derivation 3)",
              sql(s -> s.replace("'reset', 0, 0", "'rows', 0, 0"))),
          new Mutant(
              "removals not published",
              "removed rows travel (derivation 3)",
              sql(s -> s.replace("SELECT -1 AS accrete_count", "SELECT 0 AS accrete_count"))),
          new Mutant(
              "changes read one version late",
              "readers take in every change they have not seen (derivation 3)",
              sql(s -> s.replaceAll("accrete_version > (\\d+)", "accrete_version > $1 + 1"))),
          new Mutant(
              "snapshot source read live",
              "a snapshot source is read as the copy kept at the freeze (runtime 1.3)",
              sql(
                  s ->
                      s.matches(
                                  "(?s)(CREATE (OR REPLACE )?TABLE|DROP TABLE|DELETE FROM|INSERT INTO) .{0,20}accrete.*")
                              || s.contains("difference of")
                          ? s
                          : s.replaceAll("accrete\\.\"raw\\.(s\\d)_copy_[0-9a-f]+\"", "raw.$1"))),
          new Mutant(
              "copies compared as sets",
              "the difference of a snapshot source is one of bags (derivation 3)",
              sql(
                  s ->
                      s.contains("TABLE \"difference of")
                          ? s.replace("SUM(accrete_count)", "SUM(DISTINCT accrete_count)")
                          : s)),
          new Mutant(
              "views show each row once",
              "a view shows what its SELECT returns (design, fine print)",
              p ->
                  p.withView(
                      p.view()
                          .map(
                              v ->
                                  changed(
                                      v,
                                      s ->
                                          s.replaceFirst(
                                              "AS\\nSELECT ", "AS\nSELECT DISTINCT "))))),
          new Mutant(
              "bound forgets new rows",
              "a row of a touched key was there, or is among the changes (derivation 6)",
              sql(
                  s ->
                      s.replaceAll(
                          "(?s)(AS\\nSELECT MIN\\(bound\\) AS bound\\nFROM \\(\\n  SELECT MIN.*?)\\n  UNION ALL\\n.*$",
                          "$1\n) AS bounds"))),
          new Mutant(
              "bound forgets what the table keeps",
              "a row of a touched key was there, or is among the changes (derivation 6)",
              sql(
                  s ->
                      s.replaceAll(
                          "(?s)(AS\\nSELECT MIN\\(bound\\) AS bound\\nFROM \\(\\n).*?UNION ALL",
                          "$1"))),
          new Mutant(
              "rows without a time fall out of the bound",
              "t >= bound OR t IS NULL (derivation 6)",
              recompute(
                  r ->
                      with(
                          r,
                          s -> s,
                          s ->
                              s.replaceAll(
                                  "(>= " + Statement.bound("\\w+") + ") OR \\S+ IS NULL\\)", "$1)"),
                          s -> s))),
          new Mutant(
              "bound looked up by the model's key",
              "the bound's key is made of the input's own columns (derivation 6)",
              recompute(Mutants::boundsByTouchedKeys)),
          new Mutant(
              "keys of the last row only",
              "A is a superset (derivation 1)",
              sql(
                  s ->
                      s.startsWith("INSERT INTO m") && s.contains("_touched (")
                          ? s + "\nLIMIT 1"
                          : s)));

  private Mutants() {}

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
                    .map(x -> new RoutePlan(x.input(), changed(x.fill(), change)))
                    .toList()));
  }

  private static UnaryOperator<ModelPlan> recompute(UnaryOperator<Recompute> change) {
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
                        changed(
                            b.stage(),
                            s ->
                                s.replaceFirst(
                                    "FROM \\S+_needed_\\d+ AS (\\S+)(\\s+WHERE )\\S+ IS NOT DISTINCT FROM kept.accrete_key_1\\s+\\)",
                                    touched
                                        + "$2CAST(accrete_key AS VARCHAR) IS NOT DISTINCT FROM CAST(kept.accrete_key_1 AS VARCHAR))")),
                        b.read()))
            .toList());
  }

  static Statement changed(Statement statement, UnaryOperator<String> change) {
    return new Statement(statement.purpose(), change.apply(statement.sql()));
  }

  private static String plain(String sql) {
    return sql.replaceAll("(touched(?:_\\d+)?\\.\\S+) IS NOT DISTINCT FROM", "$1 =");
  }

  private static boolean hasNullSide(RoutePlan route) {
    String select = route.fill().sql();
    int from = select.indexOf("\nFROM");
    return Pattern.compile("\\bNULL\\b")
        .matcher(from < 0 ? select : select.substring(0, from))
        .find();
  }
}
