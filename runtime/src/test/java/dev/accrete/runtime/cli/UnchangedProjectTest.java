package dev.accrete.runtime.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.accrete.runtime.cli.Cli.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A project of which nothing changed is not compiled again, and one of which anything did is. */
class UnchangedProjectTest {
  private static final String UNCHANGED = "Nothing changed: 2 models for dev (duckdb)";
  private static final String LOADED = "loaded_at: loaded\n    changes: append\n";
  private static final Map<String, String> PROJECT =
      Map.of(
          "accrete.yml",
          """
          name: shop
          schema: derived
          dialect: redshift
          target: dev
          targets:
            dev: {engine: duckdb, path: target/dev.duckdb}
            other: {engine: postgres, url: "jdbc:postgresql://localhost/${env('ACCRETE_BASE', 'a')}", schema: elsewhere}
          vars: {least: 1, most: "${env('ACCRETE_MOST', '100')}"}
          """,
          "macros/names.ftl",
          "[#macro name]COALESCE(name, '?')[/#macro]",
          "models/sources.yml",
          """
          sources:
            - name: raw.events
              loaded_at: loaded
              changes: append
              columns:
                id: {type: integer}
                name: {type: varchar(10)}
                loaded: {type: timestamp}
          """,
          "models/visits.sql",
          """
          [#import "/macros/names.ftl" as names]
          SELECT id, [@names.name/] AS name, COUNT(*) AS events, MIN(loaded) AS first_loaded
          FROM ${ref('raw.events')}
          WHERE id > ${var('least')} AND id < ${var('most')}
          GROUP BY id, 2
          """,
          "models/people.sql",
          "SELECT name, SUM(events) AS events FROM ${ref('visits')} GROUP BY name\n");

  @TempDir Path folder;

  @BeforeEach
  void project() throws IOException {
    write(folder.resolve("shop"));
  }

  private static void write(Path project) throws IOException {
    for (Map.Entry<String, String> file : PROJECT.entrySet()) {
      Path path = project.resolve(file.getKey());
      Files.createDirectories(path.getParent());
      Files.writeString(path, file.getValue());
    }
  }

  /** A script stops where a column is no longer what a reader of the model makes something of. */
  @Test
  void anEditedReaderIsAlsoAnEditOfTheScriptsAboveIt() throws IOException {
    compile();
    String before = Files.readString(shop("target/compiled/visits/incremental.sql"));
    edit("models/people.sql", "SELECT name, SUM(events)", "SELECT name, AVG(id), SUM(events)");
    compile();
    Map<String, String> kept = artifacts(shop(""));
    assertThat(new Cli(folder).run("-p", "shop", "clean").code()).isZero();
    compile();
    assertThat(kept).isEqualTo(artifacts(shop("")));
    assertThat(kept.get("target/compiled/visits/incremental.sql")).isNotEqualTo(before);
  }

  private Outcome compile(String... more) {
    return compile(new Cli(folder), more);
  }

  private static Outcome compile(Cli cli, String... more) {
    List<String> words = new ArrayList<>(List.of("-p", "shop", "compile"));
    words.addAll(List.of(more));
    Outcome outcome = cli.run(words.toArray(String[]::new));
    assertThat(outcome.code()).as(outcome.err()).isZero();
    return outcome;
  }

  private static boolean tookTheRecord(Outcome outcome) {
    return outcome.out().contains("Nothing changed");
  }

  private Path shop(String path) {
    return folder.resolve("shop").resolve(path);
  }

  private void edit(String path, String old, String fresh) throws IOException {
    String text = Files.readString(shop(path));
    assertThat(text).contains(old);
    Files.writeString(shop(path), text.replace(old, fresh));
  }

