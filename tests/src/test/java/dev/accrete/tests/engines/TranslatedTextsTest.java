package dev.accrete.tests.engines;

import static org.assertj.core.api.Assertions.assertThat;

import dev.accrete.compiler.Transpilation;
import dev.accrete.compiler.source.SourceFile;
import dev.accrete.runtime.engine.Database;
import dev.accrete.runtime.engine.Session;
import dev.accrete.runtime.engine.StatementListener;
import dev.accrete.runtime.engine.duckdb.DuckDbDatabase;
import java.math.BigDecimal;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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

  private static String pattern(Random random) {
    StringBuilder whole = new StringBuilder();
    for (int length = 1 + random.nextInt(6); length > 0; length--) {
      whole.append(random.nextInt(3) == 0 ? '0' : '9');
      whole.append(length > 1 && random.nextInt(3) == 0 ? random.nextBoolean() ? "," : "G" : "");
    }
    boolean isShort = random.nextInt(3) == 0;
    String decimals = "00000".substring(0, random.nextInt(4));
    String sign = random.nextBoolean() ? "S" : "MI";
    int place = random.nextInt(6);
    return (isShort ? "FM" : "")
        + (place == 1 ? sign : "")
        + whole
        + (decimals.isEmpty() ? "" : random.nextBoolean() ? "." : "D")
        + (isShort ? decimals : decimals.replace("0", random.nextBoolean() ? "0" : "9"))
        + (place == 2 ? sign : place == 3 ? "PR" : place == 4 && decimals.isEmpty() ? "th" : "");
  }

  @Test
  void numbersFollowPatternsAsOnPostgres() {
    Random random = new Random(20);
    try (Database duckdb = DuckDbDatabase.inMemory();
        Database postgres = PostgresServer.fresh();
        Session first = duckdb.session("texts", StatementListener.NONE);
        Session second = postgres.session("texts", StatementListener.NONE)) {
      for (int i = 0; i < 800; i++) {
        String pattern = pattern(random);
        int decimals = pattern.replaceAll("[^.D]*[.D]?([09]*).*", "$1").length();
        boolean hasPoint = pattern.matches(".*[.D].*");
        BigDecimal number =
            BigDecimal.valueOf(
                random.nextInt(2 * (int) Math.pow(10, 1 + random.nextInt(8)))
                    - 9L * random.nextInt(99),
                hasPoint ? random.nextInt(decimals + 1) : 0);
        String sql = "SELECT TO_CHAR(" + number.toPlainString() + ", '" + pattern + "')";
        assertThat(answer(first, "duckdb", sql)).as(sql).isEqualTo(answer(second, "postgres", sql));
      }
    }
  }

  @Test
  void numbersOfNullAreNull() {
    try (Database duckdb = DuckDbDatabase.inMemory();
        Session session = duckdb.session("texts", StatementListener.NONE)) {
      for (String pattern : List.of("999", "S99.9", "FM9,990", "999MI", "MI0D0")) {
        String sql = "SELECT NVL(TO_CHAR(CAST(NULL AS DECIMAL(9, 1)), '%s'), 'none')";
        assertThat(answer(session, "duckdb", sql.formatted(pattern).replace("9, 1", "9, 0")))
            .isEqualTo("vnone");
      }
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "TO_CHAR(1.25, '9.9')",
        "TO_CHAR(CAST(1.5 AS FLOAT), '9.9')",
        "TO_CHAR(SUM(v) / 3, '9.9')",
        "TO_CHAR(1.5, 'FM9.9')",
        "TO_CHAR(1, 'S9S')",
        "TO_CHAR(1, '9,')",
        "TO_CHAR(1, '.9')",
        "TO_CHAR(1, '9.')",
        "TO_CHAR(1, 'PR9')",
        "TO_CHAR(1, 'L9')",
        "TO_CHAR(1, 'RN')",
        "TO_CHAR(1.5, '9.9th')",
        "TO_CHAR(1, '9PRth')",
        "TO_CHAR(1, '9V9')",
        "TO_CHAR(1, '9 9')",
        "TO_CHAR(1, 'YYYY')",
        "TO_CHAR(1, '9999999999999999999')"
      })
  void whatIsNotDocumentedHasNoEqual(String call) {
    String sql = "SELECT " + call + " FROM (SELECT CAST(1 AS DECIMAL(9, 2)) AS v) AS t";
    assertThat(
            Transpilation.transpile(new SourceFile("line.sql", sql), "redshift", "duckdb")
                .hasErrors())
        .isTrue();
  }
}
