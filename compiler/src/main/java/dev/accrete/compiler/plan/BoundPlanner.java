package dev.accrete.compiler.plan;

import dev.accrete.compiler.dialect.Dialect;
import dev.accrete.compiler.dialect.RelationName;
import dev.accrete.compiler.dialect.Statement;
import dev.accrete.compiler.dialect.state.ScriptSql;
import dev.accrete.compiler.dialect.state.StateSql;
import dev.accrete.compiler.plan.ModelPlan.BoundPlan;
import dev.accrete.compiler.render.ModelSql.BoundSql;
import dev.accrete.compiler.render.ModelSql.KeptSql;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Turns the SELECTs of time bounds into statements.
 *
 * <p>A side table of least values only grows: a changed row that is less than what is kept for its
 * key adds a row for it, and the least of a key's rows counts. Nothing is ever deleted, as a row
 * that left makes no other one earlier.
 */
final class BoundPlanner {
  private final Dialect dialect;
  private final StateSql state;
  private final String model;

  BoundPlanner(Dialect dialect, StateSql state, String model) {
    this.dialect = dialect;
    this.state = state;
    this.model = model;
  }

  /** The bounds of a recompute, where {@code oldRows} is the staging table of what leaves. */
  List<BoundPlan> bounds(List<BoundSql> all, String oldRows) {
    return all.stream().map(sql -> bound(sql, oldRows)).toList();
  }

  private BoundPlan bound(BoundSql sql, String oldRows) {
    String staged = ScriptSql.boundName(model, sql.name());
    String known = sql.kept().map(this::ofKept).orElseGet(() -> ofOldRows(sql, oldRows));
    String come = sql.kept().map(this::ofComing).orElse(sql.ofChanges());
    return new BoundPlan(
        sql.name(),
        sql.kept().isEmpty(),
        staged,
        new Statement(
            sql.kept()
                .map(
                    k ->
                        "No row of "
                            + k.input()
                            + " that is read is less than this: what is kept for its values, or a new row brings")
                .orElse(
                    "No row of a touched key is less than this: what the table keeps for it, or a new row brings"),
            dialect.stage(
                staged,
                "SELECT MIN(bound) AS bound\nFROM (\n  "
                    + known.replace("\n", "\n  ")
                    + "\n  UNION ALL\n  "
                    + come.replace("\n", "\n  ")
                    + "\n) AS bounds")),
        new Statement(
            "The least value that a needed row can have",
            "SELECT " + dialect.literalOf("bound") + " FROM " + dialect.quote(staged)));
  }

  private String ofOldRows(BoundSql sql, String oldRows) {
    return "SELECT MIN("
        + dialect.quote(sql.output().orElseThrow())
        + ") AS bound FROM "
        + dialect.quote(oldRows);
  }

  private String ofKept(KeptSql kept) {
    return "SELECT MIN(kept."
        + KeptSql.BOUND
        + ") AS bound\nFROM "
        + dialect.relation(table(kept))
        + " AS kept\nWHERE "
        + kept.isNeeded();
  }

  private String ofComing(KeptSql kept) {
    return "SELECT MIN("
        + KeptSql.BOUND
        + ") AS bound FROM "
        + dialect.quote(ModelPlanner.keySet(model, kept.name()));
  }

  private RelationName table(KeptSql kept) {
    return state.sideTable(model, kept.name());
  }

  /** The side tables of a recompute's bounds, each once. */
  List<SideTable> sides(List<BoundSql> bounds) {
    Map<String, SideTable> sides = new LinkedHashMap<>();
    bounds.stream()
        .flatMap(b -> b.kept().stream())
        .forEach(kept -> sides.computeIfAbsent(kept.name(), n -> side(kept)));
    return List.copyOf(sides.values());
  }

  private SideTable side(KeptSql kept) {
    List<String> columns = new ArrayList<>(kept.keyColumns());
    columns.add(KeptSql.BOUND);
    String list = dialect.columns(columns);
    String keys = dialect.columns(kept.keyColumns());
    String staged = ModelPlanner.keySet(model, kept.name());
    String table = dialect.relation(table(kept));
    return new SideTable(
        kept.name(),
        table(kept),
        true,
        kept.keyColumns(),
        columns,
        kept.plain(),
        "SELECT " + keys + ", MIN(" + KeptSql.BOUND + ")\nFROM " + table + "\nGROUP BY " + keys,
        staged,
        new Statement(
            "How far back the rows of " + kept.input() + " reach, by what readings ask for",
            dialect.stage(staged, kept.all())),
        new SideTableSql(dialect, table(kept), columns, staged).create("Keep it"),
        new Statement(
            "How far back the changed rows of " + kept.input() + " reach",
            dialect.stage(staged, kept.come())),
        Optional.empty(),
        new Statement(
            "Keep it where that is further",
            "INSERT INTO "
                + table
                + " ("
                + list
                + ")\nSELECT "
                + list
                + "\nFROM (\n  "
                + further(kept, columns, dialect.quote(staged), table).replace("\n", "\n  ")
                + "\n) AS further"));
  }

  /**
   * The least of each key's changed rows, where no row of the side table is as early. What is kept
   * is reduced to those keys first: there are few of them, and engines join sets by equality best.
   */
  private String further(KeptSql kept, List<String> columns, String staged, String table) {
    String keys = dialect.columns(kept.keyColumns());
    return "SELECT "
        + columns.stream().map(c -> "come." + dialect.quote(c)).collect(Collectors.joining(", "))
        + "\nFROM "
        + staged
        + " AS come\nLEFT JOIN (\n  SELECT "
        + keys
        + ", MIN("
        + KeptSql.BOUND
        + ") AS "
        + KeptSql.BOUND
        + "\n  FROM "
        + table
        + " AS kept\n  WHERE EXISTS (SELECT 1 FROM "
        + staged
        + " AS come WHERE "
        + same(kept, "come", "kept")
        + ")\n  GROUP BY "
        + keys
        + "\n) AS known ON "
        + same(kept, "known", "come")
        + "\nWHERE known."
        + KeptSql.BOUND
        + " IS NULL OR come."
        + KeptSql.BOUND
        + " < known."
        + KeptSql.BOUND;
  }

  private String same(KeptSql kept, String one, String other) {
    return kept.keyColumns().stream()
        .map(dialect::quote)
        .map(k -> dialect.nullSafeEquals(one + "." + k, other + "." + k))
        .collect(Collectors.joining(" AND "));
  }
}
