package dev.accrete.runtime.verify;

import dev.accrete.compiler.CompiledModel;
import dev.accrete.compiler.dialect.RelationName;
import dev.accrete.compiler.dialect.state.StateTables;
import dev.accrete.compiler.plan.InputPlan;
import dev.accrete.runtime.engine.EngineException;
import dev.accrete.runtime.execute.ModelRequest;
import dev.accrete.runtime.execute.ModelResult;
import dev.accrete.runtime.execute.RunListener;
import dev.accrete.runtime.execute.RunOutcome;
import dev.accrete.runtime.execute.RunRequest;
import dev.accrete.runtime.execute.Runner;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** Plays one history and compares each table after each run. */
final class Trial {
  private final Playground ground;
  private final Subject subject;
  private final TestCase test;
  private final Disturbance disturbance;
  private final Map<String, List<List<String>>> rows = new HashMap<>();
  private final Map<String, PlainCopy.Contents> tables = new HashMap<>();
  private final List<Observation> observations = new ArrayList<>();
  private int runs;

  private Trial(Playground ground, Subject subject, TestCase test, Disturbance disturbance) {
    this.ground = ground;
    this.subject = subject;
    this.test = test;
    this.disturbance = disturbance;
  }

  /** What was compared, and the first thing that was wrong. */
  record Outcome(List<Observation> observations, Optional<Mismatch> mismatch) {}

  static Outcome of(Playground ground, Subject subject, TestCase test, Disturbance disturbance) {
    return new Trial(ground, subject, test, disturbance).play();
  }

  private Outcome play() {
    Set<String> schemas = new HashSet<>(Set.of(state().schema()));
    subject.models().forEach(m -> schemas.add(subject.result(m.name()).plan().target().schema()));
    ground.clear(schemas);
    for (DataTable table : test.tables()) {
      ground.createSchema(
          table.relation().substring(0, Math.max(0, table.relation().indexOf('.'))));
      ground.other().execute("create a source", table.create());
      ground.copy().create(table);
      rows.put(table.name(), new ArrayList<>());
    }
    for (int i = 0; i < test.steps().size(); i++) {
      Optional<Mismatch> mismatch = play(i, test.steps().get(i));
      if (mismatch.isPresent()) {
        return new Outcome(observations, mismatch);
      }
    }
    return new Outcome(observations, Optional.empty());
  }

  private Optional<Mismatch> play(int number, Step step) {
    if (step instanceof Step.Write write) {
      write(write);
      return Optional.empty();
    }
    Step.Run run = (Step.Run) step;
    if (run.interruption().isPresent()) {
      // What this run reads is not known; the next one must repair it.
      Optional<Mismatch> failed = failure(number, run, interrupted(run, run.interruption().get()));
      return failed.isPresent() ? failed : compared(number, run.undisturbed());
    }
    return compared(number, run);
  }

  private RunOutcome interrupted(Step.Run run, Step.Interruption interruption) {
    int[] statements = {0};
    boolean[] done = {false};
    RunListener listener =
        new RunListener() {
          @Override
          public void before(String purpose, String sql) {
            if (++statements[0] == interruption.statement()) {
              done[0] = true;
              write(interruption.write());
            }
          }
        };
    RunOutcome outcome = run(run, listener);
    if (!done[0]) {
      write(interruption.write());
    }
    return outcome;
  }

  private void write(Step.Write write) {
    if (write.rows().isEmpty()) {
      return;
    }
    DataTable table = test.table(write.table());
    if (write instanceof Step.Load) {
      ground.other().execute("load", table.insert(write.rows()));
      ground.copy().insert(table, write.rows());
      Objects.requireNonNull(rows.get(table.name())).addAll(write.rows());
      return;
    }
    ground.other().begin();
    for (List<String> row : write.rows()) {
      ground.other().execute("delete", table.deleteOne(row));
      Objects.requireNonNull(rows.get(table.name())).remove(row);
    }
    ground.other().commit();
    ground.copy().replace(table, Objects.requireNonNull(rows.get(table.name())));
  }