  private static Map<String, String> artifacts(Path project) throws IOException {
    Map<String, String> texts = new TreeMap<>();
    try (Stream<Path> walk = Files.walk(project.resolve("target"))) {
      for (Path file : walk.filter(Files::isRegularFile).toList()) {
        if (!file.getFileName().toString().equals("compile_record.json")
            && !file.toString().contains(".duckdb")
            && !file.startsWith(project.resolve("target/cache"))) {
          texts.put(project.relativize(file).toString(), Files.readString(file));
        }
      }
    }
    return texts;
  }

  @Test
  void theSecondTimeTellsTheSameAndWritesNothing() throws IOException {
    Outcome first = compile();
    Map<String, String> written = artifacts(folder.resolve("shop"));
    Outcome second = compile();
    assertThat(tookTheRecord(first)).isFalse();
    assertThat(second.out()).contains(UNCHANGED);
    assertThat(second.out().lines().limit(4)).isEqualTo(first.out().lines().limit(4).toList());
    assertThat(second.err()).isEqualTo(first.err());
    assertThat(artifacts(folder.resolve("shop"))).isEqualTo(written).hasSizeGreaterThan(8);
  }

  /** One kind of edit. */
  private interface Edit {
    void make() throws IOException;
  }

  @Test
  void everyKindOfEditGivesWhatACompilationFromScratchGives() throws IOException {
    Map<String, Edit> edits = new LinkedHashMap<>();
    edits.put("SQL", () -> edit("models/visits.sql", "COUNT(*)", "COUNT(loaded)"));
    edits.put("a comment", () -> edit("models/people.sql", "SELECT", "-- all\nSELECT"));
    edits.put("a column above", () -> edit("models/visits.sql", "COUNT(loaded)", "SUM(id)"));
    edits.put("a declaration", () -> edit("models/sources.yml", "varchar(10)", "varchar(20)"));
    edits.put("how it changes", () -> edit("models/sources.yml", LOADED, "changes: static\n"));
    edits.put("a variable", () -> edit("accrete.yml", "least: 1", "least: 2"));
    edits.put("a macro", () -> edit("macros/names.ftl", "'?'", "'nobody'"));
    edits.put("the schema", () -> edit("accrete.yml", "derived", "made"));
    edits.put("the default target", () -> edit("accrete.yml", "target: dev", "target: other"));
    edits.put("a new model", () -> Files.writeString(shop("models/ids.sql"), "SELECT 1 AS id\n"));
    edits.put("a model that is gone", () -> Files.delete(shop("models/people.sql")));
    compile();
    for (Map.Entry<String, Edit> edit : edits.entrySet()) {
      Map<String, String> before = artifacts(folder.resolve("shop"));
      edit.getValue().make();
      assertThat(tookTheRecord(compile())).as(edit.getKey()).isFalse();
      Map<String, String> after = artifacts(folder.resolve("shop"));
      assertThat(after).as(edit.getKey()).isNotEqualTo(before);
      new Cli(folder).run("-p", "shop", "clean");
      assertThat(tookTheRecord(compile())).as(edit.getKey()).isFalse();
      assertThat(after).as(edit.getKey()).isEqualTo(artifacts(folder.resolve("shop")));
      assertThat(tookTheRecord(compile())).as(edit.getKey()).isTrue();
    }
  }

  @Test
  void optionsAndTheEnvironmentAreInputs() {
    compile();
    assertThat(tookTheRecord(compile("--vars", "{least: 5}"))).isFalse();
    assertThat(tookTheRecord(compile("--vars", "{least: 5}"))).isTrue();
    assertThat(tookTheRecord(compile("--target", "other"))).isFalse();
    assertThat(tookTheRecord(compile("--target", "other"))).isTrue();
    assertThat(tookTheRecord(compile(new Cli(folder).with("ACCRETE_MOST", "7")))).isFalse();
    assertThat(tookTheRecord(compile(new Cli(folder).with("ACCRETE_MOST", "7")))).isTrue();
    assertThat(tookTheRecord(compile(new Cli(folder).with("ACCRETE_MOST", "8")))).isFalse();
    assertThat(tookTheRecord(compile())).isFalse();
    assertThat(tookTheRecord(compile("--select", "visits"))).isFalse();
  }

