package dev.accrete.runtime.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.accrete.runtime.cli.Cli.Outcome;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

final class MainTest {
  @TempDir private Path folder;

  @Test
  void showsItsVersion() {
    Outcome outcome = new Cli(folder).run("--version");
    assertThat(outcome.out()).isEqualTo("accrete " + Version.text() + "\n");
    assertThat(outcome.code()).isZero();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "compiel | no command compiel; did you mean compile?",
        "zzzzzzz | no command zzzzzzz; accrete help lists what there is",
        "docs | the command docs is not there yet; accrete help lists what is",
        "compile --formt json | no option --formt in compile; did you mean --format?",
        "--formt json compile | no option --formt; did you mean --format?",
        "compile sessions | compile does not take sessions; accrete help compile lists",
        "init x --from wep | no shipped project wep; did you mean web?",
        "help compiel | no command compiel; did you mean compile?",
        "compile -p nowhere | no accrete.yml in nowhere; accrete init makes a project",
        "run --threads 0 | --threads must be 1 or more",
        "run --threads few | --threads",
        "compile --format xml | --format",
        "show | show needs RELATION; accrete help show lists",
        "diff a | diff needs B; accrete help diff lists",
        "transpile | transpile needs --to DIALECT and FILE; accrete help transpile lists",
        "show a --limit x | '--limit': 'x' is not an int; accrete help show lists",
      })
  void namesWhatIsNearest(String line, String message) {
    Outcome outcome = new Cli(folder).run(line.split(" "));
    assertThat(outcome.err()).startsWith("accrete: ").contains(message).hasLineCount(1);
    assertThat(outcome.out()).isEmpty();
    assertThat(outcome.code()).isEqualTo(2);
  }

  @Test
  void showsHelpWithoutArgumentsAsMisuse() {
    Outcome outcome = new Cli(folder).run();
    assertThat(outcome.err()).contains("Commands:", "demo", "completion");
    assertThat(outcome.code()).isEqualTo(2);
  }

  static Iterable<String> commands() {
    return CommandCatalog.names();
  }

  @ParameterizedTest
  @MethodSource("commands")
  void showsExamplesForEachCommand(String command) {
    Outcome outcome = new Cli(folder).run(command, "--help");
    assertThat(outcome.out()).contains("Usage: accrete " + command, "Examples:");
    assertThat(outcome.code()).isZero();
    assertThat(new Cli(folder).run("help", command).out()).isEqualTo(outcome.out());
  }

  @Test
  void takesOptionsFromTheEnvironment() {
    assertThat(new Cli(folder).with("ACCRETE_PROJECT", "nowhere").run("ls").err())
        .contains("no accrete.yml in nowhere");
    assertThat(new Cli(folder).with("ACCRETE_THREADS", "0").run("run").err())
        .contains("--threads must be 1 or more");
    assertThat(new Cli(folder).with("ACCRETE_FAIL_FAST", "maybe").run("run").err())
        .contains("ACCRETE_FAIL_FAST must be true or false, not maybe");
    assertThat(new Cli(folder).with("ACCRETE_PROJECT", "nowhere").run("ls", "-p", "there").err())
        .contains("no accrete.yml in there");
  }

  @Test
  void completesCommandsAndOptions() {
    Outcome outcome = new Cli(folder).run("completion");
    assertThat(outcome.out()).contains("complete", "--full-refresh", "explain");
    assertThat(outcome.code()).isZero();
  }

  @Test
  void expandsNeitherFilesNorVariables() {
    Outcome outcome = new Cli(folder).run("ls", "-s", "@sessions", "-p", "${user.home}");
    assertThat(outcome.err()).contains("no accrete.yml in ${user.home}");
  }
}
