package dev.accrete.tests.queries;

import static org.assertj.core.api.Assertions.assertThat;

import dev.accrete.compiler.CompileOptions;
import dev.accrete.compiler.CompiledModel;
import dev.accrete.compiler.CompiledProject;
import dev.accrete.compiler.Compiler;
import dev.accrete.compiler.certificate.Certificate;
import dev.accrete.compiler.certificate.Strategy;
import dev.accrete.compiler.diagnostic.Checked;
import dev.accrete.compiler.diagnostic.DiagnosticPrinter;
import dev.accrete.compiler.load.ProjectFiles;
import dev.accrete.tests.Repository;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * The queries below {@code src/test/resources/queries}: a line {@code --- name: recompute}, or
 * {@code --- name: full R201}, begins each one. A query is rebuilt in full only where the theory
 * names the reason.
 */
class AnalystQueriesTest {
  private static final Path QUERIES = Repository.root().resolve("tests/src/test/resources/queries");
  private static final String PROJECT =
      """
      name: queries
      schema: derived
      target: dev
      targets:
        dev: {engine: duckdb, path: target/dev.duckdb}
      """;

  /** A query with the strategy that it must get, and the code of the refusal if it is full. */
  private record AnalystQuery(String name, String expected, String sql) {}

  @TestFactory
  List<DynamicTest> queries() throws IOException {
    List<DynamicTest> tests = new ArrayList<>();
    for (AnalystQuery query : read()) {
      tests.add(
          DynamicTest.dynamicTest(
              query.name(),
              () ->
                  assertThat(query.name() + ": " + actual(query))
                      .isEqualTo(query.name() + ": " + query.expected())));
    }
    assertThat(tests).hasSizeGreaterThan(60);
    return tests;
  }

  private static String actual(AnalystQuery query) throws IOException {
    ProjectFiles files =
        ProjectFiles.of(
            Map.of(
                "accrete.yml",
                PROJECT,
                "models/sources.yml",
                Files.readString(QUERIES.resolve("sources.yml")),
                "models/" + query.name() + ".sql",
                query.sql()));
    Checked<Optional<CompiledProject>> compiled = Compiler.compile(files, CompileOptions.DEFAULT);
    Optional<CompiledModel.Result> result =
        compiled.value().flatMap(p -> p.model(query.name())).flatMap(CompiledModel::result);
    boolean split = compiled.value().map(p -> p.models().size() > 1).orElse(false);
    return result
        .map(r -> strategy(r.certificate()) + (split ? " in parts" : ""))
        .orElseGet(() -> DiagnosticPrinter.print(compiled.diagnostics()));
  }

  private static String strategy(Certificate certificate) {
    Strategy first = certificate.strategy();
    return first != Strategy.FULL
        ? first.word()
        : first.word() + " " + certificate.refusals().get(0).code().id();
  }

  private static List<AnalystQuery> read() throws IOException {
    Map<String, AnalystQuery> queries = new TreeMap<>();
    for (Path file : files()) {
      for (String section : Files.readString(file).split("(?m)^--- ")) {
        if (!section.isBlank()) {
          String[] parts = section.split("\n", 2);
          String[] head = parts[0].split(": ", 2);
          AnalystQuery query = new AnalystQuery(head[0], head[1].strip(), parts[1]);
          assertThat(queries.put(head[0], query)).as("two queries named " + head[0]).isNull();
        }
      }
    }
    return List.copyOf(queries.values());
  }

  private static List<Path> files() throws IOException {
    try (Stream<Path> files = Files.list(QUERIES)) {
      return files.filter(f -> f.toString().endsWith(".sql")).sorted().toList();
    }
  }
}
