package dev.accrete.tests.engines;

import static org.assertj.core.api.Assertions.assertThat;

import dev.accrete.runtime.engine.CancellableDatabase;
import dev.accrete.runtime.engine.redshift.RedshiftDatabase;
import dev.accrete.runtime.execute.ModelResult.Status;
import dev.accrete.runtime.execute.RunOutcome;
import dev.accrete.tests.acceptance.Warehouse;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Redshift's driver cancels a statement at the server, and what is begun is taken back. */
class CancelledOnRedshiftTest {
  private static final Map<String, String> FILES =
      Map.of(
          "accrete.yml",
          """
          name: pairs
          schema: derived
          dialect: redshift
          target: dev
          targets:
            dev: {engine: redshift, url: "jdbc:redshift://localhost:5439/pairs", user: pairs}
          """,
          "models/sources.yml",
          "sources:\n  - {name: raw.numbers, changes: static, columns: {n: integer}}\n",
          "models/few.sql",
          "SELECT COUNT(*) AS n FROM ${ref('raw.numbers')}\n",
          "models/triples.sql",
          """
          SELECT COUNT(*) AS n FROM ${ref('raw.numbers')} AS a
          JOIN ${ref('raw.numbers')} AS b ON a.n <> b.n
          JOIN ${ref('raw.numbers')} AS c ON b.n <> c.n
          """);
  private static final String BUSY =
      "SELECT COUNT(*) FROM pg_stat_activity WHERE datname = current_database()"
          + " AND pid <> pg_backend_pid() AND ";

  @Test
  void aCancelledRunLeavesNothingUnderWay() throws Exception {
    RedshiftDatabase redshift = RedshiftServer.fresh("repeatable read");
    CancellableDatabase cancellable = new CancellableDatabase(redshift);
    try (Warehouse warehouse = Warehouse.over(redshift, FILES)) {
      warehouse.execute("CREATE SCHEMA raw");
      warehouse.execute(
          "CREATE TABLE raw.numbers AS SELECT g AS n FROM generate_series(1, 6000) g");
      CompletableFuture<RunOutcome> run =
          CompletableFuture.supplyAsync(() -> warehouse.on(cancellable).run());
      String slow = BUSY + "state = 'active' AND query LIKE '%numbers%numbers%numbers%'";
      while (warehouse.number(slow) == 0) {
        assertThat(run).isNotDone();
      }
      long start = System.nanoTime();
      while (!run.isDone()) {
        cancellable.cancel();
        TimeUnit.MILLISECONDS.sleep(20);
        assertThat(System.nanoTime() - start).isLessThan(TimeUnit.SECONDS.toNanos(30));
      }
      assertThat(run.get().result("triples").status()).isNotEqualTo(Status.SUCCESS);
      assertThat(run.get().result("triples").message()).contains("cancelled");
      assertThat(warehouse.number(BUSY + "state <> 'idle'")).isZero();
      assertThat(warehouse.number("SELECT COUNT(*) FROM accrete.lock WHERE holder IS NULL"))
          .isEqualTo(1);
      warehouse.execute("DELETE FROM raw.numbers WHERE n > 5");
      assertThat(warehouse.run().succeeded()).isTrue();
      assertThat(warehouse.number("SELECT n FROM derived.triples")).isEqualTo(5 * 4 * 4);
    }
  }
}
