package dev.accrete.runtime.sample;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * Looks for the hard cases in the values alone: what the generator says of its rows is not asked.
 */
class HardCasesTest {
  private static final List<Row> ROWS = demo();

  /** The columns that the cases are told by. */
  private record Row(
      int load,
      String etl,
      String collector,
      String id,
      String name,
      @Nullable String user,
      @Nullable String cookie,
      @Nullable String session,
      String network,
      @Nullable String agent,
      List<@Nullable String> values) {
    static Row of(SampleEvent event) {
      List<@Nullable String> values = event.values();
      return new Row(
          event.load(),
          Objects.requireNonNull(values.get(index("etl_tstamp"))),
          Objects.requireNonNull(values.get(index("collector_tstamp"))),
          Objects.requireNonNull(values.get(index("event_id"))),
          Objects.requireNonNull(values.get(index("event_name"))),
          values.get(index("user_id")),
          values.get(index("domain_userid")),
          values.get(index("domain_sessionid")),
          Objects.requireNonNull(values.get(index("network_userid"))),
          values.get(index("useragent")),
          values);
    }
  }

  private static final Comparator<Row> KEPT =
      Comparator.comparing(Row::collector).thenComparing(Row::etl);

  private static int index(String column) {
    return SampleColumns.NAMES.indexOf(column);
  }

  private static List<Row> demo() {
    return rowsOf(SampleEvents.demo(42));
  }

  private static List<Row> rowsOf(SampleEvents events) {
    List<Row> rows = new ArrayList<>();
    EventStream stream = events.open();
    while (stream.nextLoad()) {
      for (SampleEvent event = stream.next(); event != null; event = stream.next()) {
        rows.add(Row.of(event));
      }
    }
    return rows;
  }

  private static List<Row> rows(Predicate<Row> which) {
    return ROWS.stream().filter(which).toList();
  }

  private static Map<Integer, Integer> winsByLoad(boolean byStampAlone) {
    Map<String, Row> kept = new HashMap<>();
    Map<Integer, Integer> wins = new TreeMap<>();
    for (Row row : ROWS) {
      Row before = kept.get(row.id());
      boolean better = before == null || KEPT.compare(row, before) < 0;
      boolean sameCollector = before != null && before.collector().equals(row.collector());
      if (before != null
          && better
          && before.load() < row.load()
          && (sameCollector || !byStampAlone)) {
        wins.merge(row.load(), 1, Integer::sum);
      }
      if (better) {
        kept.put(row.id(), row);
      }
    }
    return wins;
  }

  @Test
  void lateCopiesWinInLaterLoads() {
    assertThat(winsByLoad(false)).containsKeys(2, 3);
    assertThat(winsByLoad(true)).containsKey(3);
  }

  @Test
  void copiesComeWithTheSamePayloadAndWithAnother() {
    Map<String, List<@Nullable String>> first = new HashMap<>();
    int same = 0;
    int other = 0;
    for (Row row : ROWS) {
      List<@Nullable String> before = first.putIfAbsent(row.id(), row.values());
      int fingerprint = row.values().size() - 1;
      if (before != null && before.get(fingerprint).equals(row.values().get(fingerprint))) {
        same++;
      } else if (before != null) {
        other++;
      }
    }
    assertThat(same).isGreaterThan(50);
    assertThat(other).isGreaterThan(50);
    assertThat(new HashSet<>(ROWS).size())
        .as("copies equal in every column")
        .isLessThan(ROWS.size());
  }

  @Test
  void onlyTheThirdLoadBringsStampsThatWereLoadedBefore() {
    Set<String> known = new HashSet<>();
    for (int load = 1; load <= 4; load++) {
      int current = load;
      List<Row> grown = rows(r -> r.load() == current && known.contains(r.etl()));
      assertThat(grown.isEmpty()).as("load " + load).isEqualTo(load != 3);
      rows(r -> r.load() == current).forEach(r -> known.add(r.etl()));
    }
  }

  @Test
  void eventsComeLate() {
    String start = start(2);
    int derived = index("derived_tstamp");
    assertThat(
            rows(
                r ->
                    r.load() == 2
                        && Objects.requireNonNull(r.values().get(derived)).compareTo(start) < 0))
        .hasSizeGreaterThan(20);
  }

