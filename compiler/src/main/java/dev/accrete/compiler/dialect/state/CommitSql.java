package dev.accrete.compiler.dialect.state;

import static dev.accrete.compiler.dialect.state.StateTables.LOCK;
import static dev.accrete.compiler.dialect.state.StateTables.MODEL_VERSION;
import static dev.accrete.compiler.dialect.state.StateTables.POSITION;

import dev.accrete.compiler.dialect.Dialect;
import dev.accrete.compiler.dialect.RelationName;
import dev.accrete.compiler.dialect.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The statements around a model's rows in its one short transaction.
 *
 * <p>The version row comes first: its UPDATE must hit one row, so of two runs that staged against
 * one version, one commits and the other stages again. A run adds {@code fence} to it; a script
 * holds no lock and checks the version alone.
 */
public final class CommitSql {
  /** A condition, empty in scripts, that the run still holds the lock. */
  public static final String FENCED = Statement.parameter("fenced");

  private final StateTables tables;
  private final Dialect dialect;

  /** The commits of one project in one target schema. */
  public CommitSql(StateTables tables) {
    this.tables = tables;
    this.dialect = tables.dialect();
  }

  /** What {@link #FENCED} stands for in a run. */
  public String fence(long fence) {
    return "\n  AND EXISTS (SELECT 1 FROM "
        + tables.table(LOCK)
        + " WHERE "
        + tables.own()
        + " AND fence = "
        + fence
        + ")";
  }

  /** Gives a model that was never built a version row, version 0. */
  public Statement firstVersion(String model) {
    String lock = dialect.lock(tables.name(MODEL_VERSION)).map(sql -> sql + ";\n").orElse("");
    return new Statement(
        "The first build of " + model + " starts from version 0",
        lock
            + "INSERT INTO "
            + tables.table(MODEL_VERSION)
            + " (project, target_schema, model, version,"
            + " fingerprint, key_count, row_count, strategy, run_id, committed_at)\nSELECT "
            + tables.ownValues()
            + ", "
            + dialect.text(model)
            + ", 0, '', 0, 0, 'none', "
            + Statement.RUN_ID
            + ", "
            + Statement.NOW
            + "\nWHERE NOT EXISTS (SELECT 1 FROM "
            + tables.table(MODEL_VERSION)
            + "\n  WHERE "
            + ownModel(model)
            + ")");
  }

  /** Moves the version at a rebuild; must hit one row. */
  public Statement rebuilt(
      String model, String fingerprint, List<String> keyColumns, String staged) {
    String rows = "(SELECT COUNT(*) FROM " + dialect.quote(staged) + ")";
    return advance(
        model,
        "fingerprint = "
            + dialect.text(fingerprint)
            + ", strategy = 'full',\n  row_count = "
            + rows
            + ",\n  key_count = "
            + (keyColumns.isEmpty() ? rows : aboutKeys(keyColumns, staged)),
        "",
        "");
  }

  /** Moves the version at a recompute; must hit one row. */
  public Statement recomputed(
      String model, String fingerprint, List<String> keyColumns, String oldRows, String newRows) {
    return replaced("recompute", model, fingerprint, keyColumns, oldRows, newRows);
  }

  /**
   * Moves the version where some keys' rows are replaced, by a strategy; must hit one row.
   *
   * @param keyColumns the key; where there is none, rows count as keys
   */
  public Statement replaced(
      String strategy,
      String model,
      String fingerprint,
      List<String> keyColumns,
      String oldRows,
      String newRows) {
    return advance(
        model,
        counted(strategy),
        difference(part("-", keyColumns, oldRows), part("", keyColumns, newRows)),
        " AND fingerprint = " + dialect.text(fingerprint));
  }

  /**
   * Moves the version where rows are added; must hit one row.
   *
   * @param keyColumns the key; where there is none, rows count as keys
   */
  public Statement appended(
      String model, String fingerprint, List<String> keyColumns, String staged) {
    return advance(
        model,
        counted("append"),
        difference(part("", keyColumns, staged)),
        " AND fingerprint = " + dialect.text(fingerprint));
  }

  /** Moves the version at an increment that the author wrote; must hit one row. */
  public Statement written(
      String model, String fingerprint, String strategy, String oldRows, String newRows) {
    return advance(
        model,
        counted(strategy),
        difference(part("-", List.of(), oldRows), part("", List.of(), newRows)),
        " AND fingerprint = " + dialect.text(fingerprint));
  }

