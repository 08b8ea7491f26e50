package dev.accrete.compiler.dialect.state;

import static dev.accrete.compiler.dialect.state.StateTables.BATCH;

import dev.accrete.compiler.dialect.Dialect;
import dev.accrete.compiler.dialect.RelationName;
import dev.accrete.compiler.dialect.Statement;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Counts a source without stamps by the batches of the rows that it joins: contexts by those of
 * their events.
 *
 * <p><b>What is counted.</b> A row is counted once in each batch that has a row of the {@link
 * Companion} with its columns, however many such rows the batch has. So what the companion gains
 * adds to counts and takes from none: no row leaves a batch because an event came again under an
 * earlier stamp, and nothing that leaves hides what comes. Rows that join nothing, those with NULL
 * among them, wait ({@code waiting}); that count may become less, when what they wait for comes.
 * All rows are counted as well ({@code total}).
 *
 * <p><b>What changed</b> after a position f, at a freeze g: the rows of the batches whose count
 * grew, and if the total grew, all that wait for something in the batches known at g. Each row that
 * came is among these. If it joined something at g, its batches' counts grew, as rows alone come.
 * If it joined nothing at g, it waits; only where what it waits for came after the freeze into a
 * batch that was known and did not grow, it seems not to. Then that batch grows at the next freeze,
 * and the row is among the changed ones. Old rows are among them too, which recompute allows.
 *
 * <p><b>Rows that left</b> are seen where a batch or the total became less; rows of the companion
 * that left are seen in its own counts, as they take rows out of batches into which others may have
 * come.
 */
public final class LoadedWithSql {
  private static final String OWN = "own";
  private static final String OTHER = "other";

  private final StateTables tables;
  private final Dialect dialect;
  private final RelationName source;
  private final Companion companion;
  private final String grain;
  private final String rows;

  /** The counts of a source that is loaded with a companion. */
  public LoadedWithSql(StateTables tables, RelationName source, Companion companion) {
    this.tables = tables;
    this.dialect = tables.dialect();
    this.source = source;
    this.companion = companion;
    this.grain = BatchSql.grain(companion.loadedAt());
    this.rows = dialect.quote("rows");
  }

  /** The staging table of what the changed rows have in the first compared column: {@code id}. */
  static String changedRows(RelationName source) {
    return "rows of " + source.plain();
  }

  /** Counts the source against what was known; the update count tells whether anything changed. */
  public Statement count() {
    String ids =
        "SELECT DISTINCT "
            + dialect.columns(companion.others())
            + ", "
            + batch("")
            + " AS accrete_batch, 1 AS accrete_found FROM "
            + dialect.relation(companion.relation());
    String counts =
        "SELECT "
            + dialect.columns(companion.own())
            + ", COUNT(*) AS "
            + rows
            + " FROM "
            + dialect.relation(source)
            + " GROUP BY "
            + dialect.columns(companion.own());
    String sql =
        "INSERT INTO %1$s (project, target_schema, source, stamp, grain, %2$s, freeze_id)\n"
            + "SELECT %3$s, %4$s, stamp, grain, CAST(SUM(%2$s) AS BIGINT), %5$s\nFROM (\n"
            + "  SELECT other.accrete_batch AS stamp,\n    CASE WHEN other.accrete_found IS NULL"
            + " THEN 'waiting' ELSE %6$s END AS grain, SUM(own.%2$s) AS %2$s\n"
            + "  FROM (%7$s) AS own\n  LEFT JOIN (%8$s) AS other\n    ON %9$s\n  GROUP BY 1, 2\n"
            + "  UNION ALL\n"
            + "  SELECT CAST(NULL AS TIMESTAMP), 'total', COUNT(*) FROM %10$s\n"
            + "  UNION ALL\n"
            + "  SELECT stamp, grain, -%2$s\n  FROM %1$s\n  WHERE %11$s\n"
            + ") AS counted\nGROUP BY stamp, grain\nHAVING SUM(%2$s) <> 0";
    return new Statement(
        "Count "
            + source.plain()
            + " by the batches of "
            + companion.relation().plain()
            + " that it joins, and note what differs from what was known",
        sql.formatted(
            tables.table(BATCH),
            rows,
            tables.ownValues(),
            dialect.text(source.plain()),
            Statement.FREEZE,
            dialect.text(grain),
            counts,
            ids,
            joined(),
            dialect.relation(source),
            counted(source)));
  }

