package dev.accrete.compiler.dialect.state;

import static dev.accrete.compiler.dialect.state.StateTables.MODEL_VERSION;

import dev.accrete.compiler.dialect.Dialect;
import dev.accrete.compiler.dialect.RelationName;
import dev.accrete.compiler.dialect.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The claimed rows of a landing source that moves them after its readers: they wait in a table
 * beside the state, each with the version that brought it ({@code accrete_version}, then all
 * columns of the landing table), until every reader has taken that version in.
 *
 * <p>Readers read the source's table and this one as one. A move takes rows out of the one and puts
 * them into the other in one transaction, so whoever reads both in one statement sees each row
 * once, whenever that is; no move can make a reader wrong, early or late.
 */
public final class WaitingSql {
  /** The column before those of the landing table. */
  public static final String VERSION_COLUMN = "accrete_version";

  private final StateTables tables;
  private final Dialect dialect;
  private final String source;
  private final RelationName table;
  private final RelationName waiting;

  /**
   * @param source its name, as {@code ref} has it
   * @param table its own table, by which the table of its waiting rows is named: rows of a source
   *     that is mapped elsewhere stay with the table that they are of
   */
  public WaitingSql(StateTables tables, String source, RelationName table) {
    this.tables = tables;
    this.dialect = tables.dialect();
    this.source = source;
    this.table = table;
    this.waiting = tables.waiting(table);
  }

  /** The table of the waiting rows. */
  public RelationName relation() {
    return waiting;
  }

  /** A query for its columns, none where it is absent: name, type. */
  public String waitingColumns() {
    return dialect.columnsOf(waiting);
  }

  /** A query for the columns of the source's own table: name, type. */
  public String tableColumns() {
    return dialect.columnsOf(table);
  }

  /**
   * Creates it empty where absent. Stands before the transaction of the freeze: DuckDB loses rows
   * of a table that is new in its transaction.
   */
  public Statement create(RelationName landing) {
    return new Statement(
        "Where rows of " + source + " wait until every reader has taken them in",
        dialect.createEmpty(
            waiting,
            "SELECT CAST(0 AS BIGINT) AS "
                + VERSION_COLUMN
                + ", *\nFROM "
                + dialect.relation(landing)));
  }

  /** Drops it; nothing may wait there. */
  public Statement drop() {
    return new Statement("Nothing waits there any more", dialect.dropTable(waiting));
  }

  /** Puts claimed rows there, under the new version. */
  Statement put(String claim, List<String> names) {
    String all = dialect.columns(names);
    return new Statement(
        "and wait until every reader of " + source + " has taken them in",
        "INSERT INTO "
            + dialect.relation(waiting)
            + " ("
            + VERSION_COLUMN
            + ", "
            + all
            + ")\nSELECT "
            + Statement.VERSION
            + " + 1, "
            + all
            + "\nFROM "
            + dialect.quote(claim));
  }

  /** One row for each row of the source's table and each one that waits, as it stands in FROM. */
  String both() {
    return "(\n  SELECT 1 AS present FROM "
        + dialect.relation(table)
        + "\n  UNION ALL\n  SELECT 1 FROM "
        + dialect.relation(waiting)
        + "\n)";
  }

  /** A query for the number of rows that may move on, after which nobody has to wait. */
  public String countPassed() {
    return "SELECT COUNT(*) FROM " + dialect.relation(waiting) + "\nWHERE " + passed();
  }

  /** A query for the number of all rows that wait. */
  public String count() {
    return "SELECT COUNT(*) FROM " + dialect.relation(waiting);
  }

  /**
   * Keeps claims and other moves away, on engines whose snapshots are not to be relied on; stands
   * first in the transaction of a move.
   */
  public Optional<Statement> lock() {
    return dialect
        .lock(waiting)
        .map(sql -> new Statement("No rows of " + source + " come or go meanwhile", sql));
  }

  /**
   * Moves what every reader has taken in: an INSERT and a DELETE for one transaction of one
   * snapshot, which must hit as many rows.
   *
   * @param names all columns but the version
   */
  public List<Statement> move(List<String> names) {
    return move(names, "\nWHERE " + passed());
  }

  /** The same of all rows that wait, whoever has read them. */
  public List<Statement> moveAll(List<String> names) {
    return move(names, "");
  }

  private List<Statement> move(List<String> names, String condition) {
    String all = dialect.columns(names);
    return List.of(
        new Statement(
            "Rows of " + source + " that every reader has taken in come into its own table",
            "INSERT INTO "
                + dialect.relation(table)
                + " ("
                + all
                + ")\nSELECT "
                + all
                + "\nFROM "
                + dialect.relation(waiting)
                + condition),
        new Statement(
            "and wait no longer", "DELETE FROM " + dialect.relation(waiting) + condition));
  }

  /**
   * Which rows nobody waits for. Readers that were never built will read both tables whole, so
   * where there is no other all rows may go; so may rows of versions that the source does not have,
   * because what is known of it was forgotten since.
   */
  private String passed() {
    return VERSION_COLUMN
        + " <= COALESCE("
        + new ChangeSql(tables).passed(source)
        + ", "
        + VERSION_COLUMN
        + ")\n  OR "
        + VERSION_COLUMN
        + " > COALESCE((\n    SELECT version FROM "
        + tables.table(MODEL_VERSION)
        + "\n    WHERE "
        + tables.own()
        + " AND model = "
        + dialect.text(source)
        + "), 0)";
  }

  /**
   * Gives the source a version without rows, where it has any. A table that is created anew is seen
   * by statements of older snapshots too, which then miss rows that moved out of the old one:
   * whoever reads across this is told to read again.
   */
  public List<Statement> renew() {
    return List.of(
        new SourceVersion(tables, source)
            .moved("Whoever reads at this moment reads again", ClaimSql.CLAIM, "row_count", ""),
        new ChangeSql(tables).logRows(source));
  }

  /**
   * The move for a script, as one transaction; it does nothing where nothing has been passed. It
   * looks at the columns by itself: it may be what a client goes on with after a claim that failed.
   */
  public List<Statement> script(ClaimSql claim, List<String> columns) {
    List<Statement> all = new ArrayList<>();
    all.add(new Statement("", dialect.begin()));
    lock().ifPresent(all::add);
    all.add(
        new Statement(
            "Stop where rows that wait have other columns than " + source + " declares",
            dialect.failWhere(
                Map.of(
                    "(SELECT COUNT(*) FROM ("
                        + waitingColumns().replace("\n", " ")
                        + ") AS waiting) <> "
                        + (columns.size() + 1),
                    "the columns of " + waiting.plain() + " are others: run accrete run once"))));
    all.addAll(move(columns));
    all.add(
        new Statement(
            "Stop, and take the move back, where a row was lost or came twice",
            dialect.failWhere(
                Map.of(
                    claim.there() + " <> " + claim.known(),
                    "the rows of " + source + " do not add up: run this again"))));
    all.add(new Statement("", dialect.commit()));
    return all;
  }
}
