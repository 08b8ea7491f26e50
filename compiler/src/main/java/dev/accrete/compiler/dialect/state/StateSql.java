package dev.accrete.compiler.dialect.state;

import dev.accrete.compiler.dialect.Dialect;
import dev.accrete.compiler.dialect.RelationName;
import dev.accrete.compiler.dialect.Statement;
import dev.accrete.compiler.load.SourceDeclaration.Grain;
import dev.accrete.compiler.load.SourceDeclaration.LoadedAt;
import java.util.List;

/**
 * The parts of a model's SELECTs that read the state: which rows of a source the run sees, and
 * which rows of an input changed.
 *
 * <p>They read two small staging tables for each source, which a run or script fills first (see
 * {@link BatchSql}): {@code "frozen S"} with the batches known at the freeze, once a connection,
 * and {@code "changed S"} with the batches that the model at hand has not taken in. Both have a row
 * with a NULL stamp where the rows without a stamp belong to them.
 */
public final class StateSql {
  private final StateTables tables;
  private final Dialect dialect;

  /** The SQL for one project in one target schema. */
  public StateSql(Dialect dialect, String stateSchema, String project, String targetSchema) {
    this(new StateTables(dialect, stateSchema, project, targetSchema));
  }

  /** The SQL over these tables. */
  public StateSql(StateTables tables) {
    this.tables = tables;
    this.dialect = tables.dialect();
  }

  /** The tables that this reads. */
  public StateTables tables() {
    return tables;
  }

  /** The staging table of the batches of a source that are known at the freeze: {@code stamp}. */
  public static String frozenBatches(RelationName source) {
    return "frozen " + source.plain();
  }

  /** The staging table of the batches of a source that the model has not taken in. */
  public static String changedBatches(RelationName source) {
    return "changed " + source.plain();
  }

  /**
   * The rows of a source that belong to a batch known at the freeze, where this is the only
   * condition.
   *
   * <p>Stamps are one null-safe semi join: the rows without a stamp match the row without one in
   * the frozen batches, if it is there, and nothing else does. Hours need an expression over the
   * stamp, which DuckDB 2.0 joins slowly when it stands in a correlated EXISTS (ten million rows
   * take 5 s for 0.3 s), so they are written as in {@link #pinnedAfter}.
   *
   * @param source the live table
   * @param alias its alias where the condition stands
   */
  public String pinned(RelationName source, LoadedAt loadedAt, String alias) {
    return loadedAt.grain() == Grain.STAMP
        ? among(frozenBatches(source), column(alias, loadedAt))
        : pinnedAfter(source, loadedAt, alias);
  }

  /**
   * The same behind conditions that leave few rows.
   *
   * <p>Written as IN … OR, of which DuckDB makes a mark join that stays where it is. Two semi joins
   * it would turn round, and look for every row of the source in the many frozen batches first.
   */
  public String pinnedAfter(RelationName source, LoadedAt loadedAt, String alias) {
    String stamp = column(alias, loadedAt);
    String frozen = dialect.quote(frozenBatches(source));
    return "("
        + frozenBatch(source, loadedAt.grain(), stamp)
        + " IN (SELECT stamp FROM "
        + frozen
        + ")"
        + orBothUnstamped(stamp, frozen)
        + ")";
  }

  /** The batch that a row of a stamp belongs to, as the frozen batches have it. */
  String frozenBatch(RelationName source, Grain grain, String stamp) {
    if (grain == Grain.STAMP) {
      return stamp;
    }
    return "CASE WHEN "
        + stamp
        + " >= "
        + Statement.openSince(source.plain())
        + " THEN "
        + stamp
        + " ELSE "
        + dialect.batchOf(grain, stamp)
        + " END";
  }

