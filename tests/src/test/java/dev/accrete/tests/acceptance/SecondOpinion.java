package dev.accrete.tests.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.accrete.tests.data.DataRow;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Compares the tables of a shipped project with what plain Java finds in all rows that were loaded.
 */
final class SecondOpinion {
  private final Warehouse warehouse;
  private final List<DataRow> loaded;

  SecondOpinion(Warehouse warehouse, List<DataRow> loaded) {
    this.warehouse = warehouse;
    this.loaded = List.copyOf(loaded);
  }

  /** Every table holds what Java finds, in every column; gives the number of tables. */
  int assertAgrees(String when) {
    if (warehouse.models().equals(List.of("sessions"))) {
      assertEqual("sessions", foundingExample(), when);
      return 1;
    }
    Reckoning reckoning = new Reckoning(loaded);
    assertThat(warehouse.number("SELECT COUNT(*) FROM derived.events_deduplicated"))
        .as(when)
        .isEqualTo(reckoning.events());
    assertEqual("id_map", reckoning.idMap().values(), when);
    assertEqual("sessions", reckoning.sessions(), when);
    assertEqual("visitors", reckoning.visitors(), when);
    return 4;
  }

  private void assertEqual(String model, Collection<List<@Nullable Object>> expected, String when) {
    List<String> lines =
        expected.stream()
            .map(row -> row.stream().map(SecondOpinion::text).collect(Collectors.joining("|")))
            .sorted()
            .toList();
    assertThat(lines(model)).as("%s: %s as plain Java finds it", when, model).isEqualTo(lines);
  }

  private List<String> lines(String model) {
    String columns =
        warehouse.model(model).plan().columns().stream()
            .map(SecondOpinion::asText)
            .collect(Collectors.joining(", '|', "));
    return warehouse.texts("SELECT concat(" + columns + ") FROM derived." + model).stream()
        .sorted()
        .toList();
  }

  private static String asText(String column) {
    String text =
        column.endsWith("tstamp")
            ? "strftime(" + column + ", '%Y-%m-%d %H:%M:%S.%f')"
            : "CAST(" + column + " AS VARCHAR)";
    return "COALESCE(" + text + ", 'NULL')";
  }

  private static String text(@Nullable Object value) {
    return value == null ? "NULL" : value.toString();
  }

  /** Sessions of the founding example: cookie, number, first time, distinct pages. */
  private Collection<List<@Nullable Object>> foundingExample() {
    TreeMap<String, List<Event>> groups = new TreeMap<>();
    for (DataRow row : loaded) {
      Event event = Event.of(row);
      String key =
          text(event.value("domain_userid")) + "|" + text(event.value("domain_sessionidx"));
      groups.computeIfAbsent(key, k -> new ArrayList<>()).add(event);
    }
    return groups.values().stream().map(SecondOpinion::session).toList();
  }

  private static List<@Nullable Object> session(List<Event> events) {
    TreeSet<String> times = new TreeSet<>();
    TreeSet<String> pages = new TreeSet<>();
    for (Event event : events) {
      if (event.has("derived_tstamp")) {
        times.add(Objects.requireNonNull(event.value("derived_tstamp")).toString());
      }
      if (event.has("page_url")) {
        pages.add(Objects.requireNonNull(event.value("page_url")).toString());
      }
    }
    List<@Nullable Object> row =
        new ArrayList<>(events.get(0).values(List.of("domain_userid", "domain_sessionidx")));
    row.add(times.isEmpty() ? null : times.first());
    row.add((long) pages.size());
    return row;
  }
}
