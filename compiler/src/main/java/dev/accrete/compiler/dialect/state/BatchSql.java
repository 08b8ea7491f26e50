package dev.accrete.compiler.dialect.state;

import static dev.accrete.compiler.dialect.state.StateTables.BATCH;
import static dev.accrete.compiler.dialect.state.StateTables.MODEL_VERSION;
import static dev.accrete.compiler.dialect.state.StateTables.POSITION;

import dev.accrete.compiler.dialect.Dialect;
import dev.accrete.compiler.dialect.RelationName;
import dev.accrete.compiler.dialect.Statement;
import dev.accrete.compiler.load.SourceDeclaration.Grain;
import dev.accrete.compiler.load.SourceDeclaration.LoadedAt;

/**
 * Which batches a run sees, and which ones a model has not taken in.
 *
 * <p>For a model at position f that reads freeze g, a batch with rows of {@code batch} in (f, g] is
 *
 * <ul>
 *   <li><i>shrunk</i> if any of them is negative, whatever else happened to it: rows of the batch
 *       left, and nobody knows which; the net alone would hide rows that left when others came;
 *   <li>else <i>reopened</i> if it was known at f: old and new rows cannot be told apart, so all
 *       are changed;
 *   <li>else <i>new</i>: its rows are the change.
 * </ul>
 *
 * <p><b>Hours</b> (see {@link FreezeSql} for the boundary T). Between f and g an hour H is taken by
 * stamp where its stamps are known at both ends: H lies from T(g) on; or H was known at f and lies
 * from T(g−1) on, so that the freeze g still counted its stamps before it rolled the hour up. T
 * never moves back, so every freeze in (f, g] counted H by stamp, however far the model lags.
 * Otherwise H is taken as a whole: new if unknown at f, else reopened with all its rows. An hour
 * that a lagging model last saw open and that was rolled up before g − 1 is therefore reopened: a
 * superset of the change, which recompute allows.
 */
public final class BatchSql {
  private final StateTables tables;
  private final Dialect dialect;
  private final String rows;

  /** The batches of one project in one target schema. */
  public BatchSql(StateTables tables) {
    this.tables = tables;
    this.dialect = tables.dialect();
    this.rows = dialect.quote("rows");
  }

  static String grain(LoadedAt loadedAt) {
    return switch (loadedAt.grain()) {
      case STAMP -> "stamp";
      case HOUR -> "hour";
      case DAY -> "day";
    };
  }

  static String boundary(StateTables tables, RelationName source, String when) {
    return "(SELECT MAX(stamp) FROM "
        + tables.table(BATCH)
        + " WHERE "
        + tables.own(source)
        + " AND grain = 'rolled_up' AND "
        + when
        + ")";
  }

  /**
   * An expression for {@link Statement#openSince}: the boundary of the open hours at the freeze.
   */
  public String openSince(RelationName source) {
    return boundary(tables, source, "freeze_id <= " + Statement.FREEZE);
  }

  /** An expression for {@link Statement#openBefore}: the boundary before the freeze. */
  public String openBefore(RelationName source) {
    return boundary(tables, source, "freeze_id < " + Statement.FREEZE);
  }

  /** Reads {@link #openSince} and {@link #openBefore}. */
  public String readBoundaries(RelationName source) {
    return "SELECT " + asText(openSince(source)) + ", " + asText(openBefore(source));
  }

  /** A stamp as the engine writes it: drivers have no word for infinity. */
  public static String asText(String stamp) {
    return "CAST(" + stamp + " AS VARCHAR)";
  }

  /** Fills the table of the batches that the run sees. */
  public Statement stageFrozen(RelationName source, LoadedAt loadedAt) {
    String select =
        loadedAt.grain() == Grain.STAMP
            ? known(source, "stamp", "")
            : known(
                    source,
                    grain(loadedAt),
                    " AND (stamp < " + Statement.openSince(source.plain()) + " OR stamp IS NULL)")
                + "\nUNION ALL\n"
                + known(source, "stamp", " AND stamp >= " + Statement.openSince(source.plain()));
    return new Statement(
        "The batches of "
            + source.plain()
            + " that this run sees: rows that come later wait for the next one",
        dialect.stage(StateSql.frozenBatches(source), select));
  }

  private String known(RelationName source, String grain, String restriction) {
    return "SELECT stamp\nFROM "
        + tables.table(BATCH)
        + "\nWHERE "
        + counted(source, grain)
        + restriction
        + "\nGROUP BY stamp\nHAVING SUM("
        + rows
        + ") > 0";
  }

