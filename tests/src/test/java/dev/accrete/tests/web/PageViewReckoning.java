package dev.accrete.tests.web;

import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BiConsumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The page views, in plain Java. */
final class PageViewReckoning {
  static final Comparator<Visit> FIRST =
      Visit.by("derived_tstamp", "dvce_created_tstamp", "event_id");

  private static final String AS_THEY_ARE =
      "event_id app_id platform user_id domain_userid network_userid domain_sessionid"
          + " domain_sessionidx dvce_created_tstamp collector_tstamp derived_tstamp page_title"
          + " page_url page_urlscheme page_urlhost page_urlpath page_urlquery page_urlfragment"
          + " mkt_medium mkt_source mkt_term mkt_content mkt_campaign mkt_clickid mkt_network"
          + " page_referrer refr_urlscheme refr_urlhost refr_urlpath refr_urlquery"
          + " refr_urlfragment refr_medium refr_source refr_term geo_country geo_region"
          + " geo_region_name geo_city geo_zipcode geo_timezone geo_latitude geo_longitude"
          + " user_ipaddress useragent br_family br_name br_lang br_colordepth br_renderengine"
          + " br_viewwidth br_viewheight doc_width doc_height dvce_type dvce_ismobile"
          + " os_timezone";

  private final List<Visit> events;

  private PageViewReckoning(List<Visit> events) {
    this.events = events;
  }

  /**
   * The rows.
   *
   * @param added puts what a row has besides, of its event
   */
  static List<Row> of(List<Visit> counted, BiConsumer<Row, Visit> added) {
    Map<String, List<Visit>> views = WebReckoning.groups(counted, Visit::pageViewId);
    List<Visit> firsts = new ArrayList<>();
    views
        .values()
        .forEach(v -> v.stream().filter(e -> e.is("page_view")).min(FIRST).ifPresent(firsts::add));
    Map<String, List<Visit>> sessions =
        WebReckoning.groups(firsts, v -> v.value("domain_sessionid"));
    List<Row> rows = new ArrayList<>();
    for (Visit first : firsts) {
      List<Visit> session =
          Objects.requireNonNull(sessions.get(first.text("domain_sessionid"))).stream()
              .sorted(FIRST)
              .toList();
      List<Visit> view = Objects.requireNonNull(views.get(String.valueOf(first.pageViewId())));
      Row row =
          new PageViewReckoning(view)
              .row(first)
              .put("page_view_in_session_index", session.indexOf(first) + 1)
              .put("page_views_in_session", session.size());
      added.accept(row, first);
      rows.add(row);
    }
    return rows;
  }

  private Row row(Visit first) {
    Row row = new Row().copy(first, AS_THEY_ARE.split(" "));
    row.put("page_view_id", first.pageViewId()).put("stitched_user_id", first.person());
    LocalDateTime start = first.time("derived_tstamp");
    List<Visit> pings =
        some(
            e ->
                e.is("page_ping")
                    && e.text("domain_sessionid").equals(first.text("domain_sessionid")));
    LocalDateTime end =
        pings.stream()
            .map(p -> p.time("derived_tstamp"))
            .filter(Objects::nonNull)
            .max(Comparator.naturalOrder())
            .orElse(start);
    row.put("start_tstamp", start).put("end_tstamp", end);
    row.put(
        "absolute_time_in_s",
        start == null || end == null ? null : Visit.seconds(end) - Visit.seconds(start));
    long stretches =
        pings.stream()
            .map(p -> p.time("dvce_created_tstamp"))
            .filter(Objects::nonNull)
            .map(Visit::stretch)
            .distinct()
            .count();
    row.put("engaged_time_in_s", pings.isEmpty() ? 0 : 10 * (stretches - 1) + 5);
    scroll(row, "horizontal", "pp_xoffset_max", "doc_width", "br_viewwidth");
    scroll(row, "vertical", "pp_yoffset_max", "doc_height", "br_viewheight");
    return row;
  }

  private void scroll(Row row, String way, String offset, String document, String window) {
    List<Visit> measured =
        some(
            e ->
                (e.is("page_view") || e.is("page_ping"))
                    && positive(e.number("doc_width"))
                    && positive(e.number("doc_height")));
    Long size = max(measured, document);
    if (size == null) {
      row.put(way + "_pixels_scrolled", null).put(way + "_percentage_scrolled", null);
      return;
    }
    Long furthest = max(measured, offset);
    Long seen = max(measured, window);
    long pixels = Math.min(Math.max(furthest == null ? 0 : furthest, 0), size);
    long reached = seen == null ? size : Math.min(pixels + seen, size);
    row.put(way + "_pixels_scrolled", pixels);
    row.put(way + "_percentage_scrolled", Math.round(100.0 * reached / size));
  }

  private static boolean positive(@Nullable Long number) {
    return number != null && number > 0;
  }

  private static @Nullable Long max(List<Visit> events, String column) {
    return events.stream()
        .map(e -> e.number(column))
        .filter(Objects::nonNull)
        .max(Comparator.naturalOrder())
        .orElse(null);
  }

  private List<Visit> some(Predicate<Visit> which) {
    return events.stream().filter(which).toList();
  }
}
