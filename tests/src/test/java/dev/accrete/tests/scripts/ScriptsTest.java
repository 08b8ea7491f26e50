package dev.accrete.tests.scripts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.accrete.compiler.CompiledModel;
import dev.accrete.compiler.CompiledProject;
import dev.accrete.runtime.sample.SampleColumns;
import dev.accrete.runtime.sample.SampleConfig;
import dev.accrete.tests.acceptance.EventLoads;
import dev.accrete.tests.acceptance.EventPool;
import dev.accrete.tests.acceptance.ShippedModels;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The scripts of the shipped models leave what runs leave, and can be mixed with them. */
class ScriptsTest {
  private static final Map<String, String> PROJECT = ShippedModels.visits(SampleColumns.TYPES);

  private static final String BUILT =
      "SELECT table_name FROM information_schema.tables WHERE table_name = 'visitors'";

  @TempDir private Path folder;

  private static EventLoads events() {
    return EventLoads.sample("scripts", SampleConfig.growing(17, 400, 8, 60));
  }

  private static CompiledProject compiled(Store store) {
    return store.see(warehouse -> warehouse.project());
  }

  private static CompiledModel.Result model(CompiledProject project, String name) {
    return project.model(name).flatMap(CompiledModel::result).orElseThrow();
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void scriptsOfTheProjectLeaveWhatRunsLeave(boolean byHour) throws IOException, SQLException {
    Map<String, String> project =
        byHour ? ShippedModels.visitsByHour(SampleColumns.TYPES) : PROJECT;
    Store runs = new Store(folder, "runs", project);
    Store scripts = new Store(folder, "scripts", project);
    CompiledProject compiled = compiled(runs);
    for (int load = 0; load < 3; load++) {
      runs.load(events(), load);
      scripts.load(events(), load);
      runs.run();
      scripts.client().play(load == 0 ? compiled.runFull() : compiled.run());
      assertThat(scripts.left()).isEqualTo(runs.left());
      scripts.assertUpToDate("script after load " + load);
    }
  }

  @Test
  void scriptsOfOneModelLeaveWhatARunOfThatModelLeaves() throws IOException, SQLException {
    Store runs = new Store(folder, "runs", PROJECT);
    Store scripts = new Store(folder, "scripts", PROJECT);
    CompiledProject compiled = compiled(runs);
    for (int load = 0; load < 2; load++) {
      runs.load(events(), load);
      scripts.load(events(), load);
      for (String model : runs.models()) {
        CompiledModel.Result result = model(compiled, model);
        runs.run(Set.of(model));
        scripts.client().play(load == 0 ? result.full() : result.incremental());
        assertThat(scripts.table(model))
            .as("%s after load %d", model, load)
            .isEqualTo(runs.table(model));
        assertThat(unread(scripts, model, load)).isEqualTo(unread(runs, model, load));
      }
      scripts.assertUpToDate("scripts of each model after load " + load);
    }
  }

  /** The changes that the last commit of a model published. */
  private static List<String> unread(Store store, String model, int load) {
    String version = "'accrete_version': " + (load + 1) + ",";
    return store.changes(model).stream().filter(row -> row.contains(version)).toList();
  }

  @Test
  void runsAndScriptsCanBeMixed() throws IOException, SQLException {
    long seed = Long.getLong("accrete.mixed.seed", 1);
    Random random = new Random(seed);
    Store store = new Store(folder, "mixed", PROJECT);
    CompiledProject compiled = compiled(store);
    EventLoads events = EventPool.events(seed, 200, 12);
    int refused = 0;
    for (int load = 0; load < 12; load++) {
      store.load(events, load);
      for (int step = random.nextInt(3); step >= 0; step--) {
        refused += step(store, compiled, random);
      }
      if (load % 3 == 2) {
        store.run();
        store.assertUpToDate("seed " + seed + ", load " + load);
      }
    }
    System.out.printf("mixed, seed %d: %d scripts said that they could not go on%n", seed, refused);
  }

  /** One run or script, whichever; a script that refuses must do no harm. */
  private int step(Store store, CompiledProject compiled, Random random) throws SQLException {
    String name = store.models().get(random.nextInt(4));
    CompiledModel.Result model = model(compiled, name);
    switch (random.nextInt(7)) {
      case 0 -> store.run();
      case 1 -> store.client().play(compiled.runFull());
      case 2 -> {
        List<String> errors = store.client().playOn(compiled.run());
        if (errors.isEmpty()) {
          store.assertUpToDate("run.sql");
        }
        return errors.isEmpty() ? 0 : 1;
      }
      case 3 -> {
        return store.client().playOn(model.full()).isEmpty() ? 0 : 1;
      }
      case 4 -> {
        boolean built = !store.see(w -> w.texts(BUILT)).isEmpty();
        store.run(built ? Set.of(name) : Set.copyOf(store.models()));
      }
      default -> {
        return store.client().playOn(model.incremental()).isEmpty() ? 0 : 1;
      }
    }
    return 0;
  }
}
