package dev.accrete.tests.benchmarks;

import dev.accrete.compiler.CompileOptions;
import dev.accrete.compiler.CompiledModel;
import dev.accrete.compiler.CompiledProject;
import dev.accrete.compiler.Compiler;
import dev.accrete.compiler.dialect.state.StateTables;
import dev.accrete.compiler.load.ProjectFilesReader;
import dev.accrete.runtime.engine.duckdb.DuckDbDatabase;
import dev.accrete.runtime.execute.ModelRequest;
import dev.accrete.runtime.execute.ModelResult;
import dev.accrete.runtime.execute.RunOutcome;
import dev.accrete.runtime.execute.RunRequest;
import dev.accrete.runtime.execute.Runner;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.function.UnaryOperator;

/** Accrete in this process, compiled once: what is measured is the run. */
final class Accrete implements Contestant {
  private final CompiledProject project;
  private List<ModelResult> results = List.of();

  Accrete(Path folder) {
    this.project =
        Compiler.compile(ProjectFilesReader.read(folder).value(), CompileOptions.DEFAULT)
            .value()
            .orElseThrow();
  }

  @Override
  public String name() {
    return "Accrete";
  }

  @Override
  public String schema() {
    return project.project().settings().schema();
  }

  /** The models, each after what it reads. */
  List<CompiledModel> models() {
    return project.models();
  }

  /** The compiled project. */
  CompiledProject project() {
    return project;
  }

  /** What the last run did, model by model. */
  List<ModelResult> results() {
    return results;
  }

  @Override
  public void build(Path database) {
    run(database, UnaryOperator.identity());
  }

  @Override
  public Measured update(Path database) {
    return run(database, UnaryOperator.identity());
  }

  @Override
  public Measured rebuild(Path database) {
    return run(database, ModelRequest::refreshed);
  }

  private Measured run(Path file, UnaryOperator<ModelRequest> change) {
    List<ModelRequest> requests =
        models().stream()
            .map(model -> change.apply(ModelRequest.of(model.result().orElseThrow().plan())))
            .toList();
    Stopwatch watch = new Stopwatch();
    Duration cpu = CpuClock.own();
    long start = System.nanoTime();
    RunOutcome outcome;
    try (DuckDbDatabase database = DuckDbDatabase.open(file)) {
      StateTables tables =
          new StateTables(
              database.dialect(),
              project.target().stateSchema(),
              project.project().settings().name(),
              schema());
      RunRequest request =
          RunRequest.of(tables, requests, UUID.randomUUID().toString(), Clock.systemUTC());
      outcome = new Runner(database, watch).run(request);
    }
    results = outcome.results();
    Measured measured =
        new Measured(
            Duration.ofNanos(System.nanoTime() - start),
            CpuClock.own().minus(cpu),
            watch.times(),
            outcome.results().get(outcome.results().size() - 1).strategy().word());
    if (!outcome.succeeded()) {
      throw new IllegalStateException("the run failed: " + outcome.results());
    }
    return measured;
  }
}
