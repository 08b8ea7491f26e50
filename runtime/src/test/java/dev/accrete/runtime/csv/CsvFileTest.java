package dev.accrete.runtime.csv;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CsvFileTest {
  @TempDir Path folder = Path.of("");

  @Test
  void unquotedEmptyIsNullAndQuotedEmptyIsTheEmptyString() throws IOException {
    assertThat(values(read("a,b,c\n,\"\",x\n"))).containsExactly(row(null, "", "x"));
  }

  @Test
  void byteOrderMarkAndWindowsLineEndsAreNoPartOfTheValues() throws IOException {
    try (CsvFile file = open("\uFEFFa,b\r\n1,2\r\n")) {
      assertThat(file.header()).containsExactly("a", "b");
      assertThat(file.next()).isEqualTo(new CsvRow(1, 2, List.of("1", "2")));
      assertThat(file.next()).isNull();
    }
  }

  @Test
  void lineBreaksInValuesStayAndLinesAreCountedOn() throws IOException {
    List<CsvRow> rows = read("a,b\n\"x\r\ny\",\"1\n2\"\nlast,row");
    assertThat(rows)
        .containsExactly(
            new CsvRow(1, 2, List.of("x\r\ny", "1\n2")), new CsvRow(2, 5, List.of("last", "row")));
  }

  @Test
  void quotesAreUndoubled() throws IOException {
    assertThat(values(read("a\n\"say \"\"hi\"\", then\"\n")))
        .containsExactly(row("say \"hi\", then"));
  }

  @Test
  void emptyLinesAreSkippedButAreNullsInOneColumn() throws IOException {
    assertThat(read("a,b\n\n1,2\n\n")).hasSize(1);
    assertThat(values(read("a\nx\n\ny\n"))).containsExactly(row("x"), row((String) null), row("y"));
  }

  @Test
  void headerAloneHasNoRows() throws IOException {
    assertThat(read("a,b")).isEmpty();
    assertThat(read("a,b\n")).isEmpty();
  }

  @Test
  void wrongCountOfValuesNamesTheLine() {
    assertThatThrownBy(() -> read("a,b\n\"x\ny\",2\n1,2,3\n"))
        .isInstanceOf(CsvException.class)
        .hasMessageEndingWith("events.csv:4: expected 2 values as in the header, found 3");
    assertThatThrownBy(() -> read("a,b\n1\n"))
        .hasMessageEndingWith("events.csv:2: expected 2 values as in the header, found 1");
  }

  @Test
  void badHeadersAreNamed() {
    assertThatThrownBy(() -> read("")).hasMessageContaining("expected a header");
    assertThatThrownBy(() -> read("a,A\n")).hasMessageContaining("names A twice");
    assertThatThrownBy(() -> read("a,,c\n")).hasMessageContaining("no name for column 2");
  }

  @Test
  void brokenQuotesNameTheLine() {
    assertThatThrownBy(() -> read("a,b\n1,2\n\"open,2\n3,4\n"))
        .isInstanceOf(CsvException.class)
        .hasMessageContaining("events.csv:3: ")
        .hasMessageContaining("broken row");
    assertThatThrownBy(() -> read("a,b\n\"x\"y,2\n")).isInstanceOf(CsvException.class);
  }

  @Test
  void otherBytesThanUtf8AreAnErrorNotAReplacement() throws IOException {
    Path path = folder.resolve("latin.csv");
    Files.write(path, "a,b\nx,\u00fc\n".getBytes(StandardCharsets.ISO_8859_1));
    assertThatThrownBy(() -> readAll(CsvFile.open(path)))
        .isInstanceOf(CsvException.class)
        .hasMessageContaining("not UTF-8");
  }

  @Test
  void absentFileIsAnInputError() {
    assertThatThrownBy(() -> CsvFile.open(folder.resolve("none.csv")))
        .isInstanceOf(IOException.class);
  }

  @Test
  void aMillionRowsTakeNoMoreMemoryThanOne() throws IOException {
    Path path = folder.resolve("long.csv");
    try (CsvWriter writer = CsvWriter.create(path)) {
      writer.row(List.of("n", "t"));
      for (int i = 0; i < 1_000_000; i++) {
        writer.count(i).text("some text").endRow();
      }
    }
    long rows = 0;
    try (CsvFile file = CsvFile.open(path)) {
      for (CsvRow row = file.next(); row != null; row = file.next()) {
        rows = row.number();
      }
    }
    assertThat(rows).isEqualTo(1_000_000);
  }

  private static List<@Nullable String> row(@Nullable String... values) {
    return Arrays.asList(values);
  }

  private static List<List<@Nullable String>> values(List<CsvRow> rows) {
    return rows.stream().map(CsvRow::values).toList();
  }

  private CsvFile open(String text) throws IOException {
    Path path = folder.resolve("events.csv");
    Files.writeString(path, text);
    return CsvFile.open(path);
  }

  private List<CsvRow> read(String text) throws IOException {
    return readAll(open(text));
  }

  private static List<CsvRow> readAll(CsvFile opened) throws IOException {
    List<CsvRow> rows = new ArrayList<>();
    try (CsvFile file = opened) {
      for (CsvRow row = file.next(); row != null; row = file.next()) {
        rows.add(row);
      }
    }
    return rows;
  }
}
