package dev.accrete.tests.web;

import java.util.Comparator;
import java.util.List;

/** The visitors, in plain Java over the sessions that Java found. */
final class VisitorReckoning {
  private static final Comparator<Row> FIRST =
      by("start_tstamp", false).thenComparing(by("domain_sessionid", true));
  private static final Comparator<Row> LAST =
      by("end_tstamp", true).thenComparing(by("domain_sessionid", true));

  private VisitorReckoning() {}

  /** Rows without a value last, both ways. Times are text of one width, which sorts as they do. */
  private static Comparator<Row> by(String column, boolean descending) {
    return (a, b) -> {
      if (a.isNull(column) || b.isNull(column)) {
        return Boolean.compare(a.isNull(column), b.isNull(column));
      }
      int order = Visit.binary(a.get(column), b.get(column));
      return descending ? -order : order;
    };
  }

  static Row of(List<Row> sessions) {
    Row first = sessions.stream().min(FIRST).orElseThrow();
    Row last = sessions.stream().min(LAST).orElseThrow();
    Row row = new Row();
    row.copyAs("stitched_user_id", first, "stitched_user_id");
    row.copyAs("start_tstamp", first, "start_tstamp").copyAs("end_tstamp", last, "end_tstamp");
    earliest(row, sessions);
    row.put("page_views", sessions.stream().mapToLong(s -> s.number("page_views")).sum());
    row.put("sessions", sessions.size());
    row.put(
        "engaged_time_in_s", sessions.stream().mapToLong(s -> s.number("engaged_time_in_s")).sum());
    row.put(
        "devices",
        sessions.stream()
            .filter(s -> !s.isNull("domain_userid"))
            .map(s -> s.get("domain_userid"))
            .distinct()
            .count());
    asTheFirst(row, first);
    asTheLast(row, last);
    return row;
  }

  private static void earliest(Row row, List<Row> sessions) {
    Row first = sessions.stream().min(by("first_page_view_tstamp", false)).orElseThrow();
    Row last = sessions.stream().min(by("last_page_view_tstamp", true)).orElseThrow();
    row.copyAs("first_page_view_tstamp", first, "first_page_view_tstamp");
    row.copyAs("last_page_view_tstamp", last, "last_page_view_tstamp");
  }

  private static void asTheFirst(Row row, Row first) {
    String columns = "user_id domain_userid network_userid referrer " + SessionReckoning.SOURCE;
    for (String column : columns.split(" ")) {
      row.copyAs(column, first, column);
    }
    for (String part : SessionReckoning.PAGE.split(" ")) {
      row.copyAs("first_page_" + part, first, "first_page_" + part);
    }
    for (String column : SessionReckoning.LAST.split(" ")) {
      row.copyAs("first_" + column, first, column);
    }
  }

  private static void asTheLast(Row row, Row last) {
    for (String part : SessionReckoning.PAGE.split(" ")) {
      row.copyAs("last_page_" + part, last, "last_page_" + part);
    }
    for (String column : SessionReckoning.LAST.split(" ")) {
      row.copyAs("last_" + column, last, "last_" + column);
    }
  }
}