  private boolean taken(String name, String value) {
    return tookTheRecord(compile(new Cli(folder).with(name, value)));
  }

  @Test
  void whatNoTemplateReadsOfTheEnvironmentIsNoInput() throws IOException {
    compile();
    assertThat(taken("OLDPWD", "/elsewhere")).isTrue();
    assertThat(taken("BUILD_NUMBER", "8")).isTrue();
    assertThat(taken("ACCRETE_JAVA_OPTS", "-Xmx4g")).isTrue();
    String settings = Files.readString(shop("accrete.yml"));
    Map<String, String> readers =
        Map.of(
            "\"made_${env('TEAM', 'a')}\"", "BUILD_NUMBER",
            "'made_${env(\"TEAM\", \"a\")}'", "BUILD_NUMBER",
            "\"made_${env('TE' + 'AM', 'a')}\"", "",
            "\"made_${env(var('which'), 'a')}\"", "",
            "\"made_${.data_model['e' + 'nv']('TEAM', 'a')}\"", "",
            "\"made_${\\x65nv('TEAM', 'a')}\"", "");
    for (Map.Entry<String, String> reader : readers.entrySet()) {
      String schema = reader.getKey();
      String text =
          settings
              .replace("dev.duckdb}", "dev.duckdb, schema: " + schema + "}")
              .replace("least: 1", "least: 1, which: TEAM");
      assertThat(text).contains(schema);
      Files.writeString(shop("accrete.yml"), text);
      compile();
      assertThat(taken("TEAM", "b")).as(schema).isFalse();
      assertThat(Files.readString(shop("target/compiled/visits/full.sql"))).contains("made_b");
      assertThat(taken("TEAM", "b")).as(schema).isTrue();
      if (!reader.getValue().isEmpty()) {
        compile();
        assertThat(taken(reader.getValue(), "9")).as(schema).isTrue();
      }
    }
  }

  @Test
  void filesThatSomebodyChangedAreWrittenAgain() throws IOException {
    Outcome first = compile();
    Map<String, String> whole = artifacts(folder.resolve("shop"));
    Map<String, Edit> harms = new LinkedHashMap<>();
    harms.put("changed", () -> Files.writeString(shop("target/compiled/visits/full.sql"), "x"));
    harms.put("deleted", () -> Files.delete(shop("target/compiled/people/explain.md")));
    harms.put("emptied", () -> Files.writeString(shop("target/manifest.json"), ""));
    harms.put("script", () -> edit("target/compiled/run.sql", "COUNT(*)", "COUNT(1)"));
    harms.put(
        "both",
        () -> {
          edit("target/compiled/run_full.sql", "COUNT(*)", "COUNT(id)");
          Files.delete(shop("target/cache/scripts.json"));
        });
    harms.put("moved away", () -> Files.move(shop("target/manifest.json"), shop("m.json")));
    harms.put(
        "a folder of no model", () -> Files.createDirectory(shop("target/compiled/visits_old")));
    for (Map.Entry<String, Edit> harm : harms.entrySet()) {
      harm.getValue().make();
      assertThat(tookTheRecord(compile())).as(harm.getKey()).isFalse();
    }
    assertThat(compile().err()).isEqualTo(first.err());
    assertThat(artifacts(folder.resolve("shop"))).isEqualTo(whole);
    assertThat(shop("target/compiled/visits_old")).doesNotExist();
  }

  /** Notes of people, playbooks, what a file manager leaves. */
  @Test
  void filesOfSomebodyElseBesideThoseOfAModelDoNotMatter() throws IOException {
    compile();
    Files.writeString(shop("target/compiled/visits/notes.txt"), "x");
    Files.writeString(shop("target/compiled/.DS_Store"), "x");
    assertThat(tookTheRecord(compile())).isTrue();
    assertThat(shop("target/compiled/visits/notes.txt")).exists();
  }

