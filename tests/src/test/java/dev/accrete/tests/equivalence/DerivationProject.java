package dev.accrete.tests.equivalence;

import java.util.Map;

/** A model for each rule of the derivation, over sources alone. */
final class DerivationProject {
  private static final Map<String, String> JOINS =
      Map.ofEntries(
          Map.entry(
              "accrete.yml",
              """
              name: derivations
              schema: derived
              dialect: duckdb
              target: dev
              targets:
                dev: {engine: duckdb, path: target/dev.duckdb}
              """),
          Map.entry(
              "models/sources.yml",
              """
              sources:
                - name: raw.events
                  loaded_at: etl
                  sortkeys: [n]
                  columns: {k: integer, s: varchar, n: integer, m: integer, etl: timestamp}
                - name: raw.clicks
                  loaded_at: {column: etl, grain: hour}
                  columns: {k: integer, s: varchar, n: integer, etl: timestamp}
                - name: raw.visits
                  changes: snapshot
                  columns: {k: integer, s: varchar}
                - name: raw.users
                  changes: snapshot
                  columns: {k: integer, s: varchar, n: integer}
              """),
          model(
              "left_side",
              """
              SELECT c.s, COUNT(*) AS times, COUNT(u.n) AS ns, SUM(u.n) AS total
              FROM ${ref('raw.clicks')} AS c
              LEFT JOIN ${ref('raw.users')} AS u ON u.k = c.k
              GROUP BY c.s
              """),
          model(
              "null_safe",
              """
              SELECT c.s, COUNT(u.n) AS ns, MAX(u.s) AS last
              FROM ${ref('raw.clicks')} AS c
              LEFT JOIN ${ref('raw.users')} AS u ON u.k IS NOT DISTINCT FROM c.k
              GROUP BY c.s
              """),
          model(
              "both_sides",
              """
              SELECT COALESCE(u.s || CAST(u.n AS VARCHAR), c.s) AS person, COUNT(*) AS times
              FROM ${ref('raw.visits')} AS c
              LEFT JOIN ${ref('raw.users')} AS u ON u.k = c.k
              GROUP BY COALESCE(u.s || CAST(u.n AS VARCHAR), c.s)
              """),
          model(
              "either",
              """
              SELECT COALESCE(c.k, u.k) AS k, c.n, u.s
              FROM ${ref('raw.clicks')} AS c
              FULL JOIN ${ref('raw.users')} AS u ON c.k = u.k
              """),
          model(
              "with_groups",
              """
              SELECT u.k, u.s, b.times
              FROM ${ref('raw.users')} AS u
              LEFT JOIN (
                SELECT n, COUNT(*) AS times FROM ${ref('raw.clicks')} GROUP BY n HAVING COUNT(*) < 3
              ) AS b ON b.n = u.n
              """),
          model(
              "names",
              """
              SELECT s, COUNT(*) AS times, MAX(n) AS last FROM ${ref('raw.users')} GROUP BY s
              """),
          model(
              "pairs",
              """
              SELECT a.k, a.s, b.s AS other
              FROM ${ref('raw.events')} AS a
              JOIN ${ref('raw.events')} AS b ON b.k = a.n
              """),
          model(
              "added",
              """
              SELECT e.k, e.s, u.n
              FROM ${ref('raw.events')} AS e
              LEFT JOIN ${ref('raw.users')} AS u ON u.k = e.k
              """));

  private static final Map<String, String> BLOCKS =
      Map.ofEntries(
          model(
              "ranks",
              "SELECT k, s, n, COUNT(*) OVER (PARTITION BY k) AS times FROM ${ref('raw.clicks')}\n"),
          model(
              "hopped",
              """
              SELECT s, COUNT(*) AS firsts, MAX(n) AS last
              FROM (
                SELECT k, s, n,
                  ROW_NUMBER() OVER (PARTITION BY k ORDER BY n DESC, s DESC, etl DESC) AS place
                FROM ${ref('raw.clicks')}
              ) AS ranked
              WHERE place = 1
              GROUP BY s
              """),
          model(
              "stacked",
              """
              ---
              incremental: {key: [n, m]}
              ---
              SELECT n, m, k, s, COUNT(*) OVER (PARTITION BY s) AS times
              FROM (
                SELECT k, s, n, m, COUNT(*) OVER (PARTITION BY k) AS ks FROM ${ref('raw.events')}
              ) AS counted
              WHERE MOD(ks, 2) = 1
              """),
          model("renamed", "SELECT n AS k, k AS n, s FROM ${ref('raw.clicks')} WHERE s <> 'c'\n"),
          model(
              "either_has",
              "SELECT k, s FROM ${ref('raw.clicks')} UNION SELECT n, s FROM ${ref('raw.users')}\n"),
          model(
              "one_has",
              "SELECT k, s FROM ${ref('raw.clicks')} EXCEPT SELECT k, s FROM ${ref('raw.users')}\n"),
          model(
              "unknown",
              """
              SELECT c.s, c.n
              FROM ${ref('raw.clicks')} AS c
              WHERE c.k NOT IN (SELECT u.n FROM ${ref('raw.users')} AS u WHERE u.s = 'a')
              """),
          model(
              "subtotals",
              """
              SELECT s, k, COUNT(*) AS times, SUM(n) AS total
              FROM ${ref('raw.clicks')}
              GROUP BY s, ROLLUP (k)
              """),
          model(
              "rolled_up",
              """
              SELECT s, k, COUNT(*) AS times, SUM(n) AS total
              FROM ${ref('raw.clicks')}
              GROUP BY ROLLUP (s, k)
              """),
          model(
              "distinct_values",
              """
              ---
              incremental: {strategy: merge}
              ---
              SELECT u.s, COUNT(DISTINCT c.n) AS ns, MIN(c.k) AS least
              FROM ${ref('raw.users')} AS u
              JOIN ${ref('raw.clicks')} AS c ON c.k = u.k
              GROUP BY u.s
              """));

  private static final Map<String, String> BOUNDS =
      Map.ofEntries(
          model(
              "least",
              """
              SELECT k, MIN(n) AS first, COUNT(*) AS times FROM ${ref('raw.events')} GROUP BY k
              """),
          model(
              "often",
              """
              SELECT k, MIN(n) AS first, COUNT(*) AS times
              FROM ${ref('raw.events')}
              GROUP BY k
              HAVING COUNT(*) > 4
              """),
          model(
              "winners",
              """
              SELECT m, COUNT(*) AS firsts, MIN(n) AS first
              FROM (
                SELECT k, m, n,
                  ROW_NUMBER() OVER (PARTITION BY k ORDER BY s DESC, n DESC, m DESC, etl DESC) AS place
                FROM ${ref('raw.events')}
              ) AS ranked
              WHERE place = 1
              GROUP BY m
              """));

  static final Map<String, String> FILES =
      StrategyProject.all(StrategyProject.all(JOINS, BLOCKS), BOUNDS);

  private DerivationProject() {}

  private static Map.Entry<String, String> model(String name, String sql) {
    return Map.entry("models/" + name + ".sql", sql);
  }
}
