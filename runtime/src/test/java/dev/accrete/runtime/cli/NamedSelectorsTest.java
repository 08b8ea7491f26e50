package dev.accrete.runtime.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Selectors with names, by the command line. */
class NamedSelectorsTest {
  @TempDir private Path folder;

  @BeforeEach
  void project() throws IOException {
    Files.createDirectories(folder.resolve("models"));
    Files.writeString(
        folder.resolve("accrete.yml"),
        "name: shop\nschema: derived\ntarget: dev\ntargets:\n"
            + "  dev: {engine: duckdb, path: target/dev.duckdb}\n");
    Files.writeString(
        folder.resolve("models/sources.yml"),
        "sources:\n  - name: raw.orders\n    changes: static\n    columns: {id: integer}\n");
    model("a", "raw.orders", "tags: [nightly]");
    model("b", "a", "tags: [nightly, slow]");
    model("c", "b", "description: none");
  }

  private void model(String name, String reads, String matter) throws IOException {
    Files.writeString(
        folder.resolve("models/" + name + ".sql"),
        "---\n" + matter + "\n---\nSELECT id FROM ${ref('" + reads + "')}\n");
  }

  private void selectors(String text) throws IOException {
    Files.writeString(folder.resolve("selectors.yml"), "selectors:\n" + text);
  }

  private Cli.Outcome accrete(String... arguments) {
    Cli.Outcome outcome = new Cli(folder).run(arguments);
    assertThat(outcome.out() + outcome.err()).doesNotContain("\tat ");
    return outcome;
  }

  private String lists(String... arguments) {
    String[] command = new String[arguments.length + 1];
    command[0] = "ls";
    System.arraycopy(arguments, 0, command, 1, arguments.length);
    Cli.Outcome outcome = accrete(command);
    assertThat(outcome.code()).as(outcome.err()).isZero();
    return outcome.out().strip().replace("\n", " ");
  }

  @Test
  void aNameStandsForASelectionInEachCommand() throws IOException {
    selectors(
        "  - name: quick\n    description: All that is not slow.\n    definition:\n      union:\n"
            + "        - method: tag\n          value: nightly\n          children: true\n"
            + "          children_depth: 2\n        - exclude:\n            - tag: slow\n"
            + "  - name: rest\n    definition: {intersection: ['+c', {method: selector, value: quick, parents: true}]}\n");
    assertThat(lists("--selector", "quick")).isEqualTo("a c");
    assertThat(lists("--selector", "rest")).isEqualTo("source:raw.orders a b c");
    assertThat(lists("-s", "selector:quick", "b")).isEqualTo("a b c");
    assertThat(lists("--exclude", "selector:quick")).isEqualTo("source:raw.orders b");
    Files.createDirectories(folder.resolve("target"));
    Files.writeString(folder.resolve("orders.csv"), "id\n1\n");
    assertThat(accrete("load", "raw.orders", "orders.csv").code()).isZero();
    Cli.Outcome run = accrete("run", "--selector", "rest");
    assertThat(run.code()).as(run.out() + run.err()).isZero();
    for (String command : new String[] {"plan", "status", "compile", "build", "audit"}) {
      Cli.Outcome outcome = accrete(command, "--selector", "quick");
      assertThat(outcome.code()).as(outcome.out() + outcome.err()).isZero();
      assertThat(outcome.out())
          .containsPattern("(?m)(^| )c[ :]")
          .doesNotContainPattern("(?m)(^| )b[ :]");
    }
  }

  @Test
  void testsGoWithWhatIsSelected() throws IOException {
    String column = "\n    columns: [{name: id, tests: [not_null]}]\n";
    Files.writeString(
        folder.resolve("models/tests.yml"),
        "models:\n  - name: b" + column + "  - name: c" + column);
    selectors("  - {name: last, default: true, definition: {fqn: c}}\n");
    Files.writeString(folder.resolve("orders.csv"), "id\n1\n");
    assertThat(accrete("load", "raw.orders", "orders.csv").code()).isZero();
    assertThat(accrete("run", "-s", "+c").code()).isZero();
    assertThat(accrete("test").out()).contains("not_null_c_id").doesNotContain("not_null_b_id");
    assertThat(accrete("test", "--selector", "last").out()).doesNotContain("not_null_b_id");
    assertThat(accrete("test", "--exclude", "selector:last").out())
        .contains("not_null_b_id")
        .doesNotContain("not_null_c_id");
  }

  @Test
  void oneMayStandInWhereNothingIsSelected() throws IOException {
    selectors("  - name: nightly\n    default: true\n    definition: 'tag:nightly,tag:slow'\n");
    assertThat(lists()).isEqualTo("b");
    assertThat(lists("-s", "c")).isEqualTo("c");
    assertThat(lists("--exclude", "c")).isEqualTo("source:raw.orders a b");
    assertThat(accrete("compile").out()).contains("Compiled 1 model");
    assertThat(accrete("compile").out()).contains("Compiled 1 model");
    Files.delete(folder.resolve("selectors.yml"));
    assertThat(lists()).isEqualTo("source:raw.orders a b c");
  }

