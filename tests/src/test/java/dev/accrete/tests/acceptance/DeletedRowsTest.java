package dev.accrete.tests.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.accrete.runtime.execute.ModelResult;
import dev.accrete.runtime.execute.RunListener;
import dev.accrete.runtime.execute.RunStrategy;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Rows that leave an append source are taken in by their copies, where these are all of them. */
class DeletedRowsTest {
  private static final int HISTORIES = Integer.getInteger("accrete.deletions", 4);
  private static final int STEPS = 25;

  private Warehouse warehouse = Warehouse.inMemory(Deletions.project("stamp"));
  private Deletions deletions = new Deletions(warehouse);

  @BeforeEach
  void open() {
    warehouse.close();
    warehouse = Warehouse.inMemory(Deletions.project("stamp"));
    deletions = new Deletions(warehouse);
    warehouse.execute("INSERT INTO atomic.pages VALUES ('/a', 'A', TIMESTAMP '2026-01-01')");
    for (int id = 1; id <= 12; id++) {
      String stamp = id == 12 ? "NULL" : "" + id / 4;
      deletions.load(id, "'u" + id % 3 + "'", id % 5, id % 2 == 0 ? "/a" : "/b", id, stamp);
    }
    deletions.compared("first run");
  }

  @AfterEach
  void close() {
    warehouse.close();
  }

  @Test
  void aPersonIsForgottenByKeysAlone() {
    deletions.copy("person = 'u1'", 100);
    deletions.delete("person = 'u1'");
    Map<String, ModelResult> results = deletions.run(RunListener.NONE);
    Oracle.assertUpToDate(warehouse, "a person was deleted");
    assertThat(results.get("sessions").reason())
        .startsWith("4 deleted rows from atomic.events_deleted;");
    assertThat(results.values()).extracting(ModelResult::strategy).contains(RunStrategy.RECOMPUTE);
    results.remove("visits");
    assertThat(results.get("total").strategy()).isEqualTo(RunStrategy.FULL);
    results.remove("total");
    assertThat(results.values())
        .extracting(ModelResult::strategy)
        .containsOnly(RunStrategy.RECOMPUTE);
    assertThat(deletions.compared("nothing new").values()).containsOnly(RunStrategy.NONE);
  }

  @ParameterizedTest
  @ValueSource(strings = {"stamp", "hour", "day"})
  void everyTableEqualsItsRebuildInRandomHistories(String grain) {
    int clean = 0;
    Map<String, Integer> incremental = new TreeMap<>();
    for (int seed = 1; seed <= HISTORIES; seed++) {
      try (Warehouse other = Warehouse.inMemory(Deletions.project(grain))) {
        DeletionHistory history = new DeletionHistory(other, seed);
        for (int step = 1; step <= STEPS; step++) {
          history.step(grain + ", history " + seed + ", step " + step);
        }
        clean += history.cleanDeletions();
        history.incremental().forEach((model, n) -> incremental.merge(model, n, Integer::sum));
      }
    }
    System.out.println(grain + " " + clean + " " + incremental);
  }
}
