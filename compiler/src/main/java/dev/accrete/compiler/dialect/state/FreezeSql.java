package dev.accrete.compiler.dialect.state;

import static dev.accrete.compiler.dialect.state.StateTables.BATCH;
import static dev.accrete.compiler.dialect.state.StateTables.FREEZE;
import static dev.accrete.compiler.dialect.state.StateTables.FREEZE_COUNTER;

import dev.accrete.compiler.dialect.Dialect;
import dev.accrete.compiler.dialect.RelationName;
import dev.accrete.compiler.dialect.Statement;
import dev.accrete.compiler.load.SourceDeclaration.Arrival;
import dev.accrete.compiler.load.SourceDeclaration.Grain;
import dev.accrete.compiler.load.SourceDeclaration.LoadedAt;
import java.util.List;
import java.util.Optional;

/**
 * The freeze: one transaction that counts every source against what was known.
 *
 * <p>It first moves the counter row from the value that was read. Without that, two freezes at once
 * would both insert one difference, and the sum would hide a later growth of that size.
 *
 * <p><b>Stamps.</b> With {@link Grain#STAMP} every stamp of the source is counted, NULL included,
 * and the difference to the sum of the rows before is inserted, so that after the freeze {@code
 * SUM(rows)} of each stamp is what the freeze saw. Rows of {@code batch} have grain {@code stamp}.
 *
 * <p><b>Arrival.</b> Where a source says so, only batches from a moment on are counted (see {@link
 * ArrivalSql}), on both sides of the difference, so that what is known of older ones stays.
 *
 * <p><b>Hours</b> (days likewise). Counting by stamp is too slow where each event has its own. So
 * the totals of all hours are counted (grain {@code hour}), and stamps (grain {@code stamp}) only
 * in the <i>open</i> hours. These are the hours from a boundary T on, which a row of grain {@code
 * rolled_up} records; T is the second newest hour that has rows, and never moves back. A freeze
 * that moves the boundary from T′ to T counts by stamp
 *
 * <ol>
 *   <li>all hours from T on, and
 *   <li>hours from T′ on that were known before: open until now, counted by stamp for the last
 *       time.
 * </ol>
 *
 * <p>An hour from T on was open since it first had rows, since T never moves back; so its stamps'
 * sums are complete. A new hour between T′ and T is rolled up at once, without stamps. An hour
 * before T is known by its total alone; when it changes, all its rows count as changed. Rolling up
 * inserts no negative row, so it never looks like a shrink.
 */
public final class FreezeSql {
  /** How many of the newest hours or days stay counted by stamp. */
  private static final int OPEN_BATCHES = 2;

  private final StateTables tables;
  private final Dialect dialect;
  private final String rows;

  /** The freezes of one project in one target schema. */
  public FreezeSql(StateTables tables) {
    this.tables = tables;
    this.dialect = tables.dialect();
    this.rows = dialect.quote("rows");
  }

  /** Reads the number of the last freeze. */
  public String lastFreeze() {
    return "SELECT freeze_id FROM " + tables.table(FREEZE_COUNTER) + " WHERE " + tables.own();
  }

  /** Moves the counter to the run's freeze; must hit one row. */
  public Statement advance() {
    return new Statement(
        "Take the next freeze number; a freeze at the same time fails here",
        "UPDATE "
            + tables.table(FREEZE_COUNTER)
            + "\nSET freeze_id = "
            + Statement.FREEZE
            + "\nWHERE "
            + tables.own()
            + " AND freeze_id = "
            + Statement.FREEZE
            + " - 1");
  }

  /** Notes the freeze; comes last in its transaction. */
  public Statement note() {
    return new Statement(
        "Note the freeze",
        "INSERT INTO "
            + tables.table(FREEZE)
            + " (project, target_schema, freeze_id, run_id, frozen_at)\n"
            + dialect.row(
                List.of(tables.ownValues(), Statement.FREEZE, Statement.RUN_ID, Statement.NOW)));
  }

  /**
   * A condition that holds where the stamps of a source cannot be counted: rounded ones would match
   * no row of it.
   */
  public Optional<String> uncountable(RelationName source, LoadedAt loadedAt) {
    return dialect.finerStamps(source, loadedAt.column());
  }

  /** What is wrong then, for people. */
  public static String whyUncountable(RelationName source, LoadedAt loadedAt) {
    return "the stamps of "
        + source.plain()
        + " in "
        + loadedAt.column()
        + " have nanoseconds, and batches are told apart by microseconds: make the column a TIMESTAMP";
  }

  /**
   * Counts the batches of a source; with hours or days, also moves the boundary of the open ones.
   *
   * @param arrival whether all of them are counted, or those from {@link Statement#countedFrom} on
   * @return statements whose update counts tell, in sum, whether anything changed
   */
  public List<Statement> countBatches(RelationName source, LoadedAt loadedAt, Arrival arrival) {
    return loadedAt.grain() == Grain.STAMP
        ? List.of(countStamps(source, loadedAt, arrival))
        : List.of(countTotals(source, loadedAt, arrival), rollUp(source, loadedAt));
  }

  /** Counts the open hours or days by stamp, once {@link Statement#openSince} is bound. */
  public Optional<Statement> countOpen(RelationName source, LoadedAt loadedAt) {
    return loadedAt.grain() == Grain.STAMP
        ? Optional.empty()
        : Optional.of(countOpenStamps(source, loadedAt));
  }

  private Statement countStamps(RelationName source, LoadedAt loadedAt, Arrival arrival) {
    return difference(
        "Count " + source.plain() + " by stamp, and note what differs from what was known",
        source,
        "stamp",
        loadedAt.column(),
        dialect.quote(loadedAt.column()),
        newest(source, loadedAt, arrival),
        arrival == Arrival.ANY
            ? ""
            : " AND (stamp >= " + Statement.countedFrom(source.plain()) + " OR stamp IS NULL)");
  }

