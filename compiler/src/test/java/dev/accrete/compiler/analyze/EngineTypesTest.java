package dev.accrete.compiler.analyze;

import static org.assertj.core.api.Assertions.assertThat;

import dev.accrete.compiler.CompileOptions;
import dev.accrete.compiler.CompiledModel;
import dev.accrete.compiler.CompiledProject;
import dev.accrete.compiler.Compiler;
import dev.accrete.compiler.load.ProjectFiles;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EngineTypesTest {
  private static CompiledProject compile(String dialect, String engine, String expression) {
    Map<String, String> files = new TreeMap<>();
    String where = engine.equals("duckdb") ? "path: d" : "url: 'jdbc:" + engine + "://h/d'";
    files.put(
        "accrete.yml",
        "name: p\nschema: derived\ndialect: %s\ntarget: dev\ntargets:\n  dev: {engine: %s, %s}\n"
            .formatted(dialect, engine, where));
    files.put(
        "models/sources.yml",
        "sources:\n  - name: raw.t\n    loaded_at: etl\n    columns: {k: integer, g: int, n: int4,"
            + " d: 'decimal(8,2)', u: numeric, f: double precision, etl: timestamp}\n");
    files.put(
        "models/a.sql",
        "SELECT k, g, " + expression + " AS m FROM ${ref('raw.t')} GROUP BY k, g\n");
    files.put(
        "models/b.sql",
        "---\nincremental: {strategy: merge}\n---\nSELECT g, SUM(m) AS s, COUNT(*) AS c FROM ${ref('a')} GROUP BY g\n");
    return Compiler.compile(ProjectFiles.of(files), CompileOptions.DEFAULT).value().orElseThrow();
  }

  private static CompiledModel.Result model(CompiledProject project, String name) {
    return project.model(name).flatMap(CompiledModel::result).orElseThrow();
  }

  /**
   * What DuckDB 2.0 and PostgreSQL 17 call the result of each was asked of them; sums of DOUBLE are
   * not added up from parts.
   */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "duckdb | duckdb | SUM(n) | merge",
        "duckdb | duckdb | SUM(n) * 2 - MAX(d) | merge",
        "duckdb | duckdb | CASE g WHEN 1 THEN MAX(n) ELSE COUNT(*) END | merge",
        "duckdb | duckdb | COALESCE(ROUND(SUM(d), 1), 0) | merge",
        "duckdb | duckdb | MAX(EXTRACT(YEAR FROM etl)) | merge",
        "duckdb | duckdb | CAST(AVG(n) AS DECIMAL(18,4)) | merge",
        "duckdb | duckdb | TRY_CAST(MAX(f) AS BIGINT) | merge",
        "redshift | redshift | CONVERT(BIGINT, MAX(f)) | merge",
        "redshift | redshift | CONVERT(decimal(8, 2), MAX(f)) | merge",
        "redshift | redshift | CONVERT(float8, MAX(n)) | recompute",
        "redshift | redshift | CAST(MAX(f) AS DECIMAL) | merge",
        "redshift | redshift | CONVERT(NUMERIC, MAX(f)) | merge",
        "redshift | postgres | CAST(MAX(f) AS DECIMAL) | merge",
        "redshift | redshift | CAST(MAX(f) AS DECIMAL) / 3 | merge",
        "redshift | redshift | CAST(MAX(f) AS DECIMAL) + MAX(f) | recompute",
        "redshift | redshift | MAX(etl::date - '2026-01-01') | merge",
        "redshift | redshift | MAX(etl::date - DATE '2026-01-01') | merge",
        "redshift | duckdb | MAX(etl::date - DATE '2026-01-01') | merge",
        "postgres | postgres | MAX('2026-01-01' - etl::date) | merge",
        "redshift | duckdb | MAX(etl::date) - '2026-01-01' | merge",
        "redshift | redshift | MAX(etl::date) - MIN(etl::date) | merge",
        "duckdb | duckdb | COALESCE(MAX(etl::date), '2026-01-01'::date) - DATE '2026-01-01' | merge",
        "redshift | redshift | MAX(f) - '1' | recompute",
        "redshift | redshift | MAX(f - '1') | recompute",
        "duckdb | duckdb | MAX(LENGTH(CAST(n AS VARCHAR))) | merge",
        "duckdb | duckdb | AVG(n) | recompute",
        "duckdb | duckdb | AVG(d) | recompute",
        "duckdb | duckdb | MAX(n) / 3 | recompute",
        "duckdb | duckdb | SUM(n / 3) | recompute",
        "duckdb | duckdb | SUM(CASE WHEN g = 1 THEN n ELSE n / 3 END) | recompute",
        "duckdb | duckdb | MAX(EXTRACT(EPOCH FROM etl)) | recompute",
        "duckdb | duckdb | SUM(f) | recompute",
        "duckdb | duckdb | MAX(f + n) | recompute",
        "postgres | duckdb | SUM(n / 3) | merge",
        "redshift | duckdb | SUM(DECODE(f, 1, n, 0)) | merge",
        "redshift | redshift | MAX(DECODE(f, 1, n)) | merge",
        "redshift | redshift | MAX(DECODE(n, 1, f)) | recompute",
        "redshift | redshift | MAX(DECODE(n, 1, n, f)) | recompute",
        "redshift | redshift | MAX(n & 3) | merge",
        "postgres | duckdb | SUM(d / 3) | recompute",
        "postgres | duckdb | AVG(n) | recompute",
        "postgres | postgres | AVG(n) | recompute",
        "postgres | postgres | SUM(d) | merge",
        "postgres | postgres | MAX(d) * 2.5 | merge",
        "postgres | postgres | CAST(AVG(n) AS DECIMAL(18,4)) | merge",
        "postgres | postgres | CAST(AVG(n) AS DECIMAL) | recompute",
        "postgres | postgres | SUM(COALESCE(d, 0)) | recompute",
        "postgres | postgres | SUM(COALESCE(d, 0.00)) | merge",
        "postgres | postgres | SUM(n / 3) | merge",
        "postgres | postgres | MAX(u) | recompute",
        "postgres | postgres | SUM(d / 3) | recompute",
        "postgres | postgres | SUM(f / 3) | recompute",
        "postgres | postgres | SUM(CEIL(n)) | recompute",
        "duckdb | duckdb | SUM(etl::date - etl::date) | merge",
        "duckdb | duckdb | SUM((etl::date - etl::date) / 7) | recompute",
        "postgres | postgres | SUM((etl::date - etl::date) / 7) | merge",
        "redshift | duckdb | SUM((etl::date - etl::date) / 7) | merge",
        "redshift | redshift | AVG(n) | merge",
        "redshift | duckdb | AVG(n) | merge"
      })
  void sumsOfAReaderGoByWhatTheEngineMakes(
      String dialect, String engine, String expression, String method) {
    CompiledProject project = compile(dialect, engine, expression);
    assertThat(model(project, "b").certificate().columnMethods().get("s")).isEqualTo(method);
    assertThat(model(project, "a").columns().get(2).type())
        .matches("(small|big)?int(eger)?|double precision|(decimal|numeric)( ?\\(.*\\))?|any");
  }

  /** What is written for another engine has to be read again, and known to the type checker. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "LOWER(TRIM(v)) = 'x'",
        "BTRIM(v) = LTRIM(w)",
        "BTRIM(v, 'xy') = RTRIM(w, 'z')",
        "v LIKE w",
        "v NOT ILIKE w || '%'",
        "v LIKE 'a\\\\_b'",
        "SPLIT_PART(v, ',', 1) = w",
        "DATEADD(day, 1, etl) > etl"
      })
  void translatedConditionsAreKnown(String condition) {
    for (String engine : new String[] {"duckdb", "postgresql"}) {
      Map<String, String> files = new TreeMap<>();
      boolean duckDb = engine.equals("duckdb");
      files.put(
          "accrete.yml",
          "name: p\nschema: derived\ndialect: redshift\ntarget: dev\ntargets:\n  dev: {engine: "
              + (duckDb ? "duckdb, path: d}\n" : "postgres, url: 'jdbc:postgresql://h/d'}\n"));
      files.put(
          "models/sources.yml",
          "sources:\n  - name: raw.t\n    loaded_at: etl\n    columns: {n: integer, v: varchar(9), w: varchar(9), etl: timestamp}\n");
      files.put(
          "models/m.sql",
          "SELECT COALESCE(n, 0) AS m FROM ${ref('raw.t')} WHERE " + condition + "\n");
      CompiledProject project =
          Compiler.compile(ProjectFiles.of(files), CompileOptions.DEFAULT).value().orElseThrow();
      assertThat(model(project, "m").columns().get(0).type()).as(engine).isEqualTo("integer");
    }
  }
}
