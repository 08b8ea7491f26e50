package dev.accrete.tests.golden;

import static org.assertj.core.api.Assertions.assertThat;

import dev.accrete.compiler.CompileOptions;
import dev.accrete.compiler.CompiledModel;
import dev.accrete.compiler.CompiledProject;
import dev.accrete.compiler.Compiler;
import dev.accrete.compiler.load.ProjectFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Every golden case compiled for Redshift: the scripts are SQL that Redshift takes. */
class RedshiftScriptsTest {
  private static final Path CASES = Path.of("src/test/resources/golden/derivations");

  /** What Redshift has no form for, or commits with, or believes without looking. */
  private static final Pattern FORBIDDEN =
      Pattern.compile(
          "\\b(TRUNCATE|VACUUM|ALTER TABLE|PRIMARY KEY|UNIQUE\\b|FOREIGN KEY|REFERENCES|ON CONFLICT"
              + "|IS NOT DISTINCT FROM|IS DISTINCT FROM|EXCEPT ALL|INTERSECT ALL|generate_series|WITH NO DATA"
              + "|OR REPLACE|pg_temp|NOW\\(\\)|clock_timestamp|gen_random_uuid)",
          Pattern.CASE_INSENSITIVE);

  /** A name that follows AS where it is no type, and stands without quotes. */
  private static final Pattern ALIAS =
      Pattern.compile("(?i)(?<!CAST\\([^()]{1,80} )\\bAS ([a-z_]+)\\b(?!\\()");

  private static final List<String> RESERVED =
      List.of(
          "delta",
          "tag",
          "freeze",
          "snapshot",
          "system",
          "old",
          "new",
          "open",
          "off",
          "raw",
          "minus",
          "top");

  @TestFactory
  Stream<DynamicTest> isRedshiftsSql() throws IOException {
    List<Path> cases;
    try (Stream<Path> folders = Files.list(CASES)) {
      cases = folders.sorted().toList();
    }
    return cases.stream()
        .map(c -> DynamicTest.dynamicTest(c.getFileName().toString(), () -> check(c)));
  }

  private static void check(Path folder) throws IOException {
    CompiledProject project =
        Compiler.compile(ProjectFiles.of(files(folder)), CompileOptions.DEFAULT)
            .value()
            .orElseThrow();
    List<String> faults = new ArrayList<>();
    int statements = 0;
    for (CompiledModel model : project.models()) {
      for (String script :
          model.result().map(r -> List.of(r.full(), r.incremental())).orElse(List.of())) {
        for (String statement : statements(script)) {
          statements++;
          faults(model.name(), statement, faults);
        }
      }
    }
    assertThat(faults).isEmpty();
    assertThat(statements).isPositive();
  }

  private static void faults(String model, String statement, List<String> faults) {
    new RedshiftStatement(statement)
        .fault()
        .ifPresent(f -> faults.add(model + ": " + f + "\n" + statement));
    FORBIDDEN
        .matcher(statement)
        .results()
        .forEach(m -> faults.add(model + ": " + m.group() + "\n" + statement));
    ALIAS
        .matcher(statement)
        .results()
        .filter(m -> RESERVED.contains(m.group(1)))
        .forEach(m -> faults.add(model + ": " + m.group() + "\n" + statement));
  }

  /** A script's statements, without its comments between them. */
  static List<String> statements(String script) {
    return Stream.of(script.split(";\n"))
        .map(s -> s.lines().filter(l -> !l.startsWith("--")).toList())
        .map(lines -> String.join("\n", lines).strip())
        .filter(s -> !s.isEmpty())
        .toList();
  }

  private static Map<String, String> files(Path folder) throws IOException {
    Map<String, String> files = new TreeMap<>();
    try (Stream<Path> walk = Files.walk(folder)) {
      for (Path file : walk.filter(Files::isRegularFile).toList()) {
        String name = folder.relativize(file).toString().replace('\\', '/');
        if (!name.startsWith("expected/")) {
          files.put(name, Files.readString(file));
        }
      }
    }
    files.computeIfPresent(
        "accrete.yml",
        (name, text) ->
            text.replaceAll(
                "\\{engine: duckdb, path: [^}]*\\}",
                "{engine: redshift, url: 'jdbc:redshift://none/none', user: u}"));
    assertThat(files.get("accrete.yml")).contains("engine: redshift");
    return files;
  }
}
