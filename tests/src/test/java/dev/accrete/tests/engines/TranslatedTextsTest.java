package dev.accrete.tests.engines;

import static org.assertj.core.api.Assertions.assertThat;

import dev.accrete.compiler.Transpilation;
import dev.accrete.compiler.source.SourceFile;
import dev.accrete.runtime.engine.Database;
import dev.accrete.runtime.engine.Session;
import dev.accrete.runtime.engine.StatementListener;
import dev.accrete.runtime.engine.duckdb.DuckDbDatabase;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Texts of Redshift's SELECTs on DuckDB, by what its documentation says and by PostgreSQL. */
class TranslatedTextsTest {
  /** The separators of words that the page of INITCAP names. */
  private static final String SEPARATORS = "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~ \t\n\f\r";

  private static String answer(Session session, String engine, String redshift) {
    String sql =
        Transpilation.transpile(new SourceFile("line.sql", redshift), "redshift", engine)
            .value()
            .orElseThrow();
    return session
        .first("ask", "SELECT 'v' || v FROM (" + sql + ") AS answer (v)", row -> row.text(1))
        .orElse("nothing");
  }

  @Test
  void eachDocumentedSeparatorBeginsAWordAndStays() {
    try (Database duckdb = DuckDbDatabase.inMemory();
        Session session = duckdb.session("texts", StatementListener.NONE)) {
      for (char separator : SEPARATORS.toCharArray()) {
        String sql = "SELECT INITCAP('%s' || CHR(%d) || '%s')";
        assertThat(answer(session, "duckdb", sql.formatted("aB", (int) separator, "cD")))
            .isEqualTo("vAb" + separator + "Cd");
        assertThat(answer(session, "duckdb", sql.formatted("", (int) separator, "É2Éa")))
            .isEqualTo("v" + separator + "É2éa");
      }
    }
  }

  @Test
  void wordsBeginWhereTheyDoOnPostgres() {
    Random random = new Random(19);
    try (Database duckdb = DuckDbDatabase.inMemory();
        Database postgres = PostgresServer.fresh();
        Session first = duckdb.session("texts", StatementListener.NONE);
        Session second = postgres.session("texts", StatementListener.NONE)) {
      StringBuilder columns = new StringBuilder();
      for (int i = 0; i < 200; i++) {
        StringBuilder text = new StringBuilder();
        for (int length = random.nextInt(9); length > 0; length--) {
          boolean odd = random.nextInt(3) == 0;
          char c =
              odd
                  ? SEPARATORS.charAt(random.nextInt(SEPARATORS.length()))
                  : "aBzZ19".charAt(random.nextInt(6));
          text.append(c == '\\' ? "" : String.valueOf(c).replace("'", "''"));
        }
        columns.append(i == 0 ? "" : " || '|' || ").append("INITCAP('" + text + "')");
      }
      String sql = "SELECT " + columns;
      assertThat(answer(first, "duckdb", sql)).isEqualTo(answer(second, "postgres", sql));
    }
  }
}
