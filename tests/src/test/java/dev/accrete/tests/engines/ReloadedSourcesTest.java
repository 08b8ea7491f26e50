package dev.accrete.tests.engines;

import static org.assertj.core.api.Assertions.assertThat;

import dev.accrete.runtime.engine.Session;
import dev.accrete.runtime.execute.RunListener;
import dev.accrete.tests.acceptance.Warehouse;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Loaders that empty a table and fill it again in one transaction: PostgreSQL shows such a table
 * empty to every snapshot that is older. No run or script may take that for its contents.
 */
class ReloadedSourcesTest {
  /** How many statements lie between two that are met. */
  private static final int STRIDE = Integer.getInteger("accrete.reloads.stride", 26);

  private static final int LAST = 140;
  private static final Map<String, String> FILES =
      Map.of(
          "accrete.yml",
          """
          name: reloads
          schema: derived
          dialect: postgres
          target: dev
          targets:
            dev: {engine: postgres, url: "jdbc:postgresql://localhost/test"}
          """,
          "models/sources.yml",
          """
          sources:
            - name: raw.users
              changes: snapshot
              columns: {id: integer, name: varchar(20)}
            - name: raw.events
              loaded_at: etl
              columns: {id: integer, n: integer, etl: timestamp}
            - name: raw.kinds
              changes: static
              columns: {id: integer, kind: varchar(20)}
          """,
          "models/names.sql",
          "SELECT name, COUNT(*) AS users FROM ${ref('raw.users')} GROUP BY name\n",
          "models/totals.sql",
          "SELECT id, COUNT(*) AS events, SUM(n) AS total FROM ${ref('raw.events')} GROUP BY id\n",
          "models/kinds.sql",
          """
          SELECT k.kind, SUM(t.total) AS total
          FROM ${ref('totals')} AS t
          JOIN ${ref('raw.kinds')} AS k ON k.id = t.id
          GROUP BY k.kind
          """);
  private static final List<String> SELECTS =
      List.of(
          "SELECT name, COUNT(*) AS users FROM raw.users GROUP BY name",
          "SELECT id, COUNT(*) AS events, SUM(n) AS total FROM raw.events GROUP BY id",
          "SELECT k.kind, SUM(e.n) AS total FROM raw.events AS e JOIN raw.kinds AS k ON k.id = e.id"
              + " GROUP BY k.kind");
  private static final List<String> TABLES = List.of("names", "totals", "kinds");

  private Warehouse warehouse = Warehouse.over(PostgresServer.fresh(), FILES);
  private int loads;

  @BeforeEach
  void open() {
    warehouse.close();
    warehouse = Warehouse.over(PostgresServer.fresh(), FILES);
    warehouse.execute("CREATE SCHEMA raw");
    warehouse.execute("CREATE TABLE raw.users (id INTEGER, name VARCHAR(20))");
    warehouse.execute("CREATE TABLE raw.events (id INTEGER, n INTEGER, etl TIMESTAMP)");
    warehouse.execute("CREATE TABLE raw.kinds (id INTEGER, kind VARCHAR(20))");
    warehouse.execute("INSERT INTO raw.users SELECT g, 'u' || g % 7 FROM generate_series(1, 50) g");
    warehouse.execute("INSERT INTO raw.kinds SELECT g, 'k' || g % 3 FROM generate_series(0, 9) g");
    load();
    warehouse.run();
  }

  @AfterEach
  void close() {
    warehouse.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"raw.users", "raw.events", "raw.kinds"})
  void runsReadNoTableThatIsBeingFilledAgainAsEmpty(String source) {
    for (int met = 0; met < LAST; met += STRIDE) {
      load();
      Reload reload = new Reload(source, met);
      warehouse.run(reload);
      reload.end();
      // What the loader brought may be taken in by this run or by the next; nothing is empty.
      compare(source + " was reloaded at statement " + met);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"raw.users", "raw.events", "raw.kinds"})
  void norDoScripts(String source) {
    String script = warehouse.project().run();
    List<String> pieces =
        Stream.of(script.split("(?m);$"))
            .filter(piece -> piece.lines().anyMatch(l -> !l.isBlank() && !l.startsWith("--")))
            .toList();
    for (int met = 0; met < pieces.size(); met += STRIDE) {
      load();
      Reload reload = new Reload(source, met);
      try (Session session = warehouse.session()) {
        for (String piece : pieces) {
          reload.before("script", piece);
          session.execute("script", piece);
        }
      } catch (RuntimeException refused) {
        assertThat(refused).hasMessageContaining("emptied or created anew");
        reload.end();
        warehouse.play(script);
      }
      reload.end();
      compare(source + " was reloaded at statement " + met + " of the script");
    }
  }

  /** More events of each id, so that every table changes. */
  private void load() {
    loads++;
    warehouse.execute(
        "INSERT INTO raw.events SELECT g % 10, g, TIMESTAMP '2026-01-01' + INTERVAL '1 hour' * "
            + loads
            + " FROM generate_series(1, 20) g");
    warehouse.execute(
        "UPDATE raw.users SET name = 'u" + loads % 5 + "' WHERE id % 9 = " + loads % 9);
  }

  private void compare(String when) {
    for (int i = 0; i < TABLES.size(); i++) {
      assertThat(warehouse.rows("SELECT * FROM derived." + TABLES.get(i)))
          .as(TABLES.get(i) + ": " + when)
          .isEqualTo(warehouse.rows(SELECTS.get(i)));
    }
  }

  /** Empties a table and fills it with the same rows, while a statement and more go on. */
  private final class Reload implements RunListener {
    private final String table;
    private final int met;
    private int statements;
    private CompletableFuture<Void> ending = CompletableFuture.completedFuture(null);

    Reload(String table, int met) {
      this.table = table;
      this.met = met;
    }

    @Override
    public void before(String purpose, String sql) {
      if (statements++ != met) {
        return;
      }
      Session loader = warehouse.session();
      if (warehouse.number(
              "SELECT COUNT(*) FROM pg_locks WHERE granted AND relation = CAST('"
                  + table
                  + "' AS regclass) AND pid <> pg_backend_pid()")
          > 0) {
        loader.close(); // a transaction that reads it is open: the loader would wait for that
        return;
      }
      loader.begin();
      loader.execute("keep", "CREATE TEMPORARY TABLE kept AS SELECT * FROM " + table);
      loader.execute("empty", "TRUNCATE " + table);
      loader.execute("fill", "INSERT INTO " + table + " SELECT * FROM kept");
      ending = CompletableFuture.runAsync(() -> commitWhenWaitedFor(loader));
    }

    private void commitWhenWaitedFor(Session loader) {
      long end = System.nanoTime() + 300_000_000L;
      boolean waited = false;
      try (Session looking = warehouse.session()) {
        while (!waited && System.nanoTime() < end) {
          waited =
              looking
                  .first(
                      "look",
                      "SELECT COUNT(*) FROM pg_locks WHERE NOT granted",
                      row -> row.number(1) > 0)
                  .orElse(false);
        }
      }
      loader.commit();
      loader.close();
    }

    void end() {
      ending.join();
    }
  }
}
