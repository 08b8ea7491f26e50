package dev.accrete.tests.benchmarks;

import java.util.List;

/**
 * SQL that makes events in DuckDB: the same rows for the same seed.
 *
 * <p>Sessions follow each other evenly over the days, one to seven events each, four on average. A
 * cookie comes back every 25 days, and had up to forty visits before. Events are loaded in the hour
 * after they happened, one in a hundred up to two days later, and lie in the table in the order of
 * their loads.
 */
final class EventSql {
  /** Days that the events from the start lie in; so each later day is a batch of 1 %. */
  static final int FIRST_DAYS = 100;

  private static final int EVENTS_PER_SESSION = 4;
  private static final int VISITS_IN_FIRST_DAYS = 4;
  private static final long MICROS_PER_DAY = 86_400_000_000L;
  private static final long BEGINNING = 20_454 * MICROS_PER_DAY;

  private final long sessionsPerDay;
  private final long seed;
  private final List<String> columns;

  /**
   * @param events about how many the first days hold
   * @param columns which columns the table has
   */
  EventSql(long events, long seed, List<String> columns) {
    this.sessionsPerDay = events / FIRST_DAYS / EVENTS_PER_SESSION;
    this.seed = seed;
    this.columns = List.copyOf(columns);
  }

  /** Creates the empty source. */
  List<String> create() {
    return List.of(
        "CREATE SCHEMA atomic",
        "CREATE TABLE atomic.events AS "
            + load("SELECT 0 AS s, 0 AS j, 0 AS late WHERE 1 = 0", 0, 1));
  }

  /** Loads what happened on some days, all of it in these days. */
  String days(int from, int until) {
    return insert(load(sessions(from, until), from, until));
  }

  /**
   * A plain batch: one day, in 24 loads. One event in fifty belongs to a session of the week
   * before, and one in ten of those is a copy of an event that was loaded then.
   */
  String batch(int day) {
    return insert(
        load(
            sessions(day, day + 1) + "\nUNION ALL\n" + lateEvents(day, 7, sessionsPerDay / 12),
            day,
            day + 1));
  }

  /**
   * What is never measured and must survive: events of sessions from all of history, rows under the
   * last stamp of the day before, rows without a stamp, copies.
   */
  List<String> hardBatch(int day) {
    String late = lateEvents(day, day, Math.max(sessionsPerDay / 12, 50));
    String grown = columnList(at(day * MICROS_PER_DAY));
    return List.of(
        insert(load(late, day, day + 1)),
        insert(
            "SELECT "
                + grown
                + " FROM ("
                + load(late, day, day + 1)
                + ") AS e WHERE hash(event_id) % 3 = 0"),
        insert(
            "SELECT "
                + columnList("CAST(NULL AS TIMESTAMP)")
                + " FROM ("
                + load(late, day, day + 1)
                + ") AS e WHERE hash(event_id) % 5 = 0"));
  }

  private String columnList(String stamp) {
    return String.join(
        ", ",
        columns.stream().map(c -> c.equals("etl_tstamp") ? stamp + " AS etl_tstamp" : c).toList());
  }

  private String insert(String select) {
    return "INSERT INTO atomic.events\n" + select;
  }

  /** Session and number of each event. */
  private String sessions(int from, int until) {
    return "SELECT s, unnest(range(1 + CAST("
        + random("s", "'n'")
        + " % 7 AS BIGINT))) AS j, 0 AS late\nFROM range("
        + from * sessionsPerDay
        + ", "
        + until * sessionsPerDay
        + ") AS r(s)";
  }

  private String lateEvents(int day, int daysBack, long number) {
    return "SELECT "
        + day * sessionsPerDay
        + " - 1 - CAST("
        + random("i", "'late'", Integer.toString(day))
        + " % "
        + daysBack * sessionsPerDay
        + " AS BIGINT) AS s,\n  CASE WHEN i % 10 = 0 THEN 0 ELSE 7 + i % 3 END AS j, 1 AS late\nFROM range("
        + number
        + ") AS r(i)";
  }

