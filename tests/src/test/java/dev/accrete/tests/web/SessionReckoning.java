package dev.accrete.tests.web;

import java.time.LocalDateTime;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The sessions, in plain Java. */
final class SessionReckoning {
  static final String PAGE = "title url urlscheme urlhost urlpath urlquery urlfragment";
  static final String SOURCE =
      "refr_urlscheme refr_urlhost refr_urlpath refr_urlquery refr_urlfragment refr_medium"
          + " refr_source refr_term mkt_medium mkt_source mkt_term mkt_content mkt_campaign"
          + " mkt_clickid mkt_network";
  static final String LAST = "geo_country geo_region_name geo_city br_lang";

  private static final String FIRST =
      "app_id platform domain_sessionidx user_id domain_userid network_userid geo_country"
          + " geo_region geo_region_name geo_city geo_zipcode geo_timezone geo_latitude"
          + " geo_longitude user_ipaddress useragent br_family br_name br_renderengine br_lang"
          + " dvce_type dvce_ismobile os_timezone";
  private static final Comparator<Visit> LATEST =
      Visit.byLatest("derived_tstamp", "dvce_created_tstamp").thenComparing(Visit.by("event_id"));

  private final List<Visit> events;

  private SessionReckoning(List<Visit> events) {
    this.events = events;
  }

  /** The row of a session's events; none before it has a page. */
  static Optional<Row> of(List<Visit> events) {
    SessionReckoning session = new SessionReckoning(events);
    return session
        .some(e -> e.pageViewId() != null && (e.is("page_view") || e.is("page_ping")))
        .stream()
        .min(PageViewReckoning.FIRST)
        .map(session::row);
  }

  private Row row(Visit first) {
    List<Visit> views = some(e -> e.pageViewId() != null && e.is("page_view"));
    Row row = new Row().copy(first, (FIRST + " " + SOURCE).split(" "));
    row.copy(first, "domain_sessionid").copyAs("referrer", first, "page_referrer");
    row.put("stitched_user_id", first.person());
    times(row, first.is("page_ping"));
    row.put("first_page_view_tstamp", time(views, Comparator.reverseOrder()));
    row.put("last_page_view_tstamp", time(views, Comparator.naturalOrder()));
    pages(row, first, views.stream().min(LATEST).orElse(first));
    counts(row);
    return row;
  }

  private void times(Row row, boolean ping) {
    LocalDateTime start = time(events, Comparator.reverseOrder());
    LocalDateTime end = time(events, Comparator.naturalOrder());
    int earlier = ping ? 5 : 0;
    row.put("start_tstamp", start == null ? null : start.minusSeconds(earlier));
    row.put("end_tstamp", end);
    row.put(
        "absolute_time_in_s",
        start == null || end == null ? null : Visit.seconds(end) - Visit.seconds(start) + earlier);
  }

  private static @Nullable LocalDateTime time(List<Visit> events, Comparator<LocalDateTime> order) {
    return events.stream()
        .map(e -> e.time("derived_tstamp"))
        .filter(Objects::nonNull)
        .max(order)
        .orElse(null);
  }

  private static void pages(Row row, Visit first, Visit last) {
    for (String part : PAGE.split(" ")) {
      row.copyAs("first_page_" + part, first, "page_" + part);
      row.copyAs("last_page_" + part, last, "page_" + part);
    }
    for (String column : LAST.split(" ")) {
      row.copyAs("last_" + column, last.value(column) == null ? first : last, column);
    }
  }

  private void counts(Row row) {
    List<Visit> pings = some(e -> e.pageViewId() != null && e.is("page_ping"));
    long views = events.stream().map(Visit::pageViewId).filter(Objects::nonNull).distinct().count();
    long pinged = pings.stream().map(Visit::pageViewId).distinct().count();
    long stretches =
        pings.stream()
            .filter(p -> p.time("dvce_created_tstamp") != null)
            .map(
                p ->
                    List.of(
                        String.valueOf(p.pageViewId()),
                        Visit.stretch(Objects.requireNonNull(p.time("dvce_created_tstamp")))))
            .distinct()
            .count();
    long engaged = 10 * (stretches - pinged) + 5 * pinged;
    row.put("page_views", views);
    row.put(
        "distinct_pages_visited",
        events.stream().map(e -> e.value("page_url")).filter(Objects::nonNull).distinct().count());
    row.put("total_events", events.size());
    row.put("engaged_time_in_s", engaged);
    row.put("is_engaged", views >= 2 || engaged >= 20);
  }

  private List<Visit> some(Predicate<Visit> which) {
    return events.stream().filter(which).toList();
  }
}
