package dev.accrete.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.accrete.compiler.CompileOptions;
import dev.accrete.compiler.CompiledModel;
import dev.accrete.compiler.CompiledProject;
import dev.accrete.compiler.Compiler;
import dev.accrete.compiler.certificate.Strategy;
import dev.accrete.compiler.diagnostic.Checked;
import dev.accrete.compiler.diagnostic.DiagnosticPrinter;
import dev.accrete.compiler.load.ProjectFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The example of docs/library.md: it compiles, does what it says, and is the same text. */
final class LibraryExampleTest {
  private static final Path ROOT = Path.of(System.getProperty("accrete.root", ".."));

  @Test
  void givesBothVariantsAsValues() {
    // begin
    ProjectFiles files =
        ProjectFiles.of(
            Map.of(
                "accrete.yml",
                """
                name: shop
                schema: derived
                dialect: redshift
                target: dev
                targets:
                  dev: {engine: duckdb, path: target/dev.duckdb}
                """,
                "models/sources.yml",
                """
                sources:
                  - name: atomic.events
                    loaded_at: etl_tstamp
                    columns:
                      domain_userid: {type: varchar(128)}
                      page_url: {type: varchar(4096)}
                """,
                "models/pages.sql",
                """
                SELECT domain_userid, COUNT(DISTINCT page_url) AS pages
                FROM ${ref('atomic.events')}
                GROUP BY domain_userid
                """));

    Checked<Optional<CompiledProject>> compiled = Compiler.compile(files, CompileOptions.DEFAULT);
    if (compiled.hasErrors()) {
      throw new IllegalStateException(DiagnosticPrinter.print(compiled.diagnostics()));
    }
    CompiledModel pages = compiled.value().orElseThrow().model("pages").orElseThrow();
    CompiledModel.Result result = pages.result().orElseThrow();

    String full = result.full(); // the script of a rebuild
    String incremental = result.incremental(); // the script that takes in what changed
    Strategy strategy = result.certificate().strategy(); // RECOMPUTE
    List<Integer> key = result.certificate().keyColumns(); // [0]: domain_userid
    String why = result.explanation(); // Markdown, for people
    // end

    assertThat(full).containsIgnoringCase("COUNT(DISTINCT page_url)");
    assertThat(incremental).containsIgnoringCase("DELETE FROM");
    assertThat(strategy).isEqualTo(Strategy.RECOMPUTE);
    assertThat(key).containsExactly(0);
    assertThat(why).contains("domain_userid");
  }

  @Test
  void standsInTheDocumentation() throws IOException {
    Path here = ROOT.resolve("runtime/src/test/java/dev/accrete/runtime/LibraryExampleTest.java");
    String source = Files.readString(here);
    String example =
        source
            .substring(source.indexOf("// begin\n") + 9, source.lastIndexOf("    // end\n"))
            .indent(-4)
            .strip();
    assertThat(Files.readString(ROOT.resolve("docs/library.md"))).contains(example);
  }
}
