package dev.accrete.runtime.verify;

import dev.accrete.compiler.CompiledModel;
import dev.accrete.compiler.dialect.Dialect;
import dev.accrete.compiler.dialect.RelationName;
import dev.accrete.compiler.plan.ComponentsPlan;
import dev.accrete.compiler.plan.InputPlan;
import dev.accrete.compiler.plan.ModelPlan;
import dev.accrete.runtime.engine.CancelledException;
import dev.accrete.runtime.engine.EngineException;
import dev.accrete.runtime.execute.LockHeldException;
import dev.accrete.runtime.execute.ModelResult;
import dev.accrete.runtime.execute.RunListener;
import dev.accrete.runtime.execute.RunOutcome;
import dev.accrete.runtime.execute.RunStrategy;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Plays one history and compares each table after each run. */
final class Trial {
  /** No step makes a table that many times larger. */
  private static final int GROWTH = 5;

  private final Playground ground;
  private final Subject subject;
  private final TestCase test;
  private final int most;
  private final Map<String, List<List<String>>> rows = new HashMap<>();
  private final Map<String, PlainCopy.Contents> tables = new HashMap<>();
  private final List<Observation> observations = new ArrayList<>();
  private final PendingChanges pending;
  private final TrialRunner runner;

  /** What stood in the table that was compared last, before the run. */
  private PlainCopy.@Nullable Contents before;

  private final List<IncidentKind> incidents = new ArrayList<>();

  /** The project as the last run had it. */
  private Subject current;

  private Trial(
      Playground ground, Subject subject, TestCase test, Disturbance disturbance, int most) {
    this.most = most;
    this.ground = ground;
    this.subject = subject;
    this.test = test;
    this.pending = new PendingChanges(subject);
    this.current = subject;
    this.runner = new TrialRunner(ground, subject, disturbance);
  }

  /**
   * What was compared, and the first thing that was wrong.
   *
   * @param cut whether the case ended early, as a table would have grown too large
   * @param incidents what happened to runs
   * @param statements what the last run sent for the model that was wrong
   */
  record Outcome(
      List<Observation> observations,
      Optional<Mismatch> mismatch,
      boolean cut,
      List<IncidentKind> incidents,
      ModelStatements statements) {
    Outcome {
      observations = List.copyOf(observations);
      incidents = List.copyOf(incidents);
    }
  }

  /** Plays a case; tables may have {@code most} rows. */
  static Outcome of(
      Playground ground, Subject subject, TestCase test, Disturbance disturbance, int most) {
    return new Trial(ground, subject, test, disturbance, most).play();
  }

  private Outcome play() {
    Set<String> schemas = new HashSet<>(Set.of(runner.state().schema()));
    subject.models().forEach(m -> schemas.add(subject.result(m.name()).plan().target().schema()));
    ground.clear(schemas);
    for (DataTable table : test.tables()) {
      table.schemas().forEach(ground::createSchema);
      ground.other().execute("create a source", table.create());
      if (table.landing().isPresent()) {
        ground.other().execute("create a landing table", table.arrivals().create());
      }
      ground.copy().create(table);
      rows.put(table.name(), new ArrayList<>());
    }
    if (ground.mayLackForms() && !ground.copy().accepts(subject.plain())) {
      return outcome(Optional.empty(), true);
    }
    for (int i = 0; i < test.steps().size(); i++) {
      boolean run = test.steps().get(i) instanceof Step.Run;
      if (run && mayOutgrow() && ground.copy().outgrows(subject.plain(test), most)) {
        return outcome(Optional.empty(), true);
      }
      Optional<Mismatch> mismatch = play(i, test.steps().get(i));
      if (mismatch.isPresent()) {
        return outcome(mismatch, false);
      }
    }
    return outcome(Optional.empty(), false);
  }

  private Outcome outcome(Optional<Mismatch> mismatch, boolean cut) {
    return new Outcome(
        observations,
        mismatch,
        cut,
        incidents,
        mismatch.map(this::statements).orElse(ModelStatements.NONE));
  }

  private ModelStatements statements(Mismatch mismatch) {
    ModelPlan plan = current.result(mismatch.model()).plan();
    return ModelStatements.of(
        runner.sent(),
        mismatch,
        ground.database().dialect().relation(plan.target()),
        () -> bag(before, plan.columns(), current.open(mismatch.model())));
  }

  /** Looking ahead costs a rebuild of all tables, so it is done while one is large already. */
  private boolean mayOutgrow() {
    return tables.values().stream().mapToInt(t -> t.rows().size()).max().orElse(most)
        >= most / GROWTH;
  }

  private Optional<Mismatch> play(int number, Step step) {
    if (step instanceof Step.Write write) {
      write(write);
      return Optional.empty();
    }
    Step.Run run = (Step.Run) step;
    current = subject;
    if (run.incident().isPresent()) {
      return withIncident(number, run, run.incident().get());
    }
    return run.interruption().isPresent()
        ? interrupted(number, run, run.interruption().get())
        : compared(number, run(run, RunListener.NONE));
  }

