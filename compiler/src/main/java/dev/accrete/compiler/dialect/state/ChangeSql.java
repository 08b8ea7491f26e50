package dev.accrete.compiler.dialect.state;

import static dev.accrete.compiler.dialect.state.StateTables.CHANGE_LOG;
import static dev.accrete.compiler.dialect.state.StateTables.MODEL_VERSION;
import static dev.accrete.compiler.dialect.state.StateTables.POSITION;

import dev.accrete.compiler.dialect.Dialect;
import dev.accrete.compiler.dialect.RelationName;
import dev.accrete.compiler.dialect.Statement;
import java.util.List;

/**
 * How a model with readers tells them what it changed.
 *
 * <p>Removed rows count negative, inserted ones positive. A pair that cancels is taken out only
 * where the two rows are the same in every byte: rows that are equal and yet differ ({@code -0.0}
 * and {@code 0.0}) travel as a pair, because a reader may show the difference.
 *
 * <p>{@code change_log} has one row for each version: {@code rows} with their number, or {@code
 * reset} where the table was rebuilt and each reader must be as well. {@code dropped} notes the
 * version up to which rows were dropped because every reader had them. A reader may take in rows
 * only if every version after its position is there as {@code rows} and was not dropped.
 */
public final class ChangeSql {
  private final StateTables tables;
  private final Dialect dialect;

  /** The changes of one project in one target schema. */
  public ChangeSql(StateTables tables) {
    this.tables = tables;
    this.dialect = tables.dialect();
  }

  /** Drops the changes of a model: it is rebuilt, and its readers too. */
  public Statement drop(String model) {
    return new Statement(
        "Readers of " + model + " are rebuilt after this; what it changed before is of no use",
        dialect.dropTable(tables.changes(model)));
  }

  /** Creates the empty table of changes in the shape of the model's table. */
  public Statement create(String model, RelationName target) {
    return new Statement(
        "What " + model + " changes from now on: removed rows count negative",
        dialect.createEmpty(
            tables.changes(model),
            "SELECT CAST(0 AS BIGINT) AS accrete_version, CAST(0 AS BIGINT) AS accrete_count, *\nFROM "
                + dialect.relation(target)));
  }

  /**
   * Publishes the difference of staged old and new rows under the model's next version.
   *
   * <p>Rows that cancel are equal, so their keys are; new rows whose key no old row has need no
   * comparison, and mostly they are nearly all.
   *
   * @param keys the columns of the model's key; none where all rows are of one key
   */
  public Statement publish(
      String model, List<String> columns, List<String> keys, String oldRows, String newRows) {
    String names = dialect.columns(columns);
    String sql =
        "INSERT INTO "
            + changes(model)
            + " (accrete_version, accrete_count, "
            + names
            + ")\nSELECT "
            + Statement.VERSION
            + " + 1, 1, "
            + names
            + "\nFROM "
            + dialect.quote(newRows)
            + " AS come\nWHERE NOT "
            + keyIn(oldRows, keys)
            + "\nUNION ALL\nSELECT "
            + Statement.VERSION
            + " + 1, CAST(SUM(accrete_count) AS BIGINT), "
            + names
            + "\nFROM (\n  "
            + signed(-1, columns, oldRows, "")
            + "\n  UNION ALL\n  "
            + signed(1, columns, newRows, " WHERE " + keyIn(oldRows, keys))
            + "\n) AS changed\nGROUP BY "
            + names
            + ", accrete_identity\nHAVING SUM(accrete_count) <> 0";
    return new Statement("Publish the rows that " + model + " lost and gained to its readers", sql);
  }

  /** Publishes staged rows that were added, under the model's next version. */
  public Statement publishInserted(String model, List<String> columns, String newRows) {
    String names = dialect.columns(columns);
    return new Statement(
        "Publish the rows that " + model + " gained to its readers",
        "INSERT INTO "
            + changes(model)
            + " (accrete_version, accrete_count, "
            + names
            + ")\nSELECT "
            + Statement.VERSION
            + " + 1, 1, "
            + names
            + "\nFROM "
            + dialect.quote(newRows));
  }

  private String keyIn(String stage, List<String> keys) {
    return dialect.isAmong(keys, "come", dialect.quote(stage), "leave");
  }

  private String signed(int sign, List<String> columns, String stage, String condition) {
    String names = dialect.columns(columns);
    return "SELECT "
        + sign
        + " AS accrete_count, "
        + names
        + ", "
        + dialect.identity("r", columns)
        + " AS accrete_identity\n  FROM (SELECT "
        + names
        + " FROM "
        + dialect.quote(stage)
        + " AS come"
        + condition
        + ") AS r";
  }

  /** Logs the rows that were published. */
  public Statement logRows(String model) {
    String sum = "COALESCE(SUM(CASE WHEN accrete_count %s 0 THEN %s END), 0)";
    return new Statement(
        "Log the change",
        insertLog()
            + "SELECT "
            + tables.ownValues()
            + ", "
            + dialect.text(model)
            + ", "
            + Statement.VERSION
            + " + 1, 'rows',\n  "
            + sum.formatted("<", "-accrete_count")
            + ", "
            + sum.formatted(">", "accrete_count")
            + "\nFROM "
            + changes(model)
            + "\nWHERE accrete_version = "
            + Statement.VERSION
            + " + 1");
  }

  /** Logs a rebuild. */
  public Statement logReset(String model) {
    return new Statement(
        "A reset: each reader of " + model + " is rebuilt in full once",
        insertLog()
            + dialect.row(
                List.of(
                    tables.ownValues(),
                    dialect.text(model),
                    Statement.VERSION + " + 1",
                    "'reset'",
                    "0",
                    "0")));
  }

  /**
   * Drops the changes that every reader has taken in; the update count tells whether there were
   * any.
   */
  public Statement dropPassed(String model) {
    return new Statement(
        "Drop the changes of " + model + " that every reader has taken in",
        "DELETE FROM " + changes(model) + "\nWHERE accrete_version <= " + passed(model));
  }

  /** Logs up to which version changes were dropped. */
  public Statement logDropped(String model) {
    return new Statement(
        "Log that they are gone",
        insertLog()
            + "SELECT "
            + tables.ownValues()
            + ", "
            + dialect.text(model)
            + ", "
            + passed(model)
            + ", 'dropped', 0, 0");
  }

  /** Up to which version every reader has taken the changes in; NULL where there is no reader. */
  String passed(String model) {
    return "(\n  SELECT MIN(p.change_version) FROM "
        + tables.table(POSITION)
        + " AS p JOIN "
        + tables.table(MODEL_VERSION)
        + " AS v\n    ON v.project = p.project AND v.target_schema = p.target_schema"
        + " AND v.model = p.model AND v.version = p.model_version\n  WHERE "
        + tables.own("p.")
        + " AND p.input = "
        + dialect.text(model)
        + ")";
  }

  private String changes(String model) {
    return dialect.relation(tables.changes(model));
  }

  private String insertLog() {
    return "INSERT INTO "
        + tables.table(CHANGE_LOG)
        + " (project, target_schema, model, version, kind, removed, inserted)\n";
  }
}
