package dev.accrete.compiler.translate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.accrete.compiler.CompileOptions;
import dev.accrete.compiler.CompiledModel;
import dev.accrete.compiler.Compiler;
import dev.accrete.compiler.catalogue.Functions;
import dev.accrete.compiler.load.ProjectFiles;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Models of Redshift's on other engines: what is written for these has to parse again and be known
 * to the type checker, or the model is rebuilt in full each time.
 */
class TranslatedColumnsTest {
  private static final Pattern CALL = Pattern.compile("\\b([A-Z][A-Z0-9_]+)\\s*\\(");

  @ParameterizedTest
  @ValueSource(strings = {"duckdb", "postgres"})
  void theTypesBesideEachExpressionAreKnown(String engine) throws IOException {
    List<String> wrong = new ArrayList<>();
    int seen = 0;
    for (String line : lines()) {
      String[] parts = line.split(" \\|\\| ", 2);
      String told = parts.length > 1 ? parts[1] : "";
      String expected =
          told.contains(engine + ": none")
              ? "none"
              : told.contains(engine + ": unknown") ? "unknown" : "known";
      String found = found(engine, parts[0]);
      seen++;
      if (!found.equals(expected)) {
        wrong.add(parts[0] + " is " + found + ", and not " + expected);
      }
    }
    assertThat(wrong).isEmpty();
    assertThat(seen).isGreaterThan(120);
  }

  private static List<String> lines() throws IOException {
    try (InputStream file =
        Objects.requireNonNull(
            TranslatedColumnsTest.class.getResourceAsStream("/translated-columns.txt"))) {
      return new String(file.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> !line.startsWith("#") && !line.isBlank())
          .toList();
    }
  }

  private static String found(String engine, String expression) {
    Map<String, String> files = new TreeMap<>();
    files.put(
        "accrete.yml",
        "name: p\nschema: d\ndialect: redshift\ntarget: dev\ntargets:\n  dev: {engine: "
            + engine
            + (engine.equals("duckdb") ? ", path: d}\n" : ", url: 'jdbc:postgresql://h/d'}\n"));
    files.put(
        "models/sources.yml",
        "sources:\n  - name: raw.t\n    loaded_at: etl\n    columns: {id: bigint, n: integer, k: smallint, d: 'decimal(12,2)',"
            + " f: double precision, v: varchar(90), w: varchar(90), b: boolean, dt: date, ts: timestamp,"
            + " tz: timestamptz, etl: timestamp}\n");
    files.put(
        "models/m.sql",
        "SELECT "
            + expression
            + " AS y, COALESCE(n, 0) AS z FROM ${ref('raw.t')}"
            + (isAggregate(expression) ? " GROUP BY n\n" : "\n"));
    Optional<CompiledModel.Result> result =
        Compiler.compile(ProjectFiles.of(files), CompileOptions.DEFAULT)
            .value()
            .flatMap(project -> project.model("m"))
            .flatMap(CompiledModel::result);
    return result
        .map(r -> r.columns().get(1).type().equals("integer") ? "known" : "unknown")
        .orElse("none");
  }

  private static boolean isAggregate(String expression) {
    return !expression.contains(" OVER (")
        && CALL.matcher(expression)
            .results()
            .anyMatch(call -> Functions.isAggregate(call.group(1)));
  }
}
