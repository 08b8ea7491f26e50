package dev.accrete.tests.kills;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.accrete.tests.Repository;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Runs are killed, and the next one leaves every table as a full rebuild would, nothing taken in
 * twice or left out, and no table of the killed one.
 *
 * <p>{@code -Daccrete.kills=N} kills that many more, over and over on new databases. What it counts
 * stands in the file that {@code -Daccrete.kills.counters} names, by the commit that {@code
 * -Daccrete.kills.commit} names, with the next seed, from which a later run goes on. {@code
 * -Daccrete.kills.wait=true} waits for each lock of a dead run on PostgreSQL, two minutes, instead
 * of setting its clock back.
 */
class KilledRunsTest {
  /** How many kills a database sees in a long run. */
  private static final int EACH = 20;

  @TempDir private static Path shared;

  @SuppressWarnings("NullAway.Init") // by the method before all tests
  private static QuickStart start;

  @TempDir private Path folder;
  private final List<String> failures = new ArrayList<>();

  @BeforeAll
  static void pack() throws IOException {
    start = QuickStart.in(shared.resolve("start"));
  }

  @ParameterizedTest
  @CsvSource({"DUCKDB, 2", "RUNNER, 2", "CONNECTION, 8", "SERVER, 2"})
  void afterAKillTheNextRunIsRight(Kind kind, int kills) throws IOException {
    Map<Moment, Integer> hits = new TreeMap<>();
    try (History history = new History(kind, 1, folder.resolve("project"), start)) {
      for (int kill = 0; kill < kills; kill++) {
        hits.merge(history.killOne().hit().moment(), 1, Integer::sum);
      }
    }
    System.out.printf("killed: %s: %s%n", kind.words(), hits);
    assertThat(hits.keySet()).anyMatch(moment -> moment != Moment.ENDED);
  }

  @Test
  void goesOnForAsManyAsTold() throws IOException {
    int kills = Integer.getInteger("accrete.kills", 0);
    assumeTrue(kills > 0, "-Daccrete.kills says how many");
    Path file =
        Repository.root()
            .resolve(System.getProperty("accrete.kills.counters", "tests/target/kills.counters"));
    KillCounts counts = KillCounts.in(file, System.getProperty("accrete.kills.commit", "unknown"));
    long seed = Long.getLong("accrete.kills.seed", counts.nextSeed());
    for (int done = 0; done < kills; seed++) {
      long began = System.nanoTime();
      int before = done;
      done += play(seed, Math.min(EACH, kills - done), counts);
      long seconds = (System.nanoTime() - began) / 1_000_000_000;
      counts.write(seed + 1, seconds);
      System.out.printf(
          Locale.ROOT,
          "seed %d: %d kills of %s in %d s; %d of %d, %d failures%n",
          seed,
          done - before,
          kind(seed).words(),
          seconds,
          done,
          kills,
          failures.size());
    }
    assertThat(failures).isEmpty();
  }

  /** Half of them on DuckDB, three in ten of the process on PostgreSQL, the rest of the server. */
  private static Kind kind(long seed) {
    int of = (int) (seed % 10);
    return of % 2 == 0
        ? Kind.DUCKDB
        : of < 6 ? Kind.RUNNER : of < 8 ? Kind.CONNECTION : Kind.SERVER;
  }

  private int play(long seed, int kills, KillCounts counts) throws IOException {
    Path project = Files.createDirectories(folder.resolve("project-" + seed));
    int tried = 0;
    try (History history = new History(kind(seed), seed, project, start)) {
      for (; tried < kills; tried++) {
        Killed killed = history.killOne();
        if (killed.hit().moment() == Moment.ENDED) {
          counts.addMissed();
        } else {
          counts.add(killed);
        }
      }
    } catch (RuntimeException | AssertionError e) {
      counts.addFailure(kind(seed));
      failures.add("seed " + seed + ", kill " + (tried + 1) + ": " + e);
      System.out.println(failures.get(failures.size() - 1));
      e.printStackTrace(System.out);
    }
    return Math.max(1, tried);
  }
}