  @Test
  void aRecordThatIsBrokenOrOldIsPassedOver() throws IOException {
    compile();
    Path record = shop("target/compile_record.json");
    String whole = Files.readString(record);
    List<String> broken =
        List.of(
            "",
            "\n",
            "x",
            "{}\n",
            whole.substring(0, whole.length() / 2),
            whole.replace("visits", "visitx"),
            whole + "\n",
            whole.replace("\"rows\"", "\"lines\""));
    for (String text : broken) {
      Files.writeString(record, text);
      assertThat(tookTheRecord(compile())).as(text).isFalse();
      assertThat(unstamped(Files.readString(record))).isEqualTo(unstamped(whole));
      assertThat(tookTheRecord(compile())).as(text).isTrue();
    }
    Files.delete(record);
    Files.createSymbolicLink(record, folder.resolve("elsewhere"));
    Files.writeString(folder.resolve("elsewhere"), whole);
    assertThat(tookTheRecord(compile())).isFalse();
    assertThat(Files.readString(folder.resolve("elsewhere"))).isEqualTo(whole);
  }

  /** A record without what depends on when its project was written. */
  private static String unstamped(String record) {
    String body = record.substring(0, record.lastIndexOf('\n', record.length() - 2) + 1);
    return body.replaceFirst("\"stamped\": *\"\\w*\"", "");
  }

  @Test
  void aProjectWithErrorsLeavesNoRecord() throws IOException {
    compile();
    edit("models/people.sql", "events", "event");
    for (int time = 0; time < 2; time++) {
      Outcome outcome = new Cli(folder).run("-p", "shop", "compile");
      assertThat(outcome.code()).isEqualTo(1);
      assertThat(outcome.err()).contains("event");
    }
    edit("models/people.sql", "event)", "events)");
    edit("models/people.sql", "AS event ", "AS events ");
    assertThat(tookTheRecord(compile())).isFalse();
  }

  /** Where the database lies, and that there is nothing in it yet, is no matter of files. */
  @Test
  void aRunWritesWhatACompilationDoesAndLeavesItAlone() throws IOException {
    run();
    Map<String, String> written = artifacts(folder.resolve("shop"));
    assertThat(tookTheRecord(compile())).isTrue();
    new Cli(folder).run("-p", "shop", "clean");
    assertThat(tookTheRecord(compile())).isFalse();
    Path manifest = shop("target/manifest.json");
    FileTime time = FileTime.fromMillis(1_000_000_000_000L);
    Files.setLastModifiedTime(manifest, time);
    assertThat(tookTheRecord(compile())).isFalse();
    time = Files.getLastModifiedTime(manifest);
    run();
    assertThat(Files.getLastModifiedTime(manifest)).isEqualTo(time);
    Files.delete(shop("target/compiled/visits/full.sql"));
    run();
    assertThat(artifacts(folder.resolve("shop"))).containsAllEntriesOf(compiled(written));
    edit("models/visits.sql", "COUNT(*)", "COUNT(loaded)");
    run();
    assertThat(Files.readString(shop("target/compiled/visits/select.sql")))
        .contains("COUNT(loaded)");
    assertThat(tookTheRecord(compile())).isTrue();
  }

  private static Map<String, String> compiled(Map<String, String> artifacts) {
    Map<String, String> compiled = new TreeMap<>(artifacts);
    compiled.keySet().removeIf(file -> !file.startsWith("target/compiled/"));
    assertThat(compiled).hasSizeGreaterThan(6);
    return compiled;
  }

  /** Its outcome does not matter: the source is not there. */
  private void run() {
    assertThat(new Cli(folder).run("-p", "shop", "run").err()).doesNotContain("at dev.");
  }
}
