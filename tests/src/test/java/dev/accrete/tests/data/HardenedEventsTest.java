package dev.accrete.tests.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.accrete.runtime.csv.CsvColumn;
import dev.accrete.runtime.csv.CsvFile;
import dev.accrete.runtime.csv.CsvProblem;
import dev.accrete.runtime.csv.CsvRow;
import dev.accrete.runtime.csv.CsvValues;
import dev.accrete.runtime.csv.LengthUnit;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HardenedEventsTest {
  private static final Comparator<DataRow> KEPT =
      Comparator.<DataRow, String>comparing(row -> row.text("collector_tstamp"))
          .thenComparing(row -> row.text("etl_tstamp"));
  private static final int LOADS = 6;

  private Path data = Path.of("");
  private HardenedEvents hardened = HardenedEvents.of(new WebEvents(List.of(), List.of()));

  /** Before each, so that each test is reported as skipped, with the reason. */
  @BeforeEach
  void read() throws IOException {
    Optional<Path> found = SharedData.find();
    assumeTrue(found.isPresent(), SharedData.ABSENT);
    data = found.orElseThrow();
    if (hardened.events().isEmpty()) {
      hardened = HardenedEvents.read(data, 42);
    }
  }

  @Test
  void theSharedFilesAreReadWhole() throws IOException {
    WebEvents plain = WebEvents.read(data);
    assertThat(plain.events()).hasSize(681);
    assertThat(plain.contexts()).hasSize(680);
    assertThat(plain.events().stream().map(r -> r.value("domain_userid")).distinct()).hasSize(192);
    assertThat(plain.events().stream().map(r -> r.value("domain_sessionid")).distinct())
        .hasSize(199);
    assertThat(plain.events().stream().map(r -> r.value("etl_tstamp")).distinct()).hasSize(456);
    assertThat(plain.events()).allMatch(r -> r.text("domain_sessionid").length() == 32);
  }

  @Test
  void theSameSeedGivesTheSameRows() throws IOException {
    HardenedEvents again = HardenedEvents.read(data, 42);
    assertThat(again.events()).isEqualTo(hardened.events());
    assertThat(again.byEtl(LOADS)).isEqualTo(hardened.byEtl(LOADS));
    assertThat(again.shuffled(1, LOADS)).isEqualTo(hardened.shuffled(1, LOADS));
    assertThat(HardenedEvents.read(data, 43).events()).isNotEqualTo(hardened.events());
  }

  @Test
  void eachCutBringsEveryRowOnce() {
    List<List<HardLoad>> cuts =
        List.of(
            hardened.byEtl(LOADS),
            hardened.byEtl(40),
            hardened.lateFirst(LOADS),
            hardened.byCollector(LOADS),
            hardened.shuffled(7, LOADS));
    for (List<HardLoad> cut : cuts) {
      assertThat(cut).allMatch(load -> !load.events().isEmpty());
      assertThat(cut.stream().flatMap(load -> load.events().stream()).toList())
          .containsExactlyInAnyOrderElementsOf(hardened.events());
      assertThat(cut.stream().flatMap(load -> load.contexts().stream()).toList())
          .containsExactlyInAnyOrderElementsOf(hardened.contexts());
    }
  }

  @Test
  void stampsGrowInEveryCut() {
    assertThat(grownStamps(hardened.byEtl(LOADS))).hasSizeBetween(5, 200);
    assertThat(grownStamps(hardened.byCollector(LOADS))).hasSizeGreaterThan(1);
    assertThat(grownStamps(hardened.byCollector(40))).hasSizeGreaterThan(9);
    assertThat(grownStamps(hardened.lateFirst(LOADS))).isNotEmpty();
  }

  private static Set<String> grownStamps(List<HardLoad> cut) {
    Set<String> known = new HashSet<>();
    Set<String> grown = new TreeSet<>();
    for (HardLoad load : cut) {
      List<String> stamps = load.events().stream().map(r -> r.text("etl_tstamp")).toList();
      stamps.stream().filter(known::contains).forEach(grown::add);
      known.addAll(stamps);
    }
    return grown;
  }

  @Test
  void copiesWinInLaterLoads() {
    Map<String, DataRow> kept = new HashMap<>();
    int wins = 0;
    int byStamp = 0;
    int moves = 0;
    for (HardLoad load : hardened.byEtl(LOADS)) {
      Map<String, DataRow> before = Map.copyOf(kept);
      for (DataRow row : load.events()) {
        kept.merge(row.text("event_id"), row, (a, b) -> KEPT.compare(b, a) < 0 ? b : a);
      }
      for (DataRow old : before.values()) {
        DataRow now = Objects.requireNonNull(kept.get(old.text("event_id")));
        wins += KEPT.compare(now, old) < 0 ? 1 : 0;
        byStamp +=
            now != old && now.text("collector_tstamp").equals(old.text("collector_tstamp")) ? 1 : 0;
        moves +=
            Objects.equals(now.value("domain_sessionid"), old.value("domain_sessionid")) ? 0 : 1;
      }
    }
    System.out.printf(
        "hardened: %d events, %d contexts; copies that win later: %d, by stamp: %d, to another"
            + " session: %d%n",
        hardened.events().size(), hardened.contexts().size(), wins, byStamp, moves);
    assertThat(wins).isGreaterThan(20);
    assertThat(byStamp).isPositive();
    assertThat(moves).isPositive();
  }

  @Test
  void lateOnesComeFirst() {
    List<HardLoad> cut = hardened.lateFirst(LOADS);
    long first = cut.get(0).events().stream().filter(HardenedEvents::isLate).count();
    long last = cut.get(LOADS - 1).events().stream().filter(HardenedEvents::isLate).count();
    assertThat(first).isGreaterThan(50);
    assertThat(last).isZero();
  }

  @Test
  void visitorsTurnOutToBeEarlierOnes() {
    Map<String, String> lastUser = new HashMap<>();
    Set<String> cookies = new HashSet<>();
    int merges = 0;
    for (HardLoad load : hardened.byEtl(LOADS)) {
      Map<String, String> before = Map.copyOf(lastUser);
      Set<String> seen = Set.copyOf(cookies);
      for (DataRow row : load.events()) {
        String cookie = row.value("domain_userid");
        String user = row.value("user_id");
        if (cookie != null && user != null) {
          boolean known = before.containsValue(user);
          merges += seen.contains(cookie) && !before.containsKey(cookie) && known ? 1 : 0;
          lastUser.put(cookie, user);
        }
        cookies.add(Objects.requireNonNullElse(cookie, ""));
      }
    }
    assertThat(merges).isPositive();
  }

  @Test
  void olderLoginsArriveAfterNewerOnes() {
    List<DataRow> logins =
        hardened.events().stream().filter(r -> r.value("user_id") != null).toList();
    long losing =
        logins.stream()
            .filter(r -> r.text("user_id").startsWith("older-"))
            .filter(older -> logins.stream().anyMatch(r -> beats(r, older)))
            .map(r -> r.text("user_id"))
            .distinct()
            .count();
    assertThat(losing).isEqualTo(10);
  }

  /** Whether a login of the same cookie is newer and was loaded before. */
  private static boolean beats(DataRow login, DataRow older) {
    return Objects.equals(login.value("domain_userid"), older.value("domain_userid"))
        && login.text("collector_tstamp").compareTo(older.text("collector_tstamp")) > 0
        && login.text("etl_tstamp").compareTo(older.text("etl_tstamp")) < 0;
  }

  @Test
  void idsAreNullAndSessionsCrossLoadsAndDays() {
    assertThat(count(r -> r.value("domain_userid") == null)).isPositive();
    assertThat(count(r -> r.value("domain_userid") == null && r.value("user_id") != null))
        .isPositive();
    assertThat(count(r -> r.value("domain_sessionid") == null && r.value("domain_userid") != null))
        .isPositive();
    Map<String, Set<String>> days = new HashMap<>();
    for (DataRow row : hardened.events()) {
      days.computeIfAbsent(
              Objects.requireNonNullElse(row.value("domain_sessionid"), ""), s -> new HashSet<>())
          .add(row.text("etl_tstamp").substring(0, 10));
    }
    days.remove("");
    assertThat(days.values()).filteredOn(d -> d.size() > 1).hasSizeGreaterThan(10);
    assertThat(count(r -> r.text("event_name").equals("page_ping"))).isGreaterThan(300);
  }

  private long count(Predicate<DataRow> which) {
    return hardened.events().stream().filter(which).count();
  }

  @Test
  void contextsComeBeforeAndAfterTheirEvents() {
    Map<String, Integer> loadOfEvent = new HashMap<>();
    List<HardLoad> cut = hardened.byEtl(LOADS);
    for (int i = LOADS - 1; i >= 0; i--) {
      for (DataRow row : cut.get(i).events()) {
        loadOfEvent.put(LoadCut.key(row, "event_id", "collector_tstamp"), i);
      }
    }
    Set<Integer> distances = new TreeSet<>();
    for (int i = 0; i < LOADS; i++) {
      for (DataRow row : cut.get(i).contexts()) {
        Integer load = loadOfEvent.get(LoadCut.key(row, "root_id", "root_tstamp"));
        distances.add(load == null ? 99 : i - load);
      }
    }
    assertThat(distances).contains(-1, 0, 1, 2);
  }

  @Test
  void writtenLoadsFitTheDeclaredTypes(@TempDir Path folder) throws IOException {
    HardLoad load = hardened.byEtl(LOADS).get(LOADS - 1);
    load.writeEvents(folder.resolve("events.csv"));
    load.writeContexts(folder.resolve("contexts.csv"));
    assertFits(folder.resolve("events.csv"), WebColumns.EVENTS, load.events());
    assertFits(folder.resolve("contexts.csv"), WebColumns.CONTEXTS, load.contexts());
  }

  private static void assertFits(Path path, Map<String, String> types, List<DataRow> rows)
      throws IOException {
    List<CsvColumn> columns = new ArrayList<>();
    types.forEach((name, type) -> columns.add(new CsvColumn(name, type, true)));
    List<CsvProblem> problems = new ArrayList<>();
    int count = 0;
    try (CsvFile file = CsvFile.open(path)) {
      CsvValues values =
          Objects.requireNonNull(CsvValues.match(file, columns, LengthUnit.BYTES, false).values());
      for (CsvRow row = file.next(); row != null; row = file.next()) {
        assertThat(row.values()).isEqualTo(rows.get(count++).list());
        values.read(row, problems);
      }
    }
    assertThat(problems).isEmpty();
    assertThat(count).isEqualTo(rows.size());
  }
}
