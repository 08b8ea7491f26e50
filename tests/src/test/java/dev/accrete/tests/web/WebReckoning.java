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
  private static final List<String> BOTS =
      List.of(
          ("bot crawl slurp spider archiv spinn sniff seo audit survey pingdom worm capture"
                  + " browsershots screenshots analyz index thumb check facebook PingdomBot PhantomJS"
                  + " YandexBot BingPreview 360Spider 360User-agent semalt")
              .split(" "));
  private static final int LIMIT_DAYS = 3;

  private final List<Visit> events;

  /**
   * Reckons.
   *
   * @param limits whether the public package's limits hold
   */
  WebReckoning(Collection<DataRow> events, Collection<DataRow> contexts, boolean limits) {
    List<Visit> kept = kept(events);
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
    this.events = limits ? limited(enriched) : enriched;
  }

  private static List<Visit> kept(Collection<DataRow> rows) {
    List<String> order = new ArrayList<>(List.of("collector_tstamp", "etl_tstamp"));
    WebColumns.EVENTS.keySet().stream().filter(c -> !order.contains(c)).forEach(order::add);
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

  private static boolean isBot(@Nullable String agent) {
    return agent != null && BOTS.stream().anyMatch(agent::contains);
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
    return PageViewReckoning.of(counted());
  }

  List<Row> sessions() {
    List<Row> sessions = new ArrayList<>();
    for (List<Visit> session : groups(counted(), e -> e.value("domain_sessionid")).values()) {
      SessionReckoning.of(session).ifPresent(sessions::add);
    }
    return sessions;
  }

  List<Row> visitors() {
    List<Row> visitors = new ArrayList<>();
    groups(sessions(), s -> s.get("stitched_user_id"))
        .values()
        .forEach(sessions -> visitors.add(VisitorReckoning.of(sessions)));
    return visitors;
  }
}
