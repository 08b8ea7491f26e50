package dev.accrete.compiler.plan;

import dev.accrete.compiler.dialect.Dialect;
import dev.accrete.compiler.dialect.InputSql;
import dev.accrete.compiler.dialect.RelationName;
import dev.accrete.compiler.dialect.state.DeletedSql;
import dev.accrete.compiler.dialect.state.StateSql;
import dev.accrete.compiler.load.SourceDeclaration.LoadedAt;
import dev.accrete.compiler.tree.Relation;
import java.util.List;
import java.util.Map;

/**
 * Reads a model's inputs through the state: sources by the batches of the freeze, models by their
 * last commit and their changes.
 */
final class StateInputs implements InputSql {
  private final Dialect dialect;
  private final StateSql state;
  private final Map<String, InputPlan> inputs;
  private final FlipSql flips;

  StateInputs(Dialect dialect, StateSql state, Map<String, InputPlan> inputs, FlipSql flips) {
    this.flips = flips;
    this.dialect = dialect;
    this.state = state;
    this.inputs = inputs;
  }

  @Override
  public Reading read(String name, Relation.State rows, List<String> columns, String alias) {
    InputPlan input = inputs.get(name);
    if (input == null) {
      throw new IllegalArgumentException("no plan for the input " + name);
    }
    String table = dialect.relation(input.relation());
    return switch (input.kind()) {
      case STATIC_SOURCE ->
          rows == Relation.State.CHANGED && flips.any(name)
              ? new Reading(table, flips.condition(name, alias))
              : unchanging(table, rows);
      case APPEND_SOURCE ->
          input.deleted().isPresent() && mayHaveLeft(rows)
              ? withDeleted(input, source(input, table, rows, alias), columns, alias)
              : source(input, table, rows, alias);
      case LOADED_WITH_SOURCE -> loadedWith(input, table, rows, alias);
      case SNAPSHOT_SOURCE ->
          model(name, dialect.relation(state.copyTable(name)), rows, columns, alias);
      case MODEL -> model(name, table, rows, columns, alias);
      case LANDING_SOURCE -> landing(input, table, rows, columns, alias);
    };
  }

  @Override
  public String passing(int reference, String alias) {
    return flips.passing(reference, alias);
  }

  private Reading landing(
      InputPlan input, String table, Relation.State rows, List<String> columns, String alias) {
    if (!input.waits()) {
      return rows == Relation.State.CURRENT
          ? Reading.ofSource(table)
          : model(input.name(), table, rows, columns, alias);
    }
    String all = input.withWaiting(dialect, state);
    // Rows never leave it unseen: where any do, readers are rebuilt.
    return rows == Relation.State.CURRENT || rows == Relation.State.CURRENT_AND_REMOVED
        ? new Reading(all, "")
        : model(input.name(), indented(all), rows, columns, alias);
  }

  /** Nothing ever changes, so no row is new. */
  private static Reading unchanging(String table, Relation.State rows) {
    boolean changes =
        rows == Relation.State.CHANGED
            || rows == Relation.State.INSERTED
            || rows == Relation.State.SIGNED;
    return changes ? new Reading(table, "1 = 0") : Reading.ofSource(table);
  }

  private static boolean mayHaveLeft(Relation.State rows) {
    return rows == Relation.State.CHANGED || rows == Relation.State.CURRENT_AND_REMOVED;
  }

  /** Rows of an append source, and the copies of those that left it since the model's position. */
  private Reading withDeleted(InputPlan input, Reading rows, List<String> columns, String alias) {
    return new Reading(
        "(\n  SELECT "
            + dialect.columns(columns)
            + "\n  FROM "
            + rows.from()
            + " AS "
            + dialect.quote(alias)
            + "\n  WHERE "
            + indented(rows.condition())
            + "\n  UNION ALL\n  SELECT "
            + dialect.columns(columns)
            + " FROM "
            + dialect.quote(DeletedSql.deletedRows(input.relation()))
            + "\n)",
        "");
  }

  /**
   * Rows leave an append source only where a batch shrinks. Where nobody keeps copies of them, then
   * nothing is incremental; nor are they ever read as signed or inserted ones.
   */
  private Reading source(InputPlan input, String table, Relation.State rows, String alias) {
    LoadedAt loadedAt = input.loadedAt().orElseThrow();
    RelationName source = input.relation();
    if (rows == Relation.State.SIGNED) {
      // Signed changes are asked for only where all changed batches are new.
      String signed = "(SELECT *, 1 AS accrete_sign FROM " + table + ")";
      return new Reading(signed, state.changed(source, loadedAt, alias));
    }
    if (rows == Relation.State.CHANGED) {
      return new Reading(
          table, orFlips(input.name(), state.changed(source, loadedAt, alias), alias));
    }
    return rows == Relation.State.INSERTED
        ? new Reading(table, state.changed(source, loadedAt, alias))
        : new Reading(
            table,
            state.pinned(source, loadedAt, alias),
            state.pinnedAfter(source, loadedAt, alias),
            Reading.Of.SOURCE);
  }

  /** Nothing pins it: what comes after the freeze is read, and counted by the next one. */
  private Reading loadedWith(InputPlan input, String table, Relation.State rows, String alias) {
    return switch (rows) {
      case CURRENT, CURRENT_AND_REMOVED -> new Reading(table, "");
      case CHANGED ->
          new Reading(
              table,
              orFlips(
                  input.name(),
                  state.changed(input.relation(), input.companion().orElseThrow(), alias),
                  alias));
      case INSERTED, SIGNED ->
          throw new IllegalStateException(
              "the new rows of " + input.name() + " are not known exactly");
    };
  }

  private String orFlips(String name, String changed, String alias) {
    return flips.any(name)
        ? "((" + changed + ")\n  OR " + flips.condition(name, alias) + ")"
        : changed;
  }

  private String andFlips(String name, String table, List<String> columns, String alias) {
    return flips.any(name)
        ? "\n  UNION ALL\n  SELECT "
            + dialect.columns(columns)
            + " FROM "
            + table
            + " AS "
            + dialect.quote(alias)
            + " WHERE "
            + flips.condition(name, alias)
        : "";
  }

  private Reading model(
      String name, String table, Relation.State rows, List<String> columns, String alias) {
    return switch (rows) {
      case CURRENT -> Reading.ofOwnTable(table);
      case CHANGED ->
          new Reading(
              "(\n  "
                  + indented(state.changedRows(name, columns))
                  + andFlips(name, table, columns, alias)
                  + "\n)",
              "");
      case INSERTED ->
          new Reading("(\n  " + indented(state.insertedRows(name, columns)) + "\n)", "");
      case SIGNED -> new Reading("(\n  " + indented(state.signedRows(name, columns)) + "\n)", "");
      case CURRENT_AND_REMOVED ->
          new Reading(
              "(\n  SELECT "
                  + dialect.columns(columns)
                  + " FROM "
                  + table
                  + "\n  UNION ALL\n  "
                  + indented(state.removedRows(name, columns))
                  + "\n)",
              "");
    };
  }

  private static String indented(String text) {
    return text.replace("\n", "\n  ");
  }
}
