package dev.accrete.runtime.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.accrete.runtime.cli.Cli.Outcome;
import dev.accrete.runtime.cli.terminal.Capabilities;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands that need no database: init, compile, explain, ls, clean. */
final class ProjectCommandsTest {
  @TempDir private Path folder;
  private Path project;

  @BeforeEach
  void makeProject() {
    Outcome outcome = new Cli(folder).run("init", "shop");
    assertThat(outcome.code()).isZero();
    assertThat(outcome.out()).contains("shop/models/sessions.sql", "Next: cd shop");
    project = folder.resolve("shop");
  }

  @Test
  void initLeavesFoldersAloneThatAreNotEmpty() {
    Outcome outcome = new Cli(folder).run("init", "shop", "--from", "web");
    assertThat(outcome.err()).isEqualTo("accrete: shop is not empty; name a new folder\n");
    assertThat(outcome.code()).isEqualTo(2);
  }

  @Test
  void compileWritesTheTargetFolder() {
    Outcome outcome = new Cli(project).run("compile");
    assertThat(outcome.err()).isEmpty();
    assertThat(outcome.code()).isZero();
    assertThat(outcome.out())
        .contains("sessions", "recompute", "domain_userid, domain_sessionidx", "Compiled 1 model");
    Path target = project.resolve("target");
    for (String file : new String[] {"select.sql", "full.sql", "incremental.sql", "explain.md"}) {
      assertThat(target.resolve("compiled/sessions").resolve(file)).isNotEmptyFile();
    }
    assertThat(target.resolve("compiled/run.sql")).isNotEmptyFile();
    assertThat(target.resolve("compiled/run_full.sql")).isNotEmptyFile();
    assertThat(target.resolve("manifest.json")).isNotEmptyFile();
  }

  @Test
  void compileWritesPlaybooksWithoutSecrets() throws IOException {
    assertThat(new Cli(project).run("compile", "--playbook").err())
        .contains("SQL Runner has no DuckDB");
    Files.writeString(
        project.resolve("accrete.yml"),
        "name: shop\nschema: derived\ndialect: redshift\ntarget: prod\ntargets:\n"
            + "  prod: {engine: redshift, url: 'jdbc:redshift://c.example.com/shop?x=1',"
            + " user: etl, password: \"${env('SHOP_PASSWORD')}\"}\n"
            + "  ci: {engine: postgres, url: \"${env('SHOP_URL')}\", user: ci, password: s3cret}\n");
    assertThat(new Cli(project).run("compile", "--playbook").code()).isZero();
    assertThat(Files.readString(project.resolve("target/compiled/run.playbook.yml")))
        .isEqualTo(
            """
            # A playbook of SQL Runner: sql-runner -playbook run.playbook.yml -sqlroot PLAYBOOK
            :targets:
              - :name: 'prod'
                :type: redshift
                :host: 'c.example.com'
                :database: 'shop'
                :port: 5439
                :username: 'etl'
                :password: FILL IN
                :ssl: true
            :steps:
              - :name: run
                :queries:
                  - :name: run
                    :file: run.sql
                    :template: false
            """);
    assertThat(new Cli(project).run("compile", "--playbook", "-t", "ci").code()).isZero();
    assertThat(Files.readString(project.resolve("target/compiled/run_full.playbook.yml")))
        .contains(":host: FILL IN", ":file: run_full.sql", ":port: 5432")
        .doesNotContain("s3cret", "${");
  }

  @Test
  void selectsByTheManifestAndResultsOfBefore() throws IOException {
    Files.writeString(
        project.resolve("models/visitors.sql"),
        "SELECT domain_userid, COUNT(*) AS sessions FROM ${ref('sessions')} GROUP BY 1\n");
    assertThat(new Cli(project).run("compile").code()).isZero();
    Path before = Files.createDirectory(folder.resolve("before"));
    Files.copy(project.resolve("target/manifest.json"), before.resolve("manifest.json"));
    String state = before.toString();
    assertThat(new Cli(project).run("ls", "-s", "state:modified", "--state", state).err())
        .contains("nothing matches state:modified");
    Files.writeString(
        project.resolve("models/visitors.sql"),
        "SELECT domain_userid, COUNT(*) + 0 AS sessions FROM ${ref('sessions')} GROUP BY 1\n");
    Files.writeString(
        project.resolve("models/days.sql"), "SELECT 1 AS n FROM ${ref('visitors')}\n");
    assertThat(new Cli(project).run("ls", "-s", "state:modified", "--state", state).out())
        .contains("visitors", "days")
        .doesNotContain("sessions");
    assertThat(new Cli(project).run("ls", "-s", "state:new", "--state", state).out())
        .contains("days")
        .doesNotContain("visitors");
    assertThat(new Cli(project).run("ls", "-s", "state:new").err())
        .contains("nothing to compare with", "--state");
    Files.writeString(
        before.resolve("run_results.json"),
        "{\"results\": [{\"unique_id\": \"model.starter.sessions\", \"status\": \"error\"}]}");
    assertThat(new Cli(project).run("ls", "-s", "result:error+1", "--state", state).out())
        .contains("sessions", "visitors")
        .doesNotContain("days");
    Files.writeString(before.resolve("manifest.json"), "no json");
    Outcome broken = new Cli(project).run("ls", "-s", "state:old", "--state", state);
    assertThat(broken.code()).isEqualTo(2);
    assertThat(broken.err()).contains("--state cannot be read").doesNotContain("\tat ");
  }

