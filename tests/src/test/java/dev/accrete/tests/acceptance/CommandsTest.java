package dev.accrete.tests.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.accrete.runtime.cli.InMemory.Outcome;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What commands print, return and leave. */
class CommandsTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir private Path folder;

  private static JsonNode json(Outcome outcome) throws JsonProcessingException {
    // The reader takes one document and nothing behind it.
    return JSON.reader()
        .with(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
        .readTree(outcome.out());
  }

  @Test
  void jsonStandsAloneOnStandardOutput() throws IOException {
    Shop shop = Shop.built(folder, "shop");
    for (String command :
        List.of(
            "load atomic.events data/events_2.csv",
            "plan",
            "run --dry-run",
            "run",
            "run --full-refresh",
            "run -s sessions",
            "compile",
            "explain sessions",
            "ls",
            "show sessions",
            "show atomic.events",
            "diff sessions sessions:full",
            "status",
            "debug")) {
      Outcome outcome = shop.accrete((command + " --format json").split(" "));
      assertThat(outcome.code()).as(command + outcome.err()).isZero();
      assertThat(json(outcome)).as(command).isNotEmpty();
    }
  }

  @Test
  void jsonStandsAloneWhereThingsFail() throws IOException {
    Shop shop = Shop.built(folder, "shop");
    assertThat(json(shop.accrete("diff", "sessions", "atomic.events", "--format", "json")))
        .isNotEmpty();
    shop.write("bad.csv", "event_id\n\"\n");
    assertThat(json(shop.accrete("load", "atomic.events", "bad.csv", "--format", "json")))
        .isNotEmpty();
    shop.write("models/broken.sql", "SELECT page_ur FROM ${ref('atomic.events')}\n");
    for (String command : List.of("compile", "run", "debug")) {
      Outcome outcome = shop.accrete(command, "--format", "json");
      assertThat(outcome.code()).as(command).isEqualTo(1);
      assertThat(json(outcome)).as(command).isNotEmpty();
      assertThat(outcome.err()).contains("models/broken.sql:1:8");
    }
    shop.write("accrete.yml", "name: [\n");
    for (String command : List.of("compile", "run")) {
      Outcome outcome = shop.accrete(command, "--format", "json");
      assertThat(outcome.code()).as(command).isEqualTo(1);
      assertThat(json(outcome)).as(command).isNotEmpty();
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "run -s sessions | 0",
        "run -s +sessions | 0",
        "run --exclude sessions | 2",
        "run -s sesions | 2",
        "run -t nowhere | 1",
        "run --nonsense | 2",
        "load atomic.events none.csv | 1",
        "load atomic.event data/events_1.csv | 2",
        "load atomic.events | 2",
        "load atomic.events data | 1",
        "show nothing | 2",
        "show sessions --limit -1 | 2",
        "diff sessions sessions:full | 0",
        "diff sessions atomic.events | 1",
        "explain nothing | 2",
        "ls -s nothing | 2",
      })
  void exitCodes(String command, int code) {
    Outcome outcome = Shop.built(folder, "shop").accrete(command.split(" "));
    assertThat(outcome.code()).as(outcome.out() + outcome.err()).isEqualTo(code);
    assertThat(code == 0 || !(outcome.out() + outcome.err()).isBlank()).isTrue();
  }

  @Test
  void dryRunWritesNothing() throws IOException {
    Shop shop = Shop.built(folder, "shop");
    shop.accrete("load", "atomic.events", "data/events_2.csv");
    Map<String, List<String>> before = shop.everything();
    Outcome dry = shop.accrete("run", "--dry-run");
    assertThat(dry.out()).contains("sessions", "recompute", "1 new batch of atomic.events");
    assertThat(shop.accrete("plan").out()).isEqualTo(dry.out());
    assertThat(shop.accrete("run", "--dry-run", "--full-refresh").out()).contains("full");
    assertThat(shop.everything()).isEqualTo(before);
  }

  @Test
  void dryRunOfANewProjectWritesNothing() throws IOException {
    Shop shop = Shop.open(folder, "shop");
    shop.accrete("load", "atomic.events", "data/events_1.csv");
    Map<String, List<String>> before = shop.everything();
    assertThat(shop.accrete("run", "--dry-run").out()).contains("full", "first run");
    assertThat(shop.accrete("status").code()).isZero();
    assertThat(shop.everything()).isEqualTo(before);
  }

  @Test
  void loadReplacesWhatAMutableSourceHas() throws IOException {
    Shop shop = Shop.built(folder, "shop");
    shop.write(
        "models/plans.yml",
        """
        sources:
          - name: crm.plans
            changes: snapshot
            columns:
              id: {type: varchar(9)}
              price: {type: integer}
        """);
    shop.write("models/prices.sql", "SELECT id, price FROM ${ref('crm.plans')}\n");
    shop.write("first.csv", "id,price\na,1\nb,2\n");
    shop.write("more.csv", "id,price\nc,3\n");
    shop.write("second.csv", "id,price\nb,2\na,9\n");
    shop.accrete("load", "crm.plans", "first.csv");
    shop.accrete("run");
    shop.accrete("load", "crm.plans", "more.csv");
    assertThat(shop.accrete("run").out()).contains("1 change of crm.plans");
    assertThat(shop.everything().get("derived.\"prices\"")).hasSize(3);
    assertThat(shop.accrete("load", "crm.plans", "second.csv", "--replace").code()).isZero();
    assertThat(shop.accrete("run").out()).contains("recompute", "3 changes of crm.plans");
    assertThat(shop.everything().get("derived.\"prices\""))
        .containsExactly("{'id': a, 'price': 9}", "{'id': b, 'price': 2}");
    Outcome misuse = shop.accrete("load", "atomic.events", "data/events_2.csv", "--replace");
    assertThat(misuse.code()).isEqualTo(2);
    assertThat(misuse.err()).contains("--replace is for sources with changes: snapshot");
  }

  @Test
  void fullRefreshRebuildsAndNextRunHasNothingToDo() {
    Shop shop = Shop.built(folder, "shop");
    shop.accrete("load", "atomic.events", "data/events_2.csv");
    assertThat(shop.accrete("run", "--full-refresh").out())
        .contains("full", "asked for by --full-refresh");
    assertThat(shop.accrete("diff", "sessions", "sessions:full").code()).isZero();
    assertThat(shop.accrete("run").out()).contains("nothing new");
  }

  @Test
  void secretsNeverShow() throws IOException {
    Shop shop = Shop.built(folder, "shop");
    shop.write(
        "accrete.yml",
        """
        name: starter
        schema: derived
        dialect: redshift
        target: dev
        targets:
          dev: {engine: duckdb, path: target/dev.duckdb}
          a: {engine: postgres, url: "jdbc:postgresql://h/d?password=Hidden+1%21", user: u, password: "Hidden+1!"}
          b: {engine: redshift, url: "jdbc:redshift://u:Hidden+1!@h/d", password: "${env('PW')}"}
        """);
    StringBuilder all = new StringBuilder();
    for (String target : List.of("dev", "a", "b")) {
      for (String command : List.of("debug", "compile", "run", "status", "plan", "show sessions")) {
        for (String format : List.of("text", "json")) {
          String line = command + " -t " + target + " --format " + format;
          Outcome outcome = shop.accrete(Map.of("PW", "Hidden+1!"), line.split(" "));
          all.append(line).append(outcome.out()).append(outcome.err());
        }
      }
    }
    try (Stream<Path> files = Files.walk(shop.folder().resolve("target"))) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        all.append(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1));
      }
    }
    assertThat(all.toString().lines().filter(line -> line.contains("Hidden"))).isEmpty();
  }

  @Test
  void absentSourceNamesLoad() {
    Outcome outcome = Shop.open(folder, "shop").accrete("run");
    assertThat(outcome.code()).isEqualTo(1);
    assertThat(outcome.out() + outcome.err()).contains("accrete load atomic.events");
  }
}