  private Optional<Mismatch> withIncident(int number, Step.Run run, Step.Incident incident) {
    boolean oneProcess = ground.database().dialect().oneProcess();
    if (incident.kind() == IncidentKind.OTHER_STRATEGIES) {
      subject.otherwise().ifPresent(other -> incidents.add(incident.kind()));
      current = subject.otherwise().orElse(subject);
    } else if (oneProcess && incident.kind() == IncidentKind.CRASH) {
      return crashed(number, run, incident.statement());
    } else if (oneProcess) {
      return besideAnother(number, run, incident.statement());
    }
    // Elsewhere a runner is taken for dead after minutes alone.
    return compared(number, run(run, RunListener.NONE));
  }

  /** Where the run has fewer statements, it ends well. */
  private Optional<Mismatch> crashed(int number, Step.Run run, int statement) {
    try {
      return compared(number, run(run, new Crash(statement)));
    } catch (Crash.Death e) {
      incidents.add(IncidentKind.CRASH);
      runner.dies();
      return compared(number, run(run.undisturbed(), RunListener.NONE));
    }
  }

  private RunOutcome run(Step.Run run, RunListener listener) {
    run.refreshed().forEach(pending::refreshed);
    return runner.run(current, run, listener);
  }

  /** Either runner, or both, may end with an error; the next run sets it right. */
  private Optional<Mismatch> besideAnother(int number, Step.Run run, int statement) {
    Intruder other = new Intruder(statement, () -> runner.another(current, run.undisturbed()));
    try {
      run(run, other);
    } catch (EngineException | LockHeldException e) {
      // It lost the lock.
    }
    if (other.came()) {
      incidents.add(IncidentKind.OTHER_RUNNER);
    }
    other.comeAtLast();
    return compared(number, run(run.undisturbed(), RunListener.NONE));
  }

  /**
   * What this run reads is known only where the rows came after its freeze, in batches that the
   * freeze did not know, or to a source that is read as a copy: then it must not see them. In any
   * case the next run must take them in.
   */
  private Optional<Mismatch> interrupted(int number, Step.Run run, Step.Interruption interruption) {
    Intruder intruder = new Intruder(interruption.statement(), () -> load(interruption.write()));
    RunOutcome outcome = run(run, intruder);
    boolean hidden = intruder.cameAfterTheFreeze() && isNew(interruption.write());
    Optional<Mismatch> mismatch =
        hidden ? compared(number, withoutViews(outcome)) : failure(number, outcome);
    intruder.comeAtLast();
    copy(interruption.write());
    pending.note(interruption.write().table(), Set.of(ChangeKind.WRITE_DURING_RUN));
    return mismatch.isPresent()
        ? mismatch
        : compared(number, run(run.undisturbed(), RunListener.NONE));
  }

  /** Views show what came after the freeze as well. */
  private static RunOutcome withoutViews(RunOutcome outcome) {
    return new RunOutcome(
        outcome.runId(),
        outcome.startedAt(),
        outcome.freezeId(),
        outcome.results().stream().filter(r -> r.strategy() != RunStrategy.VIEW).toList());
  }

  private boolean isNew(Step.Write write) {
    DataTable table = test.table(write.table());
    if (table.mutable() || (table.landing().isPresent() && write instanceof Step.Load)) {
      return true;
    }
    if (table.landing().isPresent() || table.joined()) {
      // Its own table is read live: a row that somebody takes out of it is gone at once.
      return false;
    }
    Set<String> known = new HashSet<>();
    Objects.requireNonNull(rows.get(table.name())).forEach(row -> known.add(table.batch(row)));
    return write instanceof Step.Load
        && write.rows().stream().noneMatch(row -> known.contains(table.batch(row)));
  }

  private void write(Step.Write write) {
    load(write);
    copy(write);
  }

  /** Writes to the source itself. */
  private void load(Step.Write write) {
    DataTable table = test.table(write.table());
    if (write.rows().isEmpty()) {
      return;
    }
    if (write instanceof Step.Load) {
      ground.other().execute("load", table.arrivals().insert(write.rows()));
      return;
    }
    ground.other().begin();
    TakenRows taken = new TakenRows(ground, runner.state());
    write.rows().forEach(row -> taken.take(table, row));
    ground.other().commit();
  }

  /** Does the same to what the test remembers. */
  private void copy(Step.Write write) {
    DataTable table = test.table(write.table());
    List<List<String>> there = Objects.requireNonNull(rows.get(table.name()));
    pending.note(table.name(), ChangeKind.of(table, write, there));
    if (write instanceof Step.Load) {
      ground.copy().insert(table, write.rows());
      there.addAll(write.rows());
    } else {
      write.rows().forEach(there::remove);
      ground.copy().replace(table, there);
    }
  }