  @Test
  void compileFindsTheProjectFromAFolderInIt() {
    assertThat(new Cli(project.resolve("models")).run("compile").code()).isZero();
    assertThat(new Cli(folder).run("compile", "-p", "shop").code()).isZero();
    assertThat(new Cli(folder).run("-p", "shop", "compile").code()).isZero();
  }

  @Test
  void compileWritesTheSameBytesAgain() throws IOException {
    new Cli(project).run("compile");
    Map<String, String> first = contents();
    new Cli(project).run("clean");
    new Cli(project).run("compile");
    assertThat(contents()).isEqualTo(first);
  }

  @Test
  void compileDropsTheFoldersOfModelsThatAreGone() throws IOException {
    Path other = project.resolve("models/visits.sql");
    Files.copy(project.resolve("models/sessions.sql"), other);
    new Cli(project).run("compile");
    assertThat(project.resolve("target/compiled/visits")).exists();
    Files.delete(other);
    new Cli(project).run("compile");
    assertThat(project.resolve("target/compiled/visits")).doesNotExist();
  }

  @Test
  void compilePrintsJsonAloneOnStandardOutput() throws IOException {
    Outcome outcome = new Cli(project).run("compile", "--format", "json");
    assertThat(outcome.out())
        .isEqualTo(Files.readString(project.resolve("target/manifest.json")))
        .startsWith("{\n  \"metadata\": {");
    assertThat(outcome.err()).contains("Compiled 1 model");
  }

  @Test
  void compileShowsErrorsWithTheirPlace() throws IOException {
    breakModel("broken");
    Outcome outcome = new Cli(project).run("compile");
    assertThat(outcome.err()).contains("models/broken.sql:", "page_ur", "^");
    assertThat(outcome.out()).contains("broken", "error", "Failed: 1 error");
    assertThat(outcome.code()).isEqualTo(1);
  }

  @Test
  void compileOfASelectionDoesNotMindWhatIsBrokenOutside() throws IOException {
    breakModel("broken");
    assertThat(new Cli(project).run("compile", "-s", "sessions").code()).isZero();
    assertThat(new Cli(project).run("compile", "-s", "broken").code()).isEqualTo(1);
    assertThat(new Cli(project).run("compile", "--exclude", "broken").code()).isZero();
  }

  @Test
  void compileSaysWhatIsNearestToASelection() {
    Outcome outcome = new Cli(project).run("compile", "-s", "sesions");
    assertThat(outcome.err())
        .isEqualTo("accrete: nothing matches sesions; did you mean sessions?\n");
    assertThat(outcome.code()).isEqualTo(2);
  }

  @Test
  void compileWritesThroughNoLink() throws IOException {
    Path outside = Files.createDirectory(folder.resolve("outside"));
    Files.createSymbolicLink(project.resolve("target"), outside);
    Outcome outcome = new Cli(project).run("compile");
    assertThat(outcome.err()).contains("target is a symbolic link").hasLineCount(1);
    assertThat(outcome.code()).isEqualTo(2);
    assertThat(outside).isEmptyDirectory();
  }

  @Test
  void explainTellsTheDerivation() {
    Outcome outcome = new Cli(project).run("explain", "sessions");
    assertThat(outcome.out()).startsWith("# sessions").contains("recompute");
    assertThat(new Cli(project).run("explain", "sessions", "--format", "json").out())
        .contains("\"unique_id\": \"model.starter.sessions\"", "\"incremental\": ");
    assertThat(new Cli(project).run("explain", "sesions").err())
        .isEqualTo("accrete: no model sesions; did you mean sessions?\n");
  }

  @Test
  void explainSaysNothingOfOtherModels() throws IOException {
    String odd = "SELECT domain_userid, oddity(page_url) AS o FROM ${ref('atomic.events')}\n";
    Files.writeString(project.resolve("models/odd.sql"), odd);
    Files.writeString(project.resolve("models/above.sql"), "SELECT o FROM ${ref('odd')}\n");
    assertThat(new Cli(project).run("explain", "sessions").err()).isEmpty();
    assertThat(new Cli(project).run("explain", "above").err()).isEmpty();
    assertThat(new Cli(project).run("explain", "odd").err()).contains("models/odd.sql:1");
    Files.writeString(project.resolve("models/odd.sql"), "SELECT o FROM ${ref('none')}\n");
    assertThat(new Cli(project).run("explain", "sessions").err()).isEmpty();
    assertThat(new Cli(project).run("explain", "above").err())
        .contains("models/odd.sql:1", "above reads a model that does not compile");
  }

