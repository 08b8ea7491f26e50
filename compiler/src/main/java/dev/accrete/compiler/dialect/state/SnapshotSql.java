package dev.accrete.compiler.dialect.state;

import static dev.accrete.compiler.dialect.state.StateTables.CHANGE_LOG;

import dev.accrete.compiler.dialect.Dialect;
import dev.accrete.compiler.dialect.RelationName;
import dev.accrete.compiler.dialect.Statement;
import dev.accrete.compiler.dialect.TypeClass;
import dev.accrete.compiler.load.SourceDeclaration.Column;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * How the freeze follows a snapshot source: a mutable table of which a copy is kept.
 *
 * <p>The copy is to its readers what another model's table is: it has a version, and its changes
 * are published as signed rows under it. All statements belong to the transaction of the freeze, so
 * that they see one state of the live table, and no reader sees a copy without its changes. {@link
 * Statement#VERSION} is the copy's version before the freeze, 0 where there was none.
 *
 * <p>Rows are compared as bags by UNION ALL and GROUP BY, for which NULL is a value like others.
 * The copy is brought up to date by whole classes of equal rows: those that differ leave it, and
 * come again from the live table as often as they stand there. So neither counts nor row
 * identifiers are needed, on any engine.
 */
public final class SnapshotSql {
  /** Types whose equal values are the same in every byte, texts on most engines. */
  private static final Pattern EXACT =
      Pattern.compile(
          "u?(tiny|small|big|huge)?int(eger)?[0-9]*|bool(ean)?|(decimal|numeric|(var|bp)?char|character"
              + "|character varying|text|string)( ?\\([0-9, ]*\\))?|date|timestamp( without time zone)?|uuid");

  private static final String FIRST_COPY =
      "Models read %s as a copy, so that its changes can be told: the first copy";

  private final StateTables tables;
  private final Dialect dialect;
  private final String source;
  private final RelationName live;
  private final RelationName copy;
  private final List<Column> columns;
  private final String names;

  /**
   * @param source its name, as {@code ref} has it
   * @param live the mutable table
   * @param columns those that are compared and kept
   */
  public SnapshotSql(StateTables tables, String source, RelationName live, List<Column> columns) {
    this.tables = tables;
    this.dialect = tables.dialect();
    this.source = source;
    this.live = live;
    this.copy = tables.copy(source);
    this.columns = List.copyOf(columns);
    this.names = dialect.columns(columns.stream().map(Column::name).toList());
  }

  /** The staging table of the difference: {@code accrete_count}, then the compared columns. */
  public String difference() {
    return "difference of " + source;
  }

  /** A query for the columns of the live table: name, type. */
  public String liveColumns() {
    return dialect.columnsOf(live);
  }

  /** A query for the columns of the copy, none where it is absent. */
  public String copiedColumns() {
    return dialect.columnsOf(copy);
  }

  /** Drops the copy, which has another shape, or nothing that says which version it is. */
  public Statement dropCopy() {
    return new Statement("Drop the old copy of " + source, dialect.dropTable(copy));
  }

  /** Copies the live table; there must be no copy. */
  public Statement createCopy() {
    return new Statement(FIRST_COPY.formatted(source), dialect.create(copy, selectLive()));
  }

  /**
   * Where there is no copy, copies the live table, or its shape: the difference brings the rows.
   */
  private Statement createCopyIfAbsent() {
    return new Statement(FIRST_COPY.formatted(source), dialect.createIfAbsent(copy, selectLive()));
  }

  private String selectLive() {
    return "SELECT " + names + "\nFROM " + dialect.relation(live);
  }

  /** Creates the empty table of the copy's changes where absent. */
  public Statement createChanges() {
    return new ChangeSql(tables).create(source, copy);
  }

  /** Fails where the live table's columns are no longer those of the copy. */
  public Statement checkShape() {
    String kept = "(" + dialect.columnsOf(copy).replace("\n", " ") + ")";
    String now = "(" + dialect.columnsOf(live).replace("\n", " ") + ")";
    String differs =
        "(SELECT COUNT(*) FROM "
            + kept
            + " AS kept (name, type) JOIN "
            + now
            + " AS now (name, type)\n    ON lower(now.name) = lower(kept.name) AND now.type = kept.type"
            + " AND lower(kept.name) IN ("
            + columns.stream()
                .map(c -> dialect.text(c.name().toLowerCase(Locale.ROOT)))
                .collect(Collectors.joining(", "))
            + "))\n    <> "
            + columns.size()
            + " OR (SELECT COUNT(*) FROM "
            + kept
            + " AS kept) <> "
            + columns.size();
    return new Statement(
        "Stop where the columns of " + source + " changed",
        dialect.failWhere(
            java.util.Map.of(
                differs,
                "the columns of "
                    + source
                    + " are no longer those of its copy: run accrete run once")));
  }

  /** Stages the bag difference; its row count tells whether anything changed. */
  public Statement stageDifference() {
    List<String> groups = new ArrayList<>();
    groups.add(names);
    for (Column column : columns) {
      String type = column.type().toLowerCase(Locale.ROOT).strip();
      boolean exact =
          EXACT.matcher(type).matches()
              && !(dialect.equalDecimalsDiffer() && type.matches("(decimal|numeric).*"))
              && !(dialect.equalTextsDiffer()
                  && TypeClass.of(column.type()).equals(Optional.of(TypeClass.TEXT)));
      if (!exact) {
        groups.add(dialect.spelling(dialect.quote(column.name())));
      }
    }
    String select =
        "SELECT CAST(SUM(accrete_count) AS BIGINT) AS accrete_count, "
            + names
            + "\nFROM (\n  SELECT 1 AS accrete_count, "
            + names
            + "\n  FROM "
            + dialect.relation(live)
            + "\n  UNION ALL\n  SELECT -1, "
            + names
            + "\n  FROM "
            + dialect.relation(copy)
            + "\n) AS counted\nGROUP BY "
            + String.join(", ", groups)
            + "\nHAVING SUM(accrete_count) <> 0";
    return new Statement(
        "What changed in " + source + ": rows by how much more or less often they stand there now",
        dialect.stage(difference(), select));
  }

  /** Moves the version of a copy that was made anew. */
  public Statement renewed() {
    return advance("full", "");
  }

  /** Moves the copy's version where anything changed, or where it is the first. */
  public Statement moved() {
    return advance(
        "difference",
        "\n  AND ("
            + Statement.VERSION
            + " = 0 OR EXISTS (SELECT 1 FROM "
            + dialect.quote(difference())
            + "))");
  }

  private Statement advance(String strategy, String condition) {
    return new SourceVersion(tables, source)
        .moved(
            "Move the version of the copy",
            strategy,
            "(SELECT COUNT(*) FROM " + dialect.relation(live) + ")",
            condition);
  }

  /** Takes rows that differ out of the copy, and puts them in as the live table has them. */
  public List<Statement> bringUpToDate() {
    return List.of(
        new Statement(
            "Bring the copy up to date: rows that differ leave it",
            "DELETE FROM " + dialect.relation(copy) + "\nWHERE " + differs(copy.table())),
        new Statement(
            "and come again as often as they stand there now",
            "INSERT INTO "
                + dialect.relation(copy)
                + " ("
                + names
                + ")\nSELECT "
                + names
                + "\nFROM "
                + dialect.relation(live)
                + " AS live\nWHERE "
                + differs("live")));
  }

  private String differs(String alias) {
    return dialect.isAmong(
        columns.stream().map(Column::name).toList(),
        dialect.quote(alias),
        dialect.quote(difference()),
        "difference");
  }

  /** Publishes the difference under the new version. */
  public Statement publish() {
    return new Statement(
        "Publish the rows that " + source + " lost and gained to its readers",
        "INSERT INTO "
            + dialect.relation(tables.changes(source))
            + " (accrete_version, accrete_count, "
            + names
            + ")\nSELECT "
            + Statement.VERSION
            + " + 1, accrete_count, "
            + names
            + "\nFROM "
            + dialect.quote(difference()));
  }

  /** Logs the new version, where there is one: its rows, or a reset where it is the first. */
  public Statement log() {
    String sum = "COALESCE(SUM(CASE WHEN accrete_count %s 0 THEN %s END), 0)";
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
            + " = 0 THEN 'reset' ELSE 'rows' END,\n  "
            + sum.formatted("<", "-accrete_count")
            + ", "
            + sum.formatted(">", "accrete_count")
            + "\nFROM "
            + dialect.quote(difference())
            + "\nHAVING "
            + Statement.VERSION
            + " = 0 OR COUNT(*) > 0");
  }

  /** Drops the staged difference. */
  public Statement dropDifference() {
    return new Statement("", dialect.dropStage(difference()));
  }

  /**
   * All of it for a script, which cannot choose: each statement does nothing where nothing changed.
   */
  public List<Statement> script() {
    List<Statement> all = new ArrayList<>();
    all.add(new ScriptSql(tables).stageVersion(source));
    all.add(createCopyIfAbsent());
    all.add(checkShape());
    all.add(createChanges());
    all.add(stageDifference());
    all.add(new CommitSql(tables).firstVersion(source));
    all.add(moved());
    all.addAll(bringUpToDate());
    all.add(publish());
    all.add(log());
    all.add(dropDifference());
    return List.copyOf(all);
  }
}
