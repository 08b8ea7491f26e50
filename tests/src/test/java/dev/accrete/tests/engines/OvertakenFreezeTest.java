package dev.accrete.tests.engines;

import static org.assertj.core.api.Assertions.assertThat;

import dev.accrete.runtime.engine.EngineException;
import dev.accrete.runtime.engine.Session;
import dev.accrete.runtime.execute.LockHeldException;
import dev.accrete.runtime.execute.RunListener;
import dev.accrete.tests.acceptance.Warehouse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * A run or script whose freeze is older than that by which another one brought a table up to date
 * meanwhile: its position may not go back, or rows that came between the two are added twice.
 *
 * <p>{@code -Daccrete.overtaken.all=true} meets every statement, else those where it happens.
 */
class OvertakenFreezeTest {
  private static final boolean ALL = Boolean.getBoolean("accrete.overtaken.all");
  private static final Map<String, String> FILES =
      new TreeMap<>(
          Map.of(
              "accrete.yml",
              """
              name: overtaken
              schema: derived
              dialect: duckdb
              target: dev
              targets:
                dev: {engine: duckdb, path: target/dev.duckdb}
              """,
              "models/sources.yml",
              """
              sources:
                - {name: raw.till, loaded_at: etl, columns: {id: integer}}
                - {name: raw.web, loaded_at: {column: etl, grain: hour}, columns: {id: integer}}
              """,
              "models/marks.sql",
              "SELECT 'till' AS kind FROM ${ref('raw.till')}\n",
              "models/web.sql",
              "SELECT id FROM ${ref('raw.web')}\n",
              "models/all_marks.sql",
              """
              SELECT 'till' AS kind FROM ${ref('raw.till')}
              UNION ALL
              SELECT 'web' FROM ${ref('web')}
              """));

  private final Warehouse warehouse = Warehouse.inMemory(FILES);
  private int loads;

  @BeforeEach
  void firstRun() {
    warehouse.execute("CREATE SCHEMA raw");
    warehouse.execute("CREATE TABLE raw.till (id INTEGER, etl TIMESTAMP)");
    warehouse.execute("CREATE TABLE raw.web (id INTEGER, etl TIMESTAMP)");
    load();
    warehouse.run();
  }

  @AfterEach
  void close() {
    warehouse.close();
  }

  private void load() {
    for (String table : List.of("till", "web")) {
      warehouse.execute(
          "INSERT INTO raw."
              + table
              + " SELECT "
              + ++loads
              + ", TIMESTAMP '2026-01-01' + INTERVAL "
              + loads
              + " HOUR");
    }
  }

  private void compare(String when) {
    for (String table : List.of("marks", "web", "all_marks")) {
      assertThat(warehouse.number("SELECT COUNT(*) FROM derived." + table))
          .as(table + ", " + when)
          .isEqualTo(
              warehouse.number(
                  "SELECT COUNT(*) FROM (SELECT 1 FROM raw.till"
                      + (table.equals("web") ? " WHERE FALSE" : "")
                      + " UNION ALL SELECT 1 FROM raw.web"
                      + (table.equals("marks") ? " WHERE FALSE" : "")
                      + ") AS expected"));
    }
  }

  /** The statements around one of them, or all. */
  private static List<Integer> met(List<String> purposes, String middle, int before, int behind) {
    List<Integer> all = IntStream.range(0, purposes.size()).boxed().toList();
    int found =
        all.stream().filter(i -> purposes.get(i).startsWith(middle)).findFirst().orElseThrow();
    return ALL ? all : all.subList(found - before, found + behind);
  }

  /** Does something before each statement of a script, one after the other. */
  private void meet(List<String> pieces, Runnable second) {
    List<String> purposes = pieces.stream().map(String::strip).toList();
    for (int at : met(purposes, "-- Note the freeze", 0, 6)) {
      load();
      try (Session session = warehouse.session()) {
        for (int i = 0; i < pieces.size(); i++) {
          if (i == at) {
            load();
            attempt(second);
          }
          session.execute("script", pieces.get(i));
        }
      } catch (EngineException overtaken) {
        assertThat(overtaken).hasMessageMatching("(?s).*(run this script again|onflict).*");
      }
      warehouse.run();
      compare("met before " + pieces.get(at));
    }
  }

  /** The one that was first may hold what the second needs. */
  private static void attempt(Runnable second) {
    try {
      second.run();
    } catch (EngineException | LockHeldException e) {
      assertThat(e.getMessage()).isNotEmpty();
    }
  }

  private static List<String> pieces(String script) {
    return Stream.of(script.split("(?m);$"))
        .filter(piece -> piece.lines().anyMatch(l -> !l.isBlank() && !l.startsWith("--")))
        .filter(
            piece ->
                piece
                    .lines()
                    .noneMatch(l -> l.matches("SET (TimeZone|integer_division|default_\\w+) = .*")))
        .toList();
  }

  @Test
  void aScriptSaysThatARunWasFaster() {
    meet(pieces(warehouse.project().run()), warehouse::run);
  }

  @Test
  void aScriptThatRebuildsSeesAllRowsOfItsFreeze() {
    meet(pieces(warehouse.project().runFull()), warehouse::run);
  }

  @Test
  void aRunRebuildsWhatAScriptTookFurther() {
    List<String> purposes = new ArrayList<>();
    load();
    warehouse.run(
        new RunListener() {
          @Override
          public void before(String purpose, String sql) {
            purposes.add(purpose);
          }
        });
    String script = warehouse.model("all_marks").incremental();
    for (int met : met(purposes, "The rows that new rows of raw.till and web make", 5, 1)) {
      load();
      AtomicInteger now = new AtomicInteger();
      warehouse.run(
          new RunListener() {
            @Override
            public void before(String purpose, String sql) {
              if (now.getAndIncrement() == met) {
                load();
                attempt(() -> warehouse.play(script));
              }
            }
          });
      warehouse.run();
      compare("a script before: " + purposes.get(met));
    }
  }
}
