package dev.accrete.tests.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.accrete.runtime.execute.ModelResult;
import dev.accrete.runtime.execute.RunOutcome;
import dev.accrete.runtime.execute.RunStrategy;
import dev.accrete.tests.data.DataRow;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Loads, runs, compares, load after load. */
final class AcceptanceRun {
  private final String name;
  private final Map<String, String> project;
  private final EventLoads loads;
  private final Figures figures;
  private final List<DataRow> loaded = new ArrayList<>();

  AcceptanceRun(String name, Map<String, String> project, EventLoads loads) {
    this.name = name;
    this.project = project;
    this.loads = loads;
    this.figures = new Figures(name);
  }

  void play(Path folder) throws IOException {
    try (Warehouse warehouse = Warehouse.inMemory(project)) {
      for (int load = 0; load < loads.loads().size(); load++) {
        String when = name + ", load " + (load + 1);
        List<DataRow> rows = loads.loads().get(load);
        assertThat(warehouse.load(loads.write(load, folder)).rows()).isEqualTo(rows.size());
        loaded.addAll(rows);
        RunOutcome outcome = warehouse.run();
        figures.load(load + 1, rows.size(), cookies(rows), outcome);
        outcome
            .results()
            .forEach(load == 0 ? r -> assertBuilt(r, when) : r -> assertDerived(r, when));
        figures.compared(Oracle.assertUpToDate(warehouse, when));
        figures.compared(new SecondOpinion(warehouse, loaded).assertAgrees(when));
      }
    }
    figures.print();
  }

  private static long cookies(List<DataRow> rows) {
    return rows.stream().map(row -> row.value("domain_userid")).distinct().count();
  }

  private static void assertBuilt(ModelResult result, String when) {
    assertThat(result.message()).as(when).isEmpty();
    assertThat(result.strategy()).as(when + ": " + result).isEqualTo(RunStrategy.FULL);
  }

  private static void assertDerived(ModelResult result, String when) {
    assertThat(result.message()).as(when).isEmpty();
    assertThat(result.strategy())
        .as(when + ": " + result)
        .isIn(RunStrategy.RECOMPUTE, RunStrategy.NONE);
  }
}
