package dev.accrete.tests.equivalence;

import java.util.Map;
import java.util.TreeMap;

/** Models that append or merge, over sources of every kind, chained so that changes travel. */
final class StrategyProject {
  private static final Map<String, String> GROUPS =
      Map.of(
          "accrete.yml",
          """
          name: strategies
          schema: derived
          dialect: duckdb
          target: dev
          targets:
            dev: {engine: duckdb, path: target/dev.duckdb}
          """,
          "models/sources.yml",
          """
          sources:
            - name: raw.orders
              loaded_at: etl
              sortkeys: [n]
              columns: {k: integer, n: integer, s: varchar, etl: timestamp}
            - name: raw.clicks
              loaded_at: {column: etl, grain: hour}
              columns: {k: integer, s: varchar, etl: timestamp}
            - name: raw.users
              changes: snapshot
              columns: {k: integer, s: varchar, n: integer}
          """,
          "models/rows_of_both.sql",
          """
          SELECT o.k, o.n, u.s AS place
          FROM ${ref('raw.orders')} AS o
          LEFT JOIN ${ref('raw.users')} AS u ON u.k = o.k AND u.s = o.s
          UNION ALL
          SELECT k, 0, s FROM ${ref('raw.clicks')} WHERE s IS NOT NULL
          """,
          "models/rows_of_rows.sql",
          """
          SELECT r.k, r.place, u.n
          FROM ${ref('rows_of_both')} AS r
          JOIN ${ref('raw.users')} AS u ON u.k = r.k
          """,
          "models/marks.sql",
          "SELECT 'click' AS kind FROM ${ref('raw.clicks')} WHERE k > 0\n",
          "models/groups_of_one.sql",
          """
          ---
          incremental: {strategy: merge}
          ---
          SELECT s, COUNT(*) AS times, SUM(n) AS total, MIN(n) AS least, MAX(n) AS most, COUNT(k) AS ks
          FROM ${ref('raw.users')}
          GROUP BY s
          HAVING COUNT(*) > 1
          """,
          "models/groups_of_three.sql",
          """
          ---
          incremental: {strategy: merge}
          ---
          SELECT u.s, o.k, COUNT(*) * 2 AS twice, COALESCE(SUM(o.n), 0) + MAX(u.n) AS made,
            MIN(c.s) AS first
          FROM ${ref('raw.orders')} AS o
          JOIN ${ref('raw.users')} AS u ON u.k = o.k
          JOIN ${ref('raw.clicks')} AS c ON c.k = u.k
          WHERE o.n IS NOT NULL OR u.n > 0
          GROUP BY u.s, o.k
          """,
          "models/groups_of_rows.sql",
          """
          ---
          incremental: {strategy: merge}
          ---
          SELECT r.place, COUNT(*) AS times, SUM(r.n) AS total, MAX(u.n) AS most
          FROM ${ref('rows_of_both')} AS r
          JOIN ${ref('raw.users')} AS u ON u.s = r.place
          GROUP BY r.place
          """,
          "models/by_person.sql",
          """
          SELECT COALESCE(u.s, o.s) AS person, COUNT(*) AS orders, COUNT(DISTINCT o.k) AS kinds
          FROM ${ref('raw.orders')} AS o
          LEFT JOIN ${ref('raw.users')} AS u ON u.k = o.k
          GROUP BY COALESCE(u.s, o.s)
          """,
          "models/groups_of_groups.sql",
          """
          ---
          incremental: {strategy: merge}
          ---
          SELECT times, COUNT(*) AS groups, SUM(total) AS total, MIN(s) AS first
          FROM ${ref('groups_of_one')}
          GROUP BY times
          """);

