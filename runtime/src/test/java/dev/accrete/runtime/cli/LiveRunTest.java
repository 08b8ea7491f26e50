package dev.accrete.runtime.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.accrete.runtime.cli.terminal.Capabilities;
import dev.accrete.runtime.cli.terminal.Screen;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A run on a terminal leaves there what it prints elsewhere. */
final class LiveRunTest {
  @TempDir private Path folder;

  private Cli.Outcome run(String name, boolean live, String... arguments) {
    Cli cli = new Cli(folder.resolve(name));
    return cli.showing(new Capabilities(live, false, true, 120)).run(arguments);
  }

  private void project(String name) throws IOException {
    new Cli(folder).run("init", name);
    Path models = folder.resolve(name).resolve("models");
    for (String model : List.of("alone", "broken", "reader")) {
      Files.writeString(models.resolve(model + ".sql"), select(model));
    }
    run(name, false, "load", "atomic.events", "data/events_1.csv");
    run(name, false, "run");
    run(name, false, "load", "atomic.events", "data/events_2.csv");
  }

  private static String select(String model) {
    return switch (model) {
      case "reader" -> "SELECT n FROM ${ref('broken')}\n";
      case "broken" ->
          "SELECT 1 / SUM(domain_sessionidx - domain_sessionidx) AS n,"
              + " CAST(MAX(page_url) AS INTEGER) AS x FROM ${ref('atomic.events')}\n";
      default -> "SELECT page_url FROM ${ref('atomic.events')}\n";
    };
  }

  @Test
  void leavesTheLinesOfAPlainRun() throws IOException {
    project("plain");
    project("live");
    Cli.Outcome plain = run("plain", false, "run", "--threads", "2");
    Cli.Outcome live = run("live", true, "run", "--threads", "2");
    assertThat(plain.out()).doesNotContain("\u001b");
    // While models are at work: the strategy and what is pending, once it is decided.
    assertThat(live.out())
        .containsPattern("of 4  RUN    sessions +0\\.\\d+s")
        .containsPattern("of 4  RUN    sessions  recompute     2 rows pending +\\d")
        .containsPattern("of 4  RUN    sessions  recompute     2 keys, 2 rows pending +\\d");
    Screen screen = new Screen(1_000).send(live.out());
    assertThat(screen.wraps()).isTrue();
    assertThat(told(String.join("\n", screen.lines()))).isEqualTo(told(plain.out()));
    assertThat(plain.out()).contains("ERROR  broken", "SKIP   reader");
    assertThat(live.code()).isEqualTo(plain.code()).isEqualTo(1);
  }

  /** Without times and places, in one order: two models at a time may end in any. */
  private static List<String> told(String out) {
    return out.strip()
        .lines()
        .map(line -> line.replaceAll("\\d+\\.\\d\\ds", "0s").replaceFirst("^\\d+ of", "n of"))
        .sorted()
        .toList();
  }
}
