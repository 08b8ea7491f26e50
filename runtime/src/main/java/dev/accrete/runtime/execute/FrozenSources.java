package dev.accrete.runtime.execute;

import dev.accrete.compiler.dialect.RelationName;
import dev.accrete.compiler.dialect.Statement;
import dev.accrete.compiler.dialect.state.BatchSql;
import dev.accrete.compiler.dialect.state.FreezeSql;
import dev.accrete.compiler.load.SourceDeclaration.Grain;
import dev.accrete.compiler.load.SourceDeclaration.LoadedAt;
import dev.accrete.compiler.plan.InputPlan;
import dev.accrete.runtime.engine.ConflictException;
import dev.accrete.runtime.state.PendingBatches;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** The sources of a run as one freeze fixed them. */
final class FrozenSources {
  private static final int ATTEMPTS = 20;

  private final RunContext context;
  private final FreezeSql freezes;
  private final BatchSql batches;
  private final Set<RelationName> staged = new HashSet<>();
  private long freezeId;

  FrozenSources(RunContext context) {
    this.context = context;
    this.freezes = new FreezeSql(context.tables());
    this.batches = new BatchSql(context.tables());
  }

  long freezeId() {
    return freezeId;
  }

  /**
   * Counts the sources in one transaction. Where none differs from what was known, the transaction
   * is taken back and the run reads the last freeze: a run with nothing new writes nothing.
   *
   * @param inTransaction whether a transaction is open already, which then stays so
   */
  void freeze(Collection<InputPlan> sources, boolean inTransaction) {
    for (int attempt = 1; ; attempt++) {
      try {
        freezeOnce(sources, inTransaction);
        break;
      } catch (ConflictException e) {
        context.session().rollback();
        if (attempt == ATTEMPTS || inTransaction) {
          throw e;
        }
      }
    }
    sources.forEach(source -> bindBoundary(source.relation(), source.loadedAt().orElseThrow()));
  }

  private void freezeOnce(Collection<InputPlan> sources, boolean inTransaction) {
    if (!inTransaction) {
      context.session().begin();
    }
    long last = context.store().lastFreeze().orElseThrow();
    context.bindings().set(Statement.FREEZE, last + 1);
    if (context.execute(freezes.advance(), context.bindings()) != 1) {
      throw new IllegalStateException("the freeze counter moved inside a snapshot");
    }
    boolean changed = false;
    for (InputPlan source : sources) {
      changed |= count(source);
    }
    finish(changed, last, inTransaction);
  }

  private boolean count(InputPlan source) {
    long rows = 0;
    for (Statement statement : freezes.count(source.relation(), source.loadedAt().orElseThrow())) {
      rows += context.execute(statement, context.bindings());
    }
    return rows > 0;
  }

  private void finish(boolean changed, long last, boolean inTransaction) {
    freezeId = changed ? last + 1 : last;
    context.bindings().set(Statement.FREEZE, freezeId);
    if (changed) {
      context.execute(freezes.note(), context.bindings());
    }
    if (inTransaction) {
      return;
    }
    if (changed) {
      context.session().commit();
    } else {
      context.session().rollback();
    }
  }

  private void bindBoundary(RelationName source, LoadedAt loadedAt) {
    if (loadedAt.grain() == Grain.STAMP) {
      return;
    }
    String literal =
        context
            .session()
            .query(
                "read the boundary of the open batches of " + source.plain(),
                context.bindings().bind(batches.readOpenSince(source)),
                row -> String.valueOf(row.textOrNull(1)))
            .get(0);
    context
        .bindings()
        .set(
            Statement.openSince(source.plain()),
            literal.equals("null") ? "NULL" : context.tables().dialect().timestamp(literal));
  }

  /** Fills the table that pins the reading of a source, once a run. */
  void stage(InputPlan source) {
    if (staged.add(source.relation())) {
      LoadedAt loadedAt = source.loadedAt().orElseThrow();
      context.execute(batches.stageFrozen(source.relation(), loadedAt), context.bindings());
    }
  }

  /** Fills the table of a source's batches that changed after a position, and counts them. */
  PendingBatches pending(InputPlan source, Bindings model, long position) {
    if (position >= freezeId) {
      return PendingBatches.NONE;
    }
    RelationName relation = source.relation();
    context.execute(batches.stageChanged(relation, source.loadedAt().orElseThrow()), model);
    Map<String, Long> counts = new HashMap<>();
    context
        .session()
        .query(
            "count the changed batches of " + relation.plain(),
            batches.classify(relation),
            row -> {
              counts.put(row.text(1), row.number(2));
              return counts.merge("rows", row.number(3), Long::sum);
            });
    return new PendingBatches(
        counts.getOrDefault("new", 0L),
        counts.getOrDefault("reopened", 0L),
        counts.getOrDefault("shrunk", 0L),
        counts.getOrDefault("rows", 0L));
  }
}
