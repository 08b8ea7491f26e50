package dev.accrete.tests.equivalence;

import static org.assertj.core.api.Assertions.assertThat;

import dev.accrete.compiler.CompileOptions;
import dev.accrete.compiler.Compiler;
import dev.accrete.compiler.dialect.duckdb.DuckDbDialect;
import dev.accrete.compiler.dialect.state.StateTables;
import dev.accrete.compiler.load.ProjectFiles;
import dev.accrete.compiler.plan.ModelPlan;
import dev.accrete.runtime.engine.Session;
import dev.accrete.runtime.engine.StatementListener;
import dev.accrete.runtime.engine.duckdb.DuckDbDatabase;
import dev.accrete.runtime.execute.ModelRequest;
import dev.accrete.runtime.execute.RunListener;
import dev.accrete.runtime.execute.RunRequest;
import dev.accrete.runtime.execute.RunStrategy;
import dev.accrete.runtime.execute.Runner;
import dev.accrete.runtime.verify.Disturbance;
import java.time.Clock;
import java.util.List;
import java.util.Map;

/**
 * What everybody tries first: a full run, then one batch of a new key. A mutant that fails here is
 * too easy to count.
 */
final class EasyCase {
  private static final Map<String, String> FILES =
      Map.of(
          "accrete.yml",
          """
          name: easy
          schema: derived
          dialect: duckdb
          target: dev
          targets:
            dev: {engine: duckdb, path: target/dev.duckdb}
          """,
          "models/sources.yml",
          """
          sources:
            - name: raw.numbers
              loaded_at: etl
              changes: append
              columns:
                id: {type: integer}
                etl: {type: timestamp}
          """,
          "models/counted.sql",
          "SELECT id, COUNT(*) AS times FROM ${ref('raw.numbers')} GROUP BY 1\n");

  private static final ModelPlan PLAN =
      Compiler.compile(ProjectFiles.of(FILES), CompileOptions.DEFAULT)
          .value()
          .flatMap(p -> p.model("counted"))
          .flatMap(m -> m.result())
          .orElseThrow()
          .plan();

  private EasyCase() {}

  static void passesWith(Disturbance disturbance) {
    try (DuckDbDatabase database = DuckDbDatabase.inMemory();
        Session other = database.session("easy", StatementListener.NONE)) {
      other.execute("create", "CREATE SCHEMA raw");
      other.execute("create", "CREATE TABLE raw.numbers (id INTEGER, etl TIMESTAMP)");
      other.execute("load", "INSERT INTO raw.numbers VALUES (1, '2026-01-01'), (2, '2026-01-01')");
      assertThat(run(database, disturbance)).isEqualTo(RunStrategy.FULL);
      other.execute("load", "INSERT INTO raw.numbers VALUES (3, '2026-01-02')");
      assertThat(run(database, disturbance)).isEqualTo(RunStrategy.RECOMPUTE);
      String rows = "SELECT CAST(c AS VARCHAR) FROM derived.counted AS c ORDER BY 1";
      assertThat(other.query("read", rows, row -> row.text(1)))
          .containsExactly(
              "{'id': 1, 'times': 1}", "{'id': 2, 'times': 1}", "{'id': 3, 'times': 1}");
    }
  }

  private static RunStrategy run(DuckDbDatabase database, Disturbance disturbance) {
    StateTables tables = new StateTables(new DuckDbDialect(), "accrete", "easy", "derived");
    List<ModelRequest> models = List.of(ModelRequest.of(disturbance.plan().apply(PLAN)));
    RunRequest request = RunRequest.of(tables, models, "run", Clock.systemUTC());
    return new Runner(disturbance.database().apply(database), RunListener.NONE)
        .run(request)
        .results()
        .get(0)
        .strategy();
  }
}
