package dev.accrete.runtime.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.accrete.runtime.cli.terminal.Capabilities;
import dev.accrete.runtime.cli.terminal.SafeText;
import dev.accrete.runtime.cli.terminal.Screen;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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

  /** The parts of a line beside the name stay in sight, whatever the name and the width are. */
  @ParameterizedTest
  @ValueSource(ints = {20, 40, 80, 200})
  void longAndWideNames(int columns) throws IOException {
    new Cli(folder).run("init", "names");
    Path models = folder.resolve("names/models");
    String wide = "\u9867\u5ba2\u306e\u58f2\u4e0a";
    String accents = "\u00fcbersicht_\u00e9t\u00e9";
    String longest = "a_model_with_a_name_of_more_than_sixty_letters_in_the_old_warehouse";
    for (String name : List.of(wide, accents, longest)) {
      Files.writeString(models.resolve(name + ".sql"), select("alone"));
    }
    for (int i = 0; i < 36; i++) {
      Files.writeString(models.resolve("model_" + i + ".sql"), select("alone"));
    }
    run("names", false, "load", "atomic.events", "data/events_1.csv");
    Cli cli = new Cli(folder.resolve("names"));
    Cli.Outcome live =
        cli.showing(new Capabilities(true, false, true, columns)).run("run", "--threads", "4");
    assertThat(live.code()).as(live.err()).isZero();
    // A terminal that is narrower than what is known does not wrap the lines that are written over.
    Screen screen = new Screen(Math.min(columns, 40)).send(live.out());
    assertThat(screen.wraps()).isTrue();
    assertThat(String.join("", screen.lines()))
        .contains(longest, wide, accents, "40 of 40", "Done in")
        .doesNotContain("RUN  ");
    List<String> ends =
        live.out().lines().filter(line -> line.contains(" OK  ")).map(LiveRunTest::before).toList();
    assertThat(ends).hasSizeGreaterThanOrEqualTo(40);
    assertThat(ends.stream().mapToInt(SafeText::width).distinct().toArray())
        .as("the strategies stand below each other")
        .hasSize(1);
    if (columns >= 80) {
      assertThat(live.out()).containsPattern("RUN    a_model_with_a_[^\n\u001b]* +\\d\\.\\ds");
    }
  }

  private static String before(String line) {
    String plain = line.replaceAll("\u001b\\[[?0-9]*[A-Za-z]", "").replaceFirst("^.*\r", "");
    return plain.substring(0, plain.indexOf("  full  "));
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
