package dev.accrete.runtime.verify;

import dev.accrete.compiler.dialect.RelationName;
import dev.accrete.compiler.dialect.state.StateSql;
import dev.accrete.compiler.dialect.state.StateTables;
import dev.accrete.runtime.state.StateStore;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

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
      RelationName waiting = new StateSql(state).waitingTable(table.relation());
      if (new StateStore(ground.other(), state)
          .relations(List.of(state.schema()))
          .contains(waiting)) {
        deleted("delete what waits", table.at(waiting), row);
      }
    }
  }

  private boolean deleted(String purpose, DataTable table, List<String> row) {
    Optional<String> identifier = ground.rowIdentifier();
    if (identifier.isPresent()) {
      return ground.other().execute(purpose, table.deleteOne(row, identifier.get())) > 0;
    }
    // All of them go, and all but one come back.
    long equal = ground.other().execute(purpose, table.deleteAll(row));
    if (equal > 1) {
      ground
          .other()
          .execute("put back equal rows", table.insert(Collections.nCopies((int) equal - 1, row)));
    }
    return equal > 0;
  }
}
