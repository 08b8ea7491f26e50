package dev.accrete.compiler.dialect.state;

import static dev.accrete.compiler.dialect.state.StateTables.CHANGE_LOG;
import static dev.accrete.compiler.dialect.state.StateTables.MODEL_VERSION;
import static dev.accrete.compiler.dialect.state.StateTables.POSITION;

import dev.accrete.compiler.dialect.RelationName;
import dev.accrete.compiler.dialect.Statement;
import java.util.ArrayList;
import java.util.List;

/**
 * Forgets a model: its changes, its state, and its table where it is a hidden one; or has it
 * rebuilt.
 */
public final class ForgetSql {
  private final StateTables tables;

  /** The fingerprint of a model that is to be rebuilt: that of none. */
  public static final String NONE = "";

  /** The state of one project in one target schema. */
  public ForgetSql(StateTables tables) {
    this.tables = tables;
  }

  /**
   * The statements, for one transaction; harmless where it was never built.
   *
   * @param sides the tables that are kept beside it
   */
  public List<Statement> forget(String model, List<RelationName> sides) {
    List<Statement> all = new ArrayList<>();
    all.add(
        new Statement(
            "Forget " + model + ": drop what only Accrete reads",
            tables.dialect().dropTable(tables.hidden(model))));
    all.add(new Statement("Drop the copy of it", tables.dialect().dropTable(tables.copy(model))));
    all.add(
        new Statement("Drop what it changed", tables.dialect().dropTable(tables.changes(model))));
    for (RelationName side : sides) {
      all.add(new Statement("Drop what is kept beside it", tables.dialect().dropTable(side)));
    }
    for (String table : List.of(POSITION, CHANGE_LOG, MODEL_VERSION)) {
      all.add(
          new Statement(
              "Forget it in " + table,
              "DELETE FROM "
                  + tables.table(table)
                  + "\nWHERE "
                  + tables.own()
                  + " AND model = "
                  + tables.dialect().text(model)));
    }
    return all;
  }

  /** Has a model rebuilt at its next run. */
  public Statement reset(String model) {
    return new Statement(
        "Have " + model + " rebuilt at its next run",
        "UPDATE "
            + tables.table(MODEL_VERSION)
            + "\nSET fingerprint = "
            + tables.dialect().text(NONE)
            + "\nWHERE "
            + tables.own()
            + " AND model = "
            + tables.dialect().text(model));
  }

  /** Has every reader of a model take it for an input that is new. */
  public Statement readers(String model) {
    return new Statement(
        "Forget how far its readers have taken it in",
        "DELETE FROM "
            + tables.table(POSITION)
            + "\nWHERE "
            + tables.own()
            + " AND input = "
            + tables.dialect().text(model));
  }
}