  @Test
  void anEarlierRunIsAskedForWhereADefinitionSaysSo() throws IOException {
    selectors("  - name: again\n    definition: {union: [{method: result, value: error}]}\n");
    assertThat(accrete("ls", "--selector", "again").err()).contains("there is none");
  }

  private String shows(String text) throws IOException {
    selectors(text);
    Cli.Outcome outcome = accrete("compile");
    assertThat(outcome.code()).isEqualTo(1);
    return outcome.err();
  }

  @Test
  void aNameThatNoCommandLineCanCallIsAMistake() throws IOException {
    for (String name :
        new String[] {"two words", "a,b", "more+", "next+2", " padded", " ", "a\tb"}) {
      assertThat(shows("  - name: \"" + name + "\"\n    definition: a\n"))
          .as(name)
          .contains("E004 selectors.yml:2:11 the name of a selector must be a word without spaces");
    }
    assertThat(shows("  - name: ''\n    definition: a\n")).contains("E004 selectors.yml:2:11");
  }

  @Test
  void otherNamesAreCalledAsTheyAreWritten() throws IOException {
    selectors(
        "  - {name: night, definition: a}\n  - {name: Night, definition: b}\n"
            + "  - {name: 'selector:night', definition: c}\n  - {name: '+1+é.x', definition: a}\n");
    assertThat(lists("--selector", "night")).isEqualTo("a");
    assertThat(lists("--selector", "Night")).isEqualTo("b");
    assertThat(lists("--selector", "selector:night")).isEqualTo("c");
    assertThat(lists("-s", "selector:selector:night,selector:selector:night")).isEqualTo("c");
    assertThat(lists("-s", "selector:+1+é.x")).isEqualTo("a");
  }

  @Test
  void mistakesAreShownWithTheirPlace() throws IOException {
    assertThat(shows("  - name: x\n    definition: {tagg: nightly}\n"))
        .contains("E004 selectors.yml:3:18", "did you mean tag?");
    assertThat(shows("  - name: x\n    definition: '2+tga:nightly'\n"))
        .contains("E004 selectors.yml:3:17", "did you mean tag?");
    assertThat(shows("  - name: x\n    definition: '@+tga:nightly'\n"))
        .as("a word is taken apart in the same way wherever it stands")
        .contains("E004 selectors.yml:3:17", "did you mean tag?");
    assertThat(shows("  - name: x\n    definition: {unoin: [a, b]}\n"))
        .contains("E002 selectors.yml:3:18", "did you mean union?");
    assertThat(shows("  - name: x\n    definition: {method: tag, valeu: a}\n"))
        .contains("E002 selectors.yml:3:31", "did you mean value?");
    assertThat(shows("  - name: x\n    definition: {method: tag, value: a, parents_depth: 2}\n"))
        .contains("E004 selectors.yml:3:41", "beside parents: true");
    assertThat(
            shows(
                "  - name: x\n    definition: {method: tag, value: a, children: true,"
                    + " childrens_parents: true}\n"))
        .contains("E004 selectors.yml:3:", "without parents and children");
    assertThat(shows("  - name: x\n    definition: {union: [{exclude: [a]}]}\n"))
        .contains("E004 selectors.yml:3:", "a list with a definition");
    assertThat(shows("  - name: x\n    defintion: a\n")).contains("did you mean definition?");
    assertThat(shows("  - name: x\n")).contains("E005 selectors.yml:2:", "lacks definition");
    assertThat(shows("  - name: x\n    definition: a\n  - name: x\n    definition: b\n"))
        .contains("E007 selectors.yml:4:11", "two selectors are named x");
    assertThat(
            shows(
                "  - {name: x, default: true, definition: a}\n"
                    + "  - {name: y, default: true, definition: b}\n"))
        .contains("E004 selectors.yml:3:12", "one selector alone");
    assertThat(shows("  - name: night\n    definition: {method: selector, value: nigth}\n"))
        .contains("E004 selectors.yml:3:26", "did you mean night?");
    assertThat(
            shows(
                "  - {name: x, definition: {selector: y}}\n  - {name: y, definition: 'a selector:x+'}\n"
                    + "  - {name: z, definition: {union: [a, {exclude: 'selector:z'}]}}\n"))
        .contains("E021 selectors.yml:2:12", "x → y → x", "E021 selectors.yml:4:12", "z → z");
    Cli.Outcome broken = accrete("ls", "--selector", "x");
    assertThat(broken.code()).isEqualTo(2);
    assertThat(broken.err()).contains("the selector x has errors");
    selectors("  - {name: nightly, definition: 'tag:nothing'}\n");
    assertThat(accrete("ls", "--selector", "nigthly").err()).contains("did you mean nightly?");
    assertThat(accrete("ls", "--selector", "nightly").err()).contains("nothing matches");
    assertThat(accrete("ls", "--selector", "nightly", "-s", "a").err())
        .contains("in the place of --select");
  }
}