  /**
   * Fills the table of the batches that changed since the model's position, like {@link
   * BatchSql#stageChanged}; none is ever {@code new}. The row of all that came has the kind {@code
   * total}, and alone has the number of rows.
   */
  public Statement stageChanged() {
    String after =
        "\n  AND freeze_id <= "
            + Statement.FREEZE
            + " AND freeze_id > "
            + Statement.since(source.plain());
    String sql =
        "SELECT stamp, grain,\n  CASE WHEN grain <> 'waiting' AND MIN(%1$s) < 0 THEN 'shrunk'"
            + " WHEN grain = 'total' THEN 'total' ELSE 'reopened' END AS kind,\n"
            + "  CASE WHEN grain = 'total' THEN SUM(%1$s) ELSE 0 END AS %1$s\nFROM %2$s\n"
            + "WHERE %3$s%4$s\nGROUP BY stamp, grain\nHAVING grain <> 'waiting' OR MAX(%1$s) > 0\n"
            + "UNION ALL\n"
            + "SELECT stamp, grain, 'shrunk', 0\nFROM %2$s\nWHERE %5$s AND %1$s < 0%4$s\n"
            + "GROUP BY stamp, grain";
    return new Statement(
        "The batches of "
            + companion.relation().plain()
            + " that gained rows of "
            + source.plain()
            + " since the model last took them in",
        dialect.stage(
            StateSql.changedBatches(source),
            sql.formatted(
                rows,
                tables.table(BATCH),
                counted(source),
                after,
                tables.own(companion.relation())
                    + " AND grain IN ("
                    + dialect.text(grain)
                    + ", 'stamp')")));
  }

  /**
   * Fills the table of changed rows, by what {@link #stageChanged} left and by the companion's
   * frozen batches ({@link BatchSql#stageFrozen}).
   */
  public Statement stageRows() {
    String stamp = OTHER + "." + dialect.quote(companion.loadedAt().column());
    String grown =
        "SELECT stamp FROM "
            + dialect.quote(StateSql.changedBatches(source))
            + " WHERE kind = 'reopened' AND grain = "
            + dialect.text(grain);
    String frozen =
        "SELECT stamp FROM " + dialect.quote(StateSql.frozenBatches(companion.relation()));
    String frozenBatch =
        new StateSql(tables).frozenBatch(companion.relation(), companion.loadedAt().grain(), stamp);
    String first = companion.others().get(0);
    String sql =
        "%1$s\nUNION\nSELECT own.%2$s\nFROM %3$s AS own\nLEFT JOIN (\n%4$s\n) AS other ON %5$s\n"
            + "WHERE other.accrete_found IS NULL\n"
            + "  AND EXISTS (SELECT 1 FROM %6$s WHERE kind = 'total' AND %7$s > 0)";
    return new Statement(
        "What tells the rows of "
            + source.plain()
            + " that joined these batches, or wait for what they join",
        dialect.stage(
            changedRows(source),
            sql.formatted(
                ofBatches(List.of(first), " AS id", batch(OTHER + "."), grown, "UNION"),
                dialect.quote(companion.own().get(0)),
                dialect.relation(source),
                ofBatches(
                    companion.others(), ", 1 AS accrete_found", frozenBatch, frozen, "UNION ALL"),
                joined(),
                dialect.quote(StateSql.changedBatches(source)),
                rows)));
  }

  /**
   * The companion's rows of some batches. Those with a stamp and those without one stand apart, so
   * that engines join the first by hashes however many batches there are.
   */
  private String ofBatches(
      List<String> columns, String more, String batch, String batches, String union) {
    String select =
        "SELECT "
            + columns.stream()
                .map(column -> OTHER + "." + dialect.quote(column))
                .collect(Collectors.joining(", "))
            + more
            + "\nFROM "
            + dialect.relation(companion.relation())
            + " AS "
            + OTHER;
    return select
        + "\nJOIN ("
        + batches
        + ") AS batches ON batches.stamp = "
        + batch
        + "\n"
        + union
        + "\n"
        + select
        + "\nWHERE "
        + OTHER
        + "."
        + dialect.quote(companion.loadedAt().column())
        + " IS NULL AND EXISTS (SELECT 1 FROM ("
        + batches
        + ") AS batches WHERE stamp IS NULL)";
  }

  private String batch(String alias) {
    return dialect.batchOf(
        companion.loadedAt().grain(), alias + dialect.quote(companion.loadedAt().column()));
  }

  private String joined() {
    StringBuilder joined = new StringBuilder();
    for (int i = 0; i < companion.own().size(); i++) {
      joined
          .append(i == 0 ? "" : " AND ")
          .append(OTHER + "." + dialect.quote(companion.others().get(i)))
          .append(" = ")
          .append(OWN + "." + dialect.quote(companion.own().get(i)));
    }
    return joined.toString();
  }

  private String counted(RelationName relation) {
    return tables.own(relation) + " AND grain IN (" + dialect.text(grain) + ", 'waiting', 'total')";
  }
}
