package dev.accrete.compiler.parse;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.dialect.RedshiftSqlDialect;
import org.apache.calcite.util.Litmus;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StatementParserTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          create schema if not exists "My Schema"; | CREATE SCHEMA IF NOT EXISTS "my schema"
          CREATE SCHEMA s | CREATE SCHEMA s
          CREATE TABLE IF NOT EXISTS s.t (a VARCHAR(65535) NOT NULL, b DECIMAL(18, 4), c SMALLINT) | CREATE TABLE IF NOT EXISTS s.t (a VARCHAR(65535) NOT NULL, b DECIMAL(18, 4), c SMALLINT)
          CREATE TABLE t (date DATE, time TIMESTAMP NOT NULL, "rows" SUPER) DISTKEY (date) | CREATE TABLE t (date DATE, time TIMESTAMP NOT NULL, rows SUPER) DISTKEY (date)
          CREATE TEMPORARY TABLE IF NOT EXISTS script (gone INTEGER) | CREATE TEMPORARY TABLE IF NOT EXISTS script (gone INTEGER)
          CREATE TABLE IF NOT EXISTS s.t (LIKE "shape of t") | CREATE TABLE IF NOT EXISTS s.t (LIKE "shape of t")
          CREATE TABLE s.t DISTKEY (a) SORTKEY (a, b) AS SELECT a, b FROM u | CREATE TABLE s.t DISTKEY (a) SORTKEY (a, b) AS SELECT a, b FROM u
          CREATE TABLE t DISTSTYLE all AS (SELECT a FROM u) | CREATE TABLE t DISTSTYLE ALL AS SELECT a FROM u
          CREATE TEMPORARY TABLE t AS WITH c AS (SELECT 1 AS a) SELECT a FROM c | CREATE TEMPORARY TABLE t AS WITH c AS (SELECT 1 AS a) SELECT a FROM c
          CREATE VIEW s.v (a, b) AS SELECT 1, 2 FROM t WITH NO SCHEMA BINDING | CREATE VIEW s.v (a, b) AS SELECT 1, 2 FROM t WITH NO SCHEMA BINDING
          CREATE VIEW v AS SELECT a AS select FROM t | CREATE VIEW v AS SELECT a AS select FROM t
          DROP TABLE IF EXISTS s.t | DROP TABLE IF EXISTS s.t
          DROP VIEW v | DROP VIEW v
          INSERT INTO t (a, date) SELECT 1, date FROM u WHERE a > 1 | INSERT INTO t (a, date) SELECT 1, date FROM u WHERE a > 1
          INSERT INTO t VALUES (1, 'x'), (2, NULL) | INSERT INTO t VALUES (1, 'x'), (2, NULL)
          INSERT INTO t (SELECT a FROM u UNION ALL SELECT b FROM u) | INSERT INTO t SELECT a FROM u UNION ALL SELECT b FROM u
          DELETE FROM s.t | DELETE FROM s.t
          DELETE FROM t WHERE EXISTS (SELECT 1 FROM u WHERE u.a = t.a) | DELETE FROM t WHERE EXISTS (SELECT 1 FROM u WHERE u.a = t.a)
          DELETE FROM t USING u, (SELECT 1 AS b) AS w WHERE t.a = u.a | DELETE FROM t USING u, (SELECT 1 AS b) AS w WHERE t.a = u.a
          UPDATE t SET a = a + 1, set = (SELECT 2), b = NULL | UPDATE t SET a = a + 1, set = (SELECT 2), b = NULL
          UPDATE s.t SET a = n FROM (SELECT 1 AS n) AS u WHERE b = 'x' | UPDATE s.t SET a = n FROM (SELECT 1 AS n) AS u WHERE b = 'x'
          LOCK TABLE accrete.lock | LOCK TABLE accrete.lock
          lock table a, s.b | LOCK TABLE a, s.b
          ANALYZE | ANALYZE
          ANALYZE s.t (a, b) | ANALYZE s.t (a, b)
          SET timezone TO 'UTC' | SET timezone = 'UTC'
          SET extra_float_digits TO 0 | SET extra_float_digits = 0
          SET enable_case_sensitive_identifier = false | SET enable_case_sensitive_identifier = FALSE
          BEGIN | BEGIN
          commit; | COMMIT
          ROLLBACK | ROLLBACK
          GRANT SELECT ON s.t TO PUBLIC | GRANT SELECT ON s.t TO PUBLIC
          GRANT INSERT, UPDATE ON TABLE t TO GROUP "the group" | GRANT INSERT, UPDATE ON t TO GROUP "the group"
          GRANT ALL ON t TO ROLE r | GRANT ALL ON t TO ROLE r
          GRANT DELETE ON t TO someone WITH GRANT OPTION | GRANT DELETE ON t TO someone WITH GRANT OPTION
          REVOKE REFERENCES ON t FROM "public one" | REVOKE REFERENCES ON t FROM "public one"
          COMMENT ON TABLE s.t IS 'it''s' | COMMENT ON TABLE s.t IS 'it''s'
          COMMENT ON COLUMN s.t.comment IS NULL | COMMENT ON COLUMN s.t.comment IS NULL
          COMMENT ON VIEW v IS '' | COMMENT ON VIEW v IS ''
          ALTER TABLE s.t OWNER TO owner | ALTER TABLE s.t OWNER TO owner
          SELECT a FROM t WHERE a ~ 'x' LIMIT 1 | SELECT a FROM t WHERE a ~ 'x' LIMIT 1
          """)
  void readsWhatIsWritten(String written, String printed) {
    SqlNode tree = tree(written);
    String again = printed(tree);
    assertThat(normal(again)).isEqualToIgnoringCase(normal(printed));
    assertThat(tree(again).equalsDeep(tree, Litmus.IGNORE)).as(again).isTrue();
  }

  /** Two statements that differ in one word or name are two. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          CREATE TABLE t DISTKEY (a) AS SELECT a, b FROM u | CREATE TABLE t DISTKEY (b) AS SELECT a, b FROM u
          CREATE TABLE t DISTSTYLE ALL AS SELECT a FROM u | CREATE TABLE t DISTSTYLE EVEN AS SELECT a FROM u
          CREATE TEMPORARY TABLE t AS SELECT a FROM u | CREATE TABLE t AS SELECT a FROM u
          CREATE VIEW v AS SELECT a FROM u | CREATE VIEW v AS SELECT a FROM u WITH NO SCHEMA BINDING
          DELETE FROM t WHERE a = 1 | DELETE FROM t WHERE a = 2
          UPDATE t SET a = 1 | UPDATE t SET b = 1
          GRANT SELECT ON t TO PUBLIC | GRANT SELECT ON t TO "public"
          GRANT SELECT ON t TO GROUP g | GRANT SELECT ON t TO ROLE g
          LOCK TABLE t | LOCK TABLE s.t
          BEGIN | COMMIT
          """)
  void tellsStatementsApart(String one, String other) {
    assertThat(tree(one).equalsDeep(tree(other), Litmus.IGNORE)).isFalse();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          `` | 1:1: it ends too early
          CREATE | 1:7: it ends too early
          CREATE INDEX i ON t (a) | 1:8: unexpected INDEX
          CREATE SCHEMA IF EXISTS s | 1:18: unexpected EXISTS
          CREATE TABLE t (a) | 1:18: unexpected )
          CREATE TABLE t (a INTEGER,) | 1:27: unexpected )
          CREATE TABLE t (a INTEGER PRIMARY KEY) | 1:27: unexpected PRIMARY
          CREATE TABLE t (LIKE u INCLUDING DEFAULTS) | 1:24: unexpected INCLUDING
          CREATE TABLE IF NOT EXISTS t AS SELECT 1 | 1:30: unexpected AS
          CREATE TABLE t DISTSTYLE some AS SELECT 1 | 1:26: unexpected some
          CREATE TABLE t DISTKEY (a, b) AS SELECT 1 | 1:26: unexpected ,
          CREATE TABLE t DISTKEY (a) DISTSTYLE ALL AS SELECT 1 | 1:28: unexpected DISTSTYLE
          CREATE TABLE t SORTKEY (a) SORTKEY (b) AS SELECT 1 | 1:28: unexpected SORTKEY
          CREATE TABLE t AS a + 1 | 1:19: unexpected a
          CREATE OR REPLACE VIEW v AS SELECT 1 | 1:8: unexpected OR
          CREATE VIEW v AS SELECT 1 WITH NO DATA | 1:35: unexpected DATA
          DROP SCHEMA s | 1:6: unexpected SCHEMA
          DROP TABLE t CASCADE | 1:14: unexpected CASCADE
          INSERT INTO t (a, 1) SELECT 1, 2 | 1:19: unexpected 1
          INSERT t SELECT 1 | 1:8: unexpected t
          DELETE t | 1:8: unexpected t
          DELETE FROM t AS u WHERE a = 1 | 1:15: unexpected AS
          UPDATE t a = 1 | 1:10: unexpected a
          UPDATE t SET a | 1:15: it ends too early
          UPDATE t SET s.a = 1 | 1:15: unexpected .
          LOCK t | 1:6: unexpected t
          TRUNCATE TABLE t | 1:1: unexpected TRUNCATE
          VACUUM t | 1:1: unexpected VACUUM
          a | 1:1: unexpected a
          BEGIN; COMMIT | 1:8: unexpected COMMIT
          SET a b | 1:7: unexpected b
          GRANT EXECUTE ON t TO u | 1:7: unexpected EXECUTE
          GRANT SELECT ON t u | 1:19: unexpected u
          COMMENT ON SCHEMA s IS 'x' | 1:12: unexpected SCHEMA
          COMMENT ON TABLE t IS x | 1:23: unexpected x
          ALTER TABLE t ADD COLUMN a INTEGER | 1:15: unexpected ADD
          """)
  void saysWhereItStops(String sql, String fault) {
    assertThat(fault(sql)).isEqualTo(fault);
  }

  @Test
  void countsLinesAndCommentsIn() {
    assertThat(fault("-- one; two\r\nINSERT INTO t\n  /* FROM */ SELECT a\nFORM u x\n"))
        .isEqualTo("4:6: unexpected u");
    assertThat(fault("DELETE FROM t\nWHERE a =\n\n-- and so on\n"))
        .isEqualTo("2:10: it ends too early");
    assertThat(fault("COMMENT ON TABLE t\nIS 'x")).startsWith("2:4: ");
  }

  /** What is none of a model's stays none: models are parsed by the grammar of queries. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "LOCK TABLE t",
        "CREATE TABLE t (a INTEGER)",
        "CREATE VIEW v AS SELECT 1",
        "ANALYZE t",
        "GRANT SELECT ON t TO u",
        "COMMENT ON TABLE t IS 'x'",
        "SET timezone TO 'UTC'",
        "BEGIN",
        "DROP TABLE t"
      })
  void noModelIsAStatement(String sql) {
    assertThat(StatementParser.parse(sql).fault()).isEmpty();
    assertThat(SqlTextParser.parse(Texts.rendered(sql)).diagnostics())
        .singleElement()
        .asString()
        .contains("NOT_A_QUERY");
  }

  private static SqlNode tree(String sql) {
    StatementParser.Read read = StatementParser.parse(sql);
    assertThat(read.fault()).as(sql).isEmpty();
    return read.tree().orElseThrow();
  }

  private static String fault(String sql) {
    return StatementParser.parse(sql).fault().map(Object::toString).orElse("none");
  }

  private static String printed(SqlNode tree) {
    return tree.toSqlString(
            c -> c.withDialect(RedshiftSqlDialect.DEFAULT).withQuoteAllIdentifiers(true))
        .getSql();
  }

  /** On one line, without quotes. */
  private static String normal(String sql) {
    return sql.replace("\"", "").replaceAll("\\s+", " ").strip();
  }
}
