package dev.accrete.compiler.dialect.state;

import static dev.accrete.compiler.dialect.state.StateTables.BATCH;

import dev.accrete.compiler.dialect.Dialect;
import dev.accrete.compiler.dialect.RelationName;
import dev.accrete.compiler.dialect.Statement;
import dev.accrete.compiler.load.SourceDeclaration.Grain;
import dev.accrete.compiler.load.SourceDeclaration.LoadedAt;
import java.util.List;

/**
 * Which rows left an append source, where another source holds copies of its deleted rows.
 *
 * <p><b>Contents.</b> Counts alone cannot show that copies are those of the rows that left: where
 * two rows leave a batch, one of them with a copy, and another row joins it, one row seems to be
 * gone, and there is one copy. So each freeze notes, for the batches whose count changed or of
 * which copies came, the sum of the digests of their rows (grain {@code content}; hours or days as
 * a whole). Such a row is written also where the sum stays the same: a batch that was counted later
 * than its content was taken is known to be so.
 *
 * <p><b>Explained.</b> For a model at position f that reads freeze g, the copies are the rows of
 * those batches of the other source that have rows of {@code batch} in (f, g]. Asked for are the
 * batches of the source that shrunk, and those known at f of which there is a copy. Such a batch is
 * explained where nothing else can have happened to it:
 *
 * <ul>
 *   <li>it never grew in (f, g], lost as many rows as it has copies, and its content at f is that
 *       at g and its copies': the bag of its rows at f is that at g and the copies; or
 *   <li>its count never changed in (f, g], and its content is the same: rows came and went between
 *       two freezes, or copies came before or after what they are copies of.
 * </ul>
 *
 * <p>The change is then the copies, together with the other changed batches. All copies belong to
 * it, also those of rows that were never counted: a row that came after a freeze, was read, and
 * left before the next one is found by its copy alone.
 */
public final class DeletedSql {
  /** Sums of digests are kept modulo this, which leaves room for differences of them. */
  private static final String MODULUS = "2305843009213693952";

  private final StateTables tables;
  private final Dialect dialect;
  private final RelationName source;
  private final LoadedAt loadedAt;
  private final RelationName copies;
  private final LoadedAt noted;
  private final List<String> columns;
  private final String rows;
  private final String grain;

  /**
   * The deleted rows of a source.
   *
   * @param copies the table that holds them
   * @param noted its column that says when a deletion was noted
   * @param columns what the source and the copies have, the stamp of the source among them
   */
  public DeletedSql(
      StateTables tables,
      RelationName source,
      LoadedAt loadedAt,
      RelationName copies,
      LoadedAt noted,
      List<String> columns) {
    this.tables = tables;
    this.dialect = tables.dialect();
    this.source = source;
    this.loadedAt = loadedAt;
    this.copies = copies;
    this.noted = noted;
    this.columns = List.copyOf(columns);
    this.rows = dialect.quote("rows");
    this.grain = BatchSql.grain(loadedAt);
  }

  /** The staging table of the copies that the model has not taken in: the source's columns. */
  public static String deletedRows(RelationName source) {
    return "deleted " + source.plain();
  }

  /** The staging table of the batches that are asked for: {@code stamp}, {@code explained}. */
  private String asked() {
    return "asked " + source.plain();
  }

  /** The staging table of the batches whose contents a freeze takes. */
  private String counted() {
    return "counted " + source.plain();
  }

