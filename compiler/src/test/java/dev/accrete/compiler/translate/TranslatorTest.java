package dev.accrete.compiler.translate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.accrete.compiler.diagnostic.Checked;
import dev.accrete.compiler.diagnostic.Diagnostic;
import dev.accrete.compiler.source.Origin;
import dev.accrete.compiler.source.SourceFile;
import dev.accrete.compiler.source.Span;
import dev.accrete.compiler.template.Reference;
import dev.accrete.compiler.template.RenderedText;
import dev.accrete.compiler.tree.Field;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TranslatorTest {
  private static final List<Field> COLUMNS =
      List.of(
          Field.named("Odd Name"),
          new Field("t", "timestamp", true),
          new Field("n", "decimal(9,2)", true));

  @Test
  void whatDoesNotDifferStaysTheAuthorsText() {
    String sql = "SELECT a, -- the first\n  NVL(b,   /* why */ c) AS d,\n  UPPER( e )\nFROM t";
    assertThat(duckdb(sql))
        .isEqualTo(
            "SELECT a, -- the first\n  COALESCE(b,   /* why */ c) AS d,\n  UPPER( e )\nFROM t");
  }

  @Test
  void anEnginesOwnDialectIsNotTouched() {
    assertThat(translated("redshift", "redshift", "SELECT TOP 1 NVL(a, b) FROM t").value().text())
        .isEqualTo("SELECT TOP 1 NVL(a, b) FROM t");
  }

  @Test
  void callsInsideCallsAreTranslatedToo() {
    assertThat(duckdb("SELECT NVL2(NVL(a, b), LEN(c), CHARINDEX('x', NVL(d, 'y'))) FROM t"))
        .isEqualTo(
            "SELECT CASE WHEN COALESCE(a, b) IS NOT NULL THEN LEN(c) ELSE STRPOS(COALESCE(d, 'y'), 'x') END AS nvl2 FROM t");
  }

  @Test
  void theResultsOfDecodeTellItsKind() {
    String average = "SELECT AVG(DECODE(a, 1.5, 1, 2.5, %s)) FROM t";
    assertThat(translated("redshift", "duckdb", average.formatted("2, 3")).hasErrors()).isFalse();
    assertThat(translated("redshift", "duckdb", average.formatted("NULL")).hasErrors()).isFalse();
    assertThat(translated("redshift", "duckdb", average.formatted("a")).hasErrors()).isTrue();
    assertThat(translated("redshift", "duckdb", average.formatted("2, a")).hasErrors()).isTrue();
  }

  @Test
  void byIsANameWhereItEndsNoClause() {
    String clauses = "SELECT a FROM t GROUP  BY a ORDER\nby a";
    assertThat(duckdb(clauses)).isEqualTo(clauses);
    assertThat(duckdb("SELECT a, t.by FROM t ORDER BY a"))
        .isEqualTo("SELECT a, t.\"by\" FROM t ORDER BY a");
  }

  /** In a time that does not double with each of them. */
  @Test
  void choicesOfChoicesAreSeenThrough() {
    String deep = "NVL(".repeat(40) + "s" + ", 0)".repeat(40);
    assertThat(duckdb("SELECT " + deep + " * 3 AS x FROM (SELECT CAST(1 AS SMALLINT) AS s) AS v"))
        .startsWith("SELECT CAST((COALESCE(COALESCE(")
        .contains(") AS INTEGER) * 3 AS x");
  }

  /** A constant beside it in a UNION is as long as it is, and may be longer. */
  @Test
  void bytesOfACharThatAQueryMakesAreNotTold() {
    String bytes = "SELECT OCTET_LENGTH(v) AS n FROM (SELECT %s) AS t";
    for (String made :
        List.of(
            "CAST('ab' AS CHAR(5)) AS v UNION ALL SELECT 'abcdefgh'",
            "v FROM (SELECT CAST('ab' AS CHAR(5)) AS v) AS u")) {
      assertThat(translated("redshift", "duckdb", bytes.formatted(made)).hasErrors())
          .as(made)
          .isTrue();
    }
    assertThat(duckdb(bytes.formatted("CAST('ab' AS VARCHAR(5)) AS v"))).contains("STRLEN(v)");
  }

  @Test
  void argumentsStayTogether() {
    assertThat(duckdb("SELECT NVL2(a OR b, c, d), CONCAT(e = f, (g)), ADD_MONTHS(h, i + 1) FROM t"))
        .isEqualTo(
            "SELECT CASE WHEN (a OR b) IS NOT NULL THEN c ELSE d END AS nvl2, ((e = f) || (g)) AS concat,"
                + " CASE WHEN LAST_DAY(CAST(h AS TIMESTAMP)) = CAST(h AS DATE) THEN"
                + " CAST(LAST_DAY(CAST(h AS TIMESTAMP) + (i + 1) * INTERVAL '1 month') AS TIMESTAMP)"
                + " + (CAST(h AS TIMESTAMP) - CAST(CAST(h AS DATE) AS TIMESTAMP))"
                + " ELSE CAST(h AS TIMESTAMP) + (i + 1) * INTERVAL '1 month' END AS add_months FROM t");
    assertThat(
            duckdb("SELECT NVL((a + b) * 2, (c)), NVL((a), b), |/ (a + b), (a) # (b + c) FROM t"))
        .isEqualTo(
            "SELECT COALESCE((a + b) * 2, (c)) AS nvl, COALESCE((a), b) AS nvl, SQRT((a + b)), XOR((a), (b + c)) FROM t");
  }

  @Test
  void callsThatLackArgumentsAreToldSo() {
    for (String call : List.of("RATIO_TO_REPORT() OVER ()", "TRUNC()", "TO_CHAR()", "DECODE()")) {
      assertThat(translated("redshift", "duckdb", "SELECT " + call + " AS a FROM t").diagnostics())
          .as(call)
          .hasSize(1);
    }
  }

  @Test
  void topBecomesLimitWhereverItStands() {
    assertThat(duckdb("SELECT DISTINCT TOP 2 a FROM t ORDER BY NVL(a, 1)"))
        .isEqualTo("SELECT DISTINCT a FROM t ORDER BY COALESCE(a, 1)\nLIMIT 2");
    assertThat(duckdb("SELECT a FROM (SELECT TOP 3 a FROM t) AS s"))
        .isEqualTo("SELECT a FROM (SELECT a FROM t\nLIMIT 3) AS s");
    assertThat(duckdb("SELECT a FROM t UNION SELECT TOP 1 a FROM u"))
        .isEqualTo("SELECT a FROM t UNION (SELECT a FROM u\nLIMIT 1)");
  }

  @Test
  void aMarkInWhereBecomesALeftJoin() {
    assertThat(
            duckdb(
                "SELECT x.a -- kept\nFROM s.t x, u AS y\nWHERE x.id = NVL(y.id(+), 0)\n  AND y.b (+) > 1 AND c = 2"))
        .isEqualTo(
            "SELECT x.a -- kept\nFROM s.t x LEFT JOIN u AS y ON x.id = COALESCE(y.id, 0) AND y.b > 1\n"
                + "WHERE TRUE\n  AND TRUE AND c = 2");
    assertThat(
            duckdb(
                "SELECT v.a FROM u, t, v WHERE (t.id = u.id(+)) AND t.a = v.a AND u.b(+) = 1 AND t.c + t.d = 2"))
        .isEqualTo(
            "SELECT v.a FROM t CROSS JOIN v LEFT JOIN u ON (t.id = u.id) AND u.b = 1 WHERE TRUE AND t.a ="
                + " v.a AND TRUE AND t.c + t.d = 2");
    for (String none :
        List.of(
            "SELECT t.a FROM t, u WHERE t.id = u.id(+) OR t.a = 1",
            "SELECT t.a FROM t, u WHERE t.id = id(+)",
            "SELECT t.a FROM t, u WHERE t.id = u.id(+) AND c = d",
            "SELECT t.a, t.b + u.b AS c FROM t, u WHERE t.id = u.id(+) AND c = 1",
            "SELECT * FROM u, t WHERE t.id = u.id(+)",
            "SELECT MAX(u.a(+)) FROM t, u",
            "WITH u AS (SELECT 1 AS id) SELECT t.a FROM t, u WHERE t.id = u.id(+)")) {
      assertThat(translated("redshift", "postgres", none).diagnostics())
          .as(none)
          .isNotEmpty()
          .allMatch(d -> d.message().contains("(+)"));
    }
  }

  /** Inside subqueries, which models read, the mark would mean nothing. */
  @Test
  void aMarkBecomesALeftJoinOnRedshiftToo() {
    Checked<RenderedText> own =
        translated(
            "redshift",
            "redshift",
            "SELECT NVL(t.a, 0) FROM t, u WHERE t.id = u.id(+) AND NVL(t.b, 1) = 1");
    assertThat(own.diagnostics()).isEmpty();
    assertThat(own.value().text())
        .isEqualTo(
            "SELECT NVL(t.a, 0) FROM t LEFT JOIN u ON t.id = u.id WHERE TRUE AND NVL(t.b, 1) = 1");
    String unclear = "SELECT a FROM t, u WHERE id = u.id(+)";
    Checked<RenderedText> left = translated("redshift", "redshift", unclear);
    assertThat(left.value().text()).isEqualTo(unclear);
    assertThat(left.diagnostics()).extracting(d -> d.code().id()).containsExactly("E213");
  }

  @Test
  void groupByAllIsByWhatNoAggregateStandsIn() {
    assertThat(duckdb("SELECT a, COUNT(*), b + 1, 2 * MAX(c) FROM t GROUP BY ALL"))
        .isEqualTo("SELECT a, COUNT(*), b + 1, 2 * MAX(c) FROM t GROUP BY 1, 3");
    assertThat(duckdb("SELECT COUNT(*) FROM t GROUP BY ALL")).isEqualTo("SELECT COUNT(*) FROM t ");
  }

  @Test
  void listaggKeepsItsOrder() {
    String sql =
        "SELECT LISTAGG(DISTINCT NVL(a, b), ',') WITHIN GROUP (ORDER BY NVL(a, b) DESC) FROM"
            + " (SELECT 'x' AS a, 'y' AS b) t";
    assertThat(duckdb(sql))
        .isEqualTo(
            "SELECT STRING_AGG(DISTINCT NULLIF(CAST(COALESCE(a, b) AS VARCHAR), ''), ','"
                + " ORDER BY NULLIF(CAST(COALESCE(a, b) AS VARCHAR), '') DESC) AS listagg FROM (SELECT 'x' AS a, 'y' AS b) t");
  }

  @Test
  void theAverageOfIntegersIsCutOff() {
    assertThat(duckdb("SELECT AVG(a::int), AVG(b::float) OVER (PARTITION BY c), d FROM t"))
        .isEqualTo(
            "SELECT CAST(TRUNC(AVG(a::int)) AS BIGINT) AS avg,"
                + " AVG(b::DOUBLE PRECISION) OVER (PARTITION BY c) AS avg, d FROM t");
    assertThat(duckdb("SELECT AVG(DISTINCT LEN(a)) OVER (PARTITION BY c) FROM t"))
        .isEqualTo(
            "SELECT CAST(TRUNC(AVG(DISTINCT LEN(a)) OVER (PARTITION BY c)) AS BIGINT) AS avg FROM t");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT AVG(a) FROM t",
        "WITH u (v, w) AS (SELECT 1.5, 2), s AS (SELECT 1 AS v) SELECT AVG(v) FROM u, s, t",
        "SELECT AVG(v) FROM (SELECT 1 AS v, 2 AS x UNION ALL SELECT *, 3 FROM s) AS u"
      })
  void anAverageOfNobodyKnowsWhatIsAnError(String sql) {
    assertThat(translated("redshift", "postgres", sql).diagnostics())
        .singleElement()
        .satisfies(d -> assertThat(d.message()).startsWith("AVG of a value of unknown type"));
  }

  @Test
  void aBackslashInLikeIsAnEscape() {
    assertThat(duckdb("SELECT a LIKE 'x\\\\_%' AND b NOT ILIKE (c || 'y') OR d LIKE 'z%' FROM t"))
        .isEqualTo(
            "SELECT a LIKE 'x\\_%' ESCAPE CHR(92) AND b NOT ILIKE (c || 'y') ESCAPE CHR(92)"
                + " OR d LIKE 'z%' FROM t");
  }

  @Test
  void aCastToALengthCutsWhateverIsAroundIt() {
    assertThat(duckdb("SELECT CONVERT(VARCHAR(3), NVL(a, b)), NVL(a, b)::varchar(4) FROM t"))
        .isEqualTo(
            "SELECT CAST(LEFT(CAST(COALESCE(a, b) AS VARCHAR), 3) AS VARCHAR(3)),"
                + " LEFT(CAST(COALESCE(a, b) AS VARCHAR), 4)::varchar(4) AS nvl FROM t");
  }

  @Test
  void whatHasNoEqualIsAnErrorAtItsPlace() {
    Checked<RenderedText> found =
        translated("redshift", "postgres", "SELECT a,\n  CHECKSUM(t),\n FNV_HASH(b) FROM x");
    assertThat(found.diagnostics())
        .extracting(d -> d.span().location() + " " + d.message())
        .containsExactly(
            "q.sql:2:3 CHECKSUM has no equal in postgres",
            "q.sql:3:2 FNV_HASH has no equal in postgres");
  }

  @Test
  void columnsWithoutAsKeepTheirNames() {
    String sql =
        "WITH a AS (SELECT x::int, COUNT(*), x + 1 FROM t GROUP BY x) SELECT x, max, (SELECT MIN(x) FROM t)"
            + " FROM a JOIN (SELECT MAX(y) FROM t UNION ALL SELECT 1) AS b ON true";
    assertThat(translated("redshift", "duckdb", sql).value().text())
        .isEqualTo(
            sql.replace("x::int", "x::int AS x")
                .replace("COUNT(*)", "COUNT(*) AS count")
                .replace("MAX(y)", "MAX(y) AS max"));
    assertThat(translated("redshift", "postgres", sql).value().text()).isEqualTo(sql);
    assertThat(
            translated(
                    "redshift", "postgres", "SELECT trunc FROM (SELECT TRUNC(t::date) FROM x) AS y")
                .value()
                .text())
        .isEqualTo("SELECT trunc FROM (SELECT CAST(t::date AS DATE) AS trunc FROM x) AS y");
  }

  @Test
  void namesInQuotesAreFoldedOnPostgres() {
    assertThat(text("redshift", "postgres", "SELECT t.\"Id\" AS \"A b\", \"c\" FROM \"S\".x AS t"))
        .isEqualTo("SELECT t.\"id\" AS \"a b\", \"c\" FROM \"s\".x AS t");
    assertThat(text("redshift", "postgres", "SELECT \"Odd Name\", \"odd name\", \"Odd\" FROM x"))
        .as("Odd Name is declared so")
        .isEqualTo("SELECT \"Odd Name\", \"odd name\", \"odd\" FROM x");
  }

  @Test
  void aValueThatChangesIsNotWrittenTwice() {
    assertThat(
            translated("redshift", "duckdb", "SELECT DECODE(RANDOM(), x, 1, 2) FROM t")
                .diagnostics())
        .extracting(Diagnostic::message)
        .containsExactly("DECODE of a value that changes has no equal in duckdb");
  }

  @Test
  void whyThereIsNoEqualIsToldWhereItIsKnown() {
    assertThat(
            translated(
                    "redshift",
                    "duckdb",
                    "SELECT SHA2(a, 512), STRTOL(a, 36), TO_HEX(x), COLLATE(a, 'CI'), MEDIAN(a::date)")
                .diagnostics())
        .extracting(d -> d.message() + "; " + d.hint())
        .containsExactly(
            "SHA2 with these arguments has no equal in duckdb; DuckDB has SHA-1 and SHA-256 alone",
            "STRTOL by another base than 2, 8, 10 and 16 has no equal in duckdb; null",
            "TO_HEX of what is not known to be an INTEGER or a BIGINT has no equal in duckdb; cast it: TO_HEX(CAST(… AS BIGINT))",
            "COLLATE with these arguments has no equal in duckdb; texts are compared with their case; compare LOWER(…)",
            "MEDIAN of dates, which may lie between two, has no equal in duckdb; take it of timestamps: CAST(… AS TIMESTAMP)");
    assertThat(translated("redshift", "postgres", "SELECT SHA(a)").diagnostics())
        .extracting(d -> d.message() + "; " + d.hint())
        .containsExactly(
            "SHA has no equal in postgres; PostgreSQL has SHA-1 in an extension alone");
  }

  @Test
  void functionsThatTheDialectLacksAreLeftAsTheyStand() {
    assertThat(duckdb("SELECT strftime(t, '%Y'), my_own(NVL(a, b)) FROM x"))
        .isEqualTo("SELECT strftime(t, '%Y'), my_own(COALESCE(a, b)) AS my_own FROM x");
  }

  @Test
  void modelsMayBeWrittenInOtherDialects() {
    assertThat(text("duckdb", "redshift", "SELECT sha256(a), count_if(b), pow(c, 2) FROM t"))
        .isEqualTo(
            "SELECT SHA2(a, 256) AS sha256, COUNT(CASE WHEN b THEN 1 END) AS count_if, POWER(c, 2) AS pow FROM t");
    assertThat(translated("postgres", "redshift", "SELECT concat(a, b) FROM t").diagnostics())
        .hasSize(1);
  }

  @Test
  void referencesMoveWithTheText() {
    String sql = "SELECT NVL(a, (SELECT MAX(b) FROM \"u\")) FROM \"t\"";
    RenderedText text = translated("redshift", "duckdb", sql).value();
    assertThat(text.references())
        .extracting(r -> r.name() + "=" + text.text().substring(r.start(), r.end()))
        .containsExactly("u=\"u\"", "t=\"t\"");
    assertThat(
            text.origin(text.text().indexOf("MAX"), text.text().indexOf("MAX")).span().location())
        .isEqualTo("q.sql:1:23");
  }

  static String duckdb(String sql) {
    return text("redshift", "duckdb", sql);
  }

  static String text(String from, String to, String sql) {
    Checked<RenderedText> translated = translated(from, to, sql);
    assertThat(translated.diagnostics()).isEmpty();
    return translated.value().text();
  }

  static Checked<RenderedText> translated(String from, String to, String sql) {
    return translated(from, to, COLUMNS, sql);
  }

  static Checked<RenderedText> translated(String from, String to, List<Field> columns, String sql) {
    SourceFile file = new SourceFile("q.sql", sql);
    Origin whole = new Origin(new Span(file, 0, sql.length()), List.of());
    List<Reference> references = new ArrayList<>();
    for (String name : List.of("u", "t")) {
      int start = sql.indexOf('"' + name + '"');
      if (start >= 0) {
        references.add(new Reference(references.size(), name, start, start + 3, whole));
      }
    }
    RenderedText text =
        new RenderedText(
            sql, references, new TreeMap<>(Map.of(0, new RenderedText.Piece(whole, true))));
    Map<String, List<Field>> relations = new TreeMap<>(Map.of("t", List.copyOf(columns)));
    if (!sql.contains("x AS (")) {
      relations.put("x", List.copyOf(columns));
    }
    return new Translator(from, to).translate(text, relations);
  }
}
