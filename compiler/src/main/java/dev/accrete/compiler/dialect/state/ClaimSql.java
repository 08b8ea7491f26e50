package dev.accrete.compiler.dialect.state;

import static dev.accrete.compiler.dialect.state.StateTables.BATCH;
import static dev.accrete.compiler.dialect.state.StateTables.CHANGE_LOG;

import dev.accrete.compiler.dialect.Dialect;
import dev.accrete.compiler.dialect.RelationName;
import dev.accrete.compiler.dialect.Statement;
import dev.accrete.compiler.load.SourceDeclaration.Column;
import java.util.List;
import java.util.Optional;

/**
 * The claim of a landing source: what has arrived in its landing table moves into its own table, or
 * to {@linkplain WaitingSql where it waits} for that, and is what changed.
 *
 * <p>The rows are first copied to a staging table, the claim. Then they leave the landing table,
 * and come from the claim into the source's table and into its changes, under a new version, as if
 * the source were a model that published them. All of it belongs to the transaction of the freeze:
 * its one snapshot is what keeps rows that arrive meanwhile in the landing table. (INSERT … SELECT
 * and then DELETE, each as of its own moment, loses them.)
 *
 * <p>Only the claim may write the source's table. {@code batch} holds how many rows it should have:
 * what each claim brought (grain {@code claim}), and by how many the table differed when somebody
 * else wrote it (grain {@code found}), after which the source's readers are rebuilt; rows that wait
 * belong to it. {@link Statement#VERSION} is the source's version before the freeze, 0 where
 * nothing was claimed yet.
 */
public final class ClaimSql {
  /** Rows of {@code batch} that say what was claimed. */
  static final String CLAIM = "claim";

  /** Rows of {@code batch} that say what somebody else did. */
  static final String FOUND = "found";

  private final StateTables tables;
  private final Dialect dialect;
  private final String source;
  private final RelationName table;
  private final RelationName landing;
  private final Optional<WaitingSql> waiting;
  private final List<String> columns;
  private final String rows;

  /**
   * @param source its name, as {@code ref} has it
   * @param table its own table
   * @param landing where rows arrive
   * @param columns the declared ones, which readers may read
   * @param waits whether claimed rows wait beside the source's table until readers have them
   */
  public ClaimSql(
      StateTables tables,
      String source,
      RelationName table,
      RelationName landing,
      List<Column> columns,
      boolean waits) {
    this.tables = tables;
    this.dialect = tables.dialect();
    this.source = source;
    this.table = table;
    this.landing = landing;
    this.waiting = waits ? Optional.of(new WaitingSql(tables, source, table)) : Optional.empty();
    this.columns = columns.stream().map(Column::name).toList();
    this.rows = dialect.quote("rows");
  }

  /** The staging table of the claimed rows, with all columns of the landing table. */
  public String claim() {
    return "claim of " + source;
  }

  private String strangers() {
    return "strangers in " + source;
  }

  /**
   * Keeps loaders from the landing table until the transaction ends, on engines whose snapshots are
   * not to be relied on; stands first in the transaction.
   */
  public Optional<Statement> lock() {
    return dialect
        .lock(landing)
        .map(sql -> new Statement("Nothing arrives in " + landing.plain() + " meanwhile", sql));
  }

  /** A query for the columns of the source's table: name, type. */
  public String tableColumns() {
    return dialect.columnsOf(table);
  }

  /** A query for the columns of the landing table: name, type. */
  public String landingColumns() {
    return dialect.columnsOf(landing);
  }

  /** A query for the columns of the source's changes, none where they are absent. */
  public String changesColumns() {
    return dialect.columnsOf(tables.changes(source));
  }

  /** A query for another project and target schema that claims for this table: both names. */
  public String owner() {
    return "SELECT project, target_schema FROM "
        + tables.table(BATCH)
        + "\nWHERE source = "
        + dialect.text(table.plain())
        + " AND grain IN ('claim', 'found') AND NOT ("
        + tables.own()
        + ")\nORDER BY freeze_id LIMIT 1";
  }

  /** Copies what has arrived; its row count is that of the claim. */
  public Statement stage() {
    return new Statement(
        "Claim what has arrived in " + landing.plain(),
        dialect.stage(claim(), "SELECT *\nFROM " + dialect.relation(landing)));
  }

  /** Stages by how many rows the source's table differs from what was claimed into it. */
  public Statement stageStrangers() {
    return new Statement(
        "Only claims may write " + table.plain() + ": by how many rows it differs from them",
        dialect.stage(
            strangers(),
            "SELECT CAST(COUNT(*) - "
                + known()
                + " AS BIGINT) AS "
                + rows
                + "\nFROM "
                + waiting.map(w -> w.both() + " AS there").orElse(dialect.relation(table))));
  }

  /** How many rows the source has, those that wait among them. */
  String there() {
    return "(SELECT COUNT(*) FROM "
        + waiting.map(w -> w.both() + " AS there").orElse(dialect.relation(table))
        + ")";
  }

  /** Where claimed rows wait; absent where they come into the source's table at once. */
  Optional<WaitingSql> waiting() {
    return waiting;
  }

  /** How many rows the source's table has by what is known. */
  String known() {
    return "COALESCE((\n    SELECT SUM("
        + rows
        + ") FROM "
        + tables.table(BATCH)
        + "\n    WHERE "
        + counted()
        + "), 0)";
  }

