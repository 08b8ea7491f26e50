package dev.accrete.tests.acceptance;

import dev.accrete.tests.data.DataRow;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A second way of knowing: what the web models must hold, in plain Java over all raw rows. Shares
 * nothing with the SQL.
 */
final class Reckoning {
  private static final List<String> COPY_ORDER =
      List.of(
          "collector_tstamp",
          "etl_tstamp",
          "dvce_created_tstamp",
          "derived_tstamp",
          "event_name",
          "user_id",
          "domain_userid",
          "domain_sessionid",
          "domain_sessionidx",
          "page_url",
          "page_title",
          "refr_medium",
          "mkt_source",
          "geo_country",
          "dvce_type",
          "app_id",
          "platform");
  private static final List<String> EVENT_ORDER =
      List.of(
          "derived_tstamp",
          "dvce_created_tstamp",
          "event_id",
          "domain_userid",
          "domain_sessionidx",
          "event_name",
          "page_url",
          "refr_medium",
          "mkt_source",
          "geo_country",
          "dvce_type");

  private final List<Event> kept;

  Reckoning(Collection<DataRow> raw) {
    Map<@Nullable Object, List<Event>> copies =
        groups(raw.stream().map(Event::of).toList(), e -> e.value("event_id"));
    this.kept =
        copies.values().stream().map(c -> c.stream().min(by(COPY_ORDER)).orElseThrow()).toList();
  }

  private static Comparator<Event> by(List<String> columns) {
    Comparator<Event> order = (a, b) -> 0;
    for (String column : columns) {
      order = order.thenComparing((a, b) -> a.compare(b, column));
    }
    return order;
  }

  private static <T, K> Map<@Nullable K, List<T>> groups(
      Collection<T> rows, Function<T, @Nullable K> key) {
    Map<@Nullable K, List<T>> groups = new LinkedHashMap<>();
    rows.forEach(row -> groups.computeIfAbsent(key.apply(row), k -> new ArrayList<>()).add(row));
    return groups;
  }

  /** One row per event: its best copy. */
  int events() {
    return kept.size();
  }

  /** The latest login of each cookie: cookie, user, when. */
  Map<Object, List<@Nullable Object>> idMap() {
    Comparator<Event> latest =
        Comparator.<Event>comparingInt(e -> 0)
            .thenComparing((a, b) -> a.compareLatest(b, "collector_tstamp"))
            .thenComparing((a, b) -> a.compareLatest(b, "derived_tstamp"))
            .thenComparing((a, b) -> b.compare(a, "event_id"));
    Map<Object, List<@Nullable Object>> map = new LinkedHashMap<>();
    groups(
            kept.stream().filter(e -> e.has("domain_userid") && e.has("user_id")).toList(),
            e -> e.value("domain_userid"))
        .forEach(
            (cookie, logins) -> {
              Event login = logins.stream().min(latest).orElseThrow();
              map.put(
                  Objects.requireNonNull(cookie),
                  login.values(List.of("domain_userid", "user_id", "collector_tstamp")));
            });
    return map;
  }

  /** The sessions, in the order of the model's columns. */
  List<List<@Nullable Object>> sessions() {
    List<List<@Nullable Object>> rows = new ArrayList<>();
    groups(
            kept.stream().filter(e -> e.has("domain_sessionid")).toList(),
            e -> e.value("domain_sessionid"))
        .values()
        .forEach(events -> rows.add(session(events)));
    return rows;
  }

  private static List<@Nullable Object> session(List<Event> events) {
    Event first = events.stream().min(by(EVENT_ORDER)).orElseThrow();
    List<Object> times = present(events, "derived_tstamp");
    List<@Nullable Object> row = new ArrayList<>();
    row.addAll(first.values(List.of("domain_sessionid", "domain_userid", "domain_sessionidx")));
    row.add(times.stream().map(String::valueOf).min(Comparator.naturalOrder()).orElse(null));
    row.add(times.stream().map(String::valueOf).max(Comparator.naturalOrder()).orElse(null));
    row.add(events.stream().filter(e -> "page_view".equals(e.value("event_name"))).count());
    row.add(present(events, "page_url").stream().distinct().count());
    row.add((long) events.size());
    row.addAll(
        first.values(List.of("page_url", "refr_medium", "mkt_source", "geo_country", "dvce_type")));
    return row;
  }

  private static List<Object> present(List<Event> events, String column) {
    List<Object> values = new ArrayList<>();
    for (Event event : events) {
      Object value = event.value(column);
      if (value != null) {
        values.add(value);
      }
    }
    return values;
  }

  /** The visitors, in the order of the model's columns. */
  List<List<@Nullable Object>> visitors() {
    Map<Object, List<@Nullable Object>> users = idMap();
    List<List<@Nullable Object>> rows = new ArrayList<>();
    groups(sessions(), session -> stitched(users, session.get(1)))
        .forEach((id, sessions) -> rows.add(visitor(id, sessions)));
    return rows;
  }

  private static @Nullable Object stitched(
      Map<Object, List<@Nullable Object>> users, @Nullable Object cookie) {
    List<@Nullable Object> login = cookie == null ? null : users.get(cookie);
    return login == null ? cookie : login.get(1);
  }

  private static List<@Nullable Object> visitor(
      @Nullable Object id, List<List<@Nullable Object>> sessions) {
    List<@Nullable Object> row = new ArrayList<>();
    row.add(id);
    row.add(texts(sessions, 3).stream().min(Comparator.naturalOrder()).orElse(null));
    row.add(texts(sessions, 4).stream().max(Comparator.naturalOrder()).orElse(null));
    row.add((long) sessions.size());
    row.add(sessions.stream().mapToLong(s -> (Long) Objects.requireNonNull(s.get(5))).sum());
    row.add(sessions.stream().mapToLong(s -> (Long) Objects.requireNonNull(s.get(7))).sum());
    row.add(texts(sessions, 1).stream().distinct().count());
    return row;
  }

  private static List<String> texts(List<List<@Nullable Object>> rows, int column) {
    List<String> texts = new ArrayList<>();
    for (List<@Nullable Object> row : rows) {
      Object value = row.get(column);
      if (value != null) {
        texts.add(value.toString());
      }
    }
    return texts;
  }
}
