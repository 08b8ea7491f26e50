package dev.accrete.tests.benchmarks;

import dev.accrete.tests.Repository;
import dev.accrete.tests.acceptance.ShippedModels;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Measures what a process costs before any data: start, and compiling. */
final class StartBenchmark {
  private static final int RUNS = 10;
  private static final int MANY_RUNS = 3;
  private static final int MODELS = 1_000;

  private final AccreteProcess accrete = new AccreteProcess(Repository.root().resolve("accrete"));
  private final Path work;

  StartBenchmark(Path work) {
    this.work = work;
  }

  Map<String, List<Measured>> run() throws IOException {
    Path web = work.resolve("compile-web");
    Workload.delete(web);
    Workload.copy(Repository.root().resolve("models/web"), web);
    Path many = work.resolve("compile-many");
    Workload.delete(many);
    generate(many);
    Map<String, List<Measured>> samples = new LinkedHashMap<>();
    samples.put("`accrete --version`", sample(RUNS, web, "--version"));
    samples.put("`accrete compile` of models/web", sample(RUNS, web, "compile"));
    samples.put("`accrete compile` of 1,000 models", sample(MANY_RUNS, many, "compile"));
    return samples;
  }

  private List<Measured> sample(int runs, Path folder, String command) throws IOException {
    List<Measured> times = new ArrayList<>();
    for (int i = 0; i < runs; i++) {
      // As a person types it: an option of all commands, such as -p, would make it another command.
      times.add(
          command.startsWith("-") ? accrete.alone(folder, command) : accrete.run(folder, command));
    }
    return times;
  }

  /**
   * Models of about thirty lines, each a grouping with a join and a window below, over one source.
   */
  private static void generate(Path folder) throws IOException {
    Path models = Files.createDirectories(folder.resolve("models"));
    Path visits = Repository.root().resolve(ShippedModels.VISITS);
    Files.copy(visits.resolve("accrete.yml"), folder.resolve("accrete.yml"));
    Files.copy(visits.resolve("models/sources.yml"), models.resolve("sources.yml"));
    String select = Files.readString(visits.resolve("models/sessions.sql"));
    String body =
        select
            .replace("events_deduplicated", "atomic.events")
            .replace("FROM ordered_events", "FROM ordered_events\nWHERE event_number < ");
    for (int i = 1; i <= MODELS; i++) {
      Files.writeString(
          models.resolve("sessions_" + i + ".sql"),
          body.replace("event_number < ", "event_number < " + (1_000 + i)));
    }
  }
}
