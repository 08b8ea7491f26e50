package dev.accrete.runtime.csv;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CsvWriterTest {
  private static final List<@Nullable String> AWKWARD =
      Arrays.asList(
          null, "", " ", "a,b", "\"", "x\ny", "x\r\ny", "Überblick 😀", "\uFEFFb", "#", null);

  @Test
  void quotesOnlyWhereNeeded() throws IOException {
    assertThat(written(w -> w.row(AWKWARD)))
        .isEqualTo(
            ",\"\",\" \",\"a,b\",\"\"\"\",\"x\ny\",\"x\r\ny\",Überblick 😀,\"\uFEFFb\",#,\n");
  }

  @Test
  void whatIsWrittenIsReadBack(@TempDir Path folder) throws IOException {
    Path path = folder.resolve("round.csv");
    Files.writeString(path, "a,b,c,d,e,f,g,h,i,j,k\n" + written(w -> w.row(AWKWARD)));
    try (CsvFile file = CsvFile.open(path)) {
      assertThat(file.next()).extracting(CsvRow::values).isEqualTo(AWKWARD);
    }
  }

  @Test
  void fixedFormsAreThoseOfTheJavaLibrary() throws IOException {
    for (String instant :
        List.of(
            "1970-01-01T00:00:00.000Z",
            "2024-02-29T23:59:59.999Z",
            "2000-12-31T01:02:03.040Z",
            "1969-12-31T23:59:59.001Z",
            "9999-12-31T00:00:00.100Z")) {
      assertThat(written(w -> w.timestamp(Instant.parse(instant).toEpochMilli())))
          .isEqualTo(instant.replace('T', ' ').replace("Z", ""));
    }
    UUID id = new UUID(0x0123456789abcdefL, 0xfedcba9876543210L);
    assertThat(written(w -> w.uuid(id.getMostSignificantBits(), id.getLeastSignificantBits())))
        .isEqualTo(id.toString());
    assertThat(written(w -> w.hexadecimal(1, -1))).isEqualTo("0000000000000001ffffffffffffffff");
    assertThat(written(w -> w.count(0).count(10).count(-1).count(Integer.MAX_VALUE)))
        .isEqualTo("0,10,,2147483647");
    assertThat(written(w -> w.cells(CsvWriter.encode("a", null, "b,c")).text("d")))
        .isEqualTo("a,,\"b,c\",d");
  }

  @Test
  void valuesLargerThanTheBufferArrive() throws IOException {
    String large = "x".repeat(200_000);
    assertThat(written(w -> w.row(List.of("a", large, large, "b"))))
        .isEqualTo("a," + large + "," + large + ",b\n");
    for (int length = 65_530; length < 65_540; length++) {
      String edge = "y".repeat(length);
      assertThat(written(w -> w.row(List.of("a", edge, edge))))
          .isEqualTo("a," + edge + "," + edge + "\n");
    }
  }

  private interface Writing {
    void to(CsvWriter writer) throws IOException;
  }

  private static String written(Writing writing) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (CsvWriter writer = new CsvWriter(bytes)) {
      writing.to(writer);
    }
    return bytes.toString(StandardCharsets.UTF_8);
  }
}
