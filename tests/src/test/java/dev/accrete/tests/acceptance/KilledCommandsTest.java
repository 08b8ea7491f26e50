package dev.accrete.tests.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.accrete.runtime.execute.ModelResult;
import dev.accrete.runtime.execute.RunOutcome;
import dev.accrete.runtime.sample.SampleColumns;
import dev.accrete.runtime.sample.SampleConfig;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * {@code accrete run} of the shipped models as a process, with all the files that it writes, killed
 * at random moments; then a run, and every table is right. The package {@code kills} does that to
 * smaller runs, many times.
 */
class KilledCommandsTest {
  private static final int KILLS = Integer.getInteger("accrete.kills.commands", 3);

  @TempDir private Path folder;
  private final Random random = new Random(Long.getLong("accrete.kills.commands.seed", 1));
  private int midway;

  @Test
  void everyTableIsRightAfterAKillAndARerun() throws IOException, InterruptedException {
    Map<String, String> project = ShippedModels.visits(SampleColumns.TYPES);
    ShippedModels.write(project, folder);
    EventLoads events = EventLoads.sample("killed", config());
    load(project, events, 0);
    long start = System.nanoTime();
    Process whole = child().start();
    String said = whole.inputReader().lines().reduce("", (a, b) -> a + b + "\n");
    assertThat(whole.waitFor()).as(said).isZero();
    long duration = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
    for (int kill = 1; kill <= KILLS; kill++) {
      load(project, events, kill);
      killAmid(duration, kill % 2 == 0);
      assertRight(project, "kill " + kill);
    }
    System.out.printf("kills: %d, of which %d left some models committed%n", KILLS, midway);
  }

  /** DuckDB's driver unpacks its library, and a process that is killed leaves it behind. */
  private Child child() {
    return Child.accrete(List.of("-Djava.io.tmpdir=" + folder), "run").in(folder);
  }

  private static SampleConfig config() {
    return SampleConfig.growing(9, 3_000, KILLS, 200);
  }

  private Path file() {
    return folder.resolve("target/dev.duckdb");
  }

  private void load(Map<String, String> project, EventLoads events, int load) throws IOException {
    try (Warehouse warehouse = Warehouse.in(file(), project)) {
      warehouse.load(events.write(load, folder));
    }
  }

  /** At any moment of the process, or soon after a model began or ended. */
  private void killAmid(long whole, boolean soonAfterALine)
      throws IOException, InterruptedException {
    Process run = child().start();
    if (soonAfterALine) {
      BufferedReader lines = run.inputReader();
      for (int line = random.nextInt(4); line >= 0 && lines.readLine() != null; line--) {
        // The next one.
      }
      Thread.sleep(random.nextInt(60));
    } else {
      Thread.sleep(whole / 3 + random.nextInt((int) whole));
    }
    run.destroyForcibly();
    assertThat(run.waitFor()).isIn(0, 137);
  }

  private void assertRight(Map<String, String> project, String when) {
    try (Warehouse warehouse = Warehouse.in(file(), project)) {
      RunOutcome outcome = warehouse.run();
      assertThat(outcome.results()).as(when).allMatch(ModelResult::succeeded);
      long untouched =
          outcome.results().stream().filter(r -> r.reason().equals("nothing new")).count();
      midway += untouched > 0 && untouched < outcome.results().size() ? 1 : 0;
      Oracle.assertUpToDate(warehouse, when);
    }
  }
}