  private RunOutcome run(Step.Run run, RunListener listener) {
    List<ModelRequest> requests = new ArrayList<>();
    for (CompiledModel model : subject.models()) {
      if (run.runs(model.name())) {
        ModelRequest request =
            ModelRequest.of(disturbance.plan().apply(subject.result(model.name()).plan()));
        requests.add(run.refreshed().contains(model.name()) ? request.refreshed() : request);
      }
    }
    RunRequest request = RunRequest.of(state(), requests, "run" + ++runs, Clock.systemUTC());
    return new Runner(disturbance.database().apply(ground.database()), listener).run(request);
  }

  private StateTables state() {
    String schema =
        Optional.ofNullable(subject.project().target().schema())
            .orElse(subject.project().project().settings().schema());
    return new StateTables(
        ground.database().dialect(),
        subject.project().target().stateSchema(),
        subject.project().project().settings().name(),
        schema);
  }

  private static Optional<Mismatch> failure(int number, Step.Run run, RunOutcome outcome) {
    return outcome.results().stream()
        .filter(r -> r.status() == ModelResult.Status.ERROR)
        .map(
            r ->
                new Mismatch(
                    number, r.model(), r.strategy().word(), List.of(), List.of(), r.message()))
        .findFirst();
  }

  private Optional<Mismatch> compared(int number, Step.Run run) {
    RunOutcome outcome = run(run, RunListener.NONE);
    Optional<Mismatch> failed = failure(number, run, outcome);
    if (failed.isPresent()) {
      return failed;
    }
    for (ModelResult result : outcome.results()) {
      Optional<Mismatch> mismatch = compare(number, result);
      if (mismatch.isPresent()) {
        return mismatch;
      }
    }
    return Optional.empty();
  }

  private Optional<Mismatch> compare(int number, ModelResult result) {
    CompiledModel.Result compiled = subject.result(result.model());
    for (InputPlan input : compiled.plan().inputs()) {
      if (input.kind() == InputPlan.Kind.MODEL && !tables.containsKey(input.name())) {
        read(input.name(), input.relation());
      }
    }
    Set<String> open = subject.open(result.model());
    List<String> names = compiled.plan().columns();
    List<List<String>> selected;
    try {
      selected = ground.copy().select(compiled.select(), names.size());
    } catch (EngineException e) {
      return Optional.of(
          new Mismatch(
              number,
              result.model(),
              "",
              List.of(),
              List.of(),
              "the SELECT itself: " + e.getMessage()));
    }
    Bag before = before(result.model(), names);
    List<List<String>> stored = read(result.model(), compiled.plan().target()).rows();
    Bag wanted = PlainCopy.bag(selected, names, open);
    Bag actual = PlainCopy.bag(stored, names, open);
    boolean changed = !before.equals(PlainCopy.bag(stored, names, Set.of()));
    observations.add(
        new Observation(result.model(), result.strategy(), !actual.isEmpty(), changed));
    List<String> missing = wanted.minus(actual);
    List<String> surplus = actual.minus(wanted);
    return missing.isEmpty() && surplus.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new Mismatch(number, result.model(), result.strategy().word(), missing, surplus, ""));
  }

  private Bag before(String model, List<String> names) {
    PlainCopy.Contents contents = tables.get(model);
    return contents == null ? Bag.of(List.of()) : PlainCopy.bag(contents.rows(), names, Set.of());
  }

  /** Reads a model's table and copies it for its readers. */
  private PlainCopy.Contents read(String model, RelationName relation) {
    PlainCopy.Contents contents =
        PlainCopy.contents(ground.other(), ground.database().dialect().relation(relation));
    if (!contents.equals(tables.put(model, contents))) {
      ground.copy().copy(relation, contents);
    }
    return contents;
  }
}
