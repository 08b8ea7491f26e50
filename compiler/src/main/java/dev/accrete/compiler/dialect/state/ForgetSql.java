package dev.accrete.compiler.dialect.state;

import static dev.accrete.compiler.dialect.state.StateTables.CHANGE_LOG;
import static dev.accrete.compiler.dialect.state.StateTables.MODEL_VERSION;
import static dev.accrete.compiler.dialect.state.StateTables.POSITION;

import dev.accrete.compiler.dialect.RelationName;
import dev.accrete.compiler.dialect.Statement;
import java.util.ArrayList;
import java.util.List;

/** Forgets a hidden model that nothing reads any more: its table, its changes and its state. */
public final class ForgetSql {
  private final StateTables tables;

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
            "Nothing reads " + model + " any more: drop it",
            tables.dialect().dropTable(tables.hidden(model))));
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
}
