package dev.accrete.runtime.verify;

import dev.accrete.compiler.CompiledModel;
import dev.accrete.compiler.dialect.state.StateTables;
import dev.accrete.compiler.plan.Around;
import dev.accrete.runtime.engine.EngineException;
import dev.accrete.runtime.execute.LockHeldException;
import dev.accrete.runtime.execute.ModelRequest;
import dev.accrete.runtime.execute.RunListener;
import dev.accrete.runtime.execute.RunOutcome;
import dev.accrete.runtime.execute.RunRequest;
import dev.accrete.runtime.execute.Runner;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The runs of one trial, as one process after another makes them. */
final class TrialRunner {
  private final Playground ground;
  private final Subject subject;
  private final Disturbance disturbance;
  private SentStatements sent = new SentStatements(RunListener.NONE);
  private int runs;
  private int processes;

  TrialRunner(Playground ground, Subject subject, Disturbance disturbance) {
    this.ground = ground;
    this.subject = subject;
    this.disturbance = disturbance;
  }

  /** What the last run sent. */
  SentStatements sent() {
    return sent;
  }

  /** The process is dead; the next run is made by another one. */
  void dies() {
    processes++;
  }

  /** Brings models up to date, in the ways of a project's plans. */
  RunOutcome run(Subject plans, Step.Run run, RunListener listener) {
    sent = new SentStatements(listener);
    return new Runner(disturbance.database().apply(ground.database()), sent)
        .run(request(plans, run));
  }

  /** Another process, which takes this one for dead, does the same. */
  void another(Subject plans, Step.Run run) {
    processes++;
    try {
      new Runner(disturbance.database().apply(ground.database()), RunListener.NONE)
          .run(request(plans, run));
    } catch (EngineException | LockHeldException e) {
      // The first one is in the middle of something.
    }
  }

  private RunRequest request(Subject plans, Step.Run run) {
    return RunRequest.of(state(), requests(plans, run), "run" + ++runs, Clock.systemUTC())
        .as("verify " + processes);
  }

  private List<ModelRequest> requests(Subject plans, Step.Run run) {
    List<ModelRequest> requests = new ArrayList<>();
    for (CompiledModel model : plans.models()) {
      String part = model.file().partOf();
      if (run.runs(part == null ? model.name() : part)) {
        ModelRequest request =
            ModelRequest.of(
                disturbance
                    .plan()
                    .apply(plans.result(model.name()).plan())
                    .around(Around.NONE)); // what hooks name is not there

        requests.add(
            run.refreshed().contains(part == null ? model.name() : part)
                ? request.refreshed()
                : request);
      }
    }
    return requests;
  }

  /** Where the runs keep their state. */
  StateTables state() {
    String schema =
        Optional.ofNullable(subject.project().target().schema())
            .orElse(subject.project().project().settings().schema());
    return new StateTables(
        ground.database().dialect(),
        subject.project().target().stateSchema(),
        subject.project().project().settings().name(),
        schema);
  }
}
