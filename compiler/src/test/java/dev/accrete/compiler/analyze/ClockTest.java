package dev.accrete.compiler.analyze;

import static org.assertj.core.api.Assertions.assertThat;

import dev.accrete.compiler.catalogue.Functions;
import dev.accrete.compiler.certificate.Flip;
import dev.accrete.compiler.dialect.ClockSql;
import dev.accrete.compiler.dialect.ExpressionSql;
import dev.accrete.compiler.validate.Building;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ClockTest {
  private static Clock clock(String sql) {
    return Clock.of(Building.built(sql).value().root(), new Functions(Set.of(), "redshift"));
  }

  private static String text(Flip flip) {
    return flip.input()
        + ": "
        + ExpressionSql.print(flip.condition(), i -> flip.fields().get(i).name());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "SELECT id FROM {events} WHERE seen > CURRENT_DATE AND id = 'x' | events: seen > (current_date)",
        "SELECT s FROM (SELECT seen AS s FROM {events}) AS e WHERE s > NOW() | events: seen > now()",
        "SELECT e.id FROM {events} e JOIN {users} u ON u.id = e.id WHERE u.id > CURRENT_DATE | users: id > (current_date)",
        "SELECT e.id FROM {events} e LEFT JOIN {users} u ON u.id = e.id WHERE e.seen > CURRENT_DATE | events: seen > (current_date)",
        "SELECT visitor, COUNT(*) AS n FROM {events} WHERE seen BETWEEN CURRENT_DATE - 1 AND CURRENT_DATE GROUP BY visitor"
            + " | events: seen between (current_date) - 1 and (current_date)",
        "SELECT e.id FROM {events} e WHERE e.seen > CURRENT_DATE AND EXISTS (SELECT 1 FROM {users} u WHERE u.id = e.id)"
            + " | events: seen > (current_date)",
      })
  void aConditionOverOneInputIsLedToIt(String sql, String flip) {
    Clock clock = clock(sql);
    assertThat(clock.flips()).singleElement().extracting(ClockTest::text).isEqualTo(flip);
    assertThat(clock.isOpen()).isFalse();
    assertThat(clock.marks()).isEmpty();
  }

  @Test
  void oneThatEachReadingOfAWithHasIsLedToAllOfThem() {
    Clock clock =
        clock(
            "WITH c AS (SELECT id FROM {events} WHERE seen > CURRENT_DATE) SELECT a.id FROM c AS a"
                + " LEFT JOIN c AS b ON b.id = a.id");
    assertThat(clock.isOpen()).isFalse();
    assertThat(clock.flips()).hasSize(2);
    assertThat(clock.flips()).extracting(f -> f.reference()).containsOnly(0);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT visitor FROM {events} GROUP BY visitor HAVING MAX(seen) > CURRENT_TIMESTAMP",
        "SELECT e.id FROM {events} e LEFT JOIN {users} u ON u.id = e.id WHERE u.id > CURRENT_DATE",
        "SELECT e.id FROM {events} e JOIN {users} u ON u.id = e.id AND e.seen > CURRENT_DATE",
        "SELECT e.id FROM {events} e JOIN {users} u ON u.id = e.id WHERE e.seen > CURRENT_DATE OR u.id = 'x'",
        "SELECT CURRENT_DATE - seen AS age FROM {events}",
        "SELECT e.id FROM {events} e WHERE e.seen > CURRENT_DATE OR EXISTS (SELECT 1 FROM {users} u WHERE u.id = e.id)",
        "SELECT e.id FROM {events} e WHERE NOT EXISTS (SELECT 1 FROM {users} u WHERE u.id = e.id AND u.id > CURRENT_DATE)",
        "WITH c AS (SELECT id, seen FROM {events}) SELECT a.id FROM c AS a LEFT JOIN (SELECT id FROM c WHERE seen > CURRENT_DATE) AS b ON b.id = a.id",
        "WITH c AS (SELECT id, seen FROM {events}) SELECT a.id FROM c AS a WHERE a.seen > CURRENT_DATE AND a.id IN (SELECT id FROM c)",
        "SELECT id FROM {events} WHERE CURRENT_DATE > '2026-01-01'",
        "SELECT id FROM {events} WHERE seen > CURRENT_DATE + RANDOM()",
        "SELECT id FROM (SELECT id, ROW_NUMBER() OVER (PARTITION BY id ORDER BY seen) AS n FROM {events}) AS e WHERE n > CURRENT_DATE",
        "SELECT CURRENT_DATE AS d, id FROM {events} UNION ALL SELECT CURRENT_DATE, id FROM {events}",
        "SELECT DISTINCT CURRENT_DATE AS d, id FROM {events}",
        "SELECT id FROM {events} WHERE seen > CURRENT_TIME",
      })
  void anythingElseStays(String sql) {
    Clock clock = clock(sql);
    assertThat(clock.flips()).isEmpty();
    assertThat(clock.marks()).isEmpty();
    assertThat(clock.root()).isEqualTo(Building.built(sql).value().root());
  }

  @Test
  void byItselfInTheSelectListItIsAMark() {
    Clock clock = clock("SELECT id, CAST(CURRENT_DATE AS VARCHAR) AS day FROM {events}");
    assertThat(clock.marks()).containsExactly(1);
    assertThat(clock.isOpen()).isFalse();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "seen < now() | seen < CAST(N AS TIMESTAMPTZ)",
        "CURRENT_DATE AS current_date | CAST(N AS DATE) AS current_date",
        "'now()' + \"now()\" + x.current_date | 'now()' + \"now()\" + x.current_date",
        "e'it\\'s now()' + GETDATE ( ) | e'it\\'s now()' + CAST(N AS TIMESTAMP)",
        "a /* now() */ -- now() | a /* now() */ -- now()",
        "pg_catalog.now() - \"pg_catalog\" . getdate() | CAST(N AS TIMESTAMPTZ) - CAST(N AS TIMESTAMP)",
        "\"now\"() - main.\"today\"() | CAST(N AS TIMESTAMPTZ) - CAST(N AS DATE)",
        "now /* UTC */ () - getdate( /* ) */ ) | CAST(N AS TIMESTAMPTZ) - CAST(N AS TIMESTAMP)",
        "mine.now() - \"mine\".\"now\"() | mine.now() - \"mine\".\"now\"()",
        "current_dates, known(), Current_Timestamp(3) | current_dates, known(), CAST(N AS TIMESTAMPTZ)",
      })
  void bindsWhatIsTheClockAlone(String text, String bound) {
    assertThat(ClockSql.bind(text, true, "N")).isEqualTo(bound);
    assertThat(ClockSql.bind(text, false, "N")).isEqualTo(text);
  }
}
