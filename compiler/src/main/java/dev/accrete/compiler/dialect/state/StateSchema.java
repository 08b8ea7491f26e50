package dev.accrete.compiler.dialect.state;

import static dev.accrete.compiler.dialect.state.StateTables.BATCH;
import static dev.accrete.compiler.dialect.state.StateTables.CHANGE_LOG;
import static dev.accrete.compiler.dialect.state.StateTables.FREEZE;
import static dev.accrete.compiler.dialect.state.StateTables.FREEZE_COUNTER;
import static dev.accrete.compiler.dialect.state.StateTables.LOCK;
import static dev.accrete.compiler.dialect.state.StateTables.MADE;
import static dev.accrete.compiler.dialect.state.StateTables.MODEL_VERSION;
import static dev.accrete.compiler.dialect.state.StateTables.POSITION;
import static dev.accrete.compiler.dialect.state.StateTables.SOURCE_COLUMN;
import static dev.accrete.compiler.dialect.state.StateTables.STATE_VERSION;

import dev.accrete.compiler.dialect.Dialect;
import dev.accrete.compiler.dialect.RelationName;
import dev.accrete.compiler.dialect.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Creates the state, all of it harmless where it exists.
 *
 * <p>{@code docs/state.md} tells people what each table holds. Rows are only ever inserted, but for
 * {@code model_version}, {@code freeze_counter}, {@code made} and {@code lock}, which have one row
 * each (for each model), and for rows that nobody can need again: changes that every reader has
 * taken in, and stamps of rolled-up hours.
 */
public final class StateSchema {
  /** The version of this form of the state. */
  public static final int CURRENT = 1;

  private static final String PROJECT = "project VARCHAR NOT NULL";
  private static final String TARGET = "target_schema VARCHAR NOT NULL";
  private static final List<String> SCOPE = List.of("project", "target_schema");

  private final StateTables tables;
  private final Dialect dialect;

  /** The state for one project in one target schema. */
  public StateSchema(StateTables tables) {
    this.tables = tables;
    this.dialect = tables.dialect();
  }

  /** The table that {@link #create()} creates last: where it is, all are. */
  public RelationName lastTable() {
    return tables.name(LOCK);
  }

  /** The statements that create the tables that are absent, in order. */
  public List<Statement> create() {
    List<Statement> all = new ArrayList<>();
    all.add(
        new Statement("The schema of Accrete's own tables", dialect.createSchema(tables.schema())));
    all.add(
        table(
            "The form of the state",
            STATE_VERSION,
            List.of("version INTEGER NOT NULL"),
            List.of()));
    all.add(
        own("The number of the last freeze", FREEZE_COUNTER, SCOPE, "freeze_id BIGINT NOT NULL"));
    all.add(
        own(
            "The freezes: moments that fix what a run reads",
            FREEZE,
            List.of(),
            "freeze_id BIGINT NOT NULL",
            "run_id VARCHAR NOT NULL",
            "frozen_at TIMESTAMP NOT NULL"));
    all.add(
        own(
            "The batch manifest: by how many rows each freeze found each batch changed",
            BATCH,
            List.of(),
            "source VARCHAR NOT NULL",
            "stamp TIMESTAMP",
            "grain VARCHAR NOT NULL",
            dialect.quote("rows") + " BIGINT NOT NULL",
            "freeze_id BIGINT NOT NULL"));
    all.add(
        own(
            "How far each model has taken in each of its inputs",
            POSITION,
            List.of(),
            "model VARCHAR NOT NULL",
            "input VARCHAR NOT NULL",
            "freeze_id BIGINT",
            "change_version BIGINT",
            "model_version BIGINT NOT NULL"));
    all.add(
        own(
            "The version of each model's table",
            MODEL_VERSION,
            List.of("project", "target_schema", "model"),
            "model VARCHAR NOT NULL",
            "version BIGINT NOT NULL",
            "fingerprint VARCHAR NOT NULL",
            "key_count BIGINT NOT NULL",
            "row_count BIGINT NOT NULL",
            "strategy VARCHAR NOT NULL",
            "run_id VARCHAR NOT NULL",
            "committed_at TIMESTAMP NOT NULL"));
    all.add(
        own(
            "What each version of a model that has readers changed",
            CHANGE_LOG,
            List.of(),
            "model VARCHAR NOT NULL",
            "version BIGINT NOT NULL",
            "kind VARCHAR NOT NULL",
            "removed BIGINT NOT NULL",
            "inserted BIGINT NOT NULL"));
    all.add(
        own(
            "The table or view that each model made; one that somebody else made is not replaced",
            MADE,
            List.of(),
            "model VARCHAR NOT NULL",
            "relation VARCHAR NOT NULL",
            "made_at TIMESTAMP NOT NULL"));
    all.add(
        own(
            "The columns of the sources, a row where a freeze found another type than before",
            SOURCE_COLUMN,
            List.of(),
            "source VARCHAR NOT NULL",
            "column_name VARCHAR NOT NULL",
            "column_type VARCHAR NOT NULL",
            "keeps_values SMALLINT NOT NULL",
            "freeze_id BIGINT NOT NULL"));
    all.add(
        own(
            "The lock of the runs",
            LOCK,
            SCOPE,
            "fence BIGINT NOT NULL",
            "holder VARCHAR",
            "process VARCHAR",
            "taken_at TIMESTAMP"));
    return List.copyOf(all);
  }

  /**
   * The statements that insert the rows that are absent; the freeze counter's comes last. They are
   * a transaction of their own where the first one is a lock.
   */
  public List<Statement> firstRows() {
    List<Statement> all = new ArrayList<>();
    lock().ifPresent(all::add);
    all.addAll(rows());
    return List.copyOf(all);
  }

  /** What keeps two projects' first runs apart where no key does. */
  public Optional<Statement> lock() {
    return dialect
        .lock(tables.name(LOCK))
        .map(
            sql -> new Statement("Rows that must not come twice, as no key keeps them apart", sql));
  }

  private List<Statement> rows() {
    return List.of(
        new Statement(
            "",
            "INSERT INTO "
                + tables.table(STATE_VERSION)
                + " (version)\nSELECT "
                + CURRENT
                + "\nWHERE NOT EXISTS (SELECT 1 FROM "
                + tables.table(STATE_VERSION)
                + ")"),
        firstRow(LOCK, "fence", "0"),
        firstRow(FREEZE_COUNTER, "freeze_id", lastFreeze()));
  }

  /**
   * 0, or where a counter that somebody deleted stood: numbers that came again would hide batches.
   */
  private String lastFreeze() {
    return "COALESCE((SELECT MAX(freeze_id) FROM "
        + tables.table(FREEZE)
        + " WHERE "
        + tables.own()
        + "), 0)";
  }

  private Statement firstRow(String table, String number, String first) {
    return new Statement(
        "",
        "INSERT INTO "
            + tables.table(table)
            + " (project, target_schema, "
            + number
            + ")\nSELECT "
            + tables.ownValues()
            + ", "
            + first
            + "\nWHERE NOT EXISTS (SELECT 1 FROM "
            + tables.table(table)
            + " WHERE "
            + tables.own()
            + ")");
  }

  private Statement own(String purpose, String table, List<String> key, String... columns) {
    List<String> all = new ArrayList<>(List.of(PROJECT, TARGET));
    all.addAll(List.of(columns));
    return table(purpose, table, all, key);
  }

  private Statement table(String purpose, String table, List<String> columns, List<String> key) {
    return new Statement(purpose, dialect.createStateTable(tables.name(table), columns, key));
  }
}
