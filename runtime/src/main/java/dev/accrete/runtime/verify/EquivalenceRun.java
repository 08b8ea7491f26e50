package dev.accrete.runtime.verify;

import dev.accrete.compiler.CompileOptions;
import dev.accrete.compiler.CompiledModel;
import dev.accrete.compiler.certificate.Certificate;
import dev.accrete.compiler.certificate.Strategy;
import dev.accrete.compiler.load.ModelFile.Materialization;
import dev.accrete.compiler.load.ProjectFiles;
import dev.accrete.runtime.engine.Database;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;

/** Plays one case after another, and keeps two databases open for them. Not for several threads. */
public final class EquivalenceRun implements AutoCloseable {
  /** Both the database and the copies stand in memory. */
  private static final int MOST_ROWS = 20_000;

  /** Random queries join without a plan, and three tables of that many rows can be joined yet. */
  private static final int MOST_RANDOM_ROWS = 300;

  private final Optional<Fixed> fixed;
  private final boolean rare;
  private final CompileOptions options;
  private final int runs;
  private final Disturbance disturbance;
  private final boolean shrinking;
  private final Playground ground;
  private final Tally tally = new Tally();

  /** A project that is the same for every seed. */
  private record Fixed(Map<String, String> files, Subject subject) {}

  EquivalenceRun(
      Optional<ProjectFiles> files,
      boolean rare,
      CompileOptions options,
      int runs,
      Disturbance disturbance,
      boolean shrinking,
      Supplier<? extends Database> databases) {
    this.ground = new Playground(databases);
    this.rare = rare;
    this.options = options;
    this.runs = runs;
    this.disturbance = disturbance;
    this.shrinking = shrinking;
    this.fixed = files.map(f -> new Fixed(texts(f), Subject.of(f, options)));
    fixed.ifPresent(f -> count(f.files(), f.subject()));
  }

  private static Map<String, String> texts(ProjectFiles files) {
    Map<String, String> texts = new TreeMap<>();
    files.files().forEach((path, file) -> texts.put(path, file.text()));
    return texts;
  }

  /** What was tried until now. */
  public Tally tally() {
    return tally;
  }

  /**
   * Plays the case of a seed.
   *
   * @return what was wrong, made as small as possible
   */
  public Optional<EquivalenceFailure> play(long seed) {
    Chance chance = new Chance(seed);
    Fixed project = fixed.orElse(null);
    if (project == null) {
      Map<String, String> files =
          ProjectGenerator.project(chance, rare, ground.database().dialect().engine());
      try {
        files = Pins.pinned(files, Subject.of(ProjectFiles.of(files), options));
        project = new Fixed(files, Subject.of(ProjectFiles.of(files), options));
      } catch (NotTestableException e) {
        tally.addUntestable();
        return Optional.of(
            EquivalenceFailure.ofProject(seed, files, String.valueOf(e.getMessage())));
      }
      count(files, project.subject());
    }
    TestCase without = new TestCase(seed, project.files(), project.subject().tables(), List.of());
    TestCase test =
        without.with(
            new HistoryGenerator(chance, without, project.subject().readBy()).history(runs));
    return play(project.subject(), test);
  }

  private Optional<EquivalenceFailure> play(Subject subject, TestCase test) {
    tally.addCase();
    Trial.Outcome outcome = Trial.of(ground, subject, test, disturbance, most());
    Map<String, List<String>> operators = new HashMap<>();
    subject.models().forEach(m -> operators.put(m.name(), operators(test.files(), m)));
    if (outcome.cut()) {
      tally.addCut();
    }
    outcome.observations().forEach(o -> tally.add(o, operators.getOrDefault(o.model(), List.of())));
    return outcome
        .mismatch()
        .map(m -> new Shrinker.Failure(test, m, subject))
        .map(f -> shrinking ? new Shrinker(ground, options, disturbance, most()).shrink(f) : f)
        .map(EquivalenceFailure::of);
  }

  private int most() {
    return fixed.isPresent() ? MOST_ROWS : MOST_RANDOM_ROWS;
  }

  private void count(Map<String, String> files, Subject subject) {
    for (CompiledModel model : subject.models()) {
      boolean table = subject.result(model.name()).plan().materialized() == Materialization.TABLE;
      if (table && model.file().partOf() == null) {
        Certificate certificate = subject.result(model.name()).certificate();
        tally.addModel(
            operators(files, model),
            certificate.strategy() != Strategy.FULL,
            certificate.strategy() == Strategy.FULL
                ? certificate.refusals().stream().map(r -> r.code().id()).toList()
                : List.of());
      }
    }
  }

  private static List<String> operators(Map<String, String> files, CompiledModel model) {
    return files.entrySet().stream()
        .filter(f -> f.getKey().endsWith("/" + model.name() + ".sql"))
        .findFirst()
        .map(f -> Operators.of(f.getValue()))
        .orElse(List.of());
  }

  @Override
  public void close() {
    ground.close();
  }
}
