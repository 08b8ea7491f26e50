package dev.accrete.runtime.engine;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TypedColumnTest {
  private static TypedColumn column(String type, int precision, int scale) {
    return new TypedColumn("x", type, precision, scale);
  }

  @ParameterizedTest
  @CsvSource({
    "DECIMAL, 8, 2, DECIMAL, 12, 4, false",
    "DECIMAL, 12, 4, DECIMAL, 38, 2, true",
    "numeric, 0, 0, numeric, 12, 4, true",
    "numeric, 12, 4, numeric, 0, 0, false",
    "int4, 0, 0, int8, 0, 0, false",
    "HUGEINT, 0, 0, DECIMAL, 38, 0, false",
    "BIGINT, 0, 0, DOUBLE, 0, 0, true",
    "float8, 0, 0, int4, 0, 0, true",
    "FLOAT, 0, 0, DOUBLE, 0, 0, false",
    "float8, 0, 0, float4, 0, 0, true",
    "timestamp, 0, 6, timestamp, 0, 0, true",
    "timestamp, 0, 0, timestamp, 0, 6, false",
    "timestamp, 0, 6, date, 0, 0, true",
    "date, 0, 0, timestamp, 0, 6, false",
    "text, 0, 0, varchar, 0, 0, false",
    "'\"NULL\"', 0, 0, varchar, 0, 0, false",
    "varchar, 0, 0, int4, 0, 0, true"
  })
  void whatIsLost(
      String own, int digits, int scale, String other, int others, int rest, boolean lost) {
    assertThat(column(own, digits, scale).losesIn(column(other, others, rest))).isEqualTo(lost);
  }
}
