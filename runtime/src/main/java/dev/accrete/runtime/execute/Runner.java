package dev.accrete.runtime.execute;

import dev.accrete.compiler.dialect.RelationName;
import dev.accrete.compiler.plan.InputPlan;
import dev.accrete.runtime.engine.CancelledException;
import dev.accrete.runtime.engine.ConflictException;
import dev.accrete.runtime.engine.Database;
import dev.accrete.runtime.engine.EngineException;
import dev.accrete.runtime.engine.Session;
import dev.accrete.runtime.state.StateStore;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Brings models up to date: lock, one freeze for all, each model after those that it reads, several
 * at a time where that was asked for, housekeeping.
 *
 * <p>A model that fails keeps its table and position, and blocks its readers alone.
 */
public final class Runner {
  private static final int ATTEMPTS = 20;

  private final Database database;
  private final RunListener listener;

  /** A runner over an open database. */
  public Runner(Database database, RunListener listener) {
    this.database = database;
    this.listener = new OneAtATime(listener);
  }

  /**
   * Runs, or plans where the request is dry.
   *
   * @throws LockHeldException if another run holds the lock
   * @throws EngineException if the database fails outside of any model
   */
  public RunOutcome run(RunRequest request) {
    Instant startedAt = request.clock().instant();
    try (Session session = session(request)) {
      RunContext context = RunContext.of(request, session);
      return request.dryRun() ? plan(context, startedAt) : locked(context, startedAt);
    }
  }

  /**
   * Does something else under the lock of a run.
   *
   * @throws LockHeldException if another run holds it
   */
  public void underLock(RunRequest request, Runnable work) {
    try (Session session = session(request)) {
      RunContext context = RunContext.of(request, session);
      prepareState(context);
      RunLock lock = RunLock.take(context, database);
      try {
        work.run();
      } catch (RuntimeException e) {
        releaseAfter(e, lock);
        throw e;
      }
      lock.release();
    }
  }

  private Session session(RunRequest request) {
    return database.session("accrete run " + request.runId(), listener);
  }

  private RunOutcome plan(RunContext context, Instant startedAt) {
    context.session().begin();
    try {
      context.store().prepareHere();
      return runAll(context, startedAt, OptionalLong.empty());
    } finally {
      context.session().rollback();
    }
  }

  /** Again where another runner creates the same in this moment. */
  private static void prepareState(RunContext context) {
    for (int attempt = 1; ; attempt++) {
      try {
        context.store().prepare();
        return;
      } catch (ConflictException e) {
        if (attempt == ATTEMPTS) {
          throw e;
        }
      }
    }
  }

  private RunOutcome locked(RunContext context, Instant startedAt) {
    prepareState(context);
    RunLock lock = RunLock.take(context, database);
    RunOutcome outcome;
    try {
      outcome = runAll(context, startedAt, OptionalLong.of(lock.fence()));
      tidy(context, outcome);
    } catch (RuntimeException e) {
      context.session().rollback();
      releaseAfter(e, lock);
      throw e;
    }
    lock.release();
    return outcome;
  }

  /** Where the connection is lost meanwhile, or the run cancelled, the next run tidies up. */
  private static void tidy(RunContext context, RunOutcome outcome) {
    try {
      new Housekeeping(context).afterRun(outcome);
    } catch (CancelledException e) {
      context.session().rollback();
    } catch (EngineException e) {
      if (!context.session().reconnect()) {
        throw e;
      }
    }
  }

  /** What went wrong first is what people have to know. */
  private static void releaseAfter(RuntimeException first, RunLock lock) {
    try {
      lock.release();
    } catch (EngineException e) {
      first.addSuppressed(e);
    }
  }

  private RunOutcome runAll(RunContext context, Instant startedAt, OptionalLong fence) {
    StateStore.Relations there = context.store().relationsAndViews(schemas(context));
    Set<RelationName> relations = there.all();
    StateStore.Known known = context.store().known();
    context.made().know(known.made());
    RunRequest request = context.request();
    DeclaredTypes types = new DeclaredTypes(request, relations, there.views());
    FrozenSources sources =
        new FrozenSources(context, new FrozenColumns(context, types, known.columns()));
    sources.freeze(present(request, relations), relations, fence.isEmpty());
    ModelQueue queue = new ModelQueue(request.models(), request.failFast(), request.checks());
    Found found = new Found(relations, there.views(), new Standings(context), types);
    int more = request.dryRun() ? 0 : Math.min(request.threads(), request.models().size()) - 1;
    Map<String, ModelTiming> timings = new ConcurrentHashMap<>();
    AtomicInteger threads = new AtomicInteger(1);
    Running running = new Running(queue, timings);
    List<ModelResult> results =
        new Workers(queue, () -> session(request))
            .work(
                worker(context, sources, found, fence, running),
                more,
                session -> {
                  RunContext own = context.over(session, threads.incrementAndGet());
                  return worker(own, sources.over(own), found, fence, running);
                });
    return new RunOutcome(request.runId(), startedAt, sources.freezeId(), results, timings);
  }

