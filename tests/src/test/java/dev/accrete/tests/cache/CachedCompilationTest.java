package dev.accrete.tests.cache;

import static org.assertj.core.api.Assertions.assertThat;

import dev.accrete.compiler.CompileOptions;
import dev.accrete.compiler.CompiledModel;
import dev.accrete.compiler.CompiledProject;
import dev.accrete.compiler.Compiler;
import dev.accrete.compiler.cache.ModelCache;
import dev.accrete.compiler.diagnostic.Checked;
import dev.accrete.compiler.load.ProjectFiles;
import dev.accrete.compiler.load.ProjectFilesReader;
import dev.accrete.tests.Repository;
import dev.accrete.tests.acceptance.ShippedModels;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * A compilation that finds models of an earlier one says and gives, value for value, what one from
 * nothing does: of the same project, after a change of any of its files, and with other options.
 */
class CachedCompilationTest {
  private static final CompileOptions OPTIONS = CompileOptions.DEFAULT;

  /** For each golden case; more are tried with {@code -Daccrete.edits=N}. */
  private static final int EDITS = Integer.getInteger("accrete.edits", 1);

  /** The entry of what the models name. */
  private static final int NAMES = 1;

  private final MemoryCache cache = new MemoryCache();
  private int models;

  @Test
  void everyGoldenCaseIsTheSameFromTheCacheAndAfterAChange() throws IOException {
    Random random = new Random(1);
    for (Path folder : cases()) {
      Map<String, String> texts = new TreeMap<>();
      ProjectFilesReader.read(folder)
          .value()
          .files()
          .forEach((path, file) -> texts.put(path, file.text()));
      assertSame(texts, OPTIONS);
      assertSame(texts, OPTIONS);
      for (int i = 0; i < EDITS; i++) {
        assertSame(RandomEdit.of(texts, random), OPTIONS);
      }
    }
    System.out.printf("%d models, %d found in the cache%n", models, cache.found());
    assertThat(cache.found()).isGreaterThan(models / 5);
  }

  @Test
  void theWebModelsAreTheSameAfterAnyChange() {
    Map<String, String> texts = ShippedModels.web(Map.of());
    assertSame(texts, OPTIONS);
    Random random = new Random(2);
    for (int i = 0; i < 12 * EDITS; i++) {
      assertSame(RandomEdit.of(texts, random), OPTIONS);
    }
    System.out.printf("%d models, %d found in the cache%n", models, cache.found());
    assertThat(cache.found()).isGreaterThan(models / 10);
  }

  @Test
  void otherVariablesAreAnotherModel() {
    Map<String, String> texts =
        small(
            "SELECT a + ${var('n', 1)} AS b, '${env('ACCRETE_PLACE', 'here')}' AS c FROM ${ref('raw.t')}\n");
    assertSame(texts, OPTIONS);
    assertSame(texts, new CompileOptions(Optional.empty(), Map.of("n", 2), Map.of()));
    assertSame(
        texts, new CompileOptions(Optional.empty(), Map.of(), Map.of("ACCRETE_PLACE", "there")));
    assertThat(cache.found()).isZero();
    assertSame(texts, new CompileOptions(Optional.empty(), Map.of(), Map.of("OTHER", "there")));
    assertThat(cache.found()).isEqualTo(NAMES + 1);
  }

  /** Names of a target may be made of any variable of the environment. */
  @Test
  void otherSchemasOfSourcesAreOtherModels() {
    Map<String, String> texts = new TreeMap<>(small("SELECT a FROM ${ref('raw.t')}\n"));
    texts.computeIfPresent(
        "accrete.yml",
        (path, text) -> text.replace("path: d}", "path: d, sources: {raw: \"${env('PLACE')}\"}}"));
    for (String place : List.of("one", "two", "one")) {
      assertSame(texts, new CompileOptions(Optional.empty(), Map.of(), Map.of("PLACE", place)));
    }
    assertThat(cache.found()).isEqualTo(NAMES + 1);
  }

