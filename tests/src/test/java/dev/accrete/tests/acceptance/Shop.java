package dev.accrete.tests.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.accrete.runtime.cli.InMemory;
import dev.accrete.runtime.cli.InMemory.Outcome;
import dev.accrete.runtime.engine.Session;
import dev.accrete.runtime.engine.StatementListener;
import dev.accrete.runtime.engine.duckdb.DuckDbDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The starter project in a folder, and the command line in it. */
final class Shop {
  private final Path folder;

  private Shop(Path folder) {
    this.folder = folder;
  }

  /** As {@code accrete init} makes it, in a new folder. */
  static Shop open(Path parent, String name) {
    assertThat(InMemory.run(parent, Map.of(), "init", name).code()).isZero();
    return new Shop(parent.resolve(name));
  }

  /** The same with the first events loaded and run. */
  static Shop built(Path parent, String name) {
    Shop shop = open(parent, name);
    assertThat(shop.accrete("load", "atomic.events", "data/events_1.csv").code()).isZero();
    assertThat(shop.accrete("run").code()).isZero();
    return shop;
  }

  Path folder() {
    return folder;
  }

  Path write(String path, String text) throws IOException {
    Path file = folder.resolve(path);
    Files.createDirectories(file.getParent());
    return Files.writeString(file, text);
  }

  /** Runs a command, which must end in a way that a person can bear. */
  Outcome accrete(String... arguments) {
    return accrete(Map.of(), arguments);
  }

  Outcome accrete(Map<String, String> environment, String... arguments) {
    Outcome outcome = InMemory.run(folder, environment, arguments);
    String all = outcome.out() + outcome.err();
    assertThat(outcome.code()).as(all).isBetween(0, 3);
    assertThat(all).doesNotContain("\tat ", "Exception", "please report");
    return outcome;
  }

  /** Every row of every table, the lock and what names a moment aside. */
  Map<String, List<String>> everything() {
    try (DuckDbDatabase database = DuckDbDatabase.open(folder.resolve("target/dev.duckdb"));
        Session session = database.session("test", StatementListener.NONE)) {
      Map<String, List<String>> all = new TreeMap<>();
      for (String table :
          session.query(
              "list",
              "SELECT table_schema || '.\"' || table_name || '\"' FROM information_schema.tables"
                  + " WHERE table_name <> 'lock'",
              row -> row.text(1))) {
        String rows = "SELECT CAST(r AS VARCHAR) FROM " + table + " AS r ORDER BY 1";
        all.put(table, session.query("read", rows, row -> row.text(1)));
      }
      return all;
    }
  }

  /** Carries out a statement beside Accrete. */
  void execute(String sql) {
    try (DuckDbDatabase database = DuckDbDatabase.open(folder.resolve("target/dev.duckdb"));
        Session session = database.session("test", StatementListener.NONE)) {
      session.execute("test", sql);
    }
  }
}
