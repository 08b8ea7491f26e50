package dev.accrete.runtime.execute;

import dev.accrete.compiler.dialect.Statement;
import dev.accrete.compiler.dialect.state.ChangeSql;
import dev.accrete.compiler.dialect.state.CommitSql;
import dev.accrete.compiler.dialect.state.SnapshotSql;
import dev.accrete.compiler.plan.InputPlan;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Brings the copies of snapshot sources up to date, in the transaction of the freeze.
 *
 * <p>A copy that has another shape than its source has now, or none of the state that says which
 * version it is, is made anew, and its readers are rebuilt.
 */
final class FrozenSnapshots {
  private final RunContext context;
  private final FrozenShapes shapes;

  FrozenSnapshots(RunContext context, FrozenShapes shapes) {
    this.context = context;
    this.shapes = shapes;
  }

  /** Takes the difference of one source; whether there was any. */
  boolean freeze(InputPlan source) {
    SnapshotSql sql =
        new SnapshotSql(context.tables(), source.name(), source.relation(), source.compared());
    Optional<Map<String, String>> wanted =
        shapes.declared(source, source.relation(), shapes.of(source, sql.liveColumns()));
    if (wanted.isEmpty()) {
      return false;
    }
    shapes.accept(source.name());
    long version = context.store().standing(source.name()).versionNumber();
    Bindings bindings =
        context.bindings().copy().set(Statement.VERSION, version).set(CommitSql.FENCED, "");
    Map<String, String> copied = FrozenShapes.folded(shapes.of(source, sql.copiedColumns()));
    boolean follows = version > 0 && wanted.get().equals(copied);
    return follows ? follow(sql, bindings) : copyAnew(source, sql, bindings);
  }

  private boolean follow(SnapshotSql sql, Bindings bindings) {
    if (context.stage(sql.stageDifference(), sql.difference(), bindings) == 0) {
      return false;
    }
    context.execute(sql.moved(), bindings);
    sql.bringUpToDate().forEach(statement -> context.execute(statement, bindings));
    context.execute(sql.publish(), bindings);
    context.execute(sql.log(), bindings);
    context.execute(sql.dropDifference(), bindings);
    return true;
  }

  private boolean copyAnew(InputPlan source, SnapshotSql sql, Bindings bindings) {
    ChangeSql changes = new ChangeSql(context.tables());
    List<Statement> all =
        List.of(
            sql.dropCopy(),
            sql.createCopy(),
            new CommitSql(context.tables()).firstVersion(source.name()),
            sql.renewed(),
            changes.drop(source.name()),
            sql.createChanges(),
            changes.logReset(source.name()));
    all.forEach(statement -> context.execute(statement, bindings));
    return true;
  }
}
