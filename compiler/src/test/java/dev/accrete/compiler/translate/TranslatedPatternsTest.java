package dev.accrete.compiler.translate;

import static dev.accrete.compiler.translate.TranslatorTest.duckdb;
import static dev.accrete.compiler.translate.TranslatorTest.text;
import static dev.accrete.compiler.translate.TranslatorTest.translated;
import static org.assertj.core.api.Assertions.assertThat;

import dev.accrete.compiler.diagnostic.Diagnostic;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Regular expressions that DuckDB or PostgreSQL reads in another way. */
class TranslatedPatternsTest {
  private static final String CALL = "SELECT REGEXP_REPLACE(a, '%s', '') AS b FROM t";
  private static final String SIMILAR = "SELECT a SIMILAR TO '%s' AS b FROM t";

  @Test
  void theBoundsOfWordsHaveOtherSignsOnPostgres() {
    assertThat(text("redshift", "postgres", "SELECT a ~ '\\\\bx\\\\B' AS b FROM t"))
        .isEqualTo("SELECT a ~ '\\yx\\Y' AS b FROM t");
    assertThat(text("redshift", "postgres", CALL.formatted("\\\\b[\\\\b]x\\\\\\\\b")))
        .isEqualTo("SELECT REGEXP_REPLACE(a, '\\y[\\b]x\\\\b', '', 'g') AS b FROM t");
    assertThat(duckdb("SELECT a ~ '\\\\bx' AS b FROM t"))
        .isEqualTo("SELECT REGEXP_MATCHES(a, '\\bx', 's') AS b FROM t");
    assertThat(text("redshift", "postgres", "SELECT '\\\\b' AS b")).isEqualTo("SELECT '\\b' AS b");
  }

  /** The page of REGEXP_SUBSTR has five arguments, that of REGEXP_COUNT four. */
  @Test
  void argumentsBehindTheParametersAreTold() {
    for (String engine : List.of("duckdb", "postgres")) {
      for (String call :
          List.of("REGEXP_SUBSTR(a, '(b)', 1, 1, 'e', 1)", "REGEXP_COUNT(a, 'b', 1, 'i', 1)")) {
        String name = call.substring(0, call.indexOf('('));
        String most = name.equals("REGEXP_SUBSTR") ? "5" : "4";
        assertThat(translated("redshift", engine, "SELECT " + call + " AS b FROM t").diagnostics())
            .singleElement()
            .satisfies(
                d -> {
                  assertThat(d.message())
                      .startsWith(name + " with more than " + most + " arguments has no equal");
                  assertThat(d.hint()).isEqualTo("the parameters are the last");
                });
      }
    }
  }

  @Test
  void theShorterAlternativeIsNotTakenFirstOnDuckDb() {
    for (String pattern : List.of("a|ab", "x(co|com)?", "(x|(b|bc))+", "(com|com\\\\.au)(/.*)?")) {
      assertThat(translated("redshift", "duckdb", CALL.formatted(pattern)).diagnostics())
          .as(pattern)
          .extracting(Diagnostic::message)
          .allMatch(message -> message.contains("stands before what is longer"))
          .hasSize(1);
      assertThat(translated("redshift", "postgres", CALL.formatted(pattern)).hasErrors()).isFalse();
    }
    for (String pattern :
        List.of(
            "ab|a", "(org|com|edu)", "(co|com)=", "^(co|com)$", "[a|ab]", "a[|]ab", "a\\\\|ab")) {
      assertThat(translated("redshift", "duckdb", CALL.formatted(pattern)).hasErrors())
          .as(pattern)
          .isFalse();
    }
    assertThat(translated("redshift", "duckdb", "SELECT a ~ 'a|ab' AS b FROM t").hasErrors())
        .isFalse();
  }

  @Test
  void theShortestAndTheLongestAreNotMixedOnPostgres() {
    for (String pattern : List.of("[0-9]+.*?x", "a??b*", "(a|b.*?c)", "x{2,3}.+?y")) {
      assertThat(translated("redshift", "postgres", CALL.formatted(pattern)).diagnostics())
          .as(pattern)
          .extracting(Diagnostic::message)
          .allMatch(message -> message.contains("takes the shortest here and the longest there"))
          .hasSize(1);
      assertThat(translated("redshift", "duckdb", CALL.formatted(pattern)).hasErrors()).isFalse();
    }
    for (String pattern : List.of("<.*?>", "x{2}.*?y", "[0-9]+x*", "[+].*?y", "a\\\\+.*?y")) {
      assertThat(translated("redshift", "postgres", CALL.formatted(pattern)).hasErrors())
          .as(pattern)
          .isFalse();
    }
  }

  /**
   * What a pattern sees of the text before the position, and what empty texts are, nobody tells.
   */
  @Test
  void fromALaterPositionPatternsLookForwardAndMatchSomething() {
    for (String engine : List.of("duckdb", "postgres")) {
      for (String refused :
          List.of(
              "REGEXP_SUBSTR(a, '^b', 2)",
              "REGEXP_COUNT(a, '(x|^b)', n)",
              "REGEXP_INSTR(a, '\\\\bb', 2)",
              "REGEXP_REPLACE(a, 'b*', 'x', 2)",
              "REGEXP_COUNT(a, 'b*$', 2)",
              "REGEXP_SUBSTR(a, c, 2)",
              "REGEXP_SUBSTR(a, 'b', 1, 0)",
              "REGEXP_SUBSTR(a, 'b?', 1, 2)",
              "REGEXP_INSTR(a, '(b)', 1, 1, 0, 'e')",
              "REGEXP_INSTR(a, 'b', 1, 1, c)",
              "REGEXP_COUNT(a, 'b(?=c)', 1, 'p')",
              "REGEXP_REPLACE(a, 'b?$', 'b')",
              "REGEXP_SUBSTR(RANDOM()::varchar, 'b', 2)")) {
        assertThat(translated("redshift", engine, "SELECT " + refused + " AS x FROM t").hasErrors())
            .as(engine + " " + refused)
            .isTrue();
      }
      for (String written :
          List.of(
              "REGEXP_SUBSTR(a, '[^b]c', 2)",
              "REGEXP_SUBSTR(a, '^b', 1)",
              "REGEXP_COUNT(a, '\\\\^b', n)",
              "REGEXP_REPLACE(a, 'b$', 'x', n)",
              "REGEXP_INSTR(a, 'b', n, n, 1, 'ip')",
              "REGEXP_REPLACE(a, '$', 'b')",
              "REGEXP_SUBSTR(a, 'b', 1, 2, 'e')")) {
        assertThat(translated("redshift", engine, "SELECT " + written + " AS x FROM t").hasErrors())
            .as(engine + " " + written)
            .isFalse();
      }
    }
  }

  @Test
  void whatIsRepeatedInSimilarToIsToldByNumbers() {
    for (String odd : List.of("a{,2}", "a{b}", "a{2", "a{1,2,3}", "[a", "a\\\\")) {
      assertThat(translated("redshift", "duckdb", SIMILAR.formatted(odd)).hasErrors())
          .as(odd)
          .isTrue();
    }
    for (String plain :
        List.of("a{2}", "(a|b){2,}", "[[:alpha:]_]{1,3}", "a\\\\{,2", "[]a]", "[^]]")) {
      assertThat(translated("redshift", "duckdb", SIMILAR.formatted(plain)).hasErrors())
          .as(plain)
          .isFalse();
    }
  }
}
