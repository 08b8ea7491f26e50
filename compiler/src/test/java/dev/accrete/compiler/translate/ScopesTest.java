package dev.accrete.compiler.translate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.accrete.compiler.diagnostic.Checked;
import dev.accrete.compiler.source.Origin;
import dev.accrete.compiler.source.SourceFile;
import dev.accrete.compiler.source.Span;
import dev.accrete.compiler.template.RenderedText;
import dev.accrete.compiler.tree.Field;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What a name means where columns of that name have several types: {@code a.v} is whole, {@code
 * b.v} a decimal, and of {@code c} nothing is told. An average of what is whole is cut off.
 */
class ScopesTest {
  private static final Map<String, List<Field>> TABLES =
      Map.of(
          "a", List.of(new Field("v", "integer", true), new Field("k", "integer", true)),
          "b", List.of(new Field("v", "decimal(9,2)", true), new Field("k", "integer", true)),
          "c", List.of());

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "SELECT AVG(a.v) FROM a JOIN b ON a.k = b.k; whole",
        "SELECT AVG(y.v) FROM a x JOIN b AS y ON x.k = y.k; decimal",
        "SELECT AVG(v) FROM a JOIN b ON a.k = b.k; unknown",
        "SELECT AVG(v) FROM a JOIN b USING (v); unknown",
        "SELECT AVG(v) FROM b WHERE k IN (SELECT v FROM a); decimal",
        "SELECT AVG(v) FROM a, c WHERE c.k > (SELECT MAX(v) FROM b); unknown",
        "SELECT AVG(a.v) FROM a, c WHERE c.k > (SELECT MAX(v) FROM b); whole",
        "SELECT k FROM b WHERE k = (SELECT AVG(b.k + v) FROM a WHERE a.k = b.k); whole",
        "SELECT k FROM b WHERE k = (SELECT AVG(w + b.v) FROM (SELECT v AS w FROM a) s); decimal",
        "SELECT AVG(v) FROM (SELECT v::decimal(9, 2) AS v FROM a) s; decimal",
        "SELECT AVG(v) FROM (SELECT k AS v FROM b) s; whole",
        "SELECT AVG(v) FROM (SELECT * FROM b) s JOIN (SELECT v AS w FROM a) t ON s.k = t.w; decimal",
        "SELECT AVG(v) FROM (SELECT * FROM a JOIN b USING (k)) s; unknown",
        "SELECT AVG(w) FROM (SELECT v, k FROM b) AS s (k, w); whole",
        "WITH s (w, v) AS (SELECT v, k FROM b) SELECT AVG(v) FROM s; whole",
        "WITH b AS (SELECT v FROM a) SELECT AVG(v) FROM b; whole",
        "WITH s AS (SELECT v FROM a UNION ALL SELECT k FROM b) SELECT AVG(v) FROM s, (SELECT v AS w FROM b) t; whole",
        "WITH s AS (SELECT v FROM a UNION ALL SELECT v FROM b) SELECT AVG(v) FROM s; decimal",
        "WITH s AS (SELECT v FROM b), t AS (SELECT SUM(k) AS v FROM s JOIN a ON s.v = a.v) SELECT AVG(v) FROM t; whole",
        "WITH RECURSIVE s (v) AS (SELECT 1 UNION ALL SELECT v + 1 FROM s WHERE v < 9) SELECT AVG(v) FROM s, (SELECT v AS w FROM b) t; whole",
        "WITH RECURSIVE s (v) AS (SELECT 1 UNION ALL SELECT 1.5) SELECT AVG(v) FROM s; decimal",
        "SELECT k AS v, AVG(v) FROM b GROUP BY k; decimal",
        "SELECT v AS w, AVG(w) OVER () FROM a; whole",
        "SELECT k AS w, k * 1.5 AS w, AVG(w) OVER () FROM a; unknown",
        "SELECT v::int AS v FROM b GROUP BY v ORDER BY AVG(v); decimal",
        "SELECT k FROM a GROUP BY k HAVING AVG(v) > (SELECT MAX(v) FROM b); whole",
        "SELECT AVG(s.v) FROM (SELECT k AS v FROM b WHERE v > 0) s JOIN a ON s.v = a.k AND a.v > 1; whole",
        "SELECT AVG(a.v) FROM nowhere s, a; whole",
        "SELECT AVG(s.v) FROM nowhere s, a; unknown",
        "SELECT AVG(v) FROM a JOIN nowhere ON TRUE; unknown",
        "SELECT AVG(s.v) FROM generate_series(1, 2) s, a; unknown",
        "WITH a AS (SELECT v FROM a JOIN nowhere ON TRUE) SELECT AVG(v) FROM a; unknown",
        "SELECT AVG(v) FROM (SELECT v FROM a EXCEPT SELECT k FROM b WHERE v > 1) s; whole"
      })
  void aNameMeansTheColumnThatItReads(String sql, String expected) {
    SourceFile file = new SourceFile("q.sql", sql);
    Origin whole = new Origin(new Span(file, 0, sql.length()), List.of());
    RenderedText text =
        new RenderedText(
            sql, List.of(), new TreeMap<>(Map.of(0, new RenderedText.Piece(whole, true))));
    Checked<RenderedText> found = new Translator("redshift", "postgres").translate(text, TABLES);
    String kind =
        found.diagnostics().stream().anyMatch(d -> d.message().contains("of unknown type"))
            ? "unknown"
            : found.value().text().contains("CAST(TRUNC(AVG") ? "whole" : "decimal";
    assertThat(kind).as(found.value().text()).isEqualTo(expected);
  }
}
