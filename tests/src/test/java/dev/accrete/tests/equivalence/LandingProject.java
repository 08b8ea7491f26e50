package dev.accrete.tests.equivalence;

import java.util.HashMap;
import java.util.Map;

/** Models over rows that arrive in landing tables: those that recompute, append and merge. */
final class LandingProject {
  static final Map<String, String> FILES =
      Map.of(
          "accrete.yml",
          """
          name: landed
          schema: derived
          dialect: duckdb
          target: dev
          targets:
            dev: {engine: duckdb, path: target/dev.duckdb}
          """,
          "models/sources.yml",
          """
          sources:
            - name: raw.events
              changes: landing
              landing: landing.events
              sortkeys: [happened]
              columns: {id: integer, person: varchar, amount: integer, happened: timestamp}
            - name: raw.contexts
              changes: landing
              landing: landing.contexts
              columns: {root_id: integer, page: varchar}
            - name: crm.people
              changes: snapshot
              columns: {person: varchar, country: varchar}
          """,
          "models/firsts.sql",
          """
          SELECT id, person, amount
          FROM (SELECT *, ROW_NUMBER() OVER (PARTITION BY id ORDER BY happened, person, amount) AS n FROM ${ref('raw.events')})
          WHERE n = 1
          """,
          "models/people.sql",
          """
          SELECT e.person, p.country, MIN(e.happened) AS first_at, COUNT(*) AS events, COUNT(DISTINCT c.page) AS pages
          FROM ${ref('raw.events')} AS e
          LEFT JOIN ${ref('raw.contexts')} AS c ON c.root_id = e.id
          LEFT JOIN ${ref('crm.people')} AS p ON p.person = e.person
          GROUP BY e.person, p.country
          """,
          "models/known.sql",
          "SELECT id, amount + 1 AS more FROM ${ref('raw.events')} WHERE person IS NOT NULL\n",
          "models/total.sql",
          "SELECT COUNT(*) AS events, SUM(amount) AS amount FROM ${ref('raw.events')}\n",
          "models/amounts.sql",
          """
          ---
          incremental: {strategy: merge}
          ---
          SELECT person, COUNT(*) AS events, SUM(amount) AS amount, MAX(happened) AS last_at
          FROM ${ref('raw.events')}
          GROUP BY person
          """,
          "models/counts.sql",
          """
          SELECT events, COUNT(*) AS people FROM ${ref('people')} GROUP BY events
          """);

  private LandingProject() {}

  /** The same, where claimed rows come into the sources' own tables after their readers. */
  static Map<String, String> movingAfter() {
    Map<String, String> files = new HashMap<>(FILES);
    files.merge(
        "models/sources.yml",
        "",
        (text, none) -> text.replaceAll("( +)landing: .*", "$0\n$1move: after"));
    return files;
  }
}
