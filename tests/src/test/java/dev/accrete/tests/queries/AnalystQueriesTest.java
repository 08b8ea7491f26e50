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
import dev.accrete.tests.queries.QueryBook.Query;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * The queries below {@code src/test/resources/queries}: a line {@code --- name: recompute}, or
 * {@code --- name: full R201}, begins each one. A query is rebuilt in full only where the theory
 * names the reason.
 */
class AnalystQueriesTest {

  @TestFactory
  List<DynamicTest> queries() {
    List<DynamicTest> tests = new ArrayList<>();
    for (QueryBook book : QueryBook.ALL) {
      for (Query query : book.queries()) {
        tests.add(
            DynamicTest.dynamicTest(
                query.name(),
                () ->
                    assertThat(query.name() + ": " + actual(book, query))
                        .isEqualTo(query.name() + ": " + query.expected())));
      }
    }
    assertThat(tests).hasSizeGreaterThan(110);
    return tests;
  }

  /** How many of the 22 shapes are incremental, how many full, and why. */
  @Test
  void wholesaleShapesAreIncrementalButForThoseWithoutAKey() {
    Map<String, Long> counts =
        QueryBook.WHOLESALE.queries().stream()
            .filter(q -> !q.name().endsWith("_top"))
            .collect(Collectors.groupingBy(Query::expected, TreeMap::new, Collectors.counting()));
    System.out.println("the 22 wholesale queries: " + counts);
    assertThat(counts.values().stream().mapToLong(n -> n).sum()).isEqualTo(22);
  }

  private static String actual(QueryBook book, Query query) {
    ProjectFiles files = ProjectFiles.of(book.project(List.of(query)));
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
}