  private Optional<Mismatch> failure(int number, RunOutcome outcome) {
    return outcome.results().stream()
        .filter(r -> r.status() == ModelResult.Status.ERROR)
        .findFirst()
        .map(r -> failure(number, r));
  }

  /** Where the author's SELECT fails over the same rows, the run had no other choice. */
  private Mismatch failure(int number, ModelResult failed) {
    CompiledModel.Result compiled = current.result(failed.model());
    try {
      selected(compiled);
    } catch (CancelledException e) {
      throw e;
    } catch (EngineException e) {
      return Mismatch.ofSelect(number, failed.model(), String.valueOf(e.getMessage()));
    }
    String strategy = failed.strategy().word();
    return Mismatch.ofRun(number, failed.model(), strategy, failed.message());
  }

  private Optional<Mismatch> compared(int number, RunOutcome outcome) {
    Optional<Mismatch> failed = failure(number, outcome);
    if (failed.isPresent()) {
      return failed;
    }
    for (ModelResult result : outcome.results()) {
      Optional<Mismatch> mismatch =
          mayLag(result.model()) || current.isUnread(result.model())
              ? Optional.empty()
              : compare(number, result);
      if (mismatch.isPresent()) {
        return mismatch;
      }
    }
    Set<String> models =
        outcome.results().stream().map(ModelResult::model).collect(Collectors.toSet());
    return Parts.mismatch(number, models, current, tables);
  }

  /** A view shows claimed rows that wait for other readers only when they wait no longer. */
  private boolean mayLag(String model) {
    ModelPlan plan = current.result(model).plan();
    return plan.view().isPresent() && plan.inputs().stream().anyMatch(InputPlan::waits);
  }

  private Optional<Mismatch> compare(int number, ModelResult result) {
    CompiledModel.Result compiled = current.result(result.model());
    Set<String> open = current.open(result.model());
    List<String> names = compiled.plan().columns();
    List<List<String>> selected;
    try {
      selected = selected(compiled);
    } catch (CancelledException e) {
      throw e;
    } catch (EngineException e) {
      return Optional.of(Mismatch.ofSelect(number, result.model(), String.valueOf(e.getMessage())));
    }
    Bag old = bag(tables.get(result.model()), names, Set.of());
    before = tables.get(result.model());
    List<List<String>> stored = read(result.model(), compiled.plan().target()).rows();
    Bag wanted = PlainCopy.bag(selected, names, open);
    Bag actual = PlainCopy.bag(stored, names, open);
    boolean changed = !old.equals(PlainCopy.bag(stored, names, Set.of()));
    Set<ChangeKind> kinds = pending.taken(result.model());
    if (current.isOpen(result.model())) {
      return new SideComparison(ground, current, runner.state()).compare(number, result);
    }
    observations.add(
        new Observation(result.model(), result.strategy(), !actual.isEmpty(), changed, kinds));
    return Mismatch.of(number, result.model(), result.strategy().word(), wanted, actual)
        .or(() -> new SideComparison(ground, current, runner.state()).compare(number, result));
  }

  /** The author's SELECT over the copies; components are found without SQL. */
  private List<List<String>> selected(CompiledModel.Result compiled) {
    for (InputPlan input : compiled.plan().inputs()) {
      if (input.kind() == InputPlan.Kind.MODEL && !tables.containsKey(input.name())) {
        read(input.name(), input.relation());
      }
    }
    Optional<ComponentsPlan> components = compiled.plan().components();
    if (components.isEmpty()) {
      return ground.copy().select(compiled.select(), compiled.plan().columns().size());
    }
    Dialect dialect = ground.database().dialect();
    String edges =
        "SELECT "
            + dialect.quote(components.get().first())
            + " AS one, "
            + dialect.quote(components.get().second())
            + " AS other FROM "
            + dialect.relation(components.get().edges().relation());
    return UnionFind.components(ground.copy().select(edges, 2), compiled.columns().get(0).type());
  }

  private static Bag bag(
      PlainCopy.@Nullable Contents contents, List<String> names, Set<String> open) {
    return contents == null ? Bag.of(List.of()) : PlainCopy.bag(contents.rows(), names, open);
  }

  /** Reads a model's table, and copies it if it has readers. */
  private PlainCopy.Contents read(String model, RelationName relation) {
    Dialect dialect = ground.database().dialect();
    PlainCopy.Contents before = tables.get(model);
    String table = dialect.relation(relation);
    PlainCopy.Contents contents =
        before == null
            ? PlainCopy.contents(ground.other(), dialect, table)
            : before.now(ground.other(), dialect, table);
    tables.put(model, contents);
    if (current.read().contains(model) && !contents.equals(before)) {
      ground.copy().copy(relation, contents);
    }
    return contents;
  }
}