  /**
   * Takes the contents of batches, once the source and the copies are counted.
   *
   * @return statements, of which the last one's update count tells whether anything changed
   */
  public List<Statement> takeContents() {
    String batch = batchOf("copied");
    String counts = " AND grain = " + dialect.text(grain);
    String wanted =
        "SELECT stamp\nFROM "
            + tables.table(BATCH)
            + "\nWHERE "
            + tables.own(source)
            + counts
            + " AND freeze_id = "
            + Statement.FREEZE
            + "\nUNION\nSELECT "
            + batch
            + "\nFROM "
            + dialect.relation(copies)
            + " AS copied\nWHERE "
            + isNoted("freeze_id = " + Statement.FREEZE)
            + "\nUNION\n(SELECT stamp FROM "
            + tables.table(BATCH)
            + " WHERE "
            + tables.own(source)
            + counts
            + "\n  EXCEPT SELECT stamp FROM "
            + tables.table(BATCH)
            + " WHERE "
            + tables.own(source)
            + " AND grain = 'content')";
    String live =
        "SELECT "
            + batchOf("kept")
            + " AS stamp, "
            + dialect.digest(columns)
            + " AS content, 0 AS known, 0 AS wanted\n  FROM "
            + dialect.relation(source)
            + " AS kept\n  WHERE "
            + isWanted();
    String known =
        "SELECT stamp, 0, "
            + rows
            + ", 0\n  FROM "
            + tables.table(BATCH)
            + "\n  WHERE "
            + tables.own(source)
            + " AND grain = 'content'";
    String insert =
        "INSERT INTO "
            + tables.table(BATCH)
            + " (project, target_schema, source, stamp, grain, "
            + rows
            + ", freeze_id)\nSELECT "
            + tables.ownValues()
            + ", "
            + dialect.text(source.plain())
            + ", stamp, 'content', CAST(MOD(SUM(content), "
            + MODULUS
            + ") - SUM(known) AS BIGINT), "
            + Statement.FREEZE
            + "\nFROM (\n  "
            + live
            + "\n  UNION ALL\n  "
            + known
            + "\n  UNION ALL\n  SELECT stamp, 0, 0, 1 FROM "
            + dialect.quote(counted())
            + "\n) AS contents\nGROUP BY stamp\nHAVING MAX(wanted) = 1";
    return List.of(
        new Statement(
            "The batches of " + source.plain() + " whose contents may have changed",
            dialect.stage(counted(), wanted)),
        new Statement("Note the contents of these, by which deleted rows are proved", insert));
  }

  /**
   * Once the changed batches are staged: stages the copies that came since the model's position,
   * and takes out of the changed batches those that the copies explain.
   */
  public List<Statement> stageChanged() {
    return List.of(stageDeleted(), stageAsked(), takeOut());
  }

  private Statement stageDeleted() {
    return new Statement(
        "The copies of deleted rows that came into " + copies.plain() + " since then",
        dialect.stage(
            deletedRows(source),
            "SELECT "
                + dialect.columns(columns)
                + "\nFROM "
                + dialect.relation(copies)
                + " AS copied\nWHERE "
                + isNoted("freeze_id > " + since() + " AND freeze_id <= " + Statement.FREEZE)));
  }

