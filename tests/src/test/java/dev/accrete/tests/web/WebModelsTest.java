package dev.accrete.tests.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.accrete.tests.acceptance.ShippedModels;
import dev.accrete.tests.acceptance.Warehouse;
import dev.accrete.tests.data.HardLoad;
import dev.accrete.tests.data.HardenedEvents;
import dev.accrete.tests.data.SharedData;
import dev.accrete.tests.data.WebEvents;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The shipped web models on real events: as they are, and made harder and cut in many ways, on
 * DuckDB and PostgreSQL.
 */
class WebModelsTest {
  private static final long SEED = Long.getLong("accrete.acceptance.seed", 42);

  /** The build plays a few cuts; with this flag all of them. */
  private static final boolean ALL = Boolean.getBoolean("accrete.web.all");

  @TempDir private Path folder;

  /** How the events are cut into loads. */
  enum Cut {
    BY_ETL,
    LATE_FIRST,
    SHUFFLED
  }

  /** One history. */
  record Case(Engine engine, Cut cut, int loads, Map<String, String> variables) {
    static Case of(Engine engine, Cut cut, int loads) {
      return new Case(engine, cut, loads, Map.of());
    }

    @Override
    public String toString() {
      return "web on " + engine + ", " + cut + " in " + loads + " loads " + variables;
    }
  }

  private static Path data() {
    Optional<Path> data = SharedData.find();
    assumeTrue(data.isPresent(), SharedData.ABSENT);
    return data.orElseThrow();
  }

  static Stream<Case> cases() {
    if (!ALL) {
      return Stream.of(
          Case.of(Engine.DUCKDB, Cut.SHUFFLED, 4),
          new Case(Engine.DUCKDB, Cut.BY_ETL, 2, Map.of("vendor_limits", "true")),
          new Case(Engine.DUCKDB, Cut.LATE_FIRST, 2, Map.of("identity", "graph")),
          Case.of(Engine.POSTGRES, Cut.LATE_FIRST, 2));
    }
    Stream<Case> cuts =
        Stream.of(Engine.values())
            .flatMap(e -> Stream.of(Cut.values()).map(c -> Case.of(e, c, 0)))
            .flatMap(c -> Stream.of(2, 6, 40).map(n -> Case.of(c.engine(), c.cut(), n)));
    Stream<Case> variables =
        Stream.of(Engine.values())
            .flatMap(
                e ->
                    Stream.of(Map.of("vendor_limits", "true"), Map.of("identity", "graph"))
                        .map(v -> new Case(e, Cut.SHUFFLED, 6, v)));
    return Stream.concat(cuts, variables);
  }

  @ParameterizedTest
  @MethodSource("cases")
  void equalTheirRebuildsAfterEveryLoad(Case history) throws IOException {
    HardenedEvents events = HardenedEvents.read(data(), SEED);
    List<HardLoad> loads =
        switch (history.cut()) {
          case BY_ETL -> events.byEtl(history.loads());
          case LATE_FIRST -> events.lateFirst(history.loads());
          case SHUFFLED -> events.shuffled(SEED, history.loads());
        };
    try (Warehouse warehouse = history.engine().open(ShippedModels.web(history.variables()))) {
      WebHistory played = new WebHistory(history.toString(), warehouse, folder);
      played.play(loads);
      if (!history.variables().containsKey("identity")) {
        played.assertReckoned(WebSettings.of(history.variables().containsKey("vendor_limits")));
      }
    }
  }

  /** What a public package publishes of these events, and what it does without its limits. */
  @ParameterizedTest
  @CsvSource({"true, 194, 335, 189", "false, 198, 341, 191"})
  void knownNumbers(boolean limits, long sessions, long views, long visitors) throws IOException {
    WebEvents plain = WebEvents.read(data());
    Map<String, String> texts = ShippedModels.web(Map.of("vendor_limits", String.valueOf(limits)));
    try (Warehouse warehouse = Warehouse.inMemory(texts)) {
      WebHistory history = new WebHistory("known numbers", warehouse, folder);
      history.play(List.of(new HardLoad(plain.events(), plain.contexts())));
      assertThat(warehouse.number("SELECT COUNT(*) FROM derived.sessions")).isEqualTo(sessions);
      assertThat(warehouse.number("SELECT COUNT(*) FROM derived.page_views")).isEqualTo(views);
      assertThat(warehouse.number("SELECT COUNT(*) FROM derived.visitors")).isEqualTo(visitors);
      history.assertReckoned(WebSettings.of(limits));
    }
  }
}
