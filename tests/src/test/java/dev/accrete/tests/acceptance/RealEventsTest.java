package dev.accrete.tests.acceptance;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.accrete.tests.data.HardenedEvents;
import dev.accrete.tests.data.SharedData;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Real events, made harder, in several cuts: after each load every table equals its full SELECT,
 * and no model was rebuilt.
 */
class RealEventsTest {
  private static final long SEED = Long.getLong("accrete.acceptance.seed", 42);
  private static final int LOADS = Integer.getInteger("accrete.acceptance.loads", 6);

  @TempDir private Path folder;

  /** How the events are cut into loads. */
  enum Cut {
    BY_ETL,
    LATE_FIRST,
    BY_COLLECTOR,
    SHUFFLED
  }

  private static EventLoads loads(Cut cut) throws IOException {
    Optional<Path> data = SharedData.find();
    assumeTrue(data.isPresent(), SharedData.ABSENT);
    HardenedEvents events = HardenedEvents.read(data.orElseThrow(), SEED);
    return EventLoads.hard(
        cut.name(),
        switch (cut) {
          case BY_ETL -> events.byEtl(LOADS);
          case LATE_FIRST -> events.lateFirst(LOADS);
          case BY_COLLECTOR -> events.byCollector(LOADS);
          case SHUFFLED -> events.shuffled(SEED, LOADS);
        });
  }

  @ParameterizedTest
  @EnumSource
  void visits(Cut cut) throws IOException {
    EventLoads loads = loads(cut);
    new AcceptanceRun("visits " + loads, ShippedModels.visits(loads.columns()), loads).play(folder);
  }

  @ParameterizedTest
  @EnumSource(names = {"BY_COLLECTOR", "SHUFFLED"})
  void visitsByHour(Cut cut) throws IOException {
    EventLoads loads = loads(cut);
    new AcceptanceRun("visits by hour " + loads, ShippedModels.visitsByHour(loads.columns()), loads)
        .play(folder);
  }

  @ParameterizedTest
  @EnumSource
  void foundingExample(Cut cut) throws IOException {
    EventLoads loads = loads(cut);
    new AcceptanceRun("starter " + loads, ShippedModels.starter(loads.columns()), loads)
        .play(folder);
  }
}