  /** A hook may name a model that nothing reads. */
  @Test
  void whatHooksNameIsPartOfTheModel() {
    String hook = "---\npost_hook: [\"DELETE FROM ${ref('b')}\"]\n---\n";
    Map<String, String> texts = new TreeMap<>(small(hook + "SELECT a FROM ${ref('raw.t')}\n"));
    texts.put("models/b.sql", "SELECT a FROM ${ref('raw.t')}\n");
    assertSame(texts, OPTIONS);
    assertSame(texts, OPTIONS);
    assertThat(cache.found()).isEqualTo(NAMES + 2);
    for (String front : List.of("schema: other", "materialized: ephemeral", "materialized: view")) {
      texts.put("models/b.sql", "---\n" + front + "\n---\nSELECT a FROM ${ref('raw.t')}\n");
      assertSame(texts, OPTIONS);
    }
    texts.remove("models/b.sql");
    assertSame(texts, OPTIONS);
  }

  /** Of models that were found, nobody has asked for the text by then. */
  @Test
  void aCircleThroughModelsThatAreKeptIsToldAsIfTheyWereNot() {
    Map<String, String> texts = new TreeMap<>(small("SELECT a FROM ${ref('raw.t')}\n"));
    texts.put("models/n.sql", "SELECT a FROM ${ref('m')}\n");
    texts.put("models/o.sql", "SELECT a FROM ${ref('n')}\n");
    assertSame(texts, OPTIONS);
    texts.put("models/m.sql", "SELECT a FROM ${ref('o')}\n");
    assertSame(texts, OPTIONS);
    assertThat(cache.found()).isEqualTo(NAMES);
  }

  @Test
  void dataTestsAreKeptBesideTheModels() {
    Map<String, String> texts = new TreeMap<>(small("SELECT a FROM ${ref('raw.t')}\n"));
    texts.put("tests/few.sql", "SELECT * FROM ${ref('m')} WHERE a > ${var('n', 1)}\n");
    assertSame(texts, OPTIONS);
    assertThat(cache.found()).isZero();
    assertSame(texts, OPTIONS);
    assertThat(cache.found()).isEqualTo(NAMES + 2);
    assertSame(texts, new CompileOptions(Optional.empty(), Map.of("n", 2), Map.of()));
    texts.put("models/m.sql", "---\nmaterialized: view\n---\nSELECT a FROM ${ref('raw.t')}\n");
    assertSame(texts, OPTIONS);
    texts.put("models/m.sql", "SELECT a + 1 AS b FROM ${ref('raw.t')}\n");
    assertSame(texts, OPTIONS); // the test has an error now
    assertSame(texts, OPTIONS);
  }

  private static Map<String, String> small(String model) {
    return Map.of(
        "accrete.yml",
        "name: p\nschema: derived\ndialect: duckdb\ntarget: dev\ntargets:\n  dev: {engine: duckdb, path: d}\n",
        "models/sources.yml",
        "sources:\n  - name: raw.t\n    changes: static\n    columns: {a: integer}\n",
        "models/m.sql",
        model);
  }

  private static List<Path> cases() throws IOException {
    try (Stream<Path> files =
        Files.walk(Repository.root().resolve("tests/src/test/resources/golden"))) {
      return files
          .filter(file -> file.getFileName().toString().equals("accrete.yml"))
          .map(Path::getParent)
          .sorted()
          .toList();
    }
  }

  private void assertSame(Map<String, String> texts, CompileOptions options) {
    ProjectFiles files = ProjectFiles.of(texts);
    Checked<Optional<CompiledProject>> fresh = Compiler.compile(files, options, ModelCache.NONE);
    Checked<Optional<CompiledProject>> kept = Compiler.compile(files, options, cache);
    assertThat(kept.diagnostics()).isEqualTo(fresh.diagnostics());
    assertThat(told(kept)).isEqualTo(told(fresh));
    models += fresh.value().map(project -> project.models().size()).orElse(0);
  }

  /** Every value of a compilation; the texts that models stand for as they are when asked. */
  private static List<Object> told(Checked<Optional<CompiledProject>> compiled) {
    List<Object> told = new ArrayList<>();
    compiled
        .value()
        .ifPresent(
            project -> {
              for (CompiledModel model : project.models()) {
                told.add(model.file());
                told.add(model.status());
                told.add(model.readsModels());
                told.add(model.readsSources());
                model.result().ifPresent(result -> told.addAll(told(result)));
              }
              told.add(project.run());
              told.add(project.runFull());
              told.add(project.tests());
            });
    return told;
  }

  private static List<Object> told(CompiledModel.Result result) {
    return List.of(
        result.columns(),
        result.certificate(),
        result.plan(),
        result.select(),
        result.full(),
        result.incremental(),
        result.explanation());
  }
}
