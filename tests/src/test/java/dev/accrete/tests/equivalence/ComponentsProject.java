package dev.accrete.tests.equivalence;

import java.util.Map;

/**
 * Components of edges of every kind: a growing source, a mutable one, a model, a view; of whole
 * numbers and of texts, read in joins, twice in one model, and through an ephemeral model.
 */
final class ComponentsProject {
  static final Map<String, String> FILES =
      Map.ofEntries(
          Map.entry(
              "accrete.yml",
              """
              name: stitching
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
                - name: raw.logins
                  loaded_at: etl
                  columns: {a: integer, b: integer, n: integer, etl: timestamp}
                - name: raw.hours
                  loaded_at: {column: etl, grain: hour}
                  columns: {a: varchar, b: varchar, etl: timestamp}
                - name: raw.links
                  changes: snapshot
                  columns: {a: varchar, b: varchar, c: bigint, d: integer}
                - name: raw.events
                  loaded_at: etl
                  columns: {cookie: varchar, n: integer, etl: timestamp}
              """),
          Map.entry(
              "models/logins.sql",
              "SELECT node, component FROM ${components('raw.logins', 'a', 'b')}\n"),
          Map.entry(
              "models/sizes.sql",
              """
              SELECT component, COUNT(*) AS nodes
              FROM ${components('raw.links', 'c', 'D')} AS stitched
              GROUP BY component
              """),
          Map.entry(
              "models/visitors.sql",
              """
              SELECT COALESCE(m.component, e.cookie) AS visitor, COUNT(*) AS events, SUM(e.n) AS total
              FROM ${ref('raw.events')} AS e
              LEFT JOIN ${ref('map')} AS m ON m.node = e.cookie
              GROUP BY 1
              """),
          Map.entry(
              "models/map.sql",
              """
              ---
              materialized: ephemeral
              ---
              SELECT node, component FROM ${components('raw.links', 'a', 'b')}
              """),
          Map.entry(
              "models/some.sql",
              """
              ---
              materialized: view
              ---
              SELECT a, b FROM ${ref('raw.links')} WHERE c > 0 UNION ALL SELECT a, b FROM ${ref('raw.hours')}
              """),
          Map.entry(
              "models/of_view.sql",
              "SELECT component, MAX(node) AS last FROM ${components('some', 'a', 'b')} GROUP BY 1\n"),
          Map.entry(
              "models/pairs.sql",
              """
              SELECT a, b, COUNT(*) AS times FROM ${ref('raw.hours')} GROUP BY a, b HAVING COUNT(*) < 3
              """),
          Map.entry(
              "models/of_model.sql",
              """
              SELECT one.node, one.component, other.component AS alone
              FROM ${components('pairs', 'a', 'b')} AS one
              JOIN ${components('pairs', 'a', 'b')} AS same ON same.component = one.node
              LEFT JOIN ${components('pairs', 'b', 'b')} AS other ON other.node = one.node
              """));

  private ComponentsProject() {}
}
