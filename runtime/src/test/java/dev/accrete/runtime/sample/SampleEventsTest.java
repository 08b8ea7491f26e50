package dev.accrete.runtime.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.accrete.runtime.csv.CsvColumn;
import dev.accrete.runtime.csv.CsvFile;
import dev.accrete.runtime.csv.CsvProblem;
import dev.accrete.runtime.csv.CsvRow;
import dev.accrete.runtime.csv.CsvValues;
import dev.accrete.runtime.csv.LengthUnit;
import dev.accrete.runtime.sample.SampleEvents.LoadFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SampleEventsTest {
  @TempDir Path folder = Path.of("");

  @Test
  void theSameSeedGivesTheSameBytes() throws IOException {
    List<LoadFile> once = SampleEvents.demo(42).write(folder.resolve("once"));
    List<LoadFile> again = SampleEvents.demo(42).write(folder.resolve("again"));
    for (int i = 0; i < once.size(); i++) {
      assertThat(once.get(i).path()).hasSameBinaryContentAs(again.get(i).path());
    }
    List<LoadFile> other = SampleEvents.demo(43).write(folder.resolve("other"));
    assertThat(once.get(1).path()).content().isNotEqualTo(Files.readString(other.get(1).path()));
  }

  @ParameterizedTest
  @ValueSource(longs = {0, 1, -7, 42, Long.MAX_VALUE})
  void theDemoHasItsSizesForAnySeed(long seed) {
    List<LoadReport> loads = reports(SampleEvents.demo(seed));
    assertThat(loads).hasSize(4);
    assertThat(loads.get(0).counts().total()).isGreaterThanOrEqualTo(50_000);
    assertThat(loads.subList(1, 4))
        .allSatisfy(l -> assertThat(l.counts().total()).isBetween(1_000L, 2_200L));
    assertThat(loads.get(1).counts().of(RowKind.LATE)).isPositive();
    assertThat(loads.get(1).counts().of(RowKind.REPEATED)).isPositive();
    assertThat(loads.get(1).counts().of(RowKind.LOSING_COPY)).isPositive();
    assertThat(loads.get(1).counts().of(RowKind.WINNING_COPY)).isPositive();
    assertThat(loads.get(2).counts().of(RowKind.HELD_BACK)).isPositive();
    assertThat(loads.get(3).counts().of(RowKind.IDENTIFYING)).isPositive();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 6, 40})
  void allLoadsTogetherHaveExactlyTheEventsAskedFor(int loads) {
    List<LoadReport> reports = reports(SampleEvents.of(SampleConfig.of(3, 100_003, loads)));
    assertThat(reports).hasSize(loads);
    assertThat(reports.stream().mapToLong(r -> r.counts().total()).sum()).isEqualTo(100_003);
    assertThat(reports).allSatisfy(r -> assertThat(r.counts().total()).isPositive());
  }

  /** The loads keep their cases, but where they are too short for any. */
  @ParameterizedTest
  @ValueSource(longs = {1_000, 20_000, 1_000_000})
  void theDemoHasTheEventsAskedFor(long events) {
    List<LoadReport> loads = reports(SampleEvents.demo(3, events));
    assertThat(loads).hasSize(4);
    assertThat(loads.stream().mapToLong(r -> r.counts().total()).sum()).isEqualTo(events);
    assertThat(loads.get(3).counts().of(RowKind.IDENTIFYING))
        .isGreaterThanOrEqualTo(events < 20_000 ? 0 : 1);
  }

  /** A hundred thousand events would not fit in this heap, nor would what they need to be told. */
  @Test
  void aSmallHeapIsEnough() throws Exception {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx12m",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                CountedEvents.class.getName(),
                "1500000")
            .redirectErrorStream(true)
            .start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(said).isZero();
    assertThat(said).startsWith("1500000 events, ");
  }

  @Test
  void filesHaveTheValuesOfTheStreamAndFitTheDeclaredTypes() throws IOException {
    SampleEvents events = SampleEvents.of(SampleConfig.of(5, 20_000, 3));
    EventStream stream = events.open();
    for (LoadFile load : events.write(folder)) {
      assertThat(stream.nextLoad()).isTrue();
      try (CsvFile file = CsvFile.open(load.path())) {
        compare(file, stream);
      }
    }
    assertThat(stream.nextLoad()).isFalse();
  }

  private static void compare(CsvFile file, EventStream stream) throws IOException {
    assertThat(file.header()).isEqualTo(SampleColumns.NAMES);
    List<CsvColumn> columns = new ArrayList<>();
    SampleColumns.TYPES.forEach(
        (name, type) ->
            columns.add(new CsvColumn(name, type, !SampleColumns.NOT_NULL.contains(name))));
    CsvValues values =
        Objects.requireNonNull(CsvValues.match(file, columns, LengthUnit.BYTES, false).values());
    List<CsvProblem> problems = new ArrayList<>();
    for (CsvRow row = file.next(); row != null; row = file.next()) {
      assertThat(row.values()).isEqualTo(Objects.requireNonNull(stream.next()).values());
      values.read(row, problems);
    }
    assertThat(stream.next()).isNull();
    assertThat(problems).isEmpty();
  }

  /**
   * Most contexts come with their row, some a load later, a few never; none before. A repeated row
   * repeats its context.
   */
  @Test
  void contextsNameTheViewOfTheirRow() throws IOException {
    Map<String, Integer> rows = new HashMap<>();
    EventStream stream = SampleEvents.demo(42).open();
    while (stream.nextLoad()) {
      for (SampleEvent event = stream.next(); event != null; event = stream.next()) {
        rows.putIfAbsent(event.value("event_id") + event.value("collector_tstamp"), event.load());
      }
    }
    Map<Integer, Integer> later = new TreeMap<>();
    Map<String, String> views = new HashMap<>();
    int load = 0;
    for (LoadFile written : SampleEvents.demo(42).write(folder)) {
      load++;
      for (String line : Files.readAllLines(written.contexts()).stream().skip(1).toList()) {
        String[] cells = line.replace("\"", "").split(",");
        Integer natural = rows.get(cells[0] + cells[1]);
        if (natural != null) {
          later.merge(load - natural, 1, Integer::sum);
          views.put(cells[0] + cells[1], cells[2]);
        }
      }
    }
    assertThat(later.keySet()).contains(0, 1).allMatch(loads -> loads >= 0);
    assertThat(later.get(1)).isGreaterThan(20);
    assertThat(views.size()).isBetween(rows.size() * 98 / 100, rows.size() - 1);
    assertThat(views.values().stream().distinct().count()).isLessThan(rows.size() / 2);
  }

  @Test
  void aLoadThatIsLeftEarlyChangesNothingInTheNext() {
    EventStream whole = SampleEvents.demo(9).open();
    EventStream left = SampleEvents.demo(9).open();
    whole.nextLoad();
    SampleEvent last = whole.next();
    while (last != null) {
      last = whole.next();
    }
    left.nextLoad();
    left.next();
    whole.nextLoad();
    left.nextLoad();
    for (SampleEvent event = whole.next(); event != null; event = whole.next()) {
      assertThat(Objects.requireNonNull(left.next()).values()).isEqualTo(event.values());
    }
    assertThat(left.next()).isNull();
  }

  @Test
  void sentencesTellWhatALoadBrings() {
    List<LoadReport> loads = reports(SampleEvents.demo(42));
    assertThat(loads.get(2).sentence())
        .startsWith("Load 3, a stamp that grows: 1,")
        .contains(" held back, with etl_tstamps loaded before")
        .endsWith(".");
  }

  @Test
  void loadsShorterThanAStampAreRefused() {
    assertThatThrownBy(() -> SampleEvents.of(SampleConfig.growing(1, 1_000_000, 2, 10)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("load 2 is shorter than a stamp of 3600 s");
    SampleEvents.of(SampleConfig.growing(1, 1_000_000, 2, 10).withEtlSeconds(1));
  }

  @Test
  void throughputIsPrinted() throws IOException {
    long events = 300_000;
    long before = System.nanoTime();
    SampleEvents.of(SampleConfig.growing(1, events - 10_000, 1, 10_000)).write(folder);
    double seconds = (System.nanoTime() - before) / 1e9;
    System.out.printf(
        "sample: %d events in %.2f s, %.0f a second%n", events, seconds, events / seconds);
  }

  private static List<LoadReport> reports(SampleEvents events) {
    List<LoadReport> reports = new ArrayList<>();
    EventStream stream = events.open();
    while (stream.nextLoad()) {
      long rows = 0;
      while (stream.next() != null) {
        rows++;
      }
      assertThat(stream.report().counts().total()).isEqualTo(rows);
      reports.add(stream.report());
    }
    return reports;
  }
}
