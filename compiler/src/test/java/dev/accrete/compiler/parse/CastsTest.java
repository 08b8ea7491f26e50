package dev.accrete.compiler.parse;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CastsTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "a::int|CAST(a AS int)",
        "a - b::int|a - CAST(b AS int)",
        "-a::int|-CAST(a AS int)",
        "x.\"A b\".c::int|CAST(x.\"A b\".c AS int)",
        "a::int::text|CAST(CAST(a AS int) AS text)",
        "(a + b::int)::text|CAST((a + CAST(b AS int)) AS text)",
        "a :: numeric ( 18 , 2 ) + 1|CAST(a AS numeric ( 18 , 2 )) + 1",
        "a::double precision * b::timestamp(3) with time zone|CAST(a AS double precision) * CAST(b AS timestamp(3) with time zone)",
        "a::varchar(max)|CAST(a AS varchar)",
        "a::datetime|CAST(a AS timestamp)",
        "a IN (1)::int|a IN CAST((1) AS int)",
        "NOT (a)::boolean|NOT CAST((a) AS boolean)",
        "f(a, b)::int|CAST(f(a, b) AS int)",
        "s.f (a)::int|CAST(s.f (a) AS int)",
        "COUNT(*) FILTER (WHERE a) OVER (PARTITION BY b)::int|CAST(COUNT(*) FILTER (WHERE a) OVER (PARTITION BY b) AS int)",
        "LISTAGG(a) WITHIN GROUP (ORDER BY b)::text|CAST(LISTAGG(a) WITHIN GROUP (ORDER BY b) AS text)",
        "CASE WHEN a THEN CASE b WHEN 1 THEN 2 END END::int|CAST(CASE WHEN a THEN CASE b WHEN 1 THEN 2 END END AS int)",
        "a[b[1]]::int|CAST(a[b[1]] AS int)",
        "'it''s::'::text|CAST('it''s::' AS text)",
        "E'\\''::text|CAST(E'\\'' AS text)",
        "DATE '2020-01-01'::text|CAST(DATE '2020-01-01' AS text)",
        "1.5::int|CAST(1.5 AS int)",
        "a /* x::y */ ::int -- ::|CAST(a AS int) -- ::",
        "THEN a::int|THEN CAST(a AS int)",
        "'a::int'|'a::int'"
      })
  void writesThemForTheParser(String text, String parsed) {
    assertThat(Casts.prepare(text).text()).isEqualTo(parsed);
  }

  @ParameterizedTest
  @ValueSource(strings = {"::int", "a::", "a::1", ")::int", "INTERVAL '1' DAY::text"})
  void leavesWhatIsNoCast(String text) {
    assertThat(Casts.prepare(text).text()).isEqualTo(text);
  }

  @ParameterizedTest
  @ValueSource(strings = {"a - b::int * c", "(a::int)::text || b", "a\n::\nint\n+ b"})
  void leadsPlacesBack(String text) {
    Casts.Prepared prepared = Casts.prepare(text);
    int line = 1;
    int column = 1;
    int last = 0;
    for (int i = 0; i < prepared.text().length(); i++) {
      int place = prepared.offsets().of(line, column);
      assertThat(place).isBetween(0, text.length());
      last = Math.max(last, place);
      boolean end = prepared.text().charAt(i) == '\n';
      line += end ? 1 : 0;
      column = end ? 1 : column + 1;
    }
    assertThat(last).isEqualTo(text.length() - 1);
    int star = prepared.text().indexOf('b');
    assertThat(
            text.charAt(
                prepared
                    .offsets()
                    .of(
                        1
                            + (int)
                                prepared
                                    .text()
                                    .substring(0, star)
                                    .chars()
                                    .filter(c -> c == '\n')
                                    .count(),
                        star - prepared.text().lastIndexOf('\n', star))))
        .isEqualTo('b');
  }
}
