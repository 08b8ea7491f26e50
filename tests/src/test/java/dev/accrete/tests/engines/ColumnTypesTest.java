package dev.accrete.tests.engines;

import static org.assertj.core.api.Assertions.assertThat;

import dev.accrete.compiler.dialect.Claim;
import dev.accrete.compiler.dialect.RelationName;
import dev.accrete.compiler.dialect.duckdb.DuckDbDialect;
import dev.accrete.runtime.engine.duckdb.DuckDbDatabase;
import dev.accrete.runtime.execute.ModelResult;
import dev.accrete.tests.acceptance.Warehouse;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** DuckDB is asked for the columns of each table, and of views in the information schema. */
class ColumnTypesTest {
  private static final Map<String, String> PROJECT =
      Map.of(
          "accrete.yml",
          "name: c\nschema: derived\ntarget: dev\ntargets:\n  dev: {engine: duckdb, path: d}\n",
          "models/sources.yml",
          """
          sources:
            - name: raw.t
              loaded_at: etl
              columns: {id: integer, c: double, etl: timestamp}
            - name: raw.absent
              loaded_at: etl
              columns: {id: integer, etl: timestamp}
          """,
          "models/counts.sql",
          "SELECT id, COUNT(DISTINCT c) AS c FROM ${ref('raw.t')} GROUP BY id\n",
          "models/others.sql",
          "SELECT id, COUNT(*) AS n FROM ${ref('raw.absent')} GROUP BY id\n");

  @Test
  void tablesHaveTheTypesOfTheInformationSchema() {
    try (Warehouse warehouse = Warehouse.over(DuckDbDatabase.inMemory(), PROJECT)) {
      warehouse.execute("CREATE SCHEMA \"a.b\"");
      warehouse.execute("CREATE SCHEMA raw");
      warehouse.execute("CREATE TYPE mood AS ENUM ('glad', 'it''s')");
      warehouse.execute(
          "CREATE TABLE \"a.b\".\"it's \"\"so\"\"\" (\"A\" integer, b decimal(18, 3), c varchar COLLATE nocase, d mood,"
              + " e struct(x integer, y varchar[]), f timestamptz, g integer GENERATED ALWAYS AS (a + 1))");
      warehouse.execute(
          "CREATE TABLE raw.\"Plain\" (a timestamp_ns, b map(varchar, double), c varchar)");
      List<RelationName> tables =
          List.of(new RelationName("a.b", "it's \"so\""), new RelationName("raw", "Plain"));
      assertThat(types(warehouse, tables, false))
          .hasSize(10)
          .containsExactlyElementsOf(types(warehouse, tables, true));
    }
  }

  private static List<String> types(Warehouse warehouse, List<RelationName> tables, boolean views) {
    String query = Claim.types(new DuckDbDialect(), tables, views);
    return warehouse.texts("SELECT CAST(c AS VARCHAR) FROM (" + query + ") AS c ORDER BY 1");
  }

  @Test
  void viewsAreLookedAtAndTablesThatAreNotThereLeftOut() {
    try (Warehouse warehouse = Warehouse.over(DuckDbDatabase.inMemory(), PROJECT)) {
      warehouse.execute("CREATE SCHEMA raw");
      warehouse.execute("CREATE TABLE raw.kept (id integer, c double, etl timestamp)");
      warehouse.execute("CREATE VIEW raw.t AS SELECT * FROM raw.kept");
      warehouse.execute("INSERT INTO raw.kept VALUES (1, 1, TIMESTAMP '2026-01-01')");
      assertThat(warehouse.run().result("others").status()).isEqualTo(ModelResult.Status.ERROR);
      assertThat(warehouse.run().result("counts").succeeded()).isTrue();
      warehouse.execute(
          "CREATE OR REPLACE VIEW raw.t AS SELECT *, 1 AS accrete_count FROM raw.kept");
      warehouse.execute("INSERT INTO raw.kept VALUES (1, 2, TIMESTAMP '2026-01-02')");
      assertThat(warehouse.run().result("counts").message()).contains("has a column accrete_count");
    }
  }
}