  private static final Map<String, String> ONE_ROW =
      Map.of(
          "models/one_row.sql",
          """
          SELECT COUNT(*) AS times, COUNT(n) AS ns, SUM(n) AS total, MIN(etl) AS first, MAX(k) AS most
          FROM ${ref('raw.orders')}
          """,
          "models/one_row_of_few.sql",
          "SELECT COUNT(*) AS times, SUM(n) AS total FROM ${ref('raw.users')} WHERE s = 'b'\n",
          "models/one_row_of_many.sql",
          """
          SELECT SUM(u.n) + COUNT(*) AS total, MIN(c.s) AS first, 7 AS seven
          FROM ${ref('raw.users')} AS u
          JOIN ${ref('rows_of_both')} AS b ON b.k = u.k
          JOIN ${ref('raw.clicks')} AS c ON c.k = u.k
          WHERE u.s <> 'a'
          HAVING COUNT(u.n) <> 1
          """,
          "models/rows_of_one_row.sql",
          """
          SELECT u.k, o.total, o.first
          FROM ${ref('raw.users')} AS u
          JOIN ${ref('one_row_of_many')} AS o ON o.seven <> u.n
          """);

  private static final Map<String, String> DISTINCT =
      Map.of(
          "models/values_of_one.sql",
          """
          ---
          incremental: {strategy: merge}
          ---
          SELECT s, COUNT(DISTINCT n) AS ns, COUNT(*) AS times, COUNT(DISTINCT n + k) AS sums, MAX(k) AS most
          FROM ${ref('raw.users')}
          GROUP BY s
          """,
          "models/values_of_two.sql",
          """
          ---
          incremental: {strategy: merge}
          ---
          SELECT u.s, o.k, COUNT(DISTINCT o.n) AS ns
          FROM ${ref('raw.orders')} AS o
          JOIN ${ref('raw.users')} AS u ON u.k = o.k
          GROUP BY u.s, o.k
          HAVING COUNT(DISTINCT u.n) > 1
          """,
          "models/values_of_all.sql",
          "SELECT COUNT(DISTINCT place) AS places, MIN(k) AS least FROM ${ref('rows_of_both')}\n");

  private static final Map<String, String> REST =
      Map.of(
          "models/rest_of_one.sql",
          """
          ---
          incremental: {strategy: merge}
          ---
          SELECT s, COUNT(*) AS times, MEDIAN(n) AS middle, COALESCE(SUM(k), 0) + AVG(n) AS made,
            STRING_AGG(k, ',' ORDER BY k) AS list, MAX(k) AS most
          FROM ${ref('raw.users')}
          GROUP BY s
          HAVING MEDIAN(n) > 0 OR COUNT(*) > 1
          """,
          "models/rest_of_two.sql",
          """
          ---
          incremental: {strategy: merge}
          ---
          WITH numbered AS (
            SELECT u.s, o.n, o.s AS note,
              ROW_NUMBER() OVER (PARTITION BY u.s ORDER BY o.n DESC NULLS LAST, o.s NULLS LAST) AS place,
              o.n + LAG(o.n) OVER (PARTITION BY u.s ORDER BY o.n, o.s NULLS LAST) AS two
            FROM ${ref('raw.orders')} AS o
            JOIN ${ref('raw.users')} AS u ON u.k = o.k
            WHERE u.n > 0
          )
          SELECT s, COUNT(*) AS times, SUM(n) AS total, MAX(CASE WHEN place = 1 THEN note END) AS first,
            MAX(two) AS most, COUNT(DISTINCT n) AS ns
          FROM numbered
          GROUP BY s
          """,
          "models/rest_of_rest.sql",
          """
          ---
          incremental: {strategy: merge}
          ---
          SELECT CAST(times AS bigint) AS times, COUNT(*) AS groups, MEDIAN(middle) AS middle, SUM(most) AS total
          FROM ${ref('rest_of_one')}
          GROUP BY CAST(times AS bigint)
          """);

  static final Map<String, String> FILES = all(all(all(GROUPS, ONE_ROW), DISTINCT), REST);

  private StrategyProject() {}

  static Map<String, String> all(Map<String, String> some, Map<String, String> others) {
    Map<String, String> all = new TreeMap<>(some);
    all.putAll(others);
    return all;
  }
}
