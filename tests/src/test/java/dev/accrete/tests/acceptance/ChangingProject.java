package dev.accrete.tests.acceptance;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** A project whose models come, change and go at random; each has the columns k, v and t. */
final class ChangingProject {
  private static final Pattern REF = Pattern.compile("\\$\\{ref\\('([^']+)'\\)}");
  private static final String SOURCES =
      """
      sources:
        - {name: raw.a, loaded_at: etl, columns: {k: integer, v: bigint, t: varchar, etl: timestamp}}
        - {name: raw.b, changes: snapshot, columns: {k: integer, v: bigint, t: varchar}}
      """;
  private static final List<String> SELECTS =
      List.of(
          "SELECT k, v, t FROM P WHERE v > N",
          "SELECT k, CAST(SUM(v) AS BIGINT) AS v, MIN(t) AS t FROM P GROUP BY k",
          "SELECT k, CAST(COUNT(*) AS BIGINT) AS v, MAX(t) AS t FROM P GROUP BY k HAVING COUNT(*) > 1",
          "SELECT p.k, p.v + q.v AS v, q.t AS t FROM P AS p JOIN Q AS q ON p.k = q.k WHERE q.v < N + 3",
          "SELECT p.k, COALESCE(q.v, 0) + p.v AS v, p.t FROM P AS p LEFT JOIN Q AS q ON p.k = q.k AND q.v > N",
          "SELECT k, CAST(RANK() OVER (PARTITION BY k ORDER BY v DESC) AS BIGINT) AS v, t FROM P",
          "SELECT DISTINCT k, v, t FROM P",
          "SELECT 1 AS k, CAST(COUNT(*) AS BIGINT) AS v, MAX(t) AS t FROM P",
          "SELECT k, v, t FROM P UNION ALL SELECT k, v + N, t FROM Q",
          "SELECT k, v, t FROM P UNION SELECT k, v, t FROM Q",
          "SELECT CAST(k % 3 AS INTEGER) AS k, CAST(COUNT(DISTINCT v) AS BIGINT) AS v, MAX(t) AS t FROM P GROUP BY 1",
          "SELECT k, v, t FROM P AS p WHERE NOT EXISTS (SELECT 1 FROM Q AS q WHERE q.k = p.k AND q.v > N)",
          "SELECT k, v, t FROM P WHERE v >= (SELECT AVG(v) FROM Q)",
          "SELECT k, v, t FROM P WHERE k IN (SELECT k FROM Q WHERE v > N)",
          "SELECT p.k, CAST(SUM(p.v) AS BIGINT) AS v, MAX(q.t) AS t FROM P AS p JOIN Q AS q ON p.k = q.k GROUP BY p.k");

  private final String engine;
  private final Random chance;
  private final Map<String, String> models = new TreeMap<>();
  private int named;

  /** A project without models yet. */
  ChangingProject(String engine, Random chance) {
    this.engine = engine;
    this.chance = chance;
  }

  private int upTo(int number) {
    return chance.nextInt(number);
  }

  /** The models' texts by name. */
  Map<String, String> models() {
    return Collections.unmodifiableMap(models);
  }

  /** The texts by path. */
  Map<String, String> files() {
    Map<String, String> files = new TreeMap<>();
    files.put("accrete.yml", settings());
    files.put("models/sources.yml", SOURCES);
    models.forEach((name, text) -> files.put("models/" + name + ".sql", text));
    return files;
  }

  private String settings() {
    String url = engine.equals("duckdb") ? "path: x.duckdb" : "url: \"jdbc:" + engine + "://h/t\"";
    return "name: graph\nschema: derived\ndialect: postgres\ntarget: dev\ntargets:\n  dev: {engine: "
        + engine
        + ", "
        + url
        + "}\n";
  }

  /** One model more, up to eight. */
  void add() {
    if (models.size() < 8) {
      String name = "m" + (++named + 100);
      models.put(name, text(name));
    }
  }

  private String text(String name) {
    List<String> before = new ArrayList<>(List.of("raw.a", "raw.a", "raw.b"));
    models.keySet().stream()
        .filter(other -> other.compareTo(name) < 0)
        .forEach(
            other -> {
              before.add(other);
              before.add(other);
            });
    String select =
        SELECTS
            .get(upTo(SELECTS.size()))
            .replaceAll("\\bP\\b", "\\${ref('" + before.get(upTo(before.size())) + "')}")
            .replaceAll("\\bQ\\b", "\\${ref('" + before.get(upTo(before.size())) + "')}")
            .replaceAll("\\bN\\b", "" + upTo(5));
    String made =
        switch (upTo(8)) {
          case 0 -> "---\nmaterialized: view\n---\n";
          case 1 -> "---\nmaterialized: ephemeral\n---\n";
          default -> "";
        };
    return made.replace("$", "\\$") + select.replace("\\$", "$") + "\n";
  }

  /** Another text for some model. */
  void edit() {
    if (!models.isEmpty()) {
      String name = List.copyOf(models.keySet()).get(upTo(models.size()));
      models.put(name, text(name));
    }
  }

  /** A model that nobody reads goes, or one that comes back under another name. */
  void drop() {
    Set<String> read = new HashSet<>();
    models.values().forEach(text -> REF.matcher(text).results().forEach(r -> read.add(r.group(1))));
    List<String> loose = models.keySet().stream().filter(m -> !read.contains(m)).toList();
    if (loose.size() > 1) {
      models.remove(loose.get(upTo(loose.size())));
    }
  }

  /**
   * A model's SELECT over the tables of the sources, and those in the schema plain of other models.
   */
  String plain(String model) {
    String select = String.valueOf(models.get(model)).replaceFirst("(?s)^---\n.*\n---\n", "");
    return REF.matcher(select)
        .replaceAll(r -> r.group(1).startsWith("raw") ? r.group(1) : "plain." + r.group(1));
  }
}
