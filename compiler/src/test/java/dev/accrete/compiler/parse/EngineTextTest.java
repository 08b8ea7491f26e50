package dev.accrete.compiler.parse;

import static org.assertj.core.api.Assertions.assertThat;

import dev.accrete.compiler.diagnostic.Checked;
import dev.accrete.compiler.diagnostic.Code;
import dev.accrete.compiler.diagnostic.Diagnostic;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is left to an engine is what it has a form for; a mistake beside common words is told. */
class EngineTextTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT a FORM {s.t} WHERE a IS NOT NULL",
        "SELECT a, FROM_ b FROM {s.t} UNION ALL (SELECT 1) x y",
        "SELECT a b c FROM {s.t} JOIN {s.u} USING (a)",
        "SELECT a b c, SUM(t.b) AS n FROM {s.t} AS t",
        "SELECT a FROM {s.t} AS t WHERE a = ANY (SELECT 1) AND",
        "SELECT SUM(a) OVER (PARTITION BY b ORDER BY a) x y FROM {s.t} AS t",
        "SELECT js->>'k' FROM {s.t}; DROP TABLE x",
        "DELETE FROM x WHERE js->>'k' = 'a'",
      })
  void aMistakeIsAnErrorStill(String sql) {
    for (String engine : new String[] {"duckdb", "postgres"}) {
      Checked<Optional<ParsedText>> parsed =
          EngineText.of(engine, engine).parse(Texts.rendered(sql));
      assertThat(parsed.value().flatMap(ParsedText::unread)).as(engine).isEmpty();
      assertThat(parsed.diagnostics())
          .as(engine)
          .extracting(Diagnostic::code)
          .containsAnyOf(Code.SQL_SYNTAX, Code.NOT_A_QUERY);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT typo FROM {s.t} JOIN {s.u} USING (a)",
        "SELECT t.a, COUNT(t.b) AS n, typo FROM {s.t} AS t GROUP BY t.a",
        "SELECT a FROM {s.t} AS t WHERE (typo) IN (1, 2) GROUP BY a, COALESCE(t.b, 1) HAVING 1 = 1",
        "SELECT typo FROM {s.t}, {s.u} ORDER BY a, lower(t.x) DESC",
        "SELECT typo, SUM(a) AS a FROM {s.t} GROUP BY typo",
        "SELECT typo, SUM(a) AS a, MAX(b) b, COUNT(*) AS n FROM {s.t} AS t GROUP BY typo",
      })
  void nothingInCommonQueriesIsBeyondTheChecker(String sql) {
    assertThat(EngineText.of("duckdb", "duckdb").unchecked(Texts.rendered(sql))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT t, t.a FROM {s.t} AS t",
        "SELECT to_json(t) AS j FROM (SELECT a FROM {s.t}) AS t WHERE t.a > 1",
        "SELECT to_json(t) AS j FROM (SELECT a FROM {s.t}) t, {s.u} AS u",
        "SELECT to_json(t) AS j FROM (SELECT a FROM {s.t}) AS t, (SELECT 1 AS b) AS u",
      })
  void aWholeRowIsBeyondTheChecker(String sql) {
    assertThat(EngineText.of("duckdb", "duckdb").unchecked(Texts.rendered(sql)))
        .get()
        .extracting(parsed -> parsed.unread().orElseThrow().form())
        .isEqualTo("a whole row");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "SELECT DISTINCT ON (a) a, b FROM {s.t} ORDER BY a, b; | DISTINCT ON",
        "SELECT a NOT NULL AS known FROM {s.t} x y | NOT NULL behind a value",
        "SELECT a FROM {s.t} WHERE a = ANY('{1,2}'::int[]) | ANY of an array",
      })
  void aFormOfTheEngineIsLeftToIt(String sql, String form) {
    assertThat(
            EngineText.of("postgres", "postgres")
                .parse(Texts.rendered(sql))
                .value()
                .flatMap(ParsedText::unread)
                .map(Unread::form))
        .contains(form);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT a::int[] AS x FROM {s.t}",
        "SELECT CAST(a AS integer[]) AS x FROM {s.t}",
        "SELECT CAST(a AS integer[3][]) AS x FROM {s.t}",
        "SELECT a::int ARRAY AS x FROM {s.t}",
      })
  void anArrayIsLeftToItsEngineAndNoOther(String sql) {
    for (String engine : new String[] {"duckdb", "postgres"}) {
      assertThat(
              EngineText.of(engine, engine)
                  .parse(Texts.rendered(sql))
                  .value()
                  .flatMap(ParsedText::unread)
                  .map(Unread::form))
          .as(engine)
          .contains("an array");
      assertThat(EngineText.of(engine, "redshift").parse(Texts.rendered(sql)).diagnostics())
          .as(engine)
          .extracting(Diagnostic::message)
          .anyMatch(m -> m.endsWith("an array of " + engine + " has no equal in redshift"));
    }
  }

  /** Redshift has none, and a mistake elsewhere is one. */
  @ParameterizedTest
  @CsvSource({
    "redshift, SELECT a::int[] AS x FROM {s.t}",
    "postgres, SELECT a[1] AS x y z FROM {s.t}"
  })
  void onlyAnArrayIsOne(String dialect, String sql) {
    assertThat(EngineText.of(dialect, "duckdb").parse(Texts.rendered(sql)).diagnostics())
        .extracting(Diagnostic::code)
        .contains(Code.SQL_SYNTAX);
  }

  /** Redshift has its grammar, and what another engine is to run is written anew. */
  @ParameterizedTest
  @CsvSource({"redshift, redshift", "redshift, duckdb", "postgres, duckdb", "duckdb, postgres"})
  void whatIsWrittenAnewHasToBeRead(String dialect, String engine) {
    Checked<Optional<ParsedText>> parsed =
        EngineText.of(dialect, engine)
            .parse(Texts.rendered("SELECT DISTINCT ON (a) a, b FROM {s.t} ORDER BY a, b"));
    assertThat(parsed.value().flatMap(ParsedText::unread)).isEmpty();
    assertThat(parsed.diagnostics()).extracting(Diagnostic::code).contains(Code.SQL_SYNTAX);
  }
}
