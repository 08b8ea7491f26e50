package dev.accrete.tests.outside;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The queries of one file as a project: every second table is a source that appends, the others may
 * change in any way.
 */
final class QueryProject {
  static final String STAMP = "loaded";

  private static final String SETTINGS =
      """
      name: slt
      schema: derived
      dialect: duckdb
      target: dev
      targets:
        dev: {engine: duckdb, path: target/dev.duckdb}
      """;

  private final LogicTest test;
  private final int shift;

  /**
   * The tables of a file.
   *
   * @param shift 0 or 1: which tables append
   */
  QueryProject(LogicTest test, int shift) {
    this.test = test;
    this.shift = shift;
  }

  /** Whether rows of a table come with a stamp, and never change where they stand. */
  boolean appends(String table) {
    return (List.copyOf(test.tables().keySet()).indexOf(table) + shift) % 2 == 0;
  }

  /** The texts of a project with these models. */
  Map<String, String> texts(Map<String, String> models) {
    Map<String, String> texts = new LinkedHashMap<>();
    texts.put("accrete.yml", SETTINGS);
    texts.put("models/sources.yml", sources());
    models.forEach((name, sql) -> texts.put("models/" + name + ".sql", sql + "\n"));
    return texts;
  }

  /** The queries as models, by their names; those that read anything else are left out. */
  Map<String, String> models(List<String> queries) {
    Map<String, String> models = new LinkedHashMap<>();
    for (String query : queries) {
      Optional<String> text = QueryAsModel.of(query, test.tables().keySet());
      text.ifPresent(t -> models.put("q" + models.size(), t));
    }
    return models;
  }

  private String sources() {
    StringBuilder yaml = new StringBuilder("sources:\n");
    test.tables()
        .forEach(
            (name, table) -> {
              yaml.append("  - name: slt.").append(name).append('\n');
              yaml.append(
                  appends(name)
                      ? "    changes: append\n    loaded_at: " + STAMP + "\n"
                      : "    changes: snapshot\n");
              yaml.append("    columns:\n");
              for (LogicTest.Column column : table.columns()) {
                yaml.append("      %s: {type: %s}\n".formatted(column.name(), column.type()));
              }
            });
    return yaml.toString();
  }
}
