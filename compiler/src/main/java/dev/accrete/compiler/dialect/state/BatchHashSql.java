package dev.accrete.compiler.dialect.state;

import static dev.accrete.compiler.dialect.state.StateTables.BATCH;
import static dev.accrete.compiler.dialect.state.StateTables.BATCH_HASH;

import dev.accrete.compiler.dialect.Dialect;
import dev.accrete.compiler.dialect.RelationName;
import dev.accrete.compiler.dialect.Statement;
import dev.accrete.compiler.load.SourceDeclaration.Grain;
import dev.accrete.compiler.load.SourceDeclaration.LoadedAt;
import java.util.List;
import java.util.Optional;

/**
 * The freeze of a source whose rows are hashed, besides being counted, by batch.
 *
 * <p>The hash of a batch is the exact sum of its rows' hashes, so that their order means nothing.
 * {@code batch_hash} holds differences, as {@code batch} does: what is known of a batch is their
 * sum. They count by the <i>form</i> of the hash, the columns and the function that it is made of,
 * and whether it is of a stamp or of an hour. A batch that is not known by the form at hand gets a
 * first hash, which is no change.
 *
 * <p>A known batch whose hash is another one now, or that grew, has perhaps lost rows. It is noted
 * as a batch that all rows left and others came to: a negative difference of {@code batch}, then a
 * positive one, by which its readers are rebuilt. That a growing batch kept its rows cannot be told
 * by a sum.
 *
 * <p><b>Hours</b> (days likewise; see {@link FreezeSql} for open ones). All hours are counted and
 * hashed as wholes, then the open ones by stamp as well. An hour that is counted by stamp has new
 * stamps all the time, which is no exchange: of such an hour the stamps tell. It is exchanged where
 * rows of a known stamp left, where such a stamp grew, or has another hash. Any other hour is
 * exchanged where its own count or hash is another one, as a stamp is.
 *
 * <p>Whatever tells it, the hour is noted as one that all rows left and others came to. A model
 * that took the hour in while it was open, and comes back when it has long been rolled up, goes by
 * the hour alone: without that note an exchange that only the stamps showed would be lost to it.
 *
 * <p>An engine whose hashes are others in another version shows every batch as exchanged, once:
 * that costs rebuilds, and no table.
 */
public final class BatchHashSql {
  private static final int FORM_BYTES = 8;
  private static final String OTHERS =
      "hashed > 0 AND known > 0 AND live > 0 AND (live <> known OR live_hash <> known_hash)";

  private final StateTables tables;
  private final Dialect dialect;
  private final FreezeSql freezes;
  private final RelationName source;
  private final LoadedAt loadedAt;
  private final String hash;
  private final String rows;

  /**
   * The freezes of one source.
   *
   * @param loadedAt the column of its stamps, and the width of its batches
   * @param columns the columns that are hashed
   */
  public BatchHashSql(
      StateTables tables, RelationName source, LoadedAt loadedAt, List<String> columns) {
    this.tables = tables;
    this.dialect = tables.dialect();
    this.freezes = new FreezeSql(tables);
    this.source = source;
    this.loadedAt = loadedAt;
    this.hash = dialect.rowHash(columns.stream().map(dialect::quote).toList());
    this.rows = dialect.quote("rows");
  }

  /** The table of hashes. */
  public static RelationName table(StateTables tables) {
    return tables.name(BATCH_HASH);
  }

  /** Creates the table of hashes if there is none, outside the freeze's transaction. */
  public static Statement create(StateTables tables) {
    return new Statement(
        "By how much each freeze found the sum of the row hashes of each batch changed",
        tables
            .dialect()
            .createStateTable(
                table(tables),
                List.of(
                    "project VARCHAR NOT NULL",
                    "target_schema VARCHAR NOT NULL",
                    "source VARCHAR NOT NULL",
                    "stamp TIMESTAMP",
                    "form VARCHAR NOT NULL",
                    "hash NUMERIC(38, 0) NOT NULL",
                    "freeze_id BIGINT NOT NULL"),
                List.of()));
  }

  /** Counts and hashes the source by batch, and puts what is known beside it. */
  public Statement stage() {
    String grain = BatchSql.grain(loadedAt);
    return new Statement(
        "Count and hash " + source.plain() + " by " + grain + ", beside what was known",
        dialect.stage(
            staged(), counted(grain, dialect.batchOf(loadedAt.grain(), stampColumn()), "", "")));
  }

  /**
   * Notes what differs; the sum of the update counts tells whether anything does. With hours or
   * days, also moves the boundary of the open ones.
   */
  public List<Statement> note() {
    String grain = BatchSql.grain(loadedAt);
    return loadedAt.grain() == Grain.STAMP
        ? List.of(noteExchanged(staged()), noteHashes(staged(), grain))
        : List.of(noteTotals(grain), noteHashes(staged(), grain), freezes.rollUp(source, loadedAt));
  }

  /**
   * Counts and hashes open hours by stamp, once {@link Statement#openSince} is bound; absent where
   * batches are stamps.
   */
  public Optional<Statement> stageOpen() {
    return loadedAt.grain() == Grain.STAMP
        ? Optional.empty()
        : Optional.of(
            new Statement(
                "Count and hash the open "
                    + BatchSql.grain(loadedAt)
                    + "s by stamp as well, so that what they gain is known",
                dialect.stage(
                    stagedOpen(),
                    counted(
                        "stamp",
                        stampColumn(),
                        "\n  WHERE " + freezes.open(source, loadedAt, stampColumn()),
                        " AND " + freezes.open(source, loadedAt, "stamp")))));
  }

