package dev.accrete.runtime.csv;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CsvValuesTest {
  @TempDir Path folder = Path.of("");

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "varchar(3)|abc",
        "varchar(2)|é",
        "character varying ( 4 )|abcd",
        "text|anything at all",
        "smallint|-32768",
        "INTEGER|2147483647",
        "bigint|-9223372036854775808",
        "numeric(5,2)|999.9900",
        "decimal(18)|1e3",
        "numeric(2,2)|.25",
        "double precision|-1.5e-300",
        "double precision|NaN",
        "real|3.4e38",
        "boolean|T",
        "boolean|0",
        "date|2024-02-29",
        "timestamp|2026-01-31 12:30:00.123456",
        "timestamp|2026-01-31T12:30",
        "timestamp|2026-01-31T12:30:00.1234560000Z",
        "timestamp|2026-01-31",
        "timestamptz|2026-01-31 12:30:00+0130",
        "timestamp with time zone|2026-01-31 12:30:00-05",
      })
  void textsThatFit(String type, String text) {
    assertThat(reader(type).read(text)).isNotNull();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "varchar(3)|abcd",
        "varchar(1)|é",
        "smallint|32768",
        "integer|2147483648",
        "integer|1.0",
        "integer|' 1'",
        "integer|''",
        "integer|٣",
        "bigint|9223372036854775808",
        "numeric(5,2)|1000",
        "numeric(5,2)|0.001",
        "numeric(5,2)|1e9999",
        "numeric(5,2)|1e999999999",
        "double precision|1e400",
        "double precision|0x1p3",
        "double precision|1d",
        "real|1e39",
        "boolean|yes",
        "date|2026-02-29",
        "date|2026-01-31 00:00:00",
        "date|31.01.2026",
        "timestamp|2026-01-31 24:00:00",
        "timestamp|2026-01-31 12:30:61",
        "timestamp|2026-01-31 12:30:00.1234567",
        "timestamp|2026-01-31 12:30:00.",
        "timestamp|2026-01-31 12:30:00+01:00",
        "timestamp|2026-01-31x12:30:00",
        "timestamp|2026-01-31 12:3",
        "timestamp|now",
        "timestamptz|2026-01-31 12:30:00+1",
        "timestamptz|2026-01-31 12:30:00+19:00",
      })
  void textsThatDoNotFit(String type, String text) {
    assertThat(reader(type).read(text)).isNull();
  }

  @Test
  void valuesHaveTheJavaTypeOfTheirColumn() {
    assertThat(reader("smallint").read("7")).isEqualTo(7L);
    assertThat(reader("numeric(5,2)").read("1.5")).isEqualTo(new BigDecimal("1.50"));
    assertThat(reader("numeric(5,2)").read("0e5")).isEqualTo(new BigDecimal("0.00"));
    assertThat(reader("float").read("1.5")).isEqualTo(1.5);
    assertThat(reader("bool").read("f")).isEqualTo(false);
    assertThat(reader("date").read("2026-01-31")).isEqualTo(LocalDate.of(2026, 1, 31));
    assertThat(reader("timestamp").read("2026-01-31T12:30:01.05"))
        .isEqualTo(LocalDateTime.parse("2026-01-31T12:30:01.05"));
    assertThat(reader("timestamptz").read("2026-01-31 12:30:01+01:00"))
        .isEqualTo(OffsetDateTime.parse("2026-01-31T12:30:01+01:00"));
  }

  @Test
  void lengthsAreBytesOrCharacters() {
    assertThat(ValueReaders.of("varchar(2)", LengthUnit.BYTES).orElseThrow().read("üü")).isNull();
    assertThat(ValueReaders.of("varchar(2)", LengthUnit.CHARACTERS).orElseThrow().read("ü😀"))
        .isEqualTo("ü😀");
    assertThat(reader("text").read("a\0b")).isNull();
  }

  @Test
  void typesWithoutAReaderAreUnknown() {
    assertThat(ValueReaders.of("geometry", LengthUnit.BYTES)).isEmpty();
    assertThat(ValueReaders.of("varchar(99999999999)", LengthUnit.BYTES)).isEmpty();
  }

  @Test
  void columnsMatchByNameWithoutCaseInAnyOrder() throws IOException {
    try (CsvFile file = file("B,a\n2,x\n,y\n")) {
      CsvValues values = Objects.requireNonNull(match(file, false).values());
      List<CsvProblem> problems = new ArrayList<>();
      assertThat(values.read(next(file), problems)).containsExactly("x", 2L, null);
      assertThat(values.read(next(file), problems)).containsExactly("y", null, null);
      assertThat(problems).isEmpty();
    }
  }

  @Test
  void undeclaredColumnsAreProblemsUnlessIgnored() throws IOException {
    try (CsvFile file = file("a,z\nx,1\n")) {
      assertThat(match(file, false).problems())
          .singleElement()
          .satisfies(
              p ->
                  assertThat(p.text())
                      .endsWith("column z: in the file, but not declared for this source"));
      assertThat(match(file, true).problems()).isEmpty();
    }
    try (CsvFile file = file("b\n1\n")) {
      assertThat(match(file, false).problems()).extracting(CsvProblem::column).containsExactly("A");
    }
  }

  @Test
  void problemsTellLineColumnTextAndWhatWasExpected() throws IOException {
    try (CsvFile file = file("a,b\n\"x\ny\",1\n,many\n")) {
      CsvValues values = Objects.requireNonNull(match(file, false).values());
      List<CsvProblem> problems = new ArrayList<>();
      values.read(next(file), problems);
      values.read(next(file), problems);
      assertThat(problems)
          .extracting(CsvProblem::line, CsvProblem::column, CsvProblem::message)
          .containsExactly(
              tuple(4L, "A", "NULL (nothing between the commas) in a column declared as not null"),
              tuple(
                  4L,
                  "b",
                  "\"many\" is no integer: expected a whole number from -2147483648 to"
                      + " 2147483647"));
    }
  }

  private static CsvValues.Matched match(CsvFile file, boolean ignoreExtra) {
    List<CsvColumn> columns =
        List.of(
            new CsvColumn("A", "varchar(10)", false),
            new CsvColumn("b", "integer", true),
            new CsvColumn("c", "date", true));
    return CsvValues.match(file, columns, LengthUnit.BYTES, ignoreExtra);
  }

  private static CsvRow next(CsvFile file) throws IOException {
    return Objects.requireNonNull(file.next());
  }

  private CsvFile file(String text) throws IOException {
    Path path = folder.resolve("values.csv");
    Files.writeString(path, text);
    return CsvFile.open(path);
  }

  private static ValueReader reader(String type) {
    return ValueReaders.of(type, LengthUnit.BYTES).orElseThrow();
  }
}
