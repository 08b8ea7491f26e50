package dev.accrete.tests.acceptance;

import dev.accrete.runtime.sample.SampleConfig;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The same over generated events, which need no shared data. */
class GeneratedEventsTest {
  @TempDir private Path folder;

  @Test
  void visits() throws IOException {
    EventLoads loads = EventLoads.sample("generated", SampleConfig.growing(11, 4_000, 4, 300));
    new AcceptanceRun("visits " + loads, ShippedModels.visits(loads.columns()), loads).play(folder);
  }

  @Test
  void visitsByHourWithAStampForEachSecond() throws IOException {
    SampleConfig config = SampleConfig.growing(12, 2_000, 4, 150).withEtlSeconds(1);
    EventLoads loads = EventLoads.sample("generated", config);
    new AcceptanceRun("visits by hour " + loads, ShippedModels.visitsByHour(loads.columns()), loads)
        .play(folder);
  }

  @Test
  void foundingExample() throws IOException {
    EventLoads loads = EventLoads.sample("generated", SampleConfig.growing(13, 4_000, 4, 300));
    new AcceptanceRun("starter " + loads, ShippedModels.starter(loads.columns()), loads)
        .play(folder);
  }
}
