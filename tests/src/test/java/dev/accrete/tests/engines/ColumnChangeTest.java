package dev.accrete.tests.engines;

import static org.assertj.core.api.Assertions.assertThat;

import dev.accrete.compiler.dialect.ColumnChange;
import dev.accrete.runtime.engine.Database;
import dev.accrete.runtime.engine.EngineException;
import dev.accrete.runtime.engine.Session;
import dev.accrete.runtime.engine.StatementListener;
import dev.accrete.runtime.engine.duckdb.DuckDbDatabase;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is taken for wider has every value of the narrower type, as the engine itself casts it. */
class ColumnChangeTest {
  /** The extreme values of types, as DuckDB writes them, and the finest ones. */
  private static final Map<String, List<String>> VALUES =
      Map.ofEntries(
          Map.entry("TINYINT", List.of("-128", "127")),
          Map.entry("SMALLINT", List.of("-32768", "32767")),
          Map.entry("INTEGER", List.of("-2147483648", "2147483647")),
          Map.entry("BIGINT", List.of("-9223372036854775808", "9223372036854775807")),
          Map.entry(
              "HUGEINT",
              List.of(
                  "-170141183460469231731687303715884105728",
                  "170141183460469231731687303715884105727")),
          Map.entry("UTINYINT", List.of("0", "255")),
          Map.entry("USMALLINT", List.of("0", "65535")),
          Map.entry("UINTEGER", List.of("0", "4294967295")),
          Map.entry("UBIGINT", List.of("0", "18446744073709551615")),
          Map.entry("DECIMAL(8,2)", List.of("-999999.99", "999999.99")),
          Map.entry("DECIMAL(8,1)", List.of("-9999999.9", "9999999.9")),
          Map.entry("DECIMAL(12,4)", List.of("-99999999.9999", "99999999.9999")),
          Map.entry("DECIMAL(9,2)", List.of("-9999999.99", "9999999.99")),
          Map.entry("FLOAT", List.of("0.1", "3e38")),
          Map.entry("DOUBLE", List.of("0.1", "1e300")),
          Map.entry("DATE", List.of("1677-09-23", "2262-04-10")),
          Map.entry("TIMESTAMP_S", List.of("1677-09-23 00:12:45", "2262-04-10 23:47:15")),
          Map.entry("TIMESTAMP_MS", List.of("1677-09-23 00:12:45.123")),
          Map.entry("TIMESTAMP", List.of("1677-09-23 00:12:45.123456")),
          Map.entry("TIMESTAMP_NS", List.of("1677-09-23 00:12:45.123456789")),
          Map.entry("TIME", List.of("23:59:59.999999")),
          Map.entry("BOOLEAN", List.of("true", "false")),
          Map.entry("ENUM('a', 'b')", List.of("a", "b")),
          Map.entry("ENUM('b', 'a')", List.of("a", "b")),
          Map.entry("ENUM('a', 'b', 'c')", List.of("a", "b", "c")));

  @Test
  void widerTypesHaveEveryValue() {
    int wider = 0;
    try (Database database = DuckDbDatabase.inMemory();
        Session session = database.session("test", StatementListener.NONE)) {
      for (String before : VALUES.keySet()) {
        for (String after : VALUES.keySet()) {
          if (!before.equals(after) && ColumnChange.of(before, after).keepsValues()) {
            wider++;
            for (String value : VALUES.get(before)) {
              assertThat(survives(session, value, before, after))
                  .as("%s of %s in %s", value, before, after)
                  .isTrue();
            }
          }
        }
      }
    }
    assertThat(wider).as("pairs that are taken for wider").isGreaterThan(25);
  }

  private static boolean survives(Session session, String value, String before, String after) {
    String sql =
        "SELECT CASE WHEN CAST(CAST(v AS %2$s) AS %1$s) = v THEN 1 ELSE 0 END FROM (SELECT CAST('%3$s' AS %1$s) AS v) AS t"
            .formatted(before, after, value);
    try {
      return session.first("cast", sql, row -> row.number(1) == 1).orElseThrow();
    } catch (EngineException e) {
      return false;
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "character varying(5)|character varying(20)|WIDER",
        "character varying(20)|character varying(5)|OTHER",
        "character varying(20)|text|WIDER",
        "text|character varying(20)|OTHER",
        "character(3)|text|PADDED",
        "character varying(3)|character(3)|OTHER",
        "character|character(3)|OTHER",
        "name|text|PADDED",
        "name|character varying(63)|PADDED",
        "name|character varying(10)|OTHER",
        "numeric(8,2)|numeric|FINER",
        "numeric|numeric(8,2)|OTHER",
        "numeric(8,2)|numeric(9,3)|FINER",
        "numeric(8,2)|numeric(9,2)|GREATER",
        "character(3)|character(5)|PADDED",
        "numeric(8,2)|numeric(8,3)|OTHER",
        "integer|bigint|GREATER",
        "bigint|integer|OTHER",
        "integer|numeric(12,0)|OTHER",
        "real|double precision|DOUBLE",
        "double precision|real|OTHER",
        "timestamp(3) without time zone|timestamp without time zone|WIDER",
        "timestamp without time zone|timestamp(3) without time zone|OTHER",
        "timestamp without time zone|timestamp with time zone|OTHER",
        "timestamp without time zone|date|OTHER",
        "binary varying(20)|binary varying(10)|OTHER",
        "binary varying(10)|binary varying(20)|NONE",
        "STRUCT(a INTEGER)|STRUCT(a INTEGER, b VARCHAR)|OTHER",
        "integer|''|GONE",
        "''|integer|NEW"
      })
  void theCataloguesTypesAreTold(String before, String after, ColumnChange change) {
    assertThat(ColumnChange.of(before, after)).isEqualTo(change);
  }
}
