package dev.accrete.compiler.parse;

import static org.assertj.core.api.Assertions.assertThat;

import dev.accrete.compiler.diagnostic.Checked;
import dev.accrete.compiler.diagnostic.DiagnosticPrinter;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SqlTextParserTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT a FROM {t};",
        "SELECT a FROM {t} ; ",
        "SELECT a FROM {t};;",
        "SELECT a FROM {t}; -- the end",
        "SELECT a FROM {t} -- the end",
        "SELECT a FROM {t} /* the end */",
        "SELECT a FROM {t}\r\nWHERE a = 1\r\n",
        "(SELECT a FROM {t})",
        "WITH c AS (SELECT a FROM {t}) SELECT a FROM c",
        "SELECT a FROM {t} UNION ALL SELECT a FROM {t}",
        "SELECT a FROM {t} ORDER BY a",
        "SELECT ';' AS s FROM {t}",
        "SELECT a AS \"select\" FROM {t} AS \"a.b\""
      })
  void takesOneSelect(String sql) {
    assertThat(messages(sql)).isEmpty();
  }

  @Test
  void cutsTheClosingSemicolonOff() {
    assertThat(Texts.parsed("SELECT a FROM {t}; -- the end").rendered().text())
        .isEqualTo("SELECT a FROM \"t\"");
  }

  @Test
  void refusesASecondStatement() {
    assertThat(messages("SELECT a FROM {t}; SELECT 2"))
        .containsExactly(
            "E208 models/m.sql:1:18 a model is one SELECT, here a second statement begins");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "INSERT INTO x VALUES (1)",
        "DELETE FROM x",
        "UPDATE x SET a = 1",
        "DROP TABLE x",
        "CREATE TABLE x (a INT)",
        "EXPLAIN PLAN FOR SELECT 1"
      })
  void refusesWhatIsNoQuery(String sql) {
    assertThat(messages("-- first\n" + sql))
        .singleElement()
        .asString()
        .startsWith("E207 models/m.sql:2:1 a model is one SELECT, this is a");
  }

  @Test
  void namesTheStatement() {
    assertThat(messages("INSERT INTO x VALUES (1)"))
        .containsExactly("E207 models/m.sql:1:1 a model is one SELECT, this is an INSERT");
  }

  @Test
  void showsWhereTheTextStopsBeingSql() {
    assertThat(messages("SELECT a\r\nFROM {t}\r\nWERE a = 1"))
        .containsExactly(
            "E201 models/m.sql:3:6 the SQL does not parse: unexpected a; did you mean WHERE in place of WERE?");
    assertThat(messages("SELECT a,\n  FROM {t}"))
        .containsExactly(
            "E201 models/m.sql:2:3 the SQL does not parse: unexpected FROM; take the comma before it away");
    assertThat(messages("SELECT a FROM {t} WHERE"))
        .singleElement()
        .asString()
        .startsWith("E201 models/m.sql:1:24 the SQL does not parse: it ends too early");
    assertThat(messages("SELECT a FROM {t} ORDER BY"))
        .singleElement()
        .asString()
        .contains("E201 models/m.sql:1:");
    assertThat(messages("")).singleElement().asString().startsWith("E201 models/m.sql:1:1 ");
    assertThat(messages("SELECT (a FROM {t}"))
        .singleElement()
        .asString()
        .startsWith("E201 models/m.sql:1:11 ");
  }

  @Test
  void saysThatANumberIsTooLarge() {
    assertThat(messages("SELECT a::varchar(99999999999) FROM {t}"))
        .singleElement()
        .asString()
        .endsWith("the SQL does not parse: the number 99999999999 is too large here");
  }

  @Test
  void saysNothingOfTheParsersInside() {
    assertThat(messages("SELECT a FROM {t} WHERE b BETWEEN 0 AND 0 LIKE '' ESCAPE ''"))
        .containsExactly("E201 models/m.sql:1:1 the SQL does not parse: the text is not SQL");
  }

  @Test
  void leadsPlacesBackThroughCasts() {
    assertThat(messages("SELECT a::int, b::varchar(10), c,, FROM {t}"))
        .containsExactly("E201 models/m.sql:1:34 the SQL does not parse: unexpected ,");
    assertThat(messages("SELECT a\n  ::int\n, b::text x y FROM {t}"))
        .singleElement()
        .asString()
        .startsWith("E201 models/m.sql:3:13 ");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT ? FROM {t}",
        "SELECT $1 FROM {t}",
        "SELECT :x FROM {t}",
        "SELECT {fn NOW()} FROM {t}",
        "SELECT `a` FROM {t}"
      })
  void parametersAreNoSql(String sql) {
    List<String> messages = messages(sql);
    assertThat(messages).as(sql).singleElement().asString().startsWith("E2");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT 'a FROM {t}",
        "SELECT \"a FROM {t}",
        "SELECT E'a\\' FROM {t}",
        "SELECT /* a FROM {t}",
        "SELECT a /*/ FROM {t}"
      })
  void showsWhereAnOpenQuoteOrCommentBegins(String sql) {
    assertThat(messages(sql))
        .singleElement()
        .asString()
        .startsWith("E201 models/m.sql:1:")
        .endsWith(" is never closed");
  }

  /** The parser takes two slashes for a comment, DuckDB for a division. */
  @Test
  void refusesCommentsThatEnginesReadInAnotherWay() {
    assertThat(messages("SELECT a // 2 AS b\nFROM {t}"))
        .containsExactly(
            "E201 models/m.sql:1:10 the SQL does not parse: // is no comment in SQL; write --");
    assertThat(messages("SELECT 'http://x /* ' AS a FROM {t} -- http://x /*")).isEmpty();
  }

  @Test
  void survivesDeepAndLongTexts() {
    String deep = "SELECT " + "(".repeat(10_000) + "a" + ")".repeat(10_000) + " FROM {t}";
    String tooDeep = "E211 models/m.sql:1:1 the SQL is nested deeper than the parser can follow";
    assertThat(messages(deep)).isIn(List.of(), List.of(tooDeep));
    String longSum = "SELECT a" + " + a".repeat(400) + " AS s FROM {t}";
    assertThat(messages(longSum)).isEmpty();
  }

  /** A constant may be as long as the text. */
  @Test
  void showsTheBeginningOfALongWordThatItDoesNotExpect() {
    assertThat(messages("SELECT a 'b" + " and more".repeat(500) + "' FROM {t}"))
        .containsExactly(
            "E201 models/m.sql:1:10 the SQL does not parse: unexpected 'b"
                + " and more".repeat(8)
                + " and m …; a comma may be missing before it");
  }

  @Test
  void refusesTablesWithoutReference() {
    assertThat(messages("SELECT a FROM x.y JOIN (SELECT a FROM z) AS s ON TRUE"))
        .containsExactly(
            "E202 models/m.sql:1:15 the table x.y is read without ref(); write ${ref('x.y')}",
            "E202 models/m.sql:1:39 the table z is read without ref(); write ${ref('z')}");
    assertThat(messages("SELECT a FROM {t} WHERE a IN (SELECT a FROM y)"))
        .singleElement()
        .asString()
        .startsWith("E202 models/m.sql:1:45 ");
    assertThat(messages("SELECT * FROM y PIVOT (SUM(a) FOR b IN (1, 2)) AS p"))
        .containsExactly(
            "E202 models/m.sql:1:15 the table y is read without ref(); write ${ref('y')}");
    assertThat(messages("SELECT * FROM y AS z UNPIVOT (a FOR b IN (c, d))"))
        .containsExactly(
            "E202 models/m.sql:1:15 the table y is read without ref(); write ${ref('y')}");
    assertThat(messages("WITH c AS (SELECT a FROM {t}) SELECT a FROM C AS d")).isEmpty();
  }

  @Test
  void knowsWhichReferencesHaveAnAlias() {
    ParsedText parsed =
        Texts.parsed(
            "SELECT * FROM {a} JOIN {b} AS x ON TRUE JOIN {c} y ON TRUE WHERE x.i IN (SELECT i FROM {d})");
    assertThat(parsed.aliased()).containsExactlyInAnyOrder(1, 2);
    assertThat(parsed.mayReadMore()).isTrue();
    assertThat(Texts.parsed("SELECT COUNT(*) AS n FROM {a}").mayReadMore()).isFalse();
    assertThat(Texts.parsed("SELECT n FROM (SELECT x.* FROM {a} AS x) AS y").mayReadMore())
        .isTrue();
  }

  private static List<String> messages(String sql) {
    Checked<Optional<ParsedText>> parsed = SqlTextParser.parse(Texts.rendered(sql));
    assertThat(parsed.value().isPresent()).isEqualTo(parsed.diagnostics().isEmpty());
    return parsed.diagnostics().stream().map(DiagnosticPrinter::sentence).toList();
  }
}
