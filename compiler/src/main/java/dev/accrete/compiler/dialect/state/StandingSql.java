package dev.accrete.compiler.dialect.state;

import static dev.accrete.compiler.dialect.state.StateTables.CHANGE_LOG;
import static dev.accrete.compiler.dialect.state.StateTables.FREEZE_COUNTER;
import static dev.accrete.compiler.dialect.state.StateTables.LOCK;
import static dev.accrete.compiler.dialect.state.StateTables.MODEL_VERSION;
import static dev.accrete.compiler.dialect.state.StateTables.POSITION;
import static dev.accrete.compiler.dialect.state.StateTables.STATE_VERSION;

import dev.accrete.compiler.dialect.Dialect;
import dev.accrete.compiler.dialect.RelationName;
import java.util.Collection;

/** Queries for where the models stand. */
public final class StandingSql {
  /** The last freeze, among what {@link #beginning()} tells. */
  public static final String FREEZE = "freeze";

  /** The lock's fence, likewise. */
  public static final String LOCK_ROW = "lock";

  /** The version of the state's own form, likewise. */
  public static final String VERSION = "version";

  private final StateTables tables;
  private final Dialect dialect;

  /** The queries for one project in one target schema. */
  public StandingSql(StateTables tables) {
    this.tables = tables;
    this.dialect = tables.dialect();
  }

  /** The tables and views of some schemas: schema, table. */
  public String relations(Collection<String> schemas) {
    return dialect.relationsIn(schemas);
  }

  /** The same, and once more the views among them: schema, table, whether it is told as a view. */
  public String relationsAndViews(Collection<String> schemas) {
    return "SELECT relations.*, 0 AS is_view FROM (\n"
        + dialect.relationsIn(schemas)
        + "\n) AS relations\nUNION ALL\nSELECT views.*, 1 FROM (\n"
        + dialect.viewsIn(schemas)
        + "\n) AS views";
  }

  /**
   * What a run looks at before it begins: the last freeze, the lock, the version of the state's own
   * form. A row each of what there is: its kind, its number.
   */
  public String beginning() {
    return "SELECT "
        + dialect.text(FREEZE)
        + ", freeze_id FROM "
        + tables.table(FREEZE_COUNTER)
        + " WHERE "
        + tables.own()
        + "\nUNION ALL\nSELECT "
        + dialect.text(LOCK_ROW)
        + ", fence FROM "
        + tables.table(LOCK)
        + " WHERE "
        + tables.own()
        + "\nUNION ALL\nSELECT "
        + dialect.text(VERSION)
        + ", MAX(version) FROM "
        + tables.table(STATE_VERSION)
        + " HAVING COUNT(*) > 0";
  }

  /** A query without rows whose columns are those of a table. */
  public String shape(RelationName table) {
    return "SELECT * FROM " + dialect.relation(table) + " WHERE 1 = 0";
  }

  /** A query without rows whose columns are those of a staging table. */
  public String stagedShape(String name) {
    return stagedShape(dialect, name);
  }

  /** The same where no state is at hand. */
  public static String stagedShape(Dialect dialect, String name) {
    return "SELECT * FROM " + dialect.quote(name) + " WHERE 1 = 0";
  }

  /** The rows of a staging table. */
  public static String countStaged(Dialect dialect, String name) {
    return "SELECT COUNT(*) FROM " + dialect.quote(name);
  }

  /** The rows of a table. */
  public String count(RelationName table) {
    return "SELECT COUNT(*) FROM " + dialect.relation(table);
  }

  /**
   * Each model's version: model, version, fingerprint, key_count, row_count, strategy, run_id,
   * committed_at.
   */
  public String versions() {
    return "SELECT model, version, fingerprint, key_count, row_count, strategy, run_id, committed_at FROM "
        + tables.table(MODEL_VERSION)
        + " WHERE "
        + tables.own()
        + " ORDER BY model";
  }

  /** One model's version, as {@link #versions()}. */
  public String version(String model) {
    return "SELECT model, version, fingerprint, key_count, row_count, strategy, run_id, committed_at FROM "
        + tables.table(MODEL_VERSION)
        + " WHERE "
        + tables.own()
        + " AND model = "
        + dialect.text(model);
  }

  /** How far a model has taken in its inputs: model, input, freeze_id, change_version. */
  public String positions(String model) {
    return positionsWhere(" AND p.model = " + dialect.text(model));
  }

  /** The same for all models. */
  public String positions() {
    return positionsWhere("");
  }

  private String positionsWhere(String condition) {
    return "SELECT p.model, p.input, p.freeze_id, p.change_version FROM "
        + tables.table(POSITION)
        + " AS p JOIN "
        + tables.table(MODEL_VERSION)
        + " AS v ON v.project = p.project AND v.target_schema = p.target_schema"
        + " AND v.model = p.model AND v.version = p.model_version WHERE "
        + tables.own("p.")
        + condition
        + " ORDER BY p.model, p.input";
  }

  /**
   * What another model published after a reader's position: a row for each kind of what it logged,
   * and one of the kind {@code version} where it was ever built. Columns: the kind, how many, the
   * last version, rows removed, rows inserted. What was dropped is told whatever the position.
   */
  public String published(String model, long position) {
    String own = tables.own() + " AND model = " + dialect.text(model);
    return "SELECT 'version' AS kind, 1 AS times, version AS last_version, 0 AS removed, 0 AS inserted FROM "
        + tables.table(MODEL_VERSION)
        + " WHERE "
        + own
        + "\nUNION ALL\nSELECT kind, COUNT(*), MAX(version), CAST(SUM(removed) AS BIGINT), CAST(SUM(inserted) AS BIGINT) FROM "
        + tables.table(CHANGE_LOG)
        + " WHERE "
        + own
        + " AND (version > "
        + position
        + " OR kind = 'dropped') GROUP BY kind";
  }
}
