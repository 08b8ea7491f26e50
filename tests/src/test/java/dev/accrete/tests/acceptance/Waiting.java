package dev.accrete.tests.acceptance;

import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/** A project over landing sources whose rows come into their own tables after the models. */
public final class Waiting {
  private static final String SETTINGS =
      """
      name: landed
      schema: derived
      dialect: %1$s
      target: dev
      targets:
        dev: %2$s
      """;

  private Waiting() {}

  /** On DuckDB. */
  public static Map<String, String> onDuckDb() {
    return project("duckdb", "{engine: duckdb, path: target/dev.duckdb}");
  }

  /** On PostgreSQL. */
  public static Map<String, String> onPostgres() {
    return project("postgres", "{engine: postgres, url: \"jdbc:postgresql://localhost/test\"}");
  }

  /** On Redshift. */
  public static Map<String, String> onRedshift() {
    return project("redshift", "{engine: redshift, url: \"jdbc:redshift://localhost/test\"}");
  }

  private static Map<String, String> project(String dialect, String target) {
    Map<String, String> files = new TreeMap<>();
    files.put("accrete.yml", SETTINGS.formatted(dialect, target));
    files.put(
        "models/sources.yml",
        """
        sources:
          - name: raw.events
            changes: landing
            landing: landing.events
            move: after
            sortkeys: [happened]
            columns: {id: integer, person: varchar(9), amount: integer, happened: timestamp, n: integer}
          - name: raw.contexts
            changes: landing
            landing: landing.contexts
            move: after
            columns: {root_id: integer, page: varchar(9), n: integer}
        """);
    files.put(
        "models/kept.sql",
        """
        SELECT id, person, amount, happened
        FROM (SELECT *, ROW_NUMBER() OVER (PARTITION BY id ORDER BY happened, person, amount) AS place FROM ${ref('raw.events')}) AS e
        WHERE place = 1
        """);
    files.put(
        "models/people.sql",
        """
        SELECT e.person, MIN(e.happened) AS first_at, COUNT(*) AS events, COUNT(DISTINCT c.page) AS pages
        FROM ${ref('raw.events')} AS e
        LEFT JOIN ${ref('raw.contexts')} AS c ON c.root_id = e.id
        GROUP BY e.person
        """);
    files.put(
        "models/plain.sql",
        "SELECT id, amount + 1 AS more FROM ${ref('raw.events')} WHERE person IS NOT NULL\n");
    files.put(
        "models/total.sql",
        "SELECT COUNT(*) AS events, SUM(amount) AS amount FROM ${ref('raw.events')}\n");
    files.put(
        "models/days.sql",
        """
        SELECT CAST(happened AS DATE) AS day, COUNT(*) AS kept FROM ${ref('kept')} GROUP BY 1
        """);
    return files;
  }

  /** The same project whose rows move with the claim. */
  static Map<String, String> movingBefore(Map<String, String> files) {
    Map<String, String> all = new HashMap<>(files);
    all.merge(
        "models/sources.yml", "", (text, none) -> text.replace("move: after", "move: before"));
    return all;
  }
}
