package dev.accrete.runtime.verify;

import dev.accrete.compiler.dialect.RelationName;
import dev.accrete.compiler.dialect.state.StateSql;
import dev.accrete.compiler.dialect.state.StateTables;
import dev.accrete.runtime.state.StateStore;
import java.util.List;

/**
 * Takes rows out of a source, wherever they are: in the landing table, in the source's own, or
 * where claimed ones wait for that.
 */
record TakenRows(Playground ground, StateTables state) {

  /** Takes one row of these values, if there is one. */
  void take(DataTable table, List<String> row) {
    if (deleted("delete", table.arrivals(), row) || table.landing().isEmpty()) {
      return;
    }
    if (!deleted("delete what was claimed", table, row)) {
      RelationName waiting = new StateSql(state).waitingTable(relation(table));
      if (new StateStore(ground.other(), state)
          .relations(List.of(state.schema()))
          .contains(waiting)) {
        String there = ground.database().dialect().relation(waiting);
        deleted("delete what waits", table.at(there), row);
      }
    }
  }

  private static RelationName relation(DataTable table) {
    int dot = table.relation().indexOf('.');
    return new RelationName(
        table.relation().substring(0, dot), table.relation().substring(dot + 1));
  }

  private boolean deleted(String purpose, DataTable table, List<String> row) {
    return ground.other().execute(purpose, table.deleteOne(row, ground.rowIdentifier())) > 0;
  }
}
