package dev.accrete.tests.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.accrete.runtime.sample.SampleConfig;
import dev.accrete.runtime.sample.SampleEvents;
import dev.accrete.tests.Repository;
import dev.accrete.tests.acceptance.ShippedModels;
import dev.accrete.tests.acceptance.Warehouse;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
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
      history.play(GeneratedLoads.of(config));
      history.assertReckoned(WebSettings.SHIPPED);
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

  /** A month of a million events, then three loads of about an hour. Takes minutes. */
  @Test
  void aMillionEvents() throws IOException {
    assumeTrue(Boolean.getBoolean("accrete.web.all"), "played with -Daccrete.web.all=true");
    SampleConfig config = SampleConfig.growing(24, 1_000_000, 3, 2_000);
    Path data = folder.resolve("data");
    try (Warehouse warehouse =
        Warehouse.in(folder.resolve("web.duckdb"), ShippedModels.web(Map.of()))) {
      WebHistory history = new WebHistory("web on a million events", warehouse, folder);
      history.playFiles(SampleEvents.of(config).write(data));
      assertThat(warehouse.number("SELECT COUNT(*) FROM atomic.events")).isEqualTo(1_006_000);
    }
  }

  @Test
  void bothDeclarationsOfTheSourcesGiveTheSameTables() throws IOException {
    SampleConfig config = SampleConfig.growing(22, EVENTS / 3, 3, EVENTS / 20);
    try (Warehouse stamped = Warehouse.inMemory(ShippedModels.web(Map.of()));
        Warehouse landed = Warehouse.inMemory(ShippedModels.webFromLanding())) {
      WebHistory byStamps = new WebHistory("web by timestamps", stamped, folder);
      byStamps.play(GeneratedLoads.of(config));
      WebHistory byClaims = new WebHistory("web from a landing schema", landed, folder);
      byClaims.play(GeneratedLoads.of(config));
      byClaims.assertReckoned(WebSettings.SHIPPED);
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
}