  /** What the workers share: the models that are left, and how long each took. */
  private record Running(ModelQueue queue, Map<String, ModelTiming> timings) {}

  /** The tables and views that there were when the run began, and what is read once for all. */
  private record Found(
      Set<RelationName> relations,
      Set<RelationName> views,
      Standings standings,
      DeclaredTypes types) {}

  private Workers.Worker worker(
      RunContext context, FrozenSources sources, Found found, OptionalLong fence, Running running) {
    Decider decider = new Decider(context, sources, found.relations(), found.views());
    ModelRun run =
        new ModelRun(
            context,
            sources,
            decider,
            found.standings(),
            found.types(),
            fence,
            listener,
            () -> session(context.request()));
    return model -> {
      listener.modelStarted(model.model());
      context.phases().begin(Phase.Kind.LOOK);
      ModelResult ended = runOne(context, run, model);
      ModelTiming timing = context.phases().end();
      running.timings().put(model.model(), timing);
      ModelResult result = ended.took(Duration.between(timing.start(), timing.end()));
      if (context.session().isCancelled()) {
        running.queue().stop();
      } else if (!context.request().dryRun()) {
        context.request().checks().ended(model.model(), context.session());
      }
      listener.modelFinished(result);
      return result;
    };
  }

  private ModelResult runOne(RunContext context, ModelRun run, ModelRequest model) {
    try {
      ModelResult result = run.run(model);
      if (result.strategy() == RunStrategy.NONE && !context.request().dryRun()) {
        context.phases().begin(Phase.Kind.TEST);
        context.request().checks().check(model.model(), context.session());
      }
      return result;
    } catch (NotRunnableException
        | EngineException
        | MovedException
        | BreachException
        | ChecksFailedException e) {
      if (!context.request().dryRun()) {
        context.session().rollback();
      }
      ModelResult error = ModelResult.error(model.model(), String.valueOf(e.getMessage()));
      return e instanceof CancelledException ? error : run.noted(model, error);
    }
  }

  private static Set<String> schemas(RunContext context) {
    Set<String> schemas = new HashSet<>(Set.of(context.tables().schema()));
    List<InputPlan> inputs = new ArrayList<>(context.request().landings());
    for (ModelRequest model : context.request().models()) {
      schemas.add(model.plan().target().schema());
      inputs.addAll(model.plan().inputs());
    }
    for (InputPlan input : withCompanions(inputs)) {
      schemas.add(input.relation().schema());
      input.landing().ifPresent(landing -> schemas.add(landing.schema()));
      input.deleted().ifPresent(copies -> schemas.add(copies.relation().schema()));
    }
    return schemas;
  }

  private static List<InputPlan> withCompanions(List<InputPlan> inputs) {
    return inputs.stream().flatMap(input -> input.withCompanion().stream()).toList();
  }

  /**
   * The sources that the models read, those with which they are loaded, and landing sources that
   * come with such; each once.
   */
  private static Collection<InputPlan> present(RunRequest request, Set<RelationName> relations) {
    List<InputPlan> inputs = new ArrayList<>();
    for (ModelRequest model : request.models()) {
      if (model.plan().view().isEmpty()) {
        inputs.addAll(model.plan().inputs());
      }
    }
    if (inputs.stream().anyMatch(input -> input.landing().isPresent())) {
      inputs.addAll(request.landings());
    }
    Map<RelationName, InputPlan> sources = new LinkedHashMap<>();
    for (InputPlan input : withCompanions(inputs)) {
      boolean there =
          input.withCompanion().stream().map(InputPlan::relation).allMatch(relations::contains)
              && relations.containsAll(input.landing().stream().toList())
              && input.deleted().stream().allMatch(c -> relations.contains(c.relation()));
      if (input.isFrozen() && there) {
        sources.merge(input.relation(), input, InputPlan::knowingMore);
      }
    }
    return sources.values();
  }
}
