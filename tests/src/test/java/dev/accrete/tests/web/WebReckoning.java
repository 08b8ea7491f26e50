package dev.accrete.tests.web;

import dev.accrete.tests.data.DataRow;
import dev.accrete.tests.data.WebColumns;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What page_views, sessions and visitors have to hold, in plain Java over all rows that were
 * loaded.
 */
final class WebReckoning {
  private static final int LIMIT_DAYS = 3;

  private final WebSettings settings;
  private final List<Visit> events;
  private final Map<String, String> levels;

  WebReckoning(Collection<DataRow> events, Collection<DataRow> contexts, WebSettings settings) {
    this.settings = settings;
    this.levels = levels(contexts);
    List<Visit> kept =
        kept(
            events.stream()
                .filter(e -> settings.apps().isEmpty() || isOf(settings.apps(), e.value("app_id")))
                .toList());
    Map<String, String> views = views(contexts);
    Map<String, String> users = users(kept);
    List<Visit> enriched =
        kept.stream()
            .map(
                e -> {
                  String cookie = e.value("domain_userid");
                  return new Visit(
                      e.row(),
                      views.get(key(e.value("event_id"), e.value("collector_tstamp"))),
                      cookie == null ? null : users.getOrDefault(cookie, cookie),
                      isBot(e.value("useragent")));
                })
            .toList();
    this.events = settings.limits() ? limited(enriched) : enriched;
  }

  private static boolean isOf(List<String> apps, @Nullable String app) {
    return app != null && apps.contains(app);
  }

  private List<Visit> kept(Collection<DataRow> rows) {
    List<String> order = new ArrayList<>(List.of("collector_tstamp", "etl_tstamp"));
    WebColumns.EVENTS.keySet().stream().filter(c -> !order.contains(c)).forEach(order::add);
    order.addAll(settings.ownColumns());
    Comparator<Visit> best = Visit.by(order.toArray(String[]::new));
    List<Visit> copies = rows.stream().map(r -> new Visit(r, null, null, false)).toList();
    return groups(copies, c -> c.value("event_id")).values().stream()
        .map(c -> c.stream().min(best).orElseThrow())
        .toList();
  }

  private static Map<String, String> views(Collection<DataRow> contexts) {
    Map<String, String> views = new HashMap<>();
    for (DataRow context : contexts) {
      views.merge(
          key(context.value("root_id"), context.value("root_tstamp")),
          context.text("id"),
          (a, b) -> Visit.binary(a, b) <= 0 ? a : b);
    }
    return views;
  }

  /** The level is the first sign of the greatest id, as the context of the test has it. */
  private static Map<String, String> levels(Collection<DataRow> contexts) {
    Map<String, String> levels = new HashMap<>();
    for (DataRow context : contexts) {
      levels.merge(
          key(context.value("root_id"), context.value("root_tstamp")),
          context.text("id").substring(0, 1),
          (a, b) -> Visit.binary(a, b) >= 0 ? a : b);
    }
    return levels;
  }

  private static String key(@Nullable String id, @Nullable String tstamp) {
    return id + " " + Visit.moment(tstamp);
  }

  private static Map<String, String> users(List<Visit> kept) {
    Map<String, String> users = new HashMap<>();
    List<Visit> logins =
        kept.stream()
            .filter(e -> e.value("domain_userid") != null && e.value("user_id") != null)
            .toList();
    groups(logins, e -> e.value("domain_userid"))
        .forEach(
            (cookie, of) ->
                users.put(
                    cookie,
                    of.stream()
                        .min(Visit.byLatest("collector_tstamp", "derived_tstamp", "event_id"))
                        .orElseThrow()
                        .text("user_id")));
    return users;
  }

  private boolean isBot(@Nullable String agent) {
    return agent != null && settings.bots().stream().anyMatch(agent::contains);
  }

  /**
   * Without what was sent three days after it happened, and sessions three days after they began.
   */
  private static List<Visit> limited(List<Visit> all) {
    List<Visit> inTime =
        all.stream()
            .filter(e -> within(e.time("dvce_created_tstamp"), e.time("dvce_sent_tstamp")))
            .toList();
    Map<String, LocalDateTime> begun = new HashMap<>();
    for (Visit event : inTime) {
      begun.merge(
          String.valueOf(event.value("domain_sessionid")),
          Objects.requireNonNull(event.time("collector_tstamp")),
          (a, b) -> a.isBefore(b) ? a : b);
    }
    return inTime.stream()
        .filter(
            e ->
                within(
                    begun.get(String.valueOf(e.value("domain_sessionid"))),
                    e.time("collector_tstamp")))
        .toList();
  }

  private static boolean within(@Nullable LocalDateTime from, @Nullable LocalDateTime to) {
    return from != null && to != null && !to.isAfter(from.plusDays(LIMIT_DAYS));
  }

  /** Rows with a value by that value, in its order. */
  static <T> Map<String, List<T>> groups(Collection<T> rows, Function<T, @Nullable String> key) {
    Map<String, List<T>> groups = new TreeMap<>();
    for (T row : rows) {
      String value = key.apply(row);
      if (value != null) {
        groups.computeIfAbsent(value, v -> new ArrayList<>()).add(row);
      }
    }
    return groups;
  }

  /** The events of people within sessions. */
  private List<Visit> counted() {
    return events.stream().filter(e -> !e.bot() && e.value("domain_sessionid") != null).toList();
  }

  List<Row> pageViews() {
    return PageViewReckoning.of(counted(), this::added).stream().map(this::withLocalTimes).toList();
  }

  /** The columns of one's own. */
  private void added(Row row, Visit event) {
    row.copy(event, settings.ownColumns().toArray(String[]::new));
    if (settings.loyalty()) {
      String key = key(event.value("event_id"), event.value("collector_tstamp"));
      row.put("loyalty_level", levels.get(key));
    }
  }

  private Row withLocalTimes(Row row) {
    if (settings.hasZone()) {
      for (String column : List.of("start_tstamp", "end_tstamp")) {
        LocalDateTime utc = row.isNull(column) ? null : Visit.moment(row.get(column));
        row.put(column + "_local", utc == null ? null : settings.local(utc));
      }
    }
    return row;
  }

  List<Row> sessions() {
    List<Row> sessions = new ArrayList<>();
    for (List<Visit> session : groups(counted(), e -> e.value("domain_sessionid")).values()) {
      SessionReckoning.of(session).map(this::withLocalTimes).ifPresent(sessions::add);
    }
    return sessions;
  }

  List<Row> visitors() {
    List<Row> visitors = new ArrayList<>();
    groups(sessions(), s -> s.get("stitched_user_id"))
        .values()
        .forEach(of -> visitors.add(withLocalTimes(VisitorReckoning.of(of))));
    return visitors;
  }
}
