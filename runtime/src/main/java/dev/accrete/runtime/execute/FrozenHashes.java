package dev.accrete.runtime.execute;

import dev.accrete.compiler.dialect.Statement;
import dev.accrete.compiler.dialect.state.BatchHashSql;
import dev.accrete.compiler.dialect.state.StateTables;
import dev.accrete.compiler.load.SourceDeclaration.Column;
import dev.accrete.compiler.plan.InputPlan;
import java.util.Collection;
import java.util.List;

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

  /** Takes the difference of one source; whether there was any. */
  boolean freeze(InputPlan source) {
    String columns = context.tables().dialect().columnsOf(source.relation());
    if (shapes.declared(source, source.relation(), shapes.of(source, columns)).isEmpty()) {
      return false;
    }
    shapes.accept(source.name());
    BatchHashSql hashes =
        new BatchHashSql(
            context.tables(),
            source.relation(),
            source.loadedAt().orElseThrow().column(),
            source.compared().stream().map(Column::name).toList());
    context.execute(hashes.stage(), context.bindings());
    long rows = 0;
    for (Statement statement : hashes.note()) {
      rows += context.execute(statement, context.bindings());
    }
    return rows > 0;
  }
}
