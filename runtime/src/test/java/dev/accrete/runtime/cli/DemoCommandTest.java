package dev.accrete.runtime.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.accrete.runtime.cli.Cli.Outcome;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class DemoCommandTest {
  @TempDir private Path folder;

  @Test
  void equalsItsFullSelectsAfterEachLoad() throws IOException {
    Outcome outcome = new Cli(folder).run("demo", "--format", "json");
    assertThat(outcome.code()).isZero();
    JsonNode report = new ObjectMapper().readTree(outcome.out());
    assertThat(report.path("equal").asBoolean()).isTrue();
    assertThat(report.path("loads")).hasSize(4);
    long events = 0;
    for (JsonNode load : report.path("loads")) {
      events += load.path("rows").asLong();
      List<String> strategies =
          load.path("number").asInt() == 1 ? List.of("full") : List.of("recompute", "merge");
      assertThat(load.path("models"))
          .hasSize(7)
          .allSatisfy(model -> assertThat(model.path("strategy").asText()).isIn(strategies))
          .allSatisfy(model -> assertThat(model.path("equal").asBoolean()).isTrue());
    }
    assertThat(events).isGreaterThan(50_000);
    assertThat(outcome.err())
        .contains("Where to look next", "turn out to be", "visitors' rows went");
    assertThat(folder.resolve("target/accrete-demo/target/dev.duckdb")).exists();
    assertThat(folder.resolve("target/accrete-demo/target/rebuilt.duckdb")).doesNotExist();
    Outcome tests = new Cli(folder).run("-p", "target/accrete-demo", "test");
    assertThat(tests.code()).as(tests.out() + tests.err()).isZero();
    assertThat(tests.out())
        .contains(
            "PASS   people_have_all_sessions",
            "PASS   unique_key_visitors",
            "PASS   unique_sessions_domain_sessionid",
            " 0 failed")
        .doesNotContain("WARN");
  }

  @Test
  void hasAsManyEventsAsAreAskedFor() throws IOException {
    Outcome outcome = new Cli(folder).run("demo", "--events", "2000", "--format", "json");
    assertThat(outcome.code()).as(outcome.err()).isZero();
    JsonNode report = new ObjectMapper().readTree(outcome.out());
    assertThat(report.path("equal").asBoolean()).isTrue();
    long events = 0;
    for (JsonNode load : report.path("loads")) {
      events += load.path("rows").asLong();
    }
    assertThat(events).isEqualTo(2_000);
    Outcome few = new Cli(folder).run("demo", "--events", "999");
    assertThat(few.code()).isEqualTo(ExitCode.MISUSE);
    assertThat(few.err()).contains("--events: need 1,000 to 100,000,000 events, not 999");
  }
}
