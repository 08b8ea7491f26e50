package dev.accrete.tests.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.accrete.runtime.cli.InMemory;
import dev.accrete.runtime.cli.InMemory.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code accrete status} tells of claimed rows that wait for the readers of their source. */
class WaitingStatusTest {
  @TempDir private Path folder;

  @Test
  void showsHowManyRowsWaitAndWhere() throws IOException {
    for (Map.Entry<String, String> file : Waiting.onDuckDb().entrySet()) {
      Path path = folder.resolve(file.getKey());
      Files.createDirectories(path.getParent());
      Files.writeString(path, file.getValue());
    }
    Path rows =
        Files.writeString(
            folder.resolve("rows.csv"),
            "id,person,amount,happened,n\n1,a,2,2026-01-01 00:00:00,1\n2,b,3,2026-01-02 00:00:00,1\n");
    Path pages = Files.writeString(folder.resolve("pages.csv"), "root_id,page,n\n1,/x,1\n");
    assertThat(accrete("load", "raw.events", rows.toString())).contains("2");
    assertThat(accrete("load", "raw.contexts", pages.toString())).contains("1");
    accrete("run");
    assertThat(accrete("status")).doesNotContain("until every reader");
    accrete("load", "raw.events", rows.toString());
    accrete("run", "-s", "total");
    assertThat(accrete("status"))
        .contains("raw.events: 2 claimed rows in accrete.\"raw.events_waiting_")
        .doesNotContain("raw.contexts:");
    assertThat(accrete("status", "--format", "json"))
        .contains("\"source\": \"raw.events\"", "\"rows\": 2");
    accrete("run");
    assertThat(accrete("status")).doesNotContain("until every reader");
  }

  private String accrete(String... command) {
    Outcome outcome = InMemory.run(folder, Map.of(), command);
    assertThat(outcome.code()).as(outcome.err()).isZero();
    return outcome.out();
  }
}
