package dev.accrete.tests.benchmarks;

import java.util.List;
import java.util.Map;

/**
 * A table that several contestants keep, each by another strategy, and by hand.
 *
 * @param title what it is, for the report
 * @param model the model's name
 * @param select its SELECT, with {@code ref()}
 * @param pins the strategies that authors pin in its front matter; the default is measured as well
 * @param byHand by name, statements that take in what came after {@code {since}}, in the schema
 *     {@code {schema}}; the least of them is the best by hand
 */
record StrategyTable(
    String title,
    String model,
    String select,
    List<String> pins,
    Map<String, List<String>> byHand) {

  private static final String BATCH = "SELECT * FROM raw.events WHERE etl > {since}";

  /** Keys that live briefly, as sessions do: the batch touches few of them, and those of late. */
  static final StrategyTable SESSIONS =
      new StrategyTable(
          "sessions: keys that live briefly",
          "sessions",
          """
          SELECT session, MIN(ts) AS started, MAX(ts) AS ended, COUNT(*) AS events, SUM(amount) AS amount
          FROM ${ref('raw.events')}
          GROUP BY session
          """,
          List.of("recompute", "merge"),
          Map.of(
              "recompute with a bound",
              List.of(
                  "CREATE OR REPLACE TEMP TABLE touched AS SELECT DISTINCT session FROM ("
                      + BATCH
                      + ")",
                  "CREATE OR REPLACE TEMP TABLE old AS SELECT s.rowid AS r, started FROM"
                      + " {schema}.sessions s SEMI JOIN touched USING (session)",
                  "SET VARIABLE bound = (SELECT LEAST((SELECT MIN(started) FROM old), (SELECT MIN(ts)"
                      + " FROM ("
                      + BATCH
                      + "))))",
                  "DELETE FROM {schema}.sessions WHERE rowid IN (SELECT r FROM old)",
                  "INSERT INTO {schema}.sessions SELECT session, MIN(ts), MAX(ts), COUNT(*), SUM(amount)"
                      + " FROM raw.events SEMI JOIN touched USING (session) WHERE ts >="
                      + " getvariable('bound') GROUP BY session"),
              "add the batch to the rows",
              List.of(
                  "CREATE OR REPLACE TEMP TABLE delta AS SELECT session, MIN(ts) AS started, MAX(ts) AS"
                      + " ended, COUNT(*) AS events, SUM(amount) AS amount FROM ("
                      + BATCH
                      + ") GROUP BY session",
                  "UPDATE {schema}.sessions AS s SET started = LEAST(s.started, d.started), ended ="
                      + " GREATEST(s.ended, d.ended), events = s.events + d.events, amount = s.amount +"
                      + " d.amount FROM delta AS d WHERE d.session = s.session",
                  "INSERT INTO {schema}.sessions SELECT session, started, ended, events, amount FROM delta"
                      + " ANTI JOIN {schema}.sessions USING (session)")));

  /** The same where no column says how far back a key's rows reach. */
  static final StrategyTable UNBOUNDED =
      new StrategyTable(
          "sessions without a MIN(ts)",
          "unbounded",
          """
          SELECT session, COUNT(*) AS events, COUNT(DISTINCT page) AS pages
          FROM ${ref('raw.events')}
          GROUP BY session
          """,
          List.of("recompute"),
          Map.of(
              "recompute",
              List.of(
                  "CREATE OR REPLACE TEMP TABLE touched AS SELECT DISTINCT session FROM ("
                      + BATCH
                      + ")",
                  "DELETE FROM {schema}.unbounded WHERE session IN (SELECT session FROM touched)",
                  "INSERT INTO {schema}.unbounded SELECT session, COUNT(*), COUNT(DISTINCT page) FROM"
                      + " raw.events SEMI JOIN touched USING (session) GROUP BY session")));

  /** Five hundred keys that each batch touches all. */
  static final StrategyTable PAGES =
      new StrategyTable(
          "pages: 500 keys, all hot",
          "pages",
          """
          SELECT page, COUNT(*) AS events, SUM(amount) AS amount, MAX(ts) AS seen
          FROM ${ref('raw.events')}
          GROUP BY page
          """,
          List.of("recompute", "merge"),
          Map.of(
              "add the batch to the rows",
              List.of(
                  "CREATE OR REPLACE TEMP TABLE delta AS SELECT page, COUNT(*) AS events, SUM(amount)"
                      + " AS amount, MAX(ts) AS seen FROM ("
                      + BATCH
                      + ") GROUP BY page",
                  "UPDATE {schema}.pages AS s SET events = s.events + d.events, amount = s.amount +"
                      + " d.amount, seen = GREATEST(s.seen, d.seen) FROM delta AS d WHERE d.page ="
                      + " s.page",
                  "INSERT INTO {schema}.pages SELECT page, events, amount, seen FROM delta ANTI JOIN"
                      + " {schema}.pages USING (page)")));

  /** The same with a column that adds up by a count of each value alone. */
  static final StrategyTable DISTINCT =
      new StrategyTable(
          "pages with COUNT(DISTINCT session)",
          "page_sessions",
          """
          SELECT page, COUNT(*) AS events, COUNT(DISTINCT session) AS sessions
          FROM ${ref('raw.events')}
          GROUP BY page
          """,
          List.of("recompute", "merge"),
          Map.of(
              "rebuild",
              List.of(
                  "DELETE FROM {schema}.page_sessions",
                  "INSERT INTO {schema}.page_sessions SELECT page, COUNT(*), COUNT(DISTINCT session)"
                      + " FROM raw.events GROUP BY page")));

  /** The same with a column that does not add up at all: computed again, and joined to the rest. */
  static final StrategyTable REST =
      new StrategyTable(
          "pages with MEDIAN(amount)",
          "page_medians",
          """
          SELECT page, COUNT(*) AS events, SUM(amount) AS total, MIN(ts) AS first_seen, MAX(ts) AS last_seen,
            COUNT(DISTINCT session) AS sessions, MEDIAN(amount) AS middle
          FROM ${ref('raw.events')}
          GROUP BY page
          """,
          List.of("recompute", "merge"),
          Map.of(
              "rebuild",
              List.of(
                  "DELETE FROM {schema}.page_medians",
                  "INSERT INTO {schema}.page_medians SELECT page, COUNT(*), SUM(amount), MIN(ts),"
                      + " MAX(ts), COUNT(DISTINCT session), MEDIAN(amount) FROM raw.events GROUP BY"
                      + " page")));

  /** Rows that stand alone. */
  static final StrategyTable ROWS =
      new StrategyTable(
          "events with their customer's region",
          "with_region",
          """
          SELECT e.id, e.session, e.ts, e.amount, c.region
          FROM ${ref('raw.events')} AS e
          LEFT JOIN ${ref('raw.customers')} AS c ON c.id = e.customer
          """,
          List.of("append", "recompute"),
          Map.of(
              "insert the batch",
              List.of(
                  "INSERT INTO {schema}.with_region SELECT e.id, e.session, e.ts, e.amount, c.region FROM ("
                      + BATCH
                      + ") AS e LEFT JOIN raw.customers AS c ON c.id = e.customer")));

  private static final String SESSION_DAYS =
      "SELECT CAST(MIN(ts) AS DATE) AS day, COUNT(*) AS events FROM raw.events %s GROUP BY session";

  /**
   * A key that is the value of a block: Accrete keeps the block as a hidden model. By hand the
   * block is evaluated for its own touched keys before and after the batch, which finds the touched
   * days, and then whole, as nothing else says which sessions these days have.
   */
  static final StrategyTable DAYS =
      new StrategyTable(
          "days of sessions: a key that is the value of a block",
          "days",
          """
          SELECT day, COUNT(*) AS sessions, SUM(events) AS events
          FROM (
            SELECT session, CAST(MIN(ts) AS DATE) AS day, COUNT(*) AS events
            FROM ${ref('raw.events')}
            GROUP BY session
          ) AS per_session
          GROUP BY day
          """,
          List.of(),
          Map.of(
              "the block over old and new",
              List.of(
                  "CREATE OR REPLACE TEMP TABLE touched AS SELECT DISTINCT session FROM ("
                      + BATCH
                      + ")",
                  "CREATE OR REPLACE TEMP TABLE touched_days AS SELECT day FROM ("
                      + SESSION_DAYS.formatted("SEMI JOIN touched USING (session)")
                      + ") UNION SELECT day FROM ("
                      + SESSION_DAYS.formatted(
                          "SEMI JOIN touched USING (session) WHERE etl <= {since}")
                      + ")",
                  "DELETE FROM {schema}.days WHERE day IN (SELECT day FROM touched_days)",
                  "INSERT INTO {schema}.days SELECT day, COUNT(*), SUM(events) FROM ("
                      + SESSION_DAYS.formatted("")
                      + ") SEMI JOIN touched_days USING (day) GROUP BY day"),
              "rebuild",
              List.of(
                  "DELETE FROM {schema}.days",
                  "INSERT INTO {schema}.days SELECT day, COUNT(*), SUM(events) FROM ("
                      + SESSION_DAYS.formatted("")
                      + ") GROUP BY day")));

  /** Sets without a common expression: a hidden model for each. */
  static final StrategyTable ROLLED_UP =
      new StrategyTable(
          "sessions and pages rolled up",
          "rolled_up",
          """
          SELECT session, page, COUNT(*) AS events, SUM(amount) AS amount
          FROM ${ref('raw.events')}
          GROUP BY ROLLUP (session, page)
          """,
          List.of(),
          Map.of(
              "recompute and add up the total",
              List.of(
                  "CREATE OR REPLACE TEMP TABLE touched AS SELECT DISTINCT session FROM ("
                      + BATCH
                      + ")",
                  "DELETE FROM {schema}.rolled_up WHERE session IN (SELECT session FROM touched) OR"
                      + " session IS NULL",
                  "INSERT INTO {schema}.rolled_up SELECT session, page, COUNT(*), SUM(amount) FROM"
                      + " raw.events SEMI JOIN touched USING (session) GROUP BY session, ROLLUP (page)",
                  "INSERT INTO {schema}.rolled_up SELECT NULL, NULL, SUM(events), SUM(amount) FROM"
                      + " {schema}.rolled_up WHERE page IS NULL")));

  static final List<StrategyTable> ALL =
      List.of(SESSIONS, UNBOUNDED, PAGES, DISTINCT, REST, ROWS, DAYS, ROLLED_UP);

  /** The SELECT over the sources as they stand. */
  String plain() {
    return select.replaceAll("\\$\\{ref\\('([^']*)'\\)}", "$1");
  }
}
