package dev.accrete.tests.engines;

import static org.assertj.core.api.Assertions.assertThat;

import dev.accrete.compiler.Transpilation;
import dev.accrete.compiler.diagnostic.Checked;
import dev.accrete.compiler.source.SourceFile;
import dev.accrete.runtime.engine.Database;
import dev.accrete.runtime.engine.Session;
import dev.accrete.runtime.engine.StatementListener;
import dev.accrete.runtime.engine.duckdb.DuckDbDatabase;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** PostgreSQL's and DuckDB's own SQL says the same on the other engine, or is refused. */
class TranslatedDialectsTest {
  @Test
  void postgresIsTheSameOnDuckDb() {
    assertSame(
        "postgres",
        "duckdb",
        "EXTRACT(second FROM TIMESTAMP '2026-01-02 03:04:05.5') = 5.5",
        "EXTRACT(milliseconds FROM TIMESTAMP '2026-01-02 03:04:05.0625') = 5062.5",
        "EXTRACT(day FROM DATE '2026-01-02') / 4 = 0.5",
        "EXTRACT(epoch FROM TIMESTAMP '1970-01-01 00:00:05.5') = 5.5",
        "EXTRACT(isodow FROM DATE '2026-01-04') / 2 = 3.5",
        "DATE_PART('second', TIMESTAMP '2026-01-02 03:04:05.5') = 5.5",
        "DATE_PART('day', DATE '2026-01-02') / 4 = 0.5",
        "DATE_PART('epoch', TIMESTAMP '1970-01-01 00:00:05.5') = 5.5",
        "ROUND(CAST(2.5 AS DOUBLE PRECISION)) = 2",
        "ROUND(CAST(-0.5 AS DOUBLE PRECISION)) = 0",
        "ROUND(2.5) = 3",
        "REGEXP_REPLACE('a' || CHR(10) || 'b', 'a.b', 'x') = 'x'",
        "REGEXP_REPLACE('abab', 'A', 'x', 'gi') = 'xbxb'",
        "CAST('abc' AS CHAR) = 'a'",
        "SUBSTRING('abc', -1, 3) = 'a'");
    assertNone("postgres", "duckdb", "SUBSTRING('foobar' FROM 'o.b')");
    assertNone("postgres", "duckdb", "REGEXP_REPLACE('abcd', 'ab|abcd', '')");
    assertNone("postgres", "duckdb", "REGEXP_REPLACE('1aXbX', '[0-9]+.*?X', '')");
  }

  @Test
  void duckDbIsTheSameOnPostgres() {
    assertSame(
        "duckdb",
        "postgres",
        "EXTRACT(second FROM TIMESTAMP '2026-01-02 03:04:05.5') = 5",
        "EXTRACT(day FROM DATE '2026-01-02') / 4 = 0",
        "EXTRACT(epoch FROM TIMESTAMP '1970-01-01 00:00:05.5') = 5.5",
        "DATE_PART('second', TIMESTAMP '2026-01-02 03:04:05.5') = 5",
        "DATE_PART('day', DATE '2026-01-02') / 4 = 0",
        "ROUND(2.5::DOUBLE) = 3",
        "'abc' SIMILAR TO 'a.c'",
        "NOT ('a.cd' SIMILAR TO 'a.c|x')",
        "'x' NOT SIMILAR TO 'a.*'",
        "IFNULL(NULL, 1) = 1",
        "DATEDIFF('day', DATE '2026-01-31', DATE '2026-02-01') = 1",
        "TIMESTAMP '2026-01-01' + INTERVAL 3 DAY = TIMESTAMP '2026-01-04'",
        "TIMESTAMP '2026-01-01' + INTERVAL (1 + 1) HOUR = TIMESTAMP '2026-01-01 02:00:00'",
        "CAST(0.1 AS FLOAT) <> CAST(0.1 AS DOUBLE)",
        "CAST(2.75 AS DECIMAL) = 2.75",
        "1::HUGEINT + 1::UTINYINT = 2",
        "REGEXP_REPLACE('foo foobar', '\\bfoo\\b', 'x', 'g') = 'x foobar'");
    assertNone("duckdb", "postgres", "SUBSTRING('abc', -2, 1)");
    assertNone("duckdb", "postgres", "'a_c' LIKE 'a\\_c'");
    assertNone("duckdb", "postgres", "REGEXP_REPLACE('abcd', 'ab|abcd', '')");
  }

  /** Redshift, as PostgreSQL 8.0, takes a backslash for the beginning of an escape. */
  @Test
  void backslashesAreDoubledForRedshift() {
    assertThat(written("postgres", "redshift", "'a1' ~ '\\d' AND E'a\\tb' <> ''"))
        .contains("SELECT 'a1' ~ '\\\\d' AND E'a\\tb' <> '' AS v");
    assertThat(written("duckdb", "redshift", "'\\' = '\\'"))
        .contains("SELECT '\\\\' = '\\\\' AS v");
  }

  @Test
  void anOwnTextIsLeftAlone() {
    String own = "CAST('abc' AS VARCHAR(2)) || CAST('abc' AS CHAR) || '\\\\'";
    for (String dialect : List.of("duckdb", "postgres", "redshift")) {
      assertThat(written(dialect, dialect, own)).contains("SELECT " + own + " AS v");
    }
  }

  private static Optional<String> written(String from, String to, String expression) {
    Checked<Optional<String>> translated =
        Transpilation.transpile(
            new SourceFile("q.sql", "SELECT " + expression + " AS v"), from, to);
    return translated.hasErrors() ? Optional.empty() : translated.value();
  }

  private static void assertNone(String from, String to, String expression) {
    assertThat(written(from, to, expression)).as(expression).isEmpty();
  }

  /** What is true on the engine that it is written for is true on the other one. */
  private static void assertSame(String from, String to, String... conditions) {
    try (Database duckdb = DuckDbDatabase.inMemory();
        Database postgres = PostgresServer.fresh();
        Session first = duckdb.session("own", StatementListener.NONE);
        Session second = postgres.session("other", StatementListener.NONE)) {
      Session own = from.equals("duckdb") ? first : second;
      Session other = from.equals("duckdb") ? second : first;
      for (String condition : conditions) {
        assertThat(answer(own, "SELECT " + condition + " AS v")).as(condition).contains("true");
        assertThat(answer(other, written(from, to, condition).orElse("SELECT 'refused' AS v")))
            .as(condition)
            .contains("true");
      }
    }
  }

  private static Optional<String> answer(Session session, String sql) {
    return session.first(
        "ask", "SELECT CAST(v AS VARCHAR) FROM (" + sql + ") AS answer", row -> row.text(1));
  }
}
