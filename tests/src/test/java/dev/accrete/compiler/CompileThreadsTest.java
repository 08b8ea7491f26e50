package dev.accrete.compiler;

import static org.assertj.core.api.Assertions.assertThat;

import dev.accrete.compiler.cache.ModelCache;
import dev.accrete.compiler.diagnostic.Checked;
import dev.accrete.compiler.diagnostic.DiagnosticPrinter;
import dev.accrete.compiler.load.ProjectFiles;
import dev.accrete.compiler.load.ProjectFilesReader;
import dev.accrete.runtime.report.Json;
import dev.accrete.runtime.report.ManifestBuilder;
import dev.accrete.tests.Repository;
import dev.accrete.tests.benchmarks.ManyModels;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever the number of threads, a compilation gives the same bytes. */
class CompileThreadsTest {
  private static final Path GOLDEN = Repository.root().resolve("tests/src/test/resources/golden");

  @Test
  void aBigProjectIsTheSameOnOneThreadAndOnFour(@TempDir Path folder) throws IOException {
    ManyModels.write(folder, 80, 7);
    Map<String, String> alone = artifacts(folder, 1);
    assertThat(alone).hasSizeGreaterThan(4 * 80);
    for (int time = 0; time < 3; time++) {
      assertThat(artifacts(folder, 4)).isEqualTo(alone);
    }
  }

  /** Hidden models, views, models with errors and their readers, components: the golden cases. */
  @Test
  void everyGoldenCaseIsTheSameOnOneThreadAndOnFour() throws IOException {
    int cases = 0;
    for (String kind : List.of("derivations", "refusals", "diagnostics")) {
      try (Stream<Path> folders = Files.list(GOLDEN.resolve(kind))) {
        for (Path folder : folders.filter(Files::isDirectory).sorted().toList()) {
          assertThat(artifacts(folder, 4)).as(folder.toString()).isEqualTo(artifacts(folder, 1));
          cases++;
        }
      }
    }
    assertThat(cases).isGreaterThan(20);
  }

  private static Map<String, String> artifacts(Path folder, int threads) {
    ProjectFiles files = ProjectFilesReader.read(folder).value();
    Checked<Optional<CompiledProject>> compiled =
        Compiler.compile(files, CompileOptions.DEFAULT, ModelCache.NONE, threads);
    Map<String, String> texts = new TreeMap<>();
    texts.put("diagnostics", DiagnosticPrinter.print(compiled.diagnostics()));
    texts.put(
        "manifest",
        Json.text(ManifestBuilder.manifest(compiled.value(), compiled.diagnostics(), "test")));
    compiled
        .value()
        .ifPresent(
            project -> {
              texts.put("run", project.run());
              texts.put("run_full", project.runFull());
              for (CompiledModel model : project.models()) {
                model
                    .result()
                    .ifPresent(
                        result -> {
                          texts.put(model.name() + " select", result.select());
                          texts.put(model.name() + " full", result.full());
                          texts.put(model.name() + " incremental", result.incremental());
                          texts.put(model.name() + " explanation", result.explanation());
                        });
              }
            });
    return texts;
  }
}
