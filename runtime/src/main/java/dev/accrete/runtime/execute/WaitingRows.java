package dev.accrete.runtime.execute;

import dev.accrete.compiler.dialect.RelationName;
import dev.accrete.compiler.dialect.Statement;
import dev.accrete.compiler.dialect.state.WaitingSql;
import dev.accrete.compiler.plan.InputPlan;
import dev.accrete.runtime.engine.ConflictException;
import dev.accrete.runtime.engine.EngineException;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Claimed rows that wait until all readers have taken them in: makes room for them before the
 * freeze, and moves them into their sources' own tables after the models.
 */
final class WaitingRows {
  private final RunContext context;
  private final FrozenShapes shapes;

  WaitingRows(RunContext context, FrozenShapes shapes) {
    this.context = context;
    this.shapes = shapes;
  }

  private WaitingSql sql(InputPlan source) {
    return new WaitingSql(context.tables(), source.name(), source.relation());
  }

  /**
   * Sees to it, before the freeze's own transaction, that rows can wait where they are to, in a
   * table of the landing table's columns, and that none wait where nobody would read them: a source
   * may have been declared otherwise when they were claimed.
   *
   * @param relations the tables and views that there were when the run began
   * @param inTransaction whether a transaction is open already, which then stays so
   */
  void prepare(Collection<InputPlan> sources, Set<RelationName> relations, boolean inTransaction) {
    for (InputPlan source : sources) {
      WaitingSql sql = sql(source);
      boolean there = relations.contains(sql.relation());
      if (source.waits() && !there) {
        context.execute(sql.create(source.landing().orElseThrow()), context.bindings());
      } else if (there && (!source.waits() || isOutgrown(source, sql))) {
        settle(source, sql, inTransaction);
      }
    }
  }

  private boolean isOutgrown(InputPlan source, WaitingSql sql) {
    return !columns(source, sql).equals(landed(source));
  }

  private Map<String, String> landed(InputPlan source) {
    String query = source.claim(context.tables()).orElseThrow().landingColumns();
    return shapes.of(source, query);
  }

  /** The columns of the rows that wait, without their version. */
  private Map<String, String> columns(InputPlan source, WaitingSql sql) {
    Map<String, String> columns = new LinkedHashMap<>(shapes.of(source, sql.waitingColumns()));
    columns.remove(WaitingSql.VERSION_COLUMN);
    return columns;
  }

  /** Moves all that waits, and drops the table; creates it anew where rows are to wait again. */
  private void settle(InputPlan source, WaitingSql sql, boolean inTransaction) {
    Map<String, String> columns = columns(source, sql);
    Optional<String> misfit = misfit(source, sql, columns);
    if (misfit.isPresent() && count(source, sql.count()) > 0) {
      if (source.waits()) {
        return; // whoever claims says so
      }
      throw new EngineException(
          "look what waits for " + source.name(), "", new IllegalStateException(misfit.get()));
    }
    if (!inTransaction) {
      context.session().begin();
    }
    lock(sql);
    Bindings bindings =
        context
            .bindings()
            .copy()
            .set(Statement.VERSION, context.store().standing(source.name()).versionNumber());
    if (count(source, sql.count()) > 0) {
      move(source, sql.moveAll(List.copyOf(columns.keySet())), bindings);
    }
    context.execute(sql.drop(), bindings);
    if (source.waits()) {
      context.execute(sql.create(source.landing().orElseThrow()), bindings);
      List<Statement> renewal = sql.renew();
      if (context.execute(renewal.get(0), bindings) > 0) {
        context.execute(renewal.get(1), bindings);
      }
    }
    if (!inTransaction) {
      context.session().commit();
    }
  }

  /** Why rows can neither be claimed nor move on: the tables do not fit each other. */
  Optional<String> misfit(InputPlan source, Map<String, String> landed) {
    WaitingSql sql = sql(source);
    Map<String, String> columns = columns(source, sql);
    return columns.equals(landed)
        ? Optional.empty()
        : misfit(source, sql, columns)
            .or(
                () ->
                    Optional.of(
                        "the columns of "
                            + source.landing().orElseThrow().plain()
                            + " changed at this moment: run this again"));
  }

  private Optional<String> misfit(InputPlan source, WaitingSql sql, Map<String, String> columns) {
    Map<String, String> own = FrozenShapes.folded(shapes.of(source, sql.tableColumns()));
    return columns.entrySet().stream()
        .filter(column -> !column.getValue().equals(own.get(FrozenShapes.folded(column.getKey()))))
        .findFirst()
        .map(
            column ->
                "rows of "
                    + source.name()
                    + " wait in "
                    + sql.relation().plain()
                    + ", where the column "
                    + column.getKey()
                    + " is "
                    + column.getValue()
                    + ", and in "
                    + source.relation().plain()
                    + " it is "
                    + own.getOrDefault(FrozenShapes.folded(column.getKey()), "absent")
                    + ": alter one of them, so that they can move on");
  }

  /**
   * Moves what every reader has taken in. A source whose tables do not fit each other is left as it
   * is: its next claim says why.
   *
   * @param there the tables of the state's schema
   */
  void moveOn(Collection<InputPlan> sources, Set<RelationName> there) {
    for (InputPlan source : sources) {
      WaitingSql sql = sql(source);
      if (there.contains(sql.relation()) && count(source, sql.countPassed()) > 0) {
        Map<String, String> columns = columns(source, sql);
        if (misfit(source, sql, columns).isEmpty()) {
          moveOn(source, sql, List.copyOf(columns.keySet()));
        }
      }
    }
  }

  private void moveOn(InputPlan source, WaitingSql sql, List<String> columns) {
    try {
      context.session().begin();
      lock(sql);
      move(source, sql.move(columns), context.bindings());
      context.session().commit();
    } catch (ConflictException e) {
      // Another process moves them.
      context.session().rollback();
    }
  }

  private void lock(WaitingSql sql) {
    sql.lock().ifPresent(lock -> context.execute(lock, context.bindings()));
  }

  /** As many rows must come as leave. */
  private void move(InputPlan source, List<Statement> move, Bindings bindings) {
    long came = context.execute(move.get(0), bindings);
    long left = context.execute(move.get(1), bindings);
    if (came != left) {
      throw new EngineException(
          "move what all readers of " + source.name() + " have taken in",
          "",
          new IllegalStateException(
              came
                  + " rows came into "
                  + source.relation().plain()
                  + ", and "
                  + left
                  + " left those that wait"));
    }
  }

  private long count(InputPlan source, String query) {
    return context
        .session()
        .first("count what waits for " + source.name(), query, row -> row.number(1))
        .orElseThrow();
  }
}
