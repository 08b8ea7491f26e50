package dev.accrete.tests.equivalence;

import java.util.Map;

/** Models that append or merge, over sources of every kind, chained so that changes travel. */
final class StrategyProject {
  static final Map<String, String> FILES =
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

  private StrategyProject() {}
}
