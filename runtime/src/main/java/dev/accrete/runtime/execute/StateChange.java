package dev.accrete.runtime.execute;

import dev.accrete.compiler.dialect.RelationName;
import dev.accrete.compiler.dialect.Statement;
import dev.accrete.compiler.dialect.state.ForgetSql;
import dev.accrete.compiler.dialect.state.MadeSql;
import dev.accrete.compiler.dialect.state.StateSql;
import dev.accrete.compiler.load.ModelFile;
import dev.accrete.runtime.engine.Database;
import dev.accrete.runtime.engine.Session;
import dev.accrete.runtime.engine.StatementListener;
import dev.accrete.runtime.state.ModelVersion;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Changes what is known of models by hand, under the lock of the runs. */
public final class StateChange {
  private final Database database;
  private final StatementListener listener;
  private final RunRequest request;

  /**
   * Changes of one state.
   *
   * @param request of no models: it names the state, the process and the clock
   */
  public StateChange(Database database, StatementListener listener, RunRequest request) {
    this.database = database;
    this.listener = listener;
    this.request = request;
  }

  /** The models that were built, hidden ones among them; empty where no run has been. */
  public Set<String> models() {
    try (Session session = session()) {
      RunContext context = RunContext.of(request, session);
      return context.store().exists() ? built(context) : Set.of();
    }
  }

  private static Set<String> built(RunContext context) {
    return context.store().versions().stream()
        .map(ModelVersion::model)
        .collect(Collectors.toCollection(LinkedHashSet::new));
  }

  private Session session() {
    return database.session("accrete state " + request.runId(), listener);
  }

  /**
   * Has models rebuilt at their next run.
   *
   * @return those that were built
   * @throws LockHeldException if a run is at it
   */
  public List<String> reset(Collection<String> models) {
    return locked(
        context -> {
          List<String> changed = models.stream().filter(built(context)::contains).toList();
          for (String model : changed) {
            context.execute(forget(context).reset(model), context.bindings());
          }
          return changed;
        });
  }

  /**
   * Forgets models and their hidden models: positions, changes and side tables; tables of the
   * author's stay. What reads them is rebuilt at its next run, as their changes begin anew.
   *
   * @param gone models that the project has no more: their tables are no longer theirs to replace
   * @return the models that were forgotten
   * @throws LockHeldException if a run is at it
   */
  public List<String> forget(Collection<String> models, Collection<String> gone) {
    return locked(
        context -> {
          MadeSql made = new MadeSql(context.tables());
          gone.forEach(model -> context.execute(made.forget(model), context.bindings()));
          Set<RelationName> kept = context.store().relations(Set.of(context.tables().schema()));
          List<String> changed = new ArrayList<>();
          for (String model : built(context)) {
            int part = model.indexOf(ModelFile.HIDDEN);
            if (models.contains(model) || (part > 0 && models.contains(model.substring(0, part)))) {
              statements(context, model, kept)
                  .forEach(statement -> context.execute(statement, context.bindings()));
              changed.add(model);
            }
          }
          return changed;
        });
  }

  private static List<Statement> statements(
      RunContext context, String model, Set<RelationName> kept) {
    StateSql state = new StateSql(context.tables());
    List<RelationName> sides = kept.stream().filter(t -> state.isSideTable(t, model)).toList();
    List<Statement> all = new ArrayList<>(forget(context).forget(model, sides));
    all.add(forget(context).readers(model));
    return all;
  }

  private static ForgetSql forget(RunContext context) {
    return new ForgetSql(context.tables());
  }

  private List<String> locked(Function<RunContext, List<String>> change) {
    try (Session session = session()) {
      RunContext context = RunContext.of(request, session);
      context.store().prepare();
      RunLock lock = RunLock.take(context, database);
      try {
        session.begin();
        List<String> changed = change.apply(context);
        session.commit();
        return changed;
      } catch (RuntimeException e) {
        session.rollback();
        throw e;
      } finally {
        lock.release();
      }
    }
  }
}