  @Test
  void aProjectWithoutModelsIsSaidToHaveNone() throws IOException {
    try (Stream<Path> models = Files.walk(project.resolve("models"))) {
      for (Path model : models.filter(path -> path.toString().endsWith(".sql")).toList()) {
        Files.delete(model);
      }
    }
    for (String command : List.of("run", "build", "plan", "audit")) {
      Outcome outcome = new Cli(project).run(command);
      assertThat(outcome.err()).as(command).contains("accrete: the project has no models; write a");
      assertThat(outcome.code()).isEqualTo(2);
    }
  }

  @Test
  void lsListsWhatSelectorsTake() {
    assertThat(new Cli(project).run("ls").out()).isEqualTo("source:atomic.events\nsessions\n");
    assertThat(new Cli(project).run("ls", "-s", "tag:web").out()).isEqualTo("sessions\n");
    assertThat(new Cli(project).run("ls", "-s", "strategy:full").code()).isEqualTo(2);
  }

  @Test
  void lineageGoesBothWaysAndThroughHiddenModels() throws IOException {
    Files.writeString(
        project.resolve("models/days.sql"),
        """
        SELECT CAST(tstamp AS DATE) AS day, distinct_pages_visited + 1 AS pages, COUNT(*) AS n
        FROM ${ref('sessions')} WHERE domain_userid <> 'x' GROUP BY ROLLUP (1, 2)
        """);
    assertThat(new Cli(project).run("lineage", "sessions.tstamp").out())
        .isEqualTo(
            """
            sessions.tstamp
              computed from
                atomic.events.derived_tstamp
              read by
                days.day
            """);
    assertThat(new Cli(project).run("lineage", "-s", "atomic.events.page_url").out())
        .isEqualTo(
            """
            atomic.events.page_url
              computed from nothing
              read by
                sessions.distinct_pages_visited
                  days.pages
            """);
    assertThat(new Cli(project).run("lineage", "days.n", "--format", "json").out())
        .contains("\"selected\": [\n    \"days.n\"", "\"from\": []");
    assertThat(new Cli(project).run("lineage", "sessions.tstmp").err())
        .isEqualTo(
            "accrete: no column, model or source sessions.tstmp; did you mean sessions.tstamp?\n");
    assertThat(new Cli(project).run("lineage").code()).isEqualTo(2);
  }

  @Test
  void cleanKeepsDatabasesUnlessTold() throws IOException {
    new Cli(project).run("compile");
    Files.writeString(project.resolve("target/dev.duckdb"), "data");
    assertThat(new Cli(project).run("clean").out()).contains("but for dev.duckdb");
    assertThat(Files.list(project.resolve("target")))
        .containsExactly(project.resolve("target/dev.duckdb"));
    assertThat(new Cli(project).run("clean", "--all").out()).isEqualTo("Deleted target/.\n");
    assertThat(project.resolve("target")).doesNotExist();
    assertThat(project.resolve("accrete.yml")).exists();
  }

  @Test
  void cleanFollowsNoLink() throws IOException {
    Path outside = Files.createDirectory(folder.resolve("outside"));
    Files.writeString(outside.resolve("precious.txt"), "mine");
    Files.createSymbolicLink(project.resolve("target"), outside);
    assertThat(new Cli(project).run("clean").code()).isEqualTo(2);
    assertThat(outside.resolve("precious.txt")).exists();
  }

  @Test
  void saysWhatIsWrongWithVariables() {
    Outcome outcome = new Cli(project).run("compile", "--vars", "{site: [}");
    assertThat(outcome.err()).contains("--vars:1:").hasLineCount(1);
    assertThat(outcome.code()).isEqualTo(2);
  }

  @Test
  void drawsInAsciiAndWithoutColourWhereToldSo() {
    Capabilities ascii = new Capabilities(false, false, false, 80);
    String out = new Cli(project).showing(ascii).run("compile").out();
    assertThat(out).matches(text -> text.chars().allMatch(c -> c < 128), "ASCII");
  }

  private void breakModel(String name) throws IOException {
    Files.writeString(
        project.resolve("models/" + name + ".sql"),
        "SELECT page_ur FROM ${ref('atomic.events')}\n");
  }

  /** What was written but for what is kept of it, which has the times of the files. */
  private Map<String, String> contents() throws IOException {
    Map<String, String> contents = new TreeMap<>();
    try (Stream<Path> files = Files.walk(project.resolve("target"))) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        if (file.startsWith(project.resolve("target/cache"))) {
          continue;
        }
        contents.put(project.relativize(file).toString(), Files.readString(file));
      }
    }
    contents.remove("target/compile_record.json");
    return contents;
  }
}