  /**
   * The numbers of rows and keys, moved by a difference. An append does not look which of its keys
   * are there already, so their number is kept to what a table can have.
   */
  private String counted(String strategy) {
    return "strategy = "
        + dialect.text(strategy)
        + ",\n  row_count = row_count + more_rows,"
        + "\n  key_count = GREATEST(LEAST(key_count + more_keys, row_count + more_rows), 0)";
  }

  /** Both numbers in one pass over each stage: the engine plans the UPDATE as fast as it runs. */
  private static String difference(String... parts) {
    return "\nFROM (\n  SELECT CAST(COALESCE(SUM(stage_rows), 0) AS BIGINT) AS more_rows,"
        + " CAST(COALESCE(SUM(stage_keys), 0) AS BIGINT) AS more_keys\n  FROM (\n    "
        + String.join("\n    UNION ALL\n    ", parts)
        + "\n  ) AS stages\n) AS difference";
  }

  /**
   * What a stage adds.
   *
   * @param sign of what it adds: none, or a minus
   * @param keyColumns the key; where there is none, rows count as keys
   */
  private String part(String sign, List<String> keyColumns, String stage) {
    if (keyColumns.isEmpty()) {
      return "SELECT %1$sCOUNT(*) AS stage_rows, %1$sCOUNT(*) AS stage_keys FROM %2$s"
          .formatted(sign, dialect.quote(stage));
    }
    return "SELECT %1$sSUM(key_rows) AS stage_rows, %1$sCOUNT(*) AS stage_keys\n    FROM (SELECT COUNT(*) AS key_rows FROM %2$s GROUP BY %3$s) AS grouped"
        .formatted(sign, dialect.quote(stage), dialect.columns(keyColumns));
  }

  /** Moves the version where only positions move: the changes touched no key. */
  public Statement passed(String model, String fingerprint) {
    return advance(
        model, "strategy = 'recompute'", "", " AND fingerprint = " + dialect.text(fingerprint));
  }

  private Statement advance(String model, String set, String from, String condition) {
    return new Statement(
        "Move the version of "
            + model
            + "; a run or script that staged against the same one fails here",
        "UPDATE "
            + tables.table(MODEL_VERSION)
            + "\nSET version = "
            + Statement.VERSION
            + " + 1, "
            + set
            + ",\n  run_id = "
            + Statement.RUN_ID
            + ", committed_at = "
            + Statement.NOW
            + from
            + "\nWHERE "
            + ownModel(model)
            + " AND version = "
            + Statement.VERSION
            + condition
            + FENCED);
  }

  /**
   * The number serves to choose between recompute and rebuild, which need not be exact; but there
   * are never more keys than rows.
   */
  private String aboutKeys(List<String> keyColumns, String stage) {
    return "(SELECT LEAST(COUNT(*), "
        + dialect.aboutDistinct(keyColumns)
        + ") FROM "
        + dialect.quote(stage)
        + ")";
  }

  /** Reads the versions of models: model, version. */
  public String versions(List<String> models) {
    String names = String.join(", ", models.stream().map(dialect::text).toList());
    return "SELECT model, version FROM "
        + tables.table(MODEL_VERSION)
        + " WHERE "
        + tables.own()
        + " AND model IN ("
        + names
        + ") ORDER BY model";
  }

  /**
   * Notes how far the model has now taken in its inputs, all of them under its new version.
   *
   * @param sides the side tables that are up to date, each with a number that is kept with it
   */
  public Statement positions(
      String model, List<RelationName> sources, List<String> models, Map<String, Long> sides) {
    List<List<String>> values = new ArrayList<>();
    for (RelationName source : sources) {
      values.add(position(model, source.plain(), Statement.FREEZE, "NULL"));
    }
    for (String input : models) {
      values.add(position(model, input, "NULL", Statement.read(input)));
    }
    sides.forEach(
        (side, number) -> values.add(position(model, side, "NULL", String.valueOf(number))));
    return new Statement(
        "Note how far " + model + " has taken in its inputs",
        "INSERT INTO "
            + tables.table(POSITION)
            + " (project, target_schema, model, input, freeze_id, change_version, model_version)\n"
            + dialect.rows(values));
  }

  private List<String> position(String model, String input, String freeze, String version) {
    return List.of(
        tables.ownValues(),
        dialect.text(model),
        dialect.text(input),
        freeze,
        version,
        Statement.VERSION + " + 1");
  }

  private String ownModel(String model) {
    return tables.own() + " AND model = " + dialect.text(model);
  }
}
