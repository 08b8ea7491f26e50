package dev.accrete.runtime.execute;

import dev.accrete.compiler.dialect.Statement;
import dev.accrete.compiler.dialect.state.ChangeSql;
import dev.accrete.compiler.dialect.state.ClaimSql;
import dev.accrete.compiler.dialect.state.CommitSql;
import dev.accrete.compiler.plan.InputPlan;
import dev.accrete.runtime.engine.EngineException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Claims what has arrived in landing tables, in the transaction of the freeze.
 *
 * <p>All landing sources of a run are claimed in one transaction, so that contexts come with their
 * events. A source that cannot be claimed is left as it is, and stops its readers alone.
 */
final class FrozenLandings {
  private final RunContext context;
  private final FrozenShapes shapes;
  private final WaitingRows waiting;

  FrozenLandings(RunContext context, FrozenShapes shapes) {
    this.context = context;
    this.shapes = shapes;
    this.waiting = new WaitingRows(context, shapes);
  }

  private ClaimSql sql(InputPlan source) {
    return source.claim(context.tables()).orElseThrow();
  }

  /** Locks the landing tables where the engine needs that; first in its transaction. */
  void lock(Collection<InputPlan> sources) {
    sources.stream()
        .filter(source -> source.landing().isPresent())
        .flatMap(source -> sql(source).lock().stream())
        .forEach(lock -> context.execute(lock, context.bindings()));
  }

  /**
   * Claims for one source; whether anything came, or somebody else wrote its table.
   *
   * @param move whether rows move; a dry run says what waits, and leaves them where they are
   */
  boolean freeze(InputPlan source, boolean move) {
    ClaimSql sql = sql(source);
    Map<String, String> landed = shapes.of(source, sql.landingColumns());
    Optional<String> why =
        owner(source, sql)
            .or(() -> misfit(source, sql, landed))
            .or(() -> source.waits() ? waiting.misfit(source, landed) : Optional.empty());
    why.ifPresent(reason -> shapes.refuse(source.name(), reason));
    Optional<Map<String, String>> declared =
        why.isPresent()
            ? Optional.empty()
            : shapes.declared(source, source.landing().orElseThrow(), landed);
    if (declared.isEmpty()) {
      return false;
    }
    shapes.accept(source.name());
    long version = context.store().standing(source.name()).versionNumber();
    Bindings bindings =
        context.bindings().copy().set(Statement.VERSION, version).set(CommitSql.FENCED, "");
    long claimed = context.stage(sql.stage(), sql.claim(), bindings);
    context.execute(sql.stageStrangers(), bindings);
    boolean kept = version > 0 && keeps(declared.get(), shapes.of(source, sql.changesColumns()));
    boolean changed = !kept || claimed > 0 || strangers(source, sql) != 0;
    if (changed) {
      announce(source, sql, bindings, version > 0 && !kept);
    }
    if (changed && move) {
      move(source, sql, bindings, claimed, kept, List.copyOf(landed.keySet()));
    }
    sql.drop().forEach(statement -> context.execute(statement, bindings));
    return changed;
  }

  /** Whether the table of changes still has the columns that readers read, of their types. */
  private static boolean keeps(Map<String, String> declared, Map<String, String> changes) {
    return FrozenShapes.folded(changes).entrySet().containsAll(declared.entrySet());
  }

  private Optional<String> owner(InputPlan source, ClaimSql sql) {
    return context
        .session()
        .first(
            "look who claims for " + source.name(),
            sql.owner(),
            row ->
                source.relation().plain()
                    + " belongs to the project "
                    + row.text(1)
                    + " with the schema "
                    + row.text(2)
                    + ", which claims what arrives for it");
  }

  /** Why rows would lose something on their way from the landing table to the source's. */
  private Optional<String> misfit(InputPlan source, ClaimSql sql, Map<String, String> landed) {
    Map<String, String> own = FrozenShapes.folded(shapes.of(source, sql.tableColumns()));
    return landed.entrySet().stream()
        .filter(column -> !column.getValue().equals(own.get(FrozenShapes.folded(column.getKey()))))
        .findFirst()
        .map(
            column ->
                "the column "
                    + column.getKey()
                    + " of "
                    + source.landing().orElseThrow().plain()
                    + " is "
                    + column.getValue()
                    + ", and in "
                    + source.relation().plain()
                    + " it is "
                    + own.getOrDefault(FrozenShapes.folded(column.getKey()), "absent")
                    + ": claimed rows would lose it");
  }

  private long strangers(InputPlan source, ClaimSql sql) {
    return context
        .session()
        .first(
            "count what nobody claimed in " + source.name(),
            sql.countStrangers(),
            row -> row.number(1))
        .orElseThrow();
  }

  /** Moves the version, so that readers know that something came. */
  private void announce(InputPlan source, ClaimSql sql, Bindings bindings, boolean anew) {
    ChangeSql changes = new ChangeSql(context.tables());
    if (anew) {
      context.execute(changes.drop(source.name()), bindings);
    }
    for (Statement s : List.of(sql.createChanges(), sql.firstVersion(), sql.note())) {
      context.execute(s, bindings);
    }
    if (context.execute(sql.renewed(), bindings) != 1) {
      throw new IllegalStateException("the version of " + source.name() + " moved in a snapshot");
    }
    context.execute(anew ? changes.logReset(source.name()) : sql.log(), bindings);
  }

  /**
   * Moves the rows. The counts of the claim and of each statement must agree.
   *
   * @param publish whether the changes are told row by row, for which their table must be older
   *     than this transaction
   */
  private void move(
      InputPlan source,
      ClaimSql sql,
      Bindings bindings,
      long claimed,
      boolean publish,
      List<String> columns) {
    long published = publish ? context.execute(sql.publish(), bindings) : claimed;
    long taken = context.execute(sql.take(), bindings);
    long put = context.execute(sql.put(columns), bindings);
    if (published != claimed || taken != claimed || put != claimed) {
      throw new EngineException(
          "claim what has arrived for " + source.name(),
          "",
          new IllegalStateException(
              claimed
                  + " rows were claimed, "
                  + published
                  + " published, "
                  + taken
                  + " taken from the landing table and "
                  + put
                  + " put into the source's"));
    }
  }
}
