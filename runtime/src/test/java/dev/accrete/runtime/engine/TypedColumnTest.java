package dev.accrete.runtime.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.accrete.compiler.dialect.ColumnLimit;
import java.math.BigInteger;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TypedColumnTest {
  private static TypedColumn column(String type, int precision, int scale) {
    return new TypedColumn("x", type, precision, scale, 0);
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
    "text, 0, 0, bpchar, 0, 0, true",
    "bpchar, 0, 0, text, 0, 0, false",
    "'\"NULL\"', 0, 0, varchar, 0, 0, false",
    "varchar, 0, 0, int4, 0, 0, true"
  })
  void whatIsLost(
      String own, int digits, int scale, String other, int others, int rest, boolean lost) {
    assertThat(column(own, digits, scale).losesIn(column(other, others, rest))).isEqualTo(lost);
  }

  @ParameterizedTest
  @CsvSource({
    "int8, 0, 0, int4, 0, 0, 2147483648",
    "BIGINT, 0, 0, UTINYINT, 0, 0, 256",
    "int4, 0, 0, int8, 0, 0, ",
    "HUGEINT, 0, 0, DECIMAL, 38, 0, 100000000000000000000000000000000000000",
    "INTEGER, 0, 0, DECIMAL, 10, 0, ",
    "numeric, 12, 2, numeric, 8, 2, 1000000",
    "numeric, 12, 6, numeric, 8, 2, ",
    "varchar, 0, 20, varchar, 0, 5, 6",
    "text, 0, 0, varchar, 0, 5, 6",
    "text, 0, 0, name, 0, 63, 64",
    "varchar, 0, 5, varchar, 0, 20, ",
    "varchar, 0, 5, text, 0, 0, "
  })
  void whatIsLimited(
      String own, int digits, int size, String other, int others, int sizes, BigInteger most) {
    TypedColumn staged = new TypedColumn("x", own, digits, size, size);
    TypedColumn table = new TypedColumn("x", other, others, sizes, sizes);
    assertThat(staged.limitIn(table).map(ColumnLimit::most)).isEqualTo(Optional.ofNullable(most));
  }
}
