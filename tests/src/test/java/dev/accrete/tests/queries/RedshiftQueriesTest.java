package dev.accrete.tests.queries;

import static org.assertj.core.api.Assertions.assertThat;

import dev.accrete.compiler.CompileOptions;
import dev.accrete.compiler.CompiledModel;
import dev.accrete.compiler.CompiledModel.OutputColumn;
import dev.accrete.compiler.CompiledProject;
import dev.accrete.compiler.Compiler;
import dev.accrete.compiler.diagnostic.Checked;
import dev.accrete.compiler.diagnostic.DiagnosticPrinter;
import dev.accrete.compiler.diagnostic.Severity;
import dev.accrete.compiler.load.ProjectFiles;
import dev.accrete.runtime.engine.Database;
import dev.accrete.runtime.engine.Session;
import dev.accrete.runtime.engine.StatementListener;
import dev.accrete.runtime.engine.duckdb.DuckDbDatabase;
import dev.accrete.tests.engines.PostgresServer;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * Queries that analysts write for Redshift, over a few rows: each compiles for every engine with
 * the types of its columns known, and DuckDB and PostgreSQL give the same rows.
 */
class RedshiftQueriesTest {
  private static final Path FOLDER = Path.of("src/test/resources/queries/redshift");
  private static final List<String> ENGINES = List.of("redshift", "duckdb", "postgres");

  @Test
  void giveTheSameRowsOnBothEngines() throws IOException {
    Map<String, String> queries = queries();
    assertThat(queries).hasSizeGreaterThan(250);
    Map<String, CompiledProject> compiled = new TreeMap<>();
    for (String engine : ENGINES) {
      compiled.put(engine, compiled(engine, queries));
    }
    try (Database duckdb = DuckDbDatabase.inMemory();
        Database postgres = PostgresServer.fresh();
        Session first = duckdb.session("queries", StatementListener.NONE);
        Session second = postgres.session("queries", StatementListener.NONE)) {
      for (String statement : Files.readString(FOLDER.resolve("tables.sql")).split(";\\s*\n")) {
        if (!statement.isBlank()) {
          first.execute("fill", statement);
          second.execute("fill", statement);
        }
      }
      for (String name : queries.keySet()) {
        requireTypes(name, result(compiled, "redshift", name).columns());
        List<String> rows = rows(first, result(compiled, "duckdb", name));
        assertThat(rows(second, result(compiled, "postgres", name))).as(name).isEqualTo(rows);
        assertThat(rows).as(name).isNotEmpty();
      }
    }
  }

  private static Map<String, String> queries() throws IOException {
    return Arrays.stream(Files.readString(FOLDER.resolve("queries.sql")).split("(?m)^--- "))
        .filter(query -> !query.isBlank())
        .map(query -> query.split("\n", 2))
        .collect(
            Collectors.toMap(
                parts -> parts[0].strip(), parts -> parts[1], (a, b) -> a, TreeMap::new));
  }

  private static CompiledProject compiled(String engine, Map<String, String> queries)
      throws IOException {
    String place = engine.equals("duckdb") ? "path: x.duckdb" : "url: 'jdbc:" + engine + "://h/d'";
    Map<String, String> files = new TreeMap<>();
    files.put(
        "accrete.yml",
        "name: q\nschema: d\ntarget: dev\ndialect: redshift\ntargets:\n  dev: {engine: "
            + engine
            + ", "
            + place
            + "}\n");
    files.put("models/sources.yml", Files.readString(FOLDER.resolve("sources.yml")));
    queries.forEach((name, sql) -> files.put("models/" + name + ".sql", sql));
    Checked<Optional<CompiledProject>> compiled =
        Compiler.compile(ProjectFiles.of(files), CompileOptions.DEFAULT);
    assertThat(
            compiled.diagnostics().stream()
                .filter(d -> d.severity() == Severity.ERROR || d.code().id().equals("W210"))
                .toList())
        .as(DiagnosticPrinter.print(compiled.diagnostics()))
        .isEmpty();
    return compiled.value().orElseThrow();
  }

  private static CompiledModel.Result result(
      Map<String, CompiledProject> compiled, String engine, String name) {
    return Objects.requireNonNull(compiled.get(engine))
        .model(name)
        .flatMap(CompiledModel::result)
        .orElseThrow();
  }

  private static List<String> rows(Session session, CompiledModel.Result result) {
    List<OutputColumn> columns = result.columns();
    requireTypes("on the engine", columns);
    String names =
        IntStream.range(0, columns.size()).mapToObj(i -> "c" + i).collect(Collectors.joining(", "));
    String texts = "CAST(" + names.replace(", ", " AS VARCHAR), CAST(") + " AS VARCHAR)";
    return session
        .query(
            "ask",
            "SELECT " + texts + " FROM (" + result.select() + ") AS q (" + names + ")",
            row ->
                IntStream.rangeClosed(1, columns.size())
                    .mapToObj(i -> plain(row.textOrNull(i)))
                    .collect(Collectors.joining(" | ")))
        .stream()
        .sorted()
        .toList();
  }

  private static void requireTypes(String query, List<OutputColumn> columns) {
    assertThat(columns)
        .as(query)
        .isNotEmpty()
        .allSatisfy(c -> assertThat(c.type()).as(c.name()).isNotIn("any", "", null));
  }

  /** Numbers without what only their type makes of them. */
  private static String plain(@Nullable String value) {
    return value != null && value.matches("-?\\d+\\.\\d+")
        ? new BigDecimal(value).stripTrailingZeros().toPlainString()
        : String.valueOf(value);
  }
}
