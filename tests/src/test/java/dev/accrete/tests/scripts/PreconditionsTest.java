package dev.accrete.tests.scripts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.accrete.compiler.CompiledModel;
import dev.accrete.runtime.sample.SampleColumns;
import dev.accrete.tests.acceptance.EventPool;
import dev.accrete.tests.acceptance.ShippedModels;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A script whose preconditions fail says what to run, and does nothing, also in a client that goes
 * on after errors.
 */
class PreconditionsTest {
  private static final Map<String, String> PROJECT = ShippedModels.visits(SampleColumns.TYPES);

  @TempDir private Path folder;
  private Store store = new Store(Path.of(""), "unused", PROJECT);

  @BeforeEach
  void build() throws IOException {
    store = new Store(folder, "store", PROJECT);
    store.load(EventPool.events(23, 100, 3), 0);
  }

  private static String script(Store store, String model, boolean full) {
    CompiledModel.Result result = store.see(warehouse -> warehouse.model(model));
    return full ? result.full() : result.incremental();
  }

  private void assertRefused(Store asked, String model, String message) throws SQLException {
    Map<String, List<String>> before = tables();
    assertThat(asked.client().playOn(script(asked, model, false)).get(0)).contains(message);
    assertThat(tables()).isEqualTo(before);
  }

  private Map<String, List<String>> tables() {
    return store.see(
        warehouse -> {
          Map<String, List<String>> all = new LinkedHashMap<>();
          for (String table :
              warehouse.texts(
                  "SELECT table_schema || '.' || table_name FROM information_schema.tables"
                      + " WHERE table_schema = 'derived' ORDER BY 1")) {
            all.put(table, warehouse.rows("SELECT * FROM " + table));
          }
          return all;
        });
  }

  @Test
  void neverBuilt() throws SQLException {
    assertRefused(store, "sessions", "sessions was never built: run the full.sql of sessions");
  }

  @Test
  void anInputWasNeverBuilt() throws SQLException {
    List<String> errors = store.client().playOn(script(store, "visitors", true));
    assertThat(errors).isNotEmpty();
    assertThat(tables()).isEmpty();
  }

  @Test
  void theModelChanged() throws SQLException {
    store.run();
    Map<String, String> changed = new LinkedHashMap<>(PROJECT);
    changed.computeIfPresent(
        "models/sessions.sql", (path, text) -> text.replace("COUNT(*) AS", "2 * COUNT(*) AS"));
    assertThat(changed).isNotEqualTo(PROJECT);
    assertRefused(
        store.with(changed),
        "sessions",
        "sessions changed since its table was built: run the full.sql of sessions");
  }

  @Test
  void theTableIsGone() throws SQLException {
    store.run();
    store.execute("DROP TABLE derived.sessions");
    assertRefused(
        store, "sessions", "the table derived.sessions is gone: run the full.sql of sessions");
  }

  @Test
  void aResetWasNotRead() throws SQLException {
    store.run();
    store.client().play(script(store, "sessions", true));
    assertRefused(
        store,
        "visitors",
        "sessions was rebuilt, or its changes are no longer kept: run the full.sql of visitors");
    store.client().play(script(store, "visitors", true));
    store.client().play(script(store, "visitors", false));
    store.assertUpToDate("after the full.sql that it asked for");
  }

  @Test
  void aBatchShrunk() throws SQLException {
    store.run();
    store.execute("DELETE FROM atomic.events WHERE rowid % 7 = 0");
    assertRefused(
        store,
        "events_deduplicated",
        "a batch of atomic.events shrunk: run the full.sql of events_deduplicated");
  }

  @Test
  void aNewerAccreteWroteTheState() throws SQLException {
    store.run();
    store.execute("UPDATE accrete.state_version SET version = 1000");
    for (String script :
        List.of(
            script(store, "sessions", false),
            script(store, "sessions", true),
            store.see(w -> w.project().run()),
            store.see(w -> w.project().runFull()))) {
      Map<String, List<String>> before = store.left();
      assertThat(store.client().playOn(script).get(0)).contains("a newer Accrete wrote the state");
      assertThat(store.left()).isEqualTo(before);
    }
  }

  @Test
  void textOfTheAuthorDoesNotCutAStatement() throws SQLException {
    Map<String, String> changed = new LinkedHashMap<>(PROJECT);
    changed.computeIfPresent(
        "models/id_map.sql",
        (path, text) ->
            text.replace("FROM (\n", "FROM ( -- the logins;\n")
                .replace("user_id,\n  coll", "user_id /* who;\n */,\n  coll")
                .replace(
                    "WHERE login_number = 1", "WHERE login_number = 1\n  AND user_id <> ';\n'"));
    Store other = store.with(changed);
    assertThat(Objects.requireNonNull(changed.get("models/id_map.sql")).split(";")).hasSize(4);
    other.client().play(other.see(w -> w.project().runFull()));
    other.client().play(other.see(w -> w.project().run()));
    other.assertUpToDate("after scripts with semicolons in the author's text");
  }
}