  /** Fills the table of the batches that changed since the model's position. */
  public Statement stageChanged(RelationName source, LoadedAt loadedAt) {
    String select =
        loadedAt.grain() == Grain.STAMP
            ? changes(source, "stamp") + "\nHAVING MAX(freeze_id) > " + since(source)
            : changedHours(source, loadedAt);
    return new Statement(
        "The batches of " + source.plain() + " that changed since the model last took them in",
        dialect.stage(StateSql.changedBatches(source), select));
  }

  private String changedHours(RelationName source, LoadedAt loadedAt) {
    String byStamp =
        "(stamp >= "
            + Statement.openSince(source.plain())
            + " OR known > 0 AND stamp >= "
            + Statement.openBefore(source.plain())
            + ")";
    return "WITH totals AS (\n"
        + changes(source, grain(loadedAt))
        + "\n), stamps AS (\n"
        + changes(source, "stamp")
        + "\nHAVING MAX(freeze_id) > "
        + since(source)
        + "\n)\nSELECT stamp, grain, kind, "
        + rows
        + " FROM totals\nWHERE last_freeze > "
        + since(source)
        + " AND NOT COALESCE("
        + byStamp
        + ", FALSE)\nUNION ALL\nSELECT stamp, grain, kind, "
        + rows
        + " FROM stamps\nWHERE "
        + dialect.batchOf(loadedAt.grain(), "stamp")
        + " IN (SELECT stamp FROM totals WHERE "
        + byStamp
        + ")";
  }

  private String changes(RelationName source, String grain) {
    String later = "freeze_id > " + since(source);
    String known = "SUM(CASE WHEN " + later + " THEN 0 ELSE " + rows + " END)";
    return "SELECT stamp, "
        + dialect.text(grain)
        + " AS grain,\n  CASE WHEN MIN(CASE WHEN "
        + later
        + " THEN "
        + rows
        + " END) < 0 THEN 'shrunk'\n    WHEN "
        + known
        + " > 0 THEN 'reopened'\n    ELSE 'new' END AS kind,\n  "
        + "SUM(CASE WHEN "
        + later
        + " THEN "
        + rows
        + " ELSE 0 END) AS "
        + rows
        + ",\n  "
        + known
        + " AS known, MAX(freeze_id) AS last_freeze\nFROM "
        + tables.table(BATCH)
        + "\nWHERE "
        + counted(source, grain)
        + "\nGROUP BY stamp";
  }

  /** The least stamp of the changed batches, as {@link Statement#changedFrom} in a script. */
  public static String changedFrom(Dialect dialect, String source) {
    return "(SELECT MIN(stamp) FROM " + dialect.quote("changed " + source) + ")";
  }

  /**
   * Counts the changed batches: kind ({@code new}, {@code reopened}, {@code shrunk}), batches,
   * rows, the least stamp of all kinds.
   */
  public String classify(RelationName source) {
    return "SELECT kind, COUNT(*), SUM("
        + rows
        + "), "
        + asText(changedFrom(dialect, source.plain()))
        + " FROM "
        + dialect.quote(StateSql.changedBatches(source))
        + " GROUP BY kind ORDER BY kind";
  }

  /**
   * Deletes stamps of hours that were rolled up before every model's position: no later statement
   * can ask for them, since it asks from its own boundary on.
   */
  public Statement dropRolledUp(RelationName source) {
    return new Statement(
        "Drop the stamps of rolled-up batches that every model has taken in",
        "DELETE FROM "
            + tables.table(BATCH)
            + "\nWHERE "
            + tables.own(source)
            + " AND grain = 'stamp'\n  AND "
            + passed(source));
  }

  /** Whether a stamp's hour was rolled up before every model's position. */
  String passed(RelationName source) {
    String least =
        "(SELECT MIN(p.freeze_id) FROM "
            + tables.table(POSITION)
            + " AS p JOIN "
            + tables.table(MODEL_VERSION)
            + " AS v\n      ON v.project = p.project AND v.target_schema = p.target_schema"
            + " AND v.model = p.model AND v.version = p.model_version\n    WHERE "
            + tables.own("p.")
            + " AND p.input = "
            + dialect.text(source.plain())
            + ")";
    return "stamp < " + boundary(tables, source, "freeze_id <= " + least);
  }

  private String counted(RelationName source, String grain) {
    return tables.own(source)
        + " AND grain = "
        + dialect.text(grain)
        + "\n  AND freeze_id <= "
        + Statement.FREEZE;
  }

  private static String since(RelationName source) {
    return Statement.since(source.plain());
  }
}
