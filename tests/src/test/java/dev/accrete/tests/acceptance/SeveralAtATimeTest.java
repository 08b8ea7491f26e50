package dev.accrete.tests.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.accrete.runtime.execute.ModelResult;
import dev.accrete.runtime.execute.RunListener;
import dev.accrete.runtime.execute.RunOutcome;
import dev.accrete.runtime.execute.RunRequest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Runs with several models at a time, each over a connection of its own. */
class SeveralAtATimeTest {
  private static final int THREADS = 4;

  private final Warehouse warehouse = Warehouse.inMemory(project());
  private final Accounts accounts = new Accounts(warehouse);

  /** Three wide layers: eight models of the sources, four that read two of these, one of all. */
  private static Map<String, String> project() {
    Map<String, String> files = new HashMap<>(Accounts.PROJECT);
    List<String> tops = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      files.put(
          "models/base" + i + ".sql",
          "SELECT account %% %d AS k, COUNT(*) AS n, SUM(amount) AS amount FROM ${ref('crm.orders')} GROUP BY 1\n"
              .formatted(i + 2));
    }
    for (int i = 0; i < 4; i++) {
      tops.add("SELECT n FROM ${ref('pair" + i + "')}");
      files.put(
          "models/pair" + i + ".sql",
          "SELECT a.k, a.n + COALESCE(b.n, 0) AS n FROM ${ref('base%d')} AS a LEFT JOIN ${ref('base%d')} AS b ON b.k = a.k\n"
              .formatted(2 * i, 2 * i + 1));
    }
    files.put("models/top.sql", String.join("\nUNION ALL\n", tops) + "\n");
    return files;
  }

  @AfterEach
  void close() {
    warehouse.close();
  }

  private RunRequest request() {
    return accounts.request().at(THREADS);
  }

  @Test
  void tablesAreTheSameAndEachModelFollowsThoseItReads() {
    Watch watch = new Watch();
    for (int batch = 0; batch < 6; batch++) {
      RunOutcome outcome = warehouse.run(watch, request());
      assertThat(outcome.results()).allMatch(ModelResult::succeeded);
      assertThat(outcome.results().stream().map(ModelResult::model).toList())
          .isEqualTo(warehouse.models());
      Oracle.assertUpToDate(warehouse, "batch " + batch);
      accounts.order("(" + batch + ", 3), (7, " + batch + "), (NULL, 1)");
      warehouse.execute("UPDATE crm.accounts SET region = 'r" + batch + "' WHERE id = 2");
    }
    assertThat(watch.wrong).isEmpty();
    assertThat(watch.most).isGreaterThan(1);
  }

  @Test
  void aFailureSkipsItsReadersAlone() {
    accounts.run();
    accounts.order("(1, 1), (2, 2)");
    RunListener breaking =
        new RunListener() {
          @Override
          public void before(String purpose, String sql) {
            if (purpose.contains("Keys touched") && sql.contains("base3_touched")) {
              throw new Broken();
            }
          }
        };
    // A fault of the process, not of a model: all workers stop, and the lock is given back.
    assertThatThrownBy(() -> warehouse.run(breaking, request())).isInstanceOf(Broken.class);
    warehouse.execute("CREATE TABLE derived.kept AS SELECT * FROM crm.orders");
    warehouse.execute("DROP TABLE crm.orders");
    RunOutcome outcome = warehouse.run(RunListener.NONE, request());
    assertThat(outcome.result("base3").status()).isEqualTo(ModelResult.Status.ERROR);
    assertThat(outcome.result("top").status()).isEqualTo(ModelResult.Status.SKIPPED);
    assertThat(outcome.result("regions").succeeded()).isTrue();
    warehouse.execute("CREATE TABLE crm.orders AS SELECT * FROM derived.kept");
    assertThat(warehouse.run(RunListener.NONE, request()).results())
        .allMatch(ModelResult::succeeded);
    Oracle.assertUpToDate(warehouse, "after both");
  }

  private static final class Broken extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }

  /** Who is at work, and what began too early. */
  private final class Watch implements RunListener {
    private final Set<String> working = new HashSet<>();
    private final List<String> wrong = new ArrayList<>();
    private int most;

    @Override
    public void modelStarted(String model) {
      working.add(model);
      most = Math.max(most, working.size());
      warehouse.project().model(model).orElseThrow().readsModels().stream()
          .filter(working::contains)
          .forEach(read -> wrong.add(model + " began while " + read + " was at work"));
    }

    @Override
    public void modelFinished(ModelResult result) {
      working.remove(result.model());
    }
  }
}
