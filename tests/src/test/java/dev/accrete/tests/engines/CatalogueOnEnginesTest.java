package dev.accrete.tests.engines;

import static org.assertj.core.api.Assertions.assertThat;

import dev.accrete.compiler.catalogue.FunctionEntry;
import dev.accrete.compiler.catalogue.Functions;
import dev.accrete.runtime.engine.Database;
import dev.accrete.runtime.engine.Session;
import dev.accrete.runtime.engine.StatementListener;
import dev.accrete.runtime.engine.duckdb.DuckDbDatabase;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * The functions that the catalogue says DuckDB and PostgreSQL have are among those that they list.
 */
class CatalogueOnEnginesTest {
  /** What is syntax on the engines, or bound by Accrete, and so in no list of theirs. */
  private static final Set<String> SYNTAX =
      Set.of(
          ("CASE CAST COALESCE NULLIF GREATEST LEAST TRIM EXTRACT DATE TIMESTAMP GROUPING PERCENTILE_CONT"
                  + " PERCENTILE_DISC CURRENT_DATE CURRENT_TIME CURRENT_TIMESTAMP LOCALTIME LOCALTIMESTAMP"
                  + " GETDATE SYSDATE NOW ROW_NUMBER UNNEST CURRENT_USER SESSION_USER USER TRY_CAST ITEM ROW"
                  + " AND OR NOT IN LIKE ILIKE BETWEEN OVERLAPS DEFAULT ESCAPE INTERVAL DESC OVER FILTER LIMIT"
                  + " ROWS APPROXIMATE IFNULL")
              .split(" "));

  @Test
  void duckDbHasTheFunctions() {
    try (Database database = DuckDbDatabase.inMemory();
        Session session = database.session("catalogue", StatementListener.NONE)) {
      assertThat(
              lacking(
                  "duckdb",
                  session,
                  "SELECT DISTINCT UPPER(function_name) FROM duckdb_functions()"))
          .isEmpty();
    }
  }

  @Test
  void postgresHasTheFunctions() {
    try (Database database = PostgresServer.fresh();
        Session session = database.session("catalogue", StatementListener.NONE)) {
      assertThat(lacking("postgres", session, "SELECT DISTINCT UPPER(proname) FROM pg_proc"))
          .isEmpty();
    }
  }

  private static List<String> lacking(String dialect, Session session, String query) {
    Set<String> own = new HashSet<>(session.query("list", query, row -> row.text(1)));
    assertThat(own).hasSizeGreaterThan(500);
    return Functions.all().stream()
        .filter(entry -> entry.isIn(dialect))
        .map(FunctionEntry::name)
        .filter(name -> name.matches("\\w+"))
        .filter(name -> !SYNTAX.contains(name) && !own.contains(name))
        .toList();
  }
}