  private static String start(int load) {
    return ROWS.stream()
        .filter(r -> r.load() < load)
        .map(Row::etl)
        .max(Comparator.naturalOrder())
        .orElseThrow();
  }

  @Test
  void sessionsCrossLoadsAndLoginsComeInMidSession() {
    Map<String, Set<Integer>> loads = new HashMap<>();
    Map<String, Set<Boolean>> logins = new HashMap<>();
    for (Row row : rows(r -> r.session() != null)) {
      loads.computeIfAbsent(row.session(), s -> new HashSet<>()).add(row.load());
      logins.computeIfAbsent(row.session(), s -> new HashSet<>()).add(row.user() != null);
    }
    assertThat(loads.values()).filteredOn(l -> l.size() > 1).hasSizeGreaterThan(30);
    assertThat(logins.values()).filteredOn(l -> l.size() > 1).hasSizeGreaterThan(30);
  }

  @Test
  void theFourthLoadIdentifiesCookiesAsUsersKnownFromOthers() {
    Set<String> anonymous = new HashSet<>();
    Map<String, Set<String>> cookiesOfUser = new HashMap<>();
    for (Row row : rows(r -> r.load() < 4 && r.session() != null)) {
      anonymous.add(row.cookie());
      if (row.user() != null) {
        cookiesOfUser.computeIfAbsent(row.user(), u -> new HashSet<>()).add(row.cookie());
      }
    }
    cookiesOfUser.values().forEach(anonymous::removeAll);
    List<Row> identifying =
        rows(
            r ->
                r.load() == 4
                    && r.user() != null
                    && anonymous.contains(r.cookie())
                    && cookiesOfUser.containsKey(r.user()));
    assertThat(identifying.stream().map(Row::cookie).distinct().count()).isGreaterThan(5);
  }

  /** A cookie that was anonymous in a session two months before it logs in for the first time. */
  @Test
  void loginsComeMonthsLater() {
    SampleConfig halfAYear = SampleConfig.growing(42, 40_000, 2, 2_000).withDays(180);
    Map<String, LocalDateTime> firstSeen = new HashMap<>();
    Set<String> loggedIn = new HashSet<>();
    int later = 0;
    for (Row row : rowsOf(SampleEvents.of(halfAYear))) {
      LocalDateTime collected = LocalDateTime.parse(row.collector().replace(' ', 'T'));
      if (row.cookie() != null) {
        firstSeen.merge(row.cookie(), collected, (a, b) -> a.isBefore(b) ? a : b);
        if (row.user() != null && loggedIn.add(row.cookie())) {
          LocalDateTime seen = Objects.requireNonNull(firstSeen.get(row.cookie()));
          later += seen.plusDays(60).isBefore(collected) ? 1 : 0;
        }
      }
    }
    assertThat(later).isGreaterThan(20);
  }

  @Test
  void cookiesRotateAndAreShared() {
    Map<String, Set<String>> usersOfCookie = new HashMap<>();
    Map<String, Set<String>> cookiesOfDevice = new HashMap<>();
    for (Row row : rows(r -> r.cookie() != null)) {
      cookiesOfDevice.computeIfAbsent(row.network(), n -> new HashSet<>()).add(row.cookie());
      if (row.user() != null) {
        usersOfCookie.computeIfAbsent(row.cookie(), c -> new HashSet<>()).add(row.user());
      }
    }
    assertThat(usersOfCookie.values()).anyMatch(users -> users.size() == 2);
    assertThat(cookiesOfDevice.values()).anyMatch(cookies -> cookies.size() > 1);
  }

  @Test
  void idsAreNullAndBotsCome() {
    assertThat(rows(r -> r.cookie() == null)).isNotEmpty();
    assertThat(rows(r -> r.cookie() == null && r.user() != null)).isNotEmpty();
    assertThat(rows(r -> r.cookie() != null && r.session() == null)).isNotEmpty();
    assertThat(rows(r -> r.agent() == null)).isNotEmpty();
    assertThat(rows(r -> r.agent() != null && r.agent().contains("bot"))).isNotEmpty();
    assertThat(rows(r -> r.name().equals("page_ping"))).hasSizeGreaterThan(10_000);
    assertThat(rows(r -> r.values().contains(""))).isNotEmpty();
  }
}
