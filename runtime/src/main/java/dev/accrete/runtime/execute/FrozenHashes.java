package dev.accrete.runtime.execute;

import dev.accrete.compiler.dialect.RelationName;
import dev.accrete.compiler.dialect.Statement;
import dev.accrete.compiler.dialect.state.BatchHashSql;
import dev.accrete.compiler.dialect.state.StateTables;
import dev.accrete.compiler.plan.InputPlan;
import java.util.Collection;
import java.util.List;
import java.util.function.Consumer;

/** Counts and hashes, within a freeze, sources whose batches are told apart by hashes as well. */
final class FrozenHashes {
  private final RunContext context;
  private final FrozenShapes shapes;

  FrozenHashes(RunContext context, FrozenShapes shapes) {
    this.context = context;
    this.shapes = shapes;
  }

  /**
   * Creates the table of hashes where it is absent, before the freeze's transaction: DuckDB may
   * lose rows of a table that is filled where it is created.
   */
  void prepare(Collection<InputPlan> sources) {
    StateTables tables = context.tables();
    if (sources.stream().anyMatch(InputPlan::isHashed)
        && !context
            .store()
            .relations(List.of(tables.schema()))
            .contains(BatchHashSql.table(tables))) {
      context.execute(BatchHashSql.create(tables), context.bindings());
    }
  }

  /**
   * Takes the difference of one source; whether there was any.
   *
   * @param bindBoundaries binds from when on hours are counted by stamp, once they are counted as
   *     wholes
   */
  boolean freeze(InputPlan source, Consumer<RelationName> bindBoundaries) {
    String columns = context.tables().dialect().columnsOf(source.relation());
    if (shapes.declared(source, source.relation(), shapes.of(source, columns)).isEmpty()) {
      return false;
    }
    shapes.accept(source.name());
    BatchHashSql hashes = source.hashes(context.tables()).orElseThrow();
    context.execute(hashes.stage(), context.bindings());
    long rows = executed(hashes.note());
    if (hashes.stageOpen().isPresent()) {
      bindBoundaries.accept(source.relation());
      context.execute(hashes.stageOpen().get(), context.bindings());
      rows += executed(hashes.noteOpen());
    }
    return rows > 0;
  }

  private long executed(List<Statement> statements) {
    return statements.stream().mapToLong(s -> context.execute(s, context.bindings())).sum();
  }
}