  /** Looks which batches lost rows, or have copies, and whether the copies explain that. */
  private Statement stageAsked() {
    String copy =
        "SELECT "
            + batchOf("copied")
            + " AS stamp, "
            + dialect.digest(columns)
            + " AS content\n  FROM "
            + dialect.quote(deletedRows(source))
            + " AS copied";
    String later = "freeze_id > " + since();
    String text =
        """
        SELECT stamp,
          CASE WHEN MAX(counted) <= MAX(taken) AND MAX(counted_before) <= MAX(taken_before)
            AND (SUM(copies) > 0 AND SUM(difference) = -SUM(copies) AND MAX(difference) <= 0
              AND MOD(%(M) + MOD(SUM(content_before), %(M)) - MOD(SUM(content), %(M)), %(M)) = MOD(SUM(copied), %(M))
              OR SUM(CASE WHEN difference <> 0 THEN 1 ELSE 0 END) = 0 AND SUM(content_before) = SUM(content))
            THEN 1 ELSE 0 END AS explained
        FROM (
          SELECT stamp, CASE WHEN %(later) THEN 0 ELSE %(rows) END AS known,
            CASE WHEN %(later) THEN %(rows) ELSE 0 END AS difference,
            freeze_id AS counted, CASE WHEN %(later) THEN 0 ELSE freeze_id END AS counted_before,
            0 AS taken, 0 AS taken_before, 0 AS content, 0 AS content_before, 0 AS copies, 0 AS copied
          FROM %(batch)
          WHERE %(counts)
          UNION ALL
          SELECT stamp, 0, 0, 0, 0, freeze_id, CASE WHEN %(later) THEN 0 ELSE freeze_id END,
            %(rows), CASE WHEN %(later) THEN 0 ELSE %(rows) END, 0, 0
          FROM %(batch)
          WHERE %(contents)
          UNION ALL
          SELECT stamp, 0, 0, 0, 0, 0, 0, 0, 0, 1, content
          FROM (
          %(copy)
          ) AS copy
        ) AS batches
        GROUP BY stamp
        HAVING MIN(difference) < 0 OR SUM(copies) > 0 AND SUM(known) > 0"""
            .replace("%(M)", MODULUS)
            .replace("%(later)", later)
            .replace("%(rows)", rows)
            .replace("%(batch)", tables.table(BATCH))
            .replace("%(counts)", seen(grain))
            .replace("%(contents)", seen("content"))
            .replace("%(copy)", copy);
    return new Statement(
        "Whether the batches that lost rows, or of which there are copies, lost just these",
        dialect.stage(asked(), text));
  }

  /** Takes out of the changed batches those of which nothing but the copies changed. */
  private Statement takeOut() {
    String changed = dialect.quote(StateSql.changedBatches(source));
    return new Statement(
        "Where they did, the copies are the change, and not the rows that are left",
        "DELETE FROM "
            + changed
            + "\nWHERE "
            + dialect.isIn(
                dialect.batchOf(loadedAt.grain(), changed + ".stamp"),
                "asked.stamp",
                "(SELECT stamp FROM " + dialect.quote(asked()) + " WHERE explained = 1) AS asked"));
  }

  /** Counts the copies, and the batches that they do not explain: one row. */
  public String count() {
    return "SELECT (" + countDeleted() + "), (" + unexplained() + ")";
  }

  /** How many copies there are. */
  String countDeleted() {
    return "SELECT COUNT(*) FROM " + dialect.quote(deletedRows(source));
  }

  /** How many batches are not explained. */
  String unexplained() {
    return "SELECT COUNT(*) FROM " + dialect.quote(asked()) + " WHERE explained = 0";
  }

  private String seen(String which) {
    return tables.own(source)
        + " AND grain = "
        + dialect.text(which)
        + " AND freeze_id <= "
        + Statement.FREEZE;
  }

  /** The copies of batches that have rows of {@code batch} in some freezes. */
  private String isNoted(String freezes) {
    return dialect.isIn(
        "copied." + dialect.quote(noted.column()),
        "noted.stamp",
        "(SELECT stamp FROM "
            + tables.table(BATCH)
            + " WHERE "
            + tables.own(copies)
            + " AND grain = 'stamp' AND "
            + freezes
            + ") AS noted");
  }

  /** Hours and days stand in no correlated EXISTS: see {@link StateSql#pinned}. */
  private String isWanted() {
    String wanted = dialect.quote(counted());
    if (loadedAt.grain() == Grain.STAMP) {
      return dialect.isIn(batchOf("kept"), "stamp", wanted);
    }
    return "("
        + batchOf("kept")
        + " IN (SELECT stamp FROM "
        + wanted
        + ")\n    OR "
        + batchOf("kept")
        + " IS NULL AND EXISTS (SELECT 1 FROM "
        + wanted
        + " WHERE stamp IS NULL))";
  }

  private String batchOf(String alias) {
    return dialect.batchOf(loadedAt.grain(), alias + "." + dialect.quote(loadedAt.column()));
  }

  private String since() {
    return Statement.since(source.plain());
  }
}
