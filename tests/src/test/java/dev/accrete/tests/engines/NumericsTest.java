package dev.accrete.tests.engines;

import static org.assertj.core.api.Assertions.assertThat;

import dev.accrete.runtime.execute.RunOutcome;
import dev.accrete.runtime.execute.RunStrategy;
import dev.accrete.tests.acceptance.Warehouse;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * A PostgreSQL numeric may be no number, and without a scale in its column each has its own: 1.0
 * equals 1.00 and prints apart.
 */
class NumericsTest {
  private static final Map<String, String> MODELS =
      Map.of(
          "sums",
          "---\nincremental: {strategy: merge}\n---\n"
              + "SELECT k, SUM(p) AS s, COUNT(*) AS c FROM ${ref('raw.t')} GROUP BY k",
          "filled",
          "---\nincremental: {strategy: merge}\n---\n"
              + "SELECT k, CAST(SUM(COALESCE(p, 0)) AS VARCHAR) AS s, COUNT(*) AS c FROM ${ref('raw.t')} GROUP BY k",
          "totals",
          "SELECT CAST(SUM(n) AS VARCHAR) AS s, COUNT(*) AS c FROM ${ref('raw.t')}",
          "shown",
          "SELECT CAST(n AS VARCHAR) AS t, COUNT(*) AS c FROM ${ref('raw.t')} GROUP BY n",
          "printed",
          "SELECT id, CAST(n AS VARCHAR) AS t FROM ${ref('raw.t')}",
          "averages",
          "SELECT k, AVG(p) AS a FROM ${ref('raw.t')} GROUP BY k",
          "of_averages",
          "SELECT CAST(SUM(a) / COUNT(*) AS VARCHAR) AS s, COUNT(*) AS c FROM ${ref('averages')}");

  private final Warehouse warehouse = Warehouse.over(PostgresServer.fresh(), project());

  private static Map<String, String> project() {
    Map<String, String> files = new LinkedHashMap<>();
    files.put(
        "accrete.yml",
        "name: n\nschema: derived\ndialect: postgres\ntarget: dev\ntargets:\n"
            + "  dev: {engine: postgres, url: 'jdbc:postgresql://h/d'}\n");
    files.put(
        "models/sources.yml",
        "sources:\n  - name: raw.t\n    changes: snapshot\n    columns: {id: integer, k: integer,"
            + " n: numeric, p: 'numeric(10,2)'}\n");
    MODELS.forEach((name, sql) -> files.put("models/" + name + ".sql", sql + "\n"));
    return files;
  }

  @BeforeEach
  void firstRun() {
    warehouse.execute("CREATE SCHEMA raw");
    warehouse.execute("CREATE TABLE raw.t (id integer, k integer, n numeric, p numeric(10,2))");
    warehouse.execute(
        "INSERT INTO raw.t VALUES (1, 1, 1.00, 1), (2, 1, 2, 2), (3, 2, 5, 'NaN'), (4, 2, 7, 7), (5, 3, 9, 1000000)");
    run();
  }

  @AfterEach
  void close() {
    warehouse.close();
  }

  /** Every table is what its SELECT makes of everything, to the last digit that is printed. */
  private RunOutcome run() {
    RunOutcome outcome = warehouse.run();
    assertThat(outcome.succeeded()).isTrue();
    for (String model : warehouse.models()) {
      assertThat(warehouse.rows("SELECT * FROM derived." + model))
          .as(model)
          .isEqualTo(
              warehouse.rows(
                  MODELS
                      .get(model)
                      .replaceFirst("(?s)^---.*---\n", "")
                      .replace("${ref('raw.t')}", "raw.t")
                      .replace("${ref('averages')}", "derived.averages")));
    }
    return outcome;
  }

  @Test
  void aSumLosesWhatIsNoNumber() {
    warehouse.execute("DELETE FROM raw.t WHERE id = 3");
    assertThat(run().result("sums").strategy()).isEqualTo(RunStrategy.MERGE);
    assertThat(warehouse.rows("SELECT * FROM derived.sums"))
        .containsExactly("(1,3.00,2)", "(2,7.00,1)", "(3,1000000.00,1)");
  }

  @Test
  void equalNumbersOfOtherDigitsAreOneGroup() {
    warehouse.execute("INSERT INTO raw.t VALUES (6, 3, 1.0, 1)");
    run();
    assertThat(warehouse.rows("SELECT * FROM derived.shown"))
        .containsExactly("(1.00,2)", "(2,1)", "(5,1)", "(7,1)", "(9,1)");
  }

  @Test
  void otherDigitsAreAChange() {
    warehouse.execute("UPDATE raw.t SET n = 1.000 WHERE id = 1");
    run();
    assertThat(warehouse.rows("SELECT * FROM derived.printed")).contains("(1,1.000)");
  }

  @Test
  void aSumForgetsTheDigitsOfWhatItLost() {
    warehouse.execute("UPDATE raw.t SET p = 3 WHERE id = 3");
    run();
    warehouse.execute("UPDATE raw.t SET p = NULL WHERE id IN (1, 2)");
    assertThat(run().result("filled").strategy()).isEqualTo(RunStrategy.MERGE);
    assertThat(warehouse.rows("SELECT * FROM derived.filled")).contains("(1,0,2)");
    warehouse.execute("DELETE FROM raw.t WHERE id <> 5");
    run();
    assertThat(warehouse.rows("SELECT * FROM derived.totals")).containsExactly("(9,1)");
  }

  /** The first run after it makes a new copy; whoever reads that goes by the declaration. */
  @Test
  void aScaleThatTheTableLacksIsNotBelieved() {
    warehouse.execute("ALTER TABLE raw.t ALTER COLUMN p TYPE numeric");
    run();
    warehouse.execute("DELETE FROM raw.t WHERE id = 1");
    assertThat(run().result("sums").reason()).isEqualTo("declaration broken");
  }
}
