package dev.accrete.tests.acceptance;

import dev.accrete.runtime.sample.SampleConfig;
import java.io.IOException;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The same over generated events, which need no shared data. */
class GeneratedEventsTest {
  @TempDir private Path folder;

  static Stream<EventLoads> loads() {
    return Stream.of(
        EventLoads.sample("generated", SampleConfig.growing(11, 4_000, 6, 300)),
        EventLoads.sample(
            "generated, stamps of a second", SampleConfig.growing(12, 2_000, 6, 150).withEtlSeconds(1)));
  }

  @ParameterizedTest
  @MethodSource("loads")
  void webModels(EventLoads loads) throws IOException {
    new AcceptanceRun("web " + loads, ShippedModels.web(loads.columns()), loads).play(folder);
  }

  @ParameterizedTest
  @MethodSource("loads")
  void webModelsByHour(EventLoads loads) throws IOException {
    new AcceptanceRun("web by hour " + loads, ShippedModels.webByHour(loads.columns()), loads)
        .play(folder);
  }

  @ParameterizedTest
  @MethodSource("loads")
  void foundingExample(EventLoads loads) throws IOException {
    new AcceptanceRun("starter " + loads, ShippedModels.starter(loads.columns()), loads)
        .play(folder);
  }
}