  private Statement countTotals(RelationName source, LoadedAt loadedAt, Arrival arrival) {
    String grain = BatchSql.grain(loadedAt);
    return difference(
        "Count " + source.plain() + " by " + grain + ", and note what differs from what was known",
        source,
        grain,
        loadedAt.column(),
        dialect.batchOf(loadedAt.grain(), dialect.quote(loadedAt.column())),
        newest(source, loadedAt, arrival),
        arrival == Arrival.ANY
            ? ""
            : " AND (stamp >= " + Statement.countedFrom(source.plain()) + " OR stamp IS NULL)");
  }

  /**
   * Rows without a stamp are a batch of their own, which is always counted. They are read by
   * themselves, as DuckDB skips nothing by an OR with a sub-query.
   */
  private String newest(RelationName source, LoadedAt loadedAt, Arrival arrival) {
    return arrival == Arrival.ANY
        ? ""
        : """

            WHERE %1$s >= %2$s
            GROUP BY 1
            UNION ALL
            SELECT %3$s AS stamp, COUNT(*) AS %4$s
            FROM %5$s
            WHERE %1$s IS NULL"""
            .formatted(
                dialect.quote(loadedAt.column()),
                Statement.countedFrom(source.plain()),
                dialect.batchOf(loadedAt.grain(), dialect.quote(loadedAt.column())),
                rows,
                dialect.relation(source))
            .replace("\n", "\n  ");
  }

  /** Moves the boundary of the open hours, once the hours are counted. */
  Statement rollUp(RelationName source, LoadedAt loadedAt) {
    String newest =
        "SELECT stamp FROM "
            + tables.table(BATCH)
            + " WHERE "
            + tables.own(source)
            + " AND grain = "
            + dialect.text(BatchSql.grain(loadedAt))
            + " AND stamp IS NOT NULL\n    GROUP BY stamp HAVING SUM("
            + rows
            + ") > 0 ORDER BY stamp DESC LIMIT "
            + OPEN_BATCHES;
    return new Statement(
        "Older "
            + BatchSql.grain(loadedAt)
            + "s are rolled up: from now on they are known by their totals alone",
        insertBatch()
            + "SELECT "
            + tables.ownValues()
            + ", "
            + dialect.text(source.plain())
            + ", MIN(stamp), 'rolled_up', 0, "
            + Statement.FREEZE
            + "\nFROM (\n    "
            + newest
            + "\n) AS newest\nHAVING MIN(stamp) > COALESCE("
            + boundaryBefore(source)
            + ", MIN(stamp) - INTERVAL '1' DAY)");
  }

  private Statement countOpenStamps(RelationName source, LoadedAt loadedAt) {
    String live = "\n  WHERE " + open(source, loadedAt, dialect.quote(loadedAt.column()));
    String known = " AND " + open(source, loadedAt, "stamp");
    return difference(
        "Count the open "
            + BatchSql.grain(loadedAt)
            + "s by stamp as well, so that what they gain is known",
        source,
        "stamp",
        loadedAt.column(),
        dialect.quote(loadedAt.column()),
        live,
        known);
  }

  /**
   * Whether a stamp's hour is counted by stamp in this freeze. The least bound stands there by
   * itself, so that the engine skips what is older.
   */
  String open(RelationName source, LoadedAt loadedAt, String stamp) {
    String since = Statement.openSince(source.plain());
    String before = Statement.openBefore(source.plain());
    return """
        %1$s >= COALESCE(%3$s, %2$s) AND (%1$s >= %2$s
            OR %4$s IN (
              SELECT stamp FROM %5$s WHERE %6$s AND grain = %7$s
              AND freeze_id < %8$s AND stamp >= %3$s GROUP BY stamp HAVING SUM(%9$s) > 0))"""
        .formatted(
            stamp,
            since,
            before,
            dialect.batchOf(loadedAt.grain(), stamp),
            tables.table(BATCH),
            tables.own(source),
            dialect.text(BatchSql.grain(loadedAt)),
            Statement.FREEZE,
            rows);
  }

  /** The boundary of the open hours as the freeze before left it. */
  private String boundaryBefore(RelationName source) {
    return BatchSql.boundary(tables, source, "freeze_id < " + Statement.FREEZE);
  }

  private Statement difference(
      String purpose,
      RelationName source,
      String grain,
      String column,
      String batch,
      String live,
      String known) {
    String sql =
        insertBatch()
            + "SELECT "
            + tables.ownValues()
            + ", "
            + dialect.text(source.plain())
            + ", stamp, "
            + dialect.text(grain)
            + ", CAST(SUM("
            + rows
            + ") AS BIGINT), "
            + Statement.FREEZE
            + "\nFROM (\n  SELECT "
            + batch
            + " AS stamp, COUNT(*) AS "
            + rows
            + "\n  FROM "
            + dialect.relation(source)
            + live
            + "\n  GROUP BY 1\n  UNION ALL\n  SELECT stamp, -"
            + rows
            + "\n  FROM "
            + tables.table(BATCH)
            + "\n  WHERE "
            + tables.own(source)
            + " AND grain = "
            + dialect.text(grain)
            + known
            + "\n) AS counted\nGROUP BY stamp\nHAVING SUM("
            + rows
            + ") <> 0";
    return new Statement(purpose, sql);
  }

  private String insertBatch() {
    return "INSERT INTO "
        + tables.table(BATCH)
        + " (project, target_schema, source, stamp, grain, "
        + rows
        + ", freeze_id)\n";
  }
}
