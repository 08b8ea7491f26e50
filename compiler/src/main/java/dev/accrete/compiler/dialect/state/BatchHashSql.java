package dev.accrete.compiler.dialect.state;

import static dev.accrete.compiler.dialect.state.StateTables.BATCH;
import static dev.accrete.compiler.dialect.state.StateTables.BATCH_HASH;

import dev.accrete.compiler.dialect.Dialect;
import dev.accrete.compiler.dialect.RelationName;
import dev.accrete.compiler.dialect.Statement;
import java.util.List;

/**
 * The freeze of a source whose rows are hashed, besides being counted, by stamp.
 *
 * <p>The hash of a batch is the exact sum of its rows' hashes, so that their order means nothing.
 * {@code batch_hash} holds differences, as {@code batch} does: what is known of a batch is their
 * sum. They count by the <i>form</i> of the hash, the columns and the function that it is made of.
 * A batch that is not known by the form at hand gets a first hash, which is no change.
 *
 * <p>A known batch whose hash is another one now, or that grew, has perhaps lost rows. It is noted
 * as a batch that all rows left and others came to: a negative difference of {@code batch}, then a
 * positive one, by which its readers are rebuilt. That a growing batch kept its rows cannot be told
 * by a sum.
 *
 * <p>An engine whose hashes are others in another version shows every batch as exchanged, once:
 * that costs rebuilds, and no table.
 */
public final class BatchHashSql {
  private static final int FORM_BYTES = 8;

  private final StateTables tables;
  private final Dialect dialect;
  private final RelationName source;
  private final String stamp;
  private final String hash;
  private final String rows;

  /**
   * The freezes of one source.
   *
   * @param loadedAt the column of its stamps
   * @param columns the columns that are hashed
   */
  public BatchHashSql(
      StateTables tables, RelationName source, String loadedAt, List<String> columns) {
    this.tables = tables;
    this.dialect = tables.dialect();
    this.source = source;
    this.stamp = dialect.quote(loadedAt);
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

  /** Counts and hashes the source by stamp, and puts what is known beside it. */
  public Statement stage() {
    String counted =
        """
        SELECT stamp, CAST(SUM(known) AS BIGINT) AS known, CAST(SUM(live) AS BIGINT) AS live,
          SUM(known_hash) AS known_hash, SUM(live_hash) AS live_hash, SUM(hashed) AS hashed
        FROM (
          SELECT %1$s AS stamp, 0 AS known, COUNT(*) AS live,
            CAST(0 AS NUMERIC(38, 0)) AS known_hash, SUM(CAST(%2$s AS NUMERIC(38, 0))) AS live_hash, 0 AS hashed
          FROM %3$s
          GROUP BY 1
          UNION ALL
          SELECT stamp, %4$s, 0, 0, 0, 0
          FROM %5$s
          WHERE %6$s AND grain = 'stamp'
          UNION ALL
          SELECT stamp, 0, 0, hash, 0, 1
          FROM %7$s
          WHERE %6$s AND form = %8$s
        ) AS counted
        GROUP BY stamp"""
            .formatted(
                stamp,
                hash,
                dialect.relation(source),
                rows,
                tables.table(BATCH),
                tables.own(source),
                tables.table(BATCH_HASH),
                form());
    return new Statement(
        "Count and hash " + source.plain() + " by stamp, beside what was known",
        dialect.stage(staged(), counted));
  }

  /** Notes what differs; the sum of the update counts tells whether anything does. */
  public List<Statement> note() {
    return List.of(noteCounts(), noteHashes());
  }

  private Statement noteCounts() {
    String others =
        "hashed > 0 AND known > 0 AND live > 0 AND (live <> known OR live_hash <> known_hash)";
    String from = " FROM " + dialect.quote(staged()) + " WHERE ";
    return new Statement(
        "Note what differs: of known batches whose rows are others, all left and others came",
        "INSERT INTO "
            + tables.table(BATCH)
            + " (project, target_schema, source, stamp, grain, "
            + rows
            + ", freeze_id)\nSELECT "
            + ownSource()
            + ", stamp, 'stamp', "
            + rows
            + ", "
            + Statement.FREEZE
            + "\nFROM (\n  SELECT stamp, live - known AS "
            + rows
            + from
            + "live <> known AND NOT ("
            + others
            + ")\n  UNION ALL\n  SELECT stamp, -known"
            + from
            + others
            + "\n  UNION ALL\n  SELECT stamp, live"
            + from
            + others
            + "\n) AS differences");
  }

  private Statement noteHashes() {
    return new Statement(
        "Note the hashes that are others, and the first ones",
        "INSERT INTO "
            + tables.table(BATCH_HASH)
            + " (project, target_schema, source, stamp, form, hash, freeze_id)\nSELECT "
            + ownSource()
            + ", stamp, "
            + form()
            + ", live_hash - known_hash, "
            + Statement.FREEZE
            + "\nFROM "
            + dialect.quote(staged())
            + "\nWHERE live_hash <> known_hash OR hashed = 0 AND live > 0");
  }

  private String ownSource() {
    return tables.ownValues() + ", " + dialect.text(source.plain());
  }

  private String staged() {
    return "hashed " + source.plain();
  }

  /** Tells hashes apart that are made of other columns, or in another way. */
  private String form() {
    return dialect.text(StateTables.hash(FORM_BYTES, dialect.engine(), hash));
  }
}
