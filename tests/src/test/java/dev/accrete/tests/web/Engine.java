package dev.accrete.tests.web;

import dev.accrete.runtime.engine.duckdb.DuckDbDatabase;
import dev.accrete.tests.acceptance.Warehouse;
import dev.accrete.tests.engines.PostgresServer;
import java.util.Map;
import java.util.TreeMap;

/** Where the tables are. */
enum Engine {
  DUCKDB,
  POSTGRES;

  /** A fresh database for a project. */
  Warehouse open(Map<String, String> project) {
    if (this == DUCKDB) {
      return Warehouse.over(DuckDbDatabase.inMemory(), project);
    }
    return Warehouse.over(PostgresServer.fresh(), on(project, "postgres", "postgresql"));
  }

  /** The project with a target on another engine. */
  static Map<String, String> on(Map<String, String> project, String engine, String protocol) {
    String target = "engine: " + engine + ", url: 'jdbc:" + protocol + "://localhost/test'";
    Map<String, String> texts = new TreeMap<>(project);
    texts.computeIfPresent(
        "accrete.yml", (path, text) -> text.replaceFirst("engine: duckdb, path: [^}]*", target));
    return texts;
  }
}
