package dev.accrete.tests.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.accrete.runtime.sample.EventStream;
import dev.accrete.runtime.sample.SampleColumns;
import dev.accrete.runtime.sample.SampleConfig;
import dev.accrete.runtime.sample.SampleContext;
import dev.accrete.runtime.sample.SampleEvent;
import dev.accrete.runtime.sample.SampleEvents;
import dev.accrete.tests.Repository;
import dev.accrete.tests.acceptance.ShippedModels;
import dev.accrete.tests.acceptance.Warehouse;
import dev.accrete.tests.data.DataRow;
import dev.accrete.tests.data.HardLoad;
import dev.accrete.tests.data.WebColumns;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The shipped web models on generated events, which need no shared data. */
class GeneratedWebTest {
  private static final Pattern QUESTION = Pattern.compile("```sql\n(.*?);\n```", Pattern.DOTALL);
  private static final long EVENTS = Long.getLong("accrete.web.events", 3_000);

  @TempDir private Path folder;

  /** Then every question of the page is asked, and has an answer. */
  @Test
  void equalTheirRebuildsAndAnswerQuestions() throws IOException {
    SampleConfig config = SampleConfig.growing(21, EVENTS, 3, EVENTS / 10);
    try (Warehouse warehouse = Warehouse.inMemory(ShippedModels.web(Map.of()))) {
      WebHistory history = new WebHistory("web on generated events", warehouse, folder);
      history.play(loads(config));
      history.assertReckoned(false);
      Path page = Repository.root().resolve("models/web/QUESTIONS.md");
      Matcher questions = QUESTION.matcher(Files.readString(page));
      int asked = 0;
      while (questions.find()) {
        assertThat(warehouse.rows(questions.group(1))).as(questions.group(1)).isNotEmpty();
        asked++;
      }
      assertThat(asked).isEqualTo(8);
    }
  }

  @Test
  void bothDeclarationsOfTheSourcesGiveTheSameTables() throws IOException {
    SampleConfig config = SampleConfig.growing(22, EVENTS / 3, 3, EVENTS / 20);
    try (Warehouse stamped = Warehouse.inMemory(ShippedModels.web(Map.of()));
        Warehouse landed = Warehouse.inMemory(ShippedModels.webFromLanding())) {
      WebHistory byStamps = new WebHistory("web by timestamps", stamped, folder);
      byStamps.play(loads(config));
      WebHistory byClaims = new WebHistory("web from a landing schema", landed, folder);
      byClaims.play(loads(config));
      byClaims.assertReckoned(false);
      assertThat(landed.number("SELECT COUNT(*) FROM landing.events")).isZero();
      for (String model : stamped.models()) {
        List<String> columns = stamped.model(model).plan().columns();
        assertThat(Lines.of(landed, model, columns))
            .as(model)
            .isNotEmpty()
            .containsExactlyInAnyOrderElementsOf(Lines.of(stamped, model, columns));
      }
    }
  }

  private static List<HardLoad> loads(SampleConfig config) {
    List<HardLoad> loads = new ArrayList<>();
    EventStream stream = SampleEvents.of(config).openWithContexts();
    while (stream.nextLoad()) {
      List<DataRow> events = new ArrayList<>();
      for (SampleEvent event = stream.next(); event != null; event = stream.next()) {
        events.add(row(event));
      }
      loads.add(
          new HardLoad(events, stream.contexts().stream().map(GeneratedWebTest::row).toList()));
    }
    return loads;
  }

  private static DataRow row(SampleEvent event) {
    Map<String, @Nullable String> values = new LinkedHashMap<>();
    List<@Nullable String> cells = event.values();
    for (String column : WebColumns.EVENTS.keySet()) {
      int place = SampleColumns.NAMES.indexOf(column);
      values.put(column, place < 0 ? null : cells.get(place));
    }
    return new DataRow(values);
  }

  private static DataRow row(SampleContext context) {
    Map<String, @Nullable String> values = new LinkedHashMap<>();
    for (int i = 0; i < SampleContext.NAMES.size(); i++) {
      values.put(SampleContext.NAMES.get(i), context.values().get(i));
    }
    return new DataRow(values);
  }
}