  private String counted() {
    return tables.own(table)
        + " AND grain IN ("
        + dialect.text(CLAIM)
        + ", "
        + dialect.text(FOUND)
        + ")";
  }

  /** A query for the number that {@link #stageStrangers()} staged. */
  public String countStrangers() {
    return "SELECT " + rows + " FROM " + dialect.quote(strangers());
  }

  /** Creates the empty table of the source's changes where absent. */
  public Statement createChanges() {
    return new ChangeSql(tables).create(source, table);
  }

  /** Notes in the manifest what was claimed, and what somebody else did. */
  public Statement note() {
    return new Statement(
        "Note the claim in the batch manifest",
        "INSERT INTO "
            + tables.table(BATCH)
            + " (project, target_schema, source, stamp, grain, "
            + rows
            + ", freeze_id)\nSELECT "
            + tables.ownValues()
            + ", "
            + dialect.text(table.plain())
            + ", CAST(NULL AS TIMESTAMP), grain, "
            + rows
            + ", "
            + Statement.FREEZE
            + "\nFROM (\n  SELECT 'claim' AS grain, COUNT(*) AS "
            + rows
            + " FROM "
            + dialect.quote(claim())
            + "\n  UNION ALL\n  SELECT 'found', "
            + rows
            + " FROM "
            + dialect.quote(strangers())
            + "\n) AS counted\nWHERE "
            + rows
            + " <> 0");
  }

  /** Gives the source a version row, version 0, where it has none. */
  public Statement firstVersion() {
    return new CommitSql(tables).firstVersion(source);
  }

  /** Moves the version; after {@link #note()}. */
  public Statement renewed() {
    return moved("");
  }

  private Statement moved(String condition) {
    return new SourceVersion(tables, source)
        .moved("Move the version of the source", CLAIM, known(), condition);
  }

  private String anything() {
    return "EXISTS (SELECT 1 FROM "
        + dialect.quote(claim())
        + ") OR EXISTS (SELECT 1 FROM "
        + dialect.quote(strangers())
        + " WHERE "
        + rows
        + " <> 0)";
  }

  /**
   * Publishes the claimed rows under the new version. The first claim publishes none: every reader
   * reads the whole table after it, and DuckDB loses rows of a table that is new in its
   * transaction.
   */
  public Statement publish() {
    String names = dialect.columns(columns);
    return new Statement(
        "The claimed rows are what changed, for every reader that has not read them",
        "INSERT INTO "
            + dialect.relation(tables.changes(source))
            + " (accrete_version, accrete_count, "
            + names
            + ")\nSELECT "
            + Statement.VERSION
            + " + 1, 1, "
            + names
            + "\nFROM "
            + dialect.quote(claim())
            + "\nWHERE "
            + Statement.VERSION
            + " > 0");
  }

  /**
   * Takes the claimed rows out of the landing table, by the snapshot that they were copied from.
   */
  public Statement take() {
    return new Statement(
        "They leave " + landing.plain(), "DELETE FROM " + dialect.relation(landing));
  }

  /**
   * Puts the claimed rows into the source's table, or where they wait for that.
   *
   * @param names all columns of the landing table, as the engine has them
   */
  public Statement put(List<String> names) {
    if (waiting.isPresent()) {
      return waiting.get().put(claim(), names);
    }
    String all = dialect.columns(names);
    return new Statement(
        "and come into " + table.plain(),
        "INSERT INTO "
            + dialect.relation(table)
            + " ("
            + all
            + ")\nSELECT "
            + all
            + "\nFROM "
            + dialect.quote(claim()));
  }

  /**
   * Logs the new version, where there is one: its rows, or a reset where it is the first, or where
   * somebody else wrote the source's table.
   */
  public Statement log() {
    return new Statement(
        "Log the change",
        "INSERT INTO "
            + tables.table(CHANGE_LOG)
            + " (project, target_schema, model, version, kind, removed, inserted)\nSELECT "
            + tables.ownValues()
            + ", "
            + dialect.text(source)
            + ", "
            + Statement.VERSION
            + " + 1, CASE WHEN "
            + Statement.VERSION
            + " = 0 OR "
            + rows
            + " <> 0 THEN 'reset' ELSE 'rows' END,\n  0, (SELECT COUNT(*) FROM "
            + dialect.quote(claim())
            + ")\nFROM "
            + dialect.quote(strangers())
            + "\nWHERE "
            + Statement.VERSION
            + " = 0 OR "
            + anything());
  }

  /** Drops what was staged. */
  public List<Statement> drop() {
    return List.of(
        new Statement("", dialect.dropStage(claim())),
        new Statement("", dialect.dropStage(strangers())));
  }

  /** Moves the version where anything was claimed or found, or where it is the first. */
  Statement movedWhereNew() {
    return moved("\n  AND (" + Statement.VERSION + " = 0 OR " + anything() + ")");
  }

  /** All of it for a script. */
  public List<Statement> script() {
    return new ClaimScript(tables, this, source, table, landing, columns).statements();
  }

  /** What stands before a script's freeze: where claimed rows are to wait. */
  public Optional<Statement> scriptBefore() {
    return waiting.map(w -> w.create(landing));
  }

  /** What a script ends with: the transaction that moves rows which every reader has taken in. */
  public List<Statement> scriptAfter() {
    return waiting.map(w -> w.script(this, columns)).orElse(List.of());
  }
}
