package dev.accrete.tests.engines;

import java.util.Map;
import java.util.TreeMap;

/** The models and sources of {@link EngineKit}: every strategy over every kind of source. */
public final class KitModels {
  /** Their texts by path. */
  static final Map<String, String> FILES =
      files(
          "models/sources.yml",
          """
          sources:
            - name: raw.orders
              loaded_at: etl
              sortkeys: [happened]
              columns: {id: integer, customer: integer, amount: "decimal(8,2)", note: varchar, happened: timestamp, etl: timestamp}
            - name: raw.clicks
              loaded_at: {column: etl, grain: hour}
              columns: {customer: integer, page: varchar, etl: timestamp}
            - name: raw.customers
              changes: snapshot
              columns: {id: integer, region: varchar}
            - name: raw.pairs
              changes: snapshot
              columns: {a: varchar, b: varchar}
            - name: raw.visits
              changes: landing
              landing: arriving.visits
              sortkeys: [happened]
              columns: {id: integer, customer: integer, happened: timestamp}
            - name: raw.marks
              changes: landing
              landing: arriving.marks
              columns: {visit: integer, mark: varchar}
          """,
          "models/visited.sql",
          """
          SELECT v.customer, MIN(v.happened) AS first_at, COUNT(*) AS visits, COUNT(DISTINCT m.mark) AS marks
          FROM ${ref('raw.visits')} AS v
          LEFT JOIN ${ref('raw.marks')} AS m ON m.visit = v.id
          GROUP BY v.customer
          """,
          "models/visits_of_all.sql",
          "SELECT COUNT(*) AS visits, SUM(customer) AS customers FROM ${ref('raw.visits')}\n",
          "models/known_visits.sql",
          "SELECT id, customer FROM ${ref('raw.visits')} WHERE customer IS NOT NULL\n",
          "models/priced.sql",
          """
          SELECT id, customer, amount, note, happened
          FROM (
            SELECT *, ROW_NUMBER() OVER (PARTITION BY id ORDER BY happened, note, amount, customer) AS copy
            FROM ${ref('raw.orders')}
          ) AS o
          WHERE copy = 1
          """,
          "models/per_customer.sql",
          """
          SELECT o.customer, MIN(o.happened) AS first_at, COUNT(*) AS orders, SUM(o.amount) AS amount,
            COUNT(DISTINCT o.note) AS notes
          FROM ${ref('raw.orders')} AS o
          GROUP BY o.customer
          """,
          "models/regions.sql",
          """
          ---
          incremental: {strategy: merge}
          ---
          SELECT c.region, COUNT(*) AS orders, SUM(o.amount) AS amount, MIN(o.happened) AS first_at,
            COUNT(DISTINCT o.note) AS notes, AVG(o.id) AS mean
          FROM ${ref('raw.orders')} AS o
          JOIN ${ref('raw.customers')} AS c ON c.id = o.customer
          GROUP BY c.region
          HAVING COUNT(*) > 1
          """,
          "models/named.sql",
          """
          SELECT k.customer, k.page, c.region
          FROM ${ref('raw.clicks')} AS k
          LEFT JOIN ${ref('raw.customers')} AS c ON c.id = k.customer
          """,
          "models/totals.sql",
          "SELECT COUNT(*) AS rows_of_all, SUM(amount) AS amount, MAX(note) AS note FROM ${ref('raw.orders')}\n",
          "models/latest.sql",
          """
          SELECT r.region, o.note, o.orders
          FROM ${ref('regions')} AS r
          LEFT JOIN ${ref('priced')} AS p ON p.amount = r.amount
          JOIN (
            SELECT note, COUNT(*) AS orders FROM ${ref('priced')} GROUP BY note
          ) AS o ON o.orders >= r.orders
          """,
          "models/people.sql",
          "SELECT * FROM ${components('raw.pairs', 'a', 'b')}\n",
          "models/seen.sql",
          """
          ---
          materialized: view
          ---
          SELECT region, orders + notes AS n FROM ${ref('regions')}
          """);

  private KitModels() {}

  /**
   * The project.
   *
   * @param target the engine's name, and settings of a target, as a YAML map has them
   */
  public static Map<String, String> project(String target) {
    Map<String, String> files = new TreeMap<>(FILES);
    files.put(
        "accrete.yml",
        "name: kit\nschema: derived\ndialect: postgres\ntarget: dev\ntargets:\n  dev: {"
            + target
            + "}\n");
    return files;
  }

  private static Map<String, String> files(String... namesAndTexts) {
    Map<String, String> files = new TreeMap<>();
    for (int i = 0; i < namesAndTexts.length; i += 2) {
      files.put(namesAndTexts[i], namesAndTexts[i + 1]);
    }
    return files;
  }
}