  /** Notes what differs in open hours, and which hours have other rows than they had. */
  public List<Statement> noteOpen() {
    return loadedAt.grain() == Grain.STAMP
        ? List.of()
        : List.of(
            noteExchanged(stagedOpen()), noteHashes(stagedOpen(), "stamp"), noteExchangedTotals());
  }

  private String counted(String grain, String batch, String live, String known) {
    return """
        SELECT stamp, CAST(SUM(known) AS BIGINT) AS known, CAST(SUM(live) AS BIGINT) AS live,
          SUM(known_hash) AS known_hash, SUM(live_hash) AS live_hash, SUM(hashed) AS hashed
        FROM (
          SELECT %1$s AS stamp, 0 AS known, COUNT(*) AS live,
            CAST(0 AS NUMERIC(38, 0)) AS known_hash, SUM(CAST(%2$s AS NUMERIC(38, 0))) AS live_hash, 0 AS hashed
          FROM %3$s%9$s
          GROUP BY 1
          UNION ALL
          SELECT stamp, %4$s, 0, 0, 0, 0
          FROM %5$s
          WHERE %6$s AND grain = %11$s%10$s
          UNION ALL
          SELECT stamp, 0, 0, hash, 0, 1
          FROM %7$s
          WHERE %6$s AND form = %8$s%10$s
        ) AS counted
        GROUP BY stamp"""
        .formatted(
            batch,
            hash,
            dialect.relation(source),
            rows,
            tables.table(BATCH),
            tables.own(source),
            tables.table(BATCH_HASH),
            form(grain),
            live,
            known,
            dialect.text(grain));
  }

  private Statement noteExchanged(String staged) {
    String from = " FROM " + dialect.quote(staged) + " WHERE ";
    return new Statement(
        "Note what differs: of known batches whose rows are others, all left and others came",
        insertBatch(rows, "stamp")
            + "\nFROM (\n  SELECT stamp, live - known AS "
            + rows
            + from
            + "live <> known AND NOT ("
            + OTHERS
            + ")\n  UNION ALL\n  SELECT stamp, -known"
            + from
            + OTHERS
            + "\n  UNION ALL\n  SELECT stamp, live"
            + from
            + OTHERS
            + "\n) AS differences");
  }

  private Statement noteTotals(String grain) {
    return new Statement(
        "Note what differs from what was known",
        insertBatch("live - known", grain)
            + "\nFROM "
            + dialect.quote(staged())
            + "\nWHERE live <> known");
  }

  /** The sum stays what it is: as many rows come as leave. */
  private Statement noteExchangedTotals() {
    String grain = BatchSql.grain(loadedAt);
    String byStamp =
        "COALESCE(stamp >= %s OR known > 0 AND stamp >= %s, FALSE)"
            .formatted(Statement.openSince(source.plain()), Statement.openBefore(source.plain()));
    return new Statement(
        "Of " + grain + "s whose rows are others, all left and others came",
        insertBatch("sign * live", grain)
            + """

              FROM %1$s
              CROSS JOIN (SELECT -1 AS sign UNION ALL SELECT 1) AS twice
              WHERE live > 0 AND (%2$s AND stamp IN (
                  SELECT %3$s FROM %4$s
                  WHERE known > 0 AND (live < known OR %5$s))
                OR NOT %2$s AND %5$s)"""
                .formatted(
                    dialect.quote(staged()),
                    byStamp,
                    dialect.batchOf(loadedAt.grain(), "stamp"),
                    dialect.quote(stagedOpen()),
                    OTHERS));
  }

  private Statement noteHashes(String staged, String grain) {
    return new Statement(
        "Note the hashes that are others, and the first ones",
        "INSERT INTO "
            + tables.table(BATCH_HASH)
            + " (project, target_schema, source, stamp, form, hash, freeze_id)\nSELECT "
            + ownSource()
            + ", stamp, "
            + form(grain)
            + ", live_hash - known_hash, "
            + Statement.FREEZE
            + "\nFROM "
            + dialect.quote(staged)
            + "\nWHERE live_hash <> known_hash OR hashed = 0 AND live > 0");
  }

  /**
   * Deletes the hashes of stamps of hours that were rolled up before every model's position, as
   * their counts are.
   */
  public Statement dropRolledUp() {
    return new Statement(
        "Drop the hashes of stamps of rolled-up batches that every model has taken in",
        "DELETE FROM "
            + tables.table(BATCH_HASH)
            + "\nWHERE "
            + tables.own(source)
            + " AND form = "
            + form("stamp")
            + "\n  AND "
            + new BatchSql(tables).passed(source));
  }

  private String insertBatch(String difference, String grain) {
    return "INSERT INTO "
        + tables.table(BATCH)
        + " (project, target_schema, source, stamp, grain, "
        + rows
        + ", freeze_id)\nSELECT "
        + ownSource()
        + ", stamp, "
        + dialect.text(grain)
        + ", "
        + difference
        + ", "
        + Statement.FREEZE;
  }

  private String ownSource() {
    return tables.ownValues() + ", " + dialect.text(source.plain());
  }

  private String stampColumn() {
    return dialect.quote(loadedAt.column());
  }

  private String staged() {
    return "hashed " + source.plain();
  }

  private String stagedOpen() {
    return "hashed open " + source.plain();
  }

  /** Tells hashes apart that are made of other columns, in another way, or of other batches. */
  private String form(String grain) {
    return dialect.text(
        grain.equals("stamp")
            ? StateTables.hash(FORM_BYTES, dialect.engine(), hash)
            : StateTables.hash(FORM_BYTES, dialect.engine(), hash, grain));
  }
}
