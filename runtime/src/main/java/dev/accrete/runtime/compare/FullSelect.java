package dev.accrete.runtime.compare;

import dev.accrete.compiler.dialect.Statement;
import dev.accrete.compiler.dialect.state.BatchSql;
import dev.accrete.compiler.dialect.state.StateTables;
import dev.accrete.compiler.plan.InputPlan;
import dev.accrete.compiler.plan.ModelPlan;
import dev.accrete.runtime.engine.Session;
import dev.accrete.runtime.execute.ComponentLabels;
import dev.accrete.runtime.state.Position;
import dev.accrete.runtime.state.Standing;
import dev.accrete.runtime.state.StateStore;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

/**
 * What a model's full SELECT returns over its inputs as the model last read them: sources by the
 * batches of its position, other models as they stand.
 */
public final class FullSelect {
  private final Session session;
  private final StateTables tables;
  private int staged;

  /** Full SELECTs over a session, whose temporary tables they use. */
  public FullSelect(Session session, StateTables tables) {
    this.session = session;
    this.tables = tables;
  }

  /**
   * Prepares the sources of a model, so that what {@link #stage} takes is the SELECT's own time.
   */
  public Prepared prepare(ModelPlan plan) {
    Standing standing = new StateStore(session, tables).standing(plan.model());
    Map<String, String> values = new HashMap<>();
    values.put(Statement.FREEZE, Long.toString(freeze(standing)));
    values.put(Statement.NOW, clock(standing));
    values.put(Statement.RUN, "_compared_" + ++staged);
    BatchSql batches = new BatchSql(tables);
    for (InputPlan input : plan.inputs()) {
      if (input.kind() == InputPlan.Kind.APPEND_SOURCE && input.loadedAt().isPresent()) {
        String name = input.relation().plain();
        values.put(Statement.openSince(name), bind(batches.openSince(input.relation()), values));
        Statement frozen = batches.stageFrozen(input.relation(), input.loadedAt().get());
        session.execute(frozen.purpose(), bind(frozen.sql(), values));
      }
    }
    return new Prepared(plan, values);
  }

  /** Evaluates the SELECT into a temporary table. */
  public String stage(Prepared prepared) {
    ModelPlan plan = prepared.plan();
    plan.components().ifPresent(c -> labels(prepared).settle(c.all()));
    Statement stage = plan.full().stage();
    session.execute(stage.purpose(), bind(stage.sql(), prepared.values()));
    plan.components().ifPresent(c -> labels(prepared).drop(tables.dialect(), c.all()));
    return tables.dialect().quote(bind(prepared.plan().full().staged(), prepared.values()));
  }

  private ComponentLabels labels(Prepared prepared) {
    return new ComponentLabels(
        session, statement -> bind(statement.sql(), prepared.values()), prepared.plan().model());
  }

  /** Drops a table that {@link #stage} made. */
  public void drop(Prepared prepared) {
    String name = bind(prepared.plan().full().staged(), prepared.values());
    session.execute("drop " + name, tables.dialect().dropStage(name));
  }

  /**
   * The latest freeze of the model's sources; models that read none take the project's last one.
   */
  private long freeze(Standing standing) {
    return standing.positions().values().stream()
        .map(Position::freezeId)
        .filter(Objects::nonNull)
        .mapToLong(Long::longValue)
        .max()
        .orElseGet(() -> new StateStore(session, tables).lastFreeze().orElse(0L));
  }

  /** The clock of the run that wrote the table; the database's own where none did. */
  private String clock(Standing standing) {
    return standing
        .version()
        .map(version -> tables.dialect().timestamp(version.committedAt()))
        .orElseGet(tables.dialect()::now);
  }

  private static String bind(String sql, Map<String, String> values) {
    return new Statement("", sql)
        .bind(name -> values.getOrDefault(Statement.parameter(name), "NULL"));
  }

  /**
   * A model whose sources are pinned.
   *
   * @param plan the model
   * @param values SQL in place of parameters
   */
  public record Prepared(ModelPlan plan, Map<String, String> values) {
    public Prepared {
      values = Map.copyOf(values);
    }
  }
}
