package dev.accrete.compiler.validate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.accrete.compiler.diagnostic.DiagnosticPrinter;
import dev.accrete.compiler.parse.ParsedText;
import dev.accrete.compiler.parse.RedshiftTypes;
import dev.accrete.compiler.parse.Texts;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class WrongCallsTest {
  /** What the documentation writes is no wrong call. */
  @Test
  void theCorpusHasNone() {
    List<String> wrong = new ArrayList<>();
    Map<String, ParsedText> corpus = RedshiftTypes.parsed();
    corpus.forEach(
        (name, text) -> WrongCalls.of(text).forEach(d -> wrong.add(name + " " + d.message())));
    assertThat(wrong).isEmpty();
    assertThat(corpus).hasSizeGreaterThan(900);
  }

  @Test
  void argumentsAreCountedByThePage() {
    assertThat(said("SELECT SPLIT_PART(a, '/'), LEN(a) FROM t"))
        .containsExactly("1:8 SPLIT_PART takes (text, text, count), here are 2");
    assertThat(said("SELECT a,\n  LOWER() FROM t"))
        .containsExactly("2:3 LOWER takes (text), here are none");
    assertThat(said("SELECT DATEADD(day, 1), COALESCE() FROM t"))
        .containsExactly(
            "1:8 DATEADD takes (part, number, time), here are 2",
            "1:25 COALESCE takes (value, …), here are none");
    assertThat(said("SELECT SUM(LAG(a, 1, 0, 0) OVER (ORDER BY a)) FROM t"))
        .containsExactly("1:12 LAG takes (value [, number [, value]]), here are 4");
    assertThat(
            said(
                "SELECT LOG(a), LOG(2, a), TRIM(a), TRIM(BOTH 'x' FROM a), ROUND(a), ROUND(a, 2),"
                    + " CONVERT_TIMEZONE('UTC', a), CONVERT_TIMEZONE('UTC', 'CET', a), COUNT(*),"
                    + " COALESCE(a), DECODE(a, 1, 2, 3, 4, 5), NOWHERE(a, 1), OBJECT(), GETDATE() FROM t"))
        .isEmpty();
  }

  @Test
  void percentilesGoWithAnOrder() {
    assertThat(said("SELECT PERCENTILE_CONT(0.5) FROM t"))
        .containsExactly("1:8 PERCENTILE_CONT goes with WITHIN GROUP (ORDER BY …)");
    assertThat(
            said(
                "SELECT PERCENTILE_CONT(0.5) WITHIN GROUP (ORDER BY a), APPROXIMATE PERCENTILE_DISC(0.5)"
                    + " WITHIN GROUP (ORDER BY a), PERCENTILE_DISC(0.5) WITHIN GROUP (ORDER BY a) OVER () FROM t"))
        .isEmpty();
  }

  /** The page of set operators has ALL for UNION and for none of the others. */
  @Test
  void unionAloneHasAll() {
    assertThat(said("SELECT a FROM t INTERSECT ALL SELECT b FROM t"))
        .containsExactly("1:1 INTERSECT ALL, as UNION alone has ALL");
    assertThat(said("SELECT a FROM t UNION ALL (SELECT b FROM t EXCEPT SELECT c FROM t)"))
        .isEmpty();
  }

  @Test
  void noWindowHasDistinctButThatOfLists() {
    assertThat(said("SELECT COUNT(DISTINCT a) OVER (PARTITION BY b), COUNT(DISTINCT a) FROM t"))
        .containsExactly("1:8 COUNT(DISTINCT …) over a window");
    assertThat(said("SELECT LISTAGG(DISTINCT a, ',') WITHIN GROUP (ORDER BY a) OVER () FROM t"))
        .isEmpty();
  }

  @Test
  void typesHaveALengthAtMost() {
    assertThat(said("SELECT a::decimal(50, 2), CAST(b AS varchar(70000)), c::char(4097) FROM t"))
        .containsExactly(
            "1:11 this type has a length of at most 38",
            "1:37 this type has a length of at most 65535",
            "1:57 this type has a length of at most 4096");
    assertThat(
            said(
                "SELECT a::decimal(38, 2), b::varchar(65535), c::char(4096), d::varchar(max) FROM t"))
        .isEmpty();
  }

  @Test
  void partsOfTimesAreKnownByAnyOfTheirNames() {
    assertThat(
            said("SELECT DATEADD(dayz, 1, a), DATE_TRUNC('mnth', a), DATE_PART(\"yer\", a) FROM t"))
        .containsExactly(
            "1:16 no part of times is called dayz; did you mean day?",
            "1:40 no part of times is called mnth; did you mean month?",
            "1:62 no part of times is called yer; did you mean year?");
    assertThat(
            said(
                "SELECT DATEADD(mons, 1, a), DATE_TRUNC('WEEK', a), DATEDIFF('hrs', a, b),"
                    + " EXTRACT(dow FROM a), DATE_TRUNC(LOWER('DAY'), a) FROM t"))
        .isEmpty();
  }

  @Test
  void aMisspeltFunctionOfAPartIsNamed() {
    assertThat(said("SELECT DATEDIF(day, a, b), F_OTHER(day, a), NOWHERE(a, b) FROM t"))
        .containsExactly("1:8 no function is called datedif; did you mean DATEDIFF?");
  }

  /** Line, column and what is wrong. */
  private static List<String> said(String sql) {
    ParsedText parsed = Texts.parsed(sql.replace("FROM t", "FROM {events}"));
    return WrongCalls.of(parsed).stream()
        .map(DiagnosticPrinter::sentence)
        .map(line -> line.replaceFirst("W213 [^:]*:", ""))
        .map(line -> line.replace("Redshift's documentation has no such call: ", ""))
        .toList();
  }
}