  /**
   * The rows of a source that are new or may have changed since the model's position: those of
   * changed batches. Not pinned.
   *
   * <p>Stamps are one null-safe semi join, whose least and greatest value DuckDB 2.0 hands down to
   * the scan: it skips by its zone maps what lies outside.
   *
   * <p>For hours, the least changed stamp comes first, as a condition of its own, so that the
   * costly comparisons see only what it leaves; behind them a script's, which is a sub-query, saved
   * nothing (ten million rows took 0.7 s for 0.08 s).
   */
  public String changed(RelationName source, LoadedAt loadedAt, String alias) {
    String stamp = column(alias, loadedAt);
    if (loadedAt.grain() == Grain.STAMP) {
      return among(changedBatches(source), stamp);
    }
    String changed = dialect.quote(changedBatches(source));
    return "("
        + stamp
        + " >= "
        + Statement.changedFrom(source.plain())
        + " OR "
        + stamp
        + " IS NULL)\nAND ("
        + stamp
        + " IN (SELECT stamp FROM "
        + changed
        + " WHERE grain = 'stamp')\n  OR "
        + dialect.batchOf(loadedAt.grain(), stamp)
        + " IN (SELECT stamp FROM "
        + changed
        + " WHERE grain <> 'stamp')"
        + orBothUnstamped(stamp, changed)
        + ")";
  }

  /**
   * The rows of a source that is loaded with another one which are new or may be: those that are
   * told by what {@link LoadedWithSql#stageRows} left.
   */
  public String changed(RelationName source, Companion companion, String alias) {
    String own = dialect.quote(alias) + "." + dialect.quote(companion.own().get(0));
    return dialect.isIn(own, "id", dialect.quote(LoadedWithSql.changedRows(source)));
  }

  /**
   * The inner column stands without an alias, as any alias might be that of a source; the inner
   * table's own name, with its blank and dot, is nobody's.
   */
  private String among(String batches, String stamp) {
    return dialect.isIn(stamp, "stamp", dialect.quote(batches));
  }

  private static String orBothUnstamped(String stamp, String batches) {
    return "\n  OR "
        + stamp
        + " IS NULL AND EXISTS (SELECT 1 FROM "
        + batches
        + " WHERE stamp IS NULL)";
  }

  private String column(String alias, LoadedAt loadedAt) {
    return dialect.quote(alias) + "." + dialect.quote(loadedAt.column());
  }

  /**
   * The signed changes of a model that has readers: {@code accrete_version}, {@code accrete_count}
   * (negative for removed rows), then the model's columns.
   */
  public RelationName changesTable(String model) {
    return tables.changes(model);
  }

  /** The copy of a snapshot source: the rows that models read in its place. */
  public RelationName copyTable(String source) {
    return tables.copy(source);
  }

  /** Where claimed rows of a landing source wait, before they come into its own table. */
  public RelationName waitingTable(RelationName source) {
    return tables.waiting(source);
  }

  /** Whether a table is one that is kept beside a model's own. */
  public boolean isSideTable(RelationName table, String model) {
    return tables.isSide(table, model);
  }

  /** The table of what is kept beside a model's own table. */
  public RelationName sideTable(String model, String what) {
    return tables.side(model, what);
  }

  /**
   * A SELECT of the rows removed and inserted after the reader's position; a row may come often.
   */
  public String changedRows(String model, List<String> columns) {
    return "SELECT "
        + dialect.columns(columns)
        + " FROM "
        + dialect.relation(changesTable(model))
        + " WHERE accrete_version > "
        + Statement.after(model);
  }

  /** A SELECT of the rows inserted after the reader's position, each as often as it was. */
  public String insertedRows(String model, List<String> columns) {
    return published(
        model,
        columns.stream().map(c -> "published." + dialect.quote(c)).toList(),
        "published.accrete_count");
  }

  /**
   * A SELECT of the rows removed and inserted after the reader's position, each as often as it was,
   * with {@code accrete_sign}, which is -1 or 1, among the columns.
   */
  public String signedRows(String model, List<String> columns) {
    List<String> items =
        columns.stream()
            .map(
                c ->
                    c.equals("accrete_sign")
                        ? "CASE WHEN published.accrete_count < 0 THEN -1 ELSE 1 END AS accrete_sign"
                        : "published." + dialect.quote(c))
            .toList();
    return published(model, items, "ABS(published.accrete_count)");
  }

  private String published(String model, List<String> items, String times) {
    return "SELECT "
        + String.join(", ", items)
        + " FROM "
        + dialect.relation(changesTable(model))
        + " AS published"
        + dialect.repetitions(times)
        + " WHERE published.accrete_version > "
        + Statement.after(model);
  }

  /** A SELECT of the rows removed after the reader's position; a row may come often. */
  public String removedRows(String model, List<String> columns) {
    return changedRows(model, columns) + " AND accrete_count < 0";
  }
}