  /**
   * Whole events from their session and number, loaded in a window of days, in the order of the
   * loads.
   */
  private String load(String numbers, int from, int until) {
    long step = MICROS_PER_DAY / sessionsPerDay;
    String happened =
        BEGINNING
            + " + s * "
            + step
            + " + j * 45000000 + CAST("
            + random("s", "j")
            + " % 40000000 AS BIGINT)";
    String hours = "CASE WHEN d % 100 = 0 THEN CAST(d // 100 % 48 AS BIGINT) ELSE 0 END";
    String onTime =
        "date_trunc('hour', derived_tstamp) + INTERVAL 1 HOUR + to_hours(" + hours + ")";
    String late =
        at(from * MICROS_PER_DAY)
            + " + to_hours(1 + CAST(d % "
            + 24 * (until - from)
            + " AS BIGINT))";
    return "SELECT "
        + String.join(", ", columns)
        + "\nFROM (\n  SELECT *, CASE WHEN late = 1 THEN "
        + late
        + " ELSE least("
        + onTime
        + ", "
        + at(until * MICROS_PER_DAY)
        + ") END AS etl_tstamp,\n    "
        + "derived_tstamp + to_seconds(1 + late * 3600) AS collector_tstamp,\n    "
        + "derived_tstamp - INTERVAL 1 SECOND AS dvce_created_tstamp\n  FROM (\n    SELECT *, make_timestamp("
        + happened
        + ") AS derived_tstamp,\n      "
        + random("s", "j", "'delay'")
        + " AS d,\n      "
        + dimensions()
        + "\n    FROM (\n"
        + numbers
        + "\n    ) AS numbers\n  ) AS events\n) AS loaded\nORDER BY etl_tstamp, d";
  }

  private String dimensions() {
    long cookies = sessionsPerDay * FIRST_DAYS / VISITS_IN_FIRST_DAYS;
    String cookie = "(s % " + cookies + ")";
    return String.join(
        ",\n      ",
        "'shop' AS app_id",
        "'web' AS platform",
        uuid("'e' || s || '-' || j") + " AS event_id",
        "CASE WHEN j = 1 AND "
            + random(cookie, "'login'")
            + " % 8 = 0 THEN 'user' || CAST("
            + random(cookie, "'user'")
            + " % "
            + Math.max(cookies / 16, 1)
            + " AS BIGINT) END AS user_id",
        uuid("'c' || " + cookie) + " AS domain_userid",
        "CAST(1 + s // "
            + cookies
            + " + CAST("
            + random(cookie, "'visits'")
            + " % 40 AS BIGINT) AS INTEGER) AS domain_sessionidx",
        uuid("'s' || s") + " AS domain_sessionid",
        "['DE', 'FR', 'NL', 'PL'][1 + CAST("
            + random(cookie, "'geo'")
            + " % 4 AS BIGINT)] AS geo_country",
        "'https://shop.example/products/' || CAST("
            + random("s", "j", "'page'")
            + " % 5000 AS BIGINT) AS page_url",
        "'Product ' || CAST(" + random("s", "j", "'page'") + " % 5000 AS BIGINT) AS page_title",
        "['search', 'social', 'email', 'direct'][1 + CAST("
            + random("s", "'medium'")
            + " % 4 AS BIGINT)] AS refr_medium",
        "['google', 'bing', 'news', NULL][1 + CAST("
            + random("s", "'medium'")
            + " % 4 AS BIGINT)] AS mkt_source",
        "['Computer', 'Mobile', 'Tablet'][1 + CAST("
            + random(cookie, "'device'")
            + " % 3 AS BIGINT)] AS dvce_type",
        "CASE WHEN "
            + random("s", "j", "'name'")
            + " % 3 = 0 THEN 'page_ping' ELSE 'page_view' END AS event_name");
  }

  /** The form of a UUID, as trackers write identifiers, and as costly to compare. */
  private static String uuid(String text) {
    return "CAST(CAST(md5(" + text + ") AS UUID) AS VARCHAR)";
  }

  private String random(String... parts) {
    return "hash(" + seed + ", " + String.join(", ", parts) + ")";
  }

  private static String at(long micros) {
    return "make_timestamp(" + (BEGINNING + micros) + ")";
  }
}
