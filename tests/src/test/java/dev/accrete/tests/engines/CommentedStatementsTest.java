package dev.accrete.tests.engines;

import static org.assertj.core.api.Assertions.assertThat;

import dev.accrete.runtime.engine.Database;
import dev.accrete.runtime.engine.Session;
import dev.accrete.runtime.engine.StatementListener;
import dev.accrete.runtime.engine.duckdb.DuckDbDatabase;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Whoever looks at the server's statements finds the run of each, as the server itself shows it.
 */
class CommentedStatementsTest {
  private static Database database(String engine) {
    return switch (engine) {
      case "duckdb" -> DuckDbDatabase.inMemory();
      case "postgres" -> PostgresServer.fresh();
      default -> RedshiftServer.fresh("repeatable read");
    };
  }

  /** Drivers cut a text of several statements, and the work is not in the first of them. */
  @ParameterizedTest
  @ValueSource(strings = {"duckdb", "postgres", "redshift"})
  void eachStatementOfATextHasTheComment(String engine) {
    String awkward = "';\nANALYZE it''s', $$;\nANALYZE x$$";
    String select = "SELECT current_query() AS said, " + awkward.replace(", ", " AS a, ") + " AS b";
    try (Database database = database(engine);
        Session session = database.session("accrete run 4711", StatementListener.NONE)) {
      session.execute("stage", database.dialect().stage("staged", select));
      String said = "SELECT said, a, b FROM staged";
      List<List<String>> rows =
          session.query("look", said, row -> List.of(row.text(1), row.text(2), row.text(3)));
      if (!engine.equals("duckdb")) {
        // DuckDB shows its statements without the comments before them.
        assertThat(rows.get(0).get(0))
            .containsPattern("^\\s*/\\* accrete run 4711 \\*/ CREATE TEMPORARY TABLE staged");
      }
      assertThat(rows.get(0).subList(1, 3))
          .as("what the author wrote stays as it is")
          .containsExactly(";\nANALYZE it's", ";\nANALYZE x");
    }
  }
}
