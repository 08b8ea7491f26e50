package dev.accrete.tests.scripts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.accrete.runtime.execute.ModelResult;
import dev.accrete.runtime.execute.RunListener;
import dev.accrete.runtime.execute.RunOutcome;
import dev.accrete.tests.acceptance.EventLoads;
import dev.accrete.tests.acceptance.Oracle;
import dev.accrete.tests.acceptance.Warehouse;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/** A DuckDB file that runs and scripts take turns at: each opens it, and closes it again. */
final class Store {
  private static final Map<String, String> STATE =
      Map.of(
          "batch", "source, stamp, grain, rows, freeze_id",
          "position", "*",
          "model_version", "model, version, fingerprint, key_count, row_count, strategy",
          "change_log", "*");

  private final Path folder;
  private final Path file;
  private final Map<String, String> project;

  Store(Path folder, String name, Map<String, String> project) {
    this.folder = folder;
    this.file = folder.resolve(name + ".duckdb");
    this.project = project;
  }

  /** The same file for a project that was changed. */
  Store with(Map<String, String> changed) {
    String name = String.valueOf(file.getFileName());
    return new Store(folder, name.substring(0, name.lastIndexOf('.')), changed);
  }

  PlainClient client() {
    return new PlainClient(file);
  }

  <T> T see(Function<Warehouse, T> look) {
    try (Warehouse warehouse = Warehouse.in(file, project)) {
      return look.apply(warehouse);
    }
  }

  void execute(String sql) {
    see(warehouse -> warehouse.execute(sql));
  }

  void load(EventLoads events, int load) throws IOException {
    try (Warehouse warehouse = Warehouse.in(file, project)) {
      warehouse.load(events.write(load, folder));
    }
  }

  /** Runs some models, all of which must end well. */
  RunOutcome run(Set<String> models) {
    return see(
        warehouse -> {
          RunOutcome outcome = warehouse.run(RunListener.NONE, warehouse.request(models));
          assertThat(outcome.results()).allMatch(ModelResult::succeeded);
          return outcome;
        });
  }

  RunOutcome run() {
    return run(Set.copyOf(models()));
  }

  List<String> models() {
    return List.of("events_deduplicated", "id_map", "sessions", "visitors");
  }

  /** The rows of a model's table. */
  List<String> table(String model) {
    return see(warehouse -> warehouse.rows("SELECT * FROM derived." + model));
  }

  void assertUpToDate(String when) {
    see(warehouse -> Oracle.assertUpToDate(warehouse, when));
  }

  /** Everything that a run or a script leaves, but for what names the moment or the run. */
  Map<String, List<String>> left() {
    return see(
        warehouse -> {
          Map<String, List<String>> all = new LinkedHashMap<>();
          models().forEach(m -> all.put(m, warehouse.rows("SELECT * FROM derived." + m)));
          STATE.forEach(
              (table, columns) ->
                  all.put(
                      table,
                      warehouse.rows(
                          "SELECT " + columns + " FROM accrete." + table + notDropped(table))));
          return all;
        });
  }

  /** A run drops changes that every reader took in; a script leaves that to the next run. */
  private static String notDropped(String table) {
    return table.equals("change_log") ? " WHERE kind <> 'dropped'" : "";
  }

  /** The changes of a model that its readers have not taken in. */
  List<String> changes(String model) {
    return see(
        warehouse ->
            warehouse
                .texts(
                    "SELECT table_name FROM information_schema.tables WHERE table_name LIKE '"
                        + model
                        + "\\_changes\\_%' ESCAPE '\\'")
                .stream()
                .flatMap(t -> warehouse.rows("SELECT * FROM accrete." + t).stream())
                .toList());
  }
}
