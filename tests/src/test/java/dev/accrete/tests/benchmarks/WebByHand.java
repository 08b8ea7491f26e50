package dev.accrete.tests.benchmarks;

import dev.accrete.runtime.engine.Session;
import dev.accrete.runtime.engine.duckdb.DuckDbDatabase;
import dev.accrete.tests.Repository;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/**
 * The shipped graph kept up to date by a person's SQL: one file a model, all in one transaction.
 * The tables begin as copies of Accrete's, so that neither starts from better ones.
 */
final class WebByHand implements Contestant {
  private static final List<String> STEPS =
      List.of(
          "events_deduplicated",
          "page_view_ids",
          "id_map",
          "events_enriched",
          "page_views",
          "sessions",
          "visitors");

  private final Path folder = Repository.root().resolve("tests/src/test/resources/benchmarks/web");

  @Override
  public String name() {
    return "by hand";
  }

  @Override
  public String schema() {
    return "hand";
  }

  @Override
  public void build(Path database) throws IOException {
    carryOut(database, List.of("build"));
  }

  @Override
  public Measured update(Path database) throws IOException {
    return carryOut(database, STEPS);
  }

  @Override
  public Measured rebuild(Path database) {
    throw new UnsupportedOperationException("the models' SELECTs are the rebuild");
  }

  private Measured carryOut(Path file, List<String> steps) throws IOException {
    Stopwatch watch = new Stopwatch();
    Duration cpu = CpuClock.own();
    long start = System.nanoTime();
    try (DuckDbDatabase database = DuckDbDatabase.open(file);
        Session session = database.session("by hand", watch)) {
      for (String step : steps) {
        watch.modelStarted(step);
        for (String statement : HandWritten.split(script(step))) {
          session.execute(HandWritten.purpose(statement), statement);
        }
      }
    }
    Duration total = Duration.ofNanos(System.nanoTime() - start);
    return new Measured(total, CpuClock.own().minus(cpu), watch.times());
  }

  private String script(String step) throws IOException {
    int number = STEPS.indexOf(step) + 1;
    String prefix = number == 0 ? "" : String.format(Locale.ROOT, "%d_", number);
    return Files.readString(folder.resolve(prefix + step + ".sql"));
  }
}
