package dev.accrete.runtime.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.accrete.runtime.cli.Cli.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands that need a database: load, run, plan, status, show, diff, debug. */
final class DatabaseCommandsTest {
  @TempDir private Path folder;
  private Path project;

  @BeforeEach
  void makeProject() {
    new Cli(folder).run("init", "shop");
    project = folder.resolve("shop");
  }

  @Test
  void goesThroughTheStoryOfTheStarter() {
    assertThat(accrete("load", "atomic.events", "data/events_1.csv").out())
        .isEqualTo("Loaded 4 rows in 1 batch into atomic.events.\n");
    Outcome first = accrete("run");
    assertThat(first.out()).contains("1 of 1  OK", "sessions", "full", "first run", "Done in");
    assertThat(first.code()).isZero();
    accrete("load", "atomic.events", "data/events_2.csv");
    assertThat(accrete("plan").out()).contains("recompute", "1 new batch of atomic.events");
    assertThat(accrete("run").out()).contains("recompute", "2 keys, -1 +2 rows");
    assertThat(accrete("run").out()).contains("none", "nothing new");
    assertThat(accrete("diff", "sessions", "sessions:full").out())
        .isEqualTo("Equal: sessions and sessions:full hold the same 3 rows.\n");
    assertThat(accrete("show", "sessions").out())
        .contains("anna", "2026-03-01 08:59:00", "3 rows.");
    assertThat(accrete("status").out()).contains("sessions", "recompute", "nothing new");
  }

  @Test
  void resetsAndForgetsModels() throws IOException {
    Files.writeString(
        project.resolve("models/ends.sql"),
        "SELECT domain_userid, MAX(tstamp) AS last, COUNT(*) AS sessions FROM ${ref('sessions')} GROUP BY 1\n");
    accrete("load", "atomic.events", "data/events_1.csv");
    accrete("run");
    assertThat(accrete("state", "reset", "sessions").out())
        .isEqualTo("sessions is rebuilt at its next run.\n");
    assertThat(accrete("plan").out()).contains("asked for by accrete state reset");
    assertThat(accrete("run").out()).contains("asked for by accrete state reset");
    assertThat(accrete("run").out()).contains("nothing new");
    // The table's version is 2, and its reader has seen that: counted anew, 2 comes again.
    assertThat(accrete("state", "forget", "sessions", "--format", "json").out())
        .contains("\"action\": \"forget\"", "\"sessions\"");
    assertThat(accrete("status").out()).contains("never", "new input sessions");
    accrete("run", "-s", "sessions");
    accrete("load", "atomic.events", "data/events_2.csv");
    accrete("run", "-s", "sessions");
    accrete("run");
    assertThat(accrete("diff", "sessions", "sessions:full").out()).contains("Equal");
    assertThat(accrete("diff", "ends", "ends:full").out()).contains("Equal");
  }

  @Test
  void programsCanFollowARun() throws IOException {
    accrete("load", "atomic.events", "data/events_1.csv");
    Outcome run = accrete("run", "--log-format", "json");
    assertThat(run.out()).isEmpty();
    List<JsonNode> events = new ArrayList<>();
    for (String line : run.err().lines().toList()) {
      events.add(new ObjectMapper().readTree(line));
    }
    assertThat(events)
        .extracting(e -> e.path("event").asText())
        .containsExactly("model_started", "model_finished", "run_finished");
    assertThat(events.get(1).path("strategy").asText()).isEqualTo("full");
    assertThat(events.get(1).path("rows_inserted").asInt()).isEqualTo(2);
    assertThat(events.get(2).path("succeeded").asBoolean()).isTrue();
    assertThat(events).extracting(e -> e.path("run_id").asText()).doesNotContain("").hasSize(3);
    assertThat(accrete("run", "--log-format", "xml").err()).contains("text or json, not xml");
  }

  @Test
  void namesTheNearestOfWhatThereIsToForget() {
    accrete("load", "atomic.events", "data/events_1.csv");
    assertThat(accrete("state", "forget", "sessions").err())
        .isEqualTo("accrete: nothing is known of sessions: it was never built here\n");
    accrete("run");
    Outcome outcome = accrete("state", "forget", "session");
    assertThat(outcome.err())
        .isEqualTo(
            "accrete: nothing is known of session: it was never built here; did you mean sessions?\n");
    assertThat(outcome.code()).isEqualTo(2);
    assertThat(accrete("state", "reset", "session").err())
        .isEqualTo("accrete: no model session in the project; did you mean sessions?\n");
    assertThat(accrete("state", "drop", "sessions").code()).isEqualTo(2);
  }

  @Test
  void writesRunResults() throws IOException {
    accrete("load", "atomic.events", "data/events_1.csv");
    Outcome outcome = accrete("run", "--format", "json");
    assertThat(outcome.out())
        .isEqualTo(Files.readString(project.resolve("target/run_results.json")))
        .contains("\"unique_id\": \"model.starter.sessions\"", "\"rows_inserted\": 2");
    assertThat(outcome.err()).contains("Done in");
    assertThat(project.resolve("target/manifest.json")).exists();
  }

  /** The phases of each model follow each other and are its time; the run's parts enclose them. */
  @Test
  void recordsWhereTheTimeWent() throws IOException {
    accrete("load", "atomic.events", "data/events_1.csv");
    accrete("run");
    JsonNode results =
        new JsonMapper().readTree(project.resolve("target/run_results.json").toFile());
    List<String> parts = new ArrayList<>();
    results.path("timing").forEach(part -> parts.add(part.path("name").asText()));
    assertThat(parts).containsExactly("compile", "prepare", "freeze", "models", "finish");
    assertThat(length(results.path("timing")))
        .isCloseTo(results.path("elapsed_time").asDouble(), within(0.1));
    JsonNode model = results.path("results").get(0);
    assertThat(model.path("thread_id").asText()).isEqualTo("Thread-1");
    assertThat(model.path("timing").findValuesAsText("name")).startsWith("look", "stage", "commit");
    assertThat(length(model.path("timing")))
        .isCloseTo(model.path("execution_time").asDouble(), within(0.0011));
    assertThat(project.resolve("target/timeline.svg"))
        .content()
        .contains("<svg ", "<title>sessions: full, -0 +2, ");
  }

  /** The sum of parts that begin where the one before ends. */
  private static double length(JsonNode parts) {
    double sum = 0;
    String end = parts.get(0).path("started_at").asText();
    for (JsonNode part : parts) {
      assertThat(part.path("started_at").asText()).isEqualTo(end);
      end = part.path("completed_at").asText();
      Duration length =
          Duration.between(Instant.parse(part.path("started_at").asText()), Instant.parse(end));
      assertThat(length).isGreaterThanOrEqualTo(Duration.ZERO);
      sum += length.toNanos() / 1e9;
    }
    return sum;
  }

  @Test
  void printsEachResultAsJson() {
    accrete("load", "atomic.events", "data/events_1.csv");
    accrete("run");
    assertThat(accrete("load", "atomic.events", "data/events_2.csv", "--format", "json").out())
        .contains("\"rows\": 2", "\"problems\": []");
    assertThat(accrete("plan", "--format", "json").out())
        .contains("\"strategy\": \"recompute\"", "\"rows_pending\": 2", "\"reaches\": []");
    assertThat(accrete("run", "--dry-run", "--format", "json").out())
        .contains("\"strategy\": \"recompute\"");
    assertThat(accrete("status", "--format", "json").out())
        .contains("\"version\": 1", "\"next\": \"recompute\"", "\"atomic.events\": 1");
    assertThat(accrete("show", "sessions", "--limit", "1", "--format", "json").out())
        .contains("\"row_count\": 2", "\"name\": \"tstamp\"");
    assertThat(accrete("diff", "sessions", "sessions:full", "--format", "json").out())
        .contains("\"equal\": true", "\"only_here\": 0");
    assertThat(accrete("debug", "--format", "json").out())
        .contains("\"connected\": true", "\"path\": \"target/dev.duckdb\"");
  }

  @Test
  void saysWhatToDoWhereASourceIsAbsent() {
    Outcome outcome = accrete("run");
    assertThat(outcome.out()).contains("1 of 1  ERROR", "accrete load atomic.events FILE");
    assertThat(outcome.code()).isEqualTo(1);
    assertThat(accrete("show", "sessions").err())
        .isEqualTo("accrete: sessions has no table derived.sessions yet; accrete run builds it\n");
    assertThat(accrete("status").out()).contains("never", "cannot run");
  }

  @Test
  void runsNothingWhereASelectedModelDoesNotCompile() throws IOException {
    accrete("load", "atomic.events", "data/events_1.csv");
    Files.writeString(
        project.resolve("models/broken.sql"), "SELECT page_ur FROM ${ref('atomic.events')}\n");
    Outcome outcome = accrete("run");
    assertThat(outcome.err()).contains("page_ur");
    assertThat(outcome.out()).contains("Nothing ran: 1 model did not compile.");
    assertThat(outcome.code()).isEqualTo(1);
    assertThat(Files.readString(project.resolve("target/run_results.json")))
        .contains("\"status\": \"error\"", "\"status\": \"skipped\"", "page_ur");
    assertThat(accrete("run", "-s", "sessions").code()).isZero();
  }

  @Test
  void showsHowRelationsDiffer() {
    accrete("load", "atomic.events", "data/events_1.csv");
    accrete("run");
    Outcome outcome = accrete("diff", "sessions", "atomic.events");
    assertThat(outcome.out()).contains("the second lacks the columns", "They differ.");
    assertThat(outcome.code()).isEqualTo(1);
    assertThat(accrete("diff", "sesions", "sessions").err()).contains("did you mean sessions?");
  }

  @Test
  void loadsNothingWhereAFileIsWrong() throws IOException {
    Files.writeString(project.resolve("bad.csv"), "event_id,colour\ne1,red\n");
    Outcome outcome = accrete("load", "atomic.events", "bad.csv");
    assertThat(outcome.err()).contains("bad.csv", "colour");
    assertThat(outcome.out()).isEqualTo("Nothing was loaded.\n");
    assertThat(outcome.code()).isEqualTo(1);
    assertThat(accrete("load", "atomic.evnts", "bad.csv").err())
        .contains("no source atomic.evnts; did you mean atomic.events?");
    assertThat(accrete("load", "atomic.events", "none.csv").code()).isEqualTo(1);
  }

  @Test
  void keepsSecretsAndPathsInside() throws IOException {
    writeTarget(
        "prod: {engine: redshift, url: 'jdbc:redshift://u:hunter2@h/d', password: hunter22}");
    Outcome debug = accrete("debug", "-t", "prod");
    assertThat(debug.out() + debug.err()).doesNotContain("hunter2");
    assertThat(debug.code()).as("no connection").isEqualTo(2);
    writeTarget("prod: {engine: duckdb, path: \"${env('DB')}\"}");
    assertThat(accrete("run", "-t", "prod").err()).contains("the environment has no DB");
    assertThat(
            new Cli(project).with("DB", "../x.duckdb").run("show", "sessions", "-t", "prod").err())
        .contains("leads out of the project", "--allow-outside");
    assertThat(folder.resolve("x.duckdb")).doesNotExist();
  }

  @Test
  void whatDriversSayOfUrlsShowsNoPassword() throws IOException {
    String[] urls = {
      "jdbc:postgresql://etl:%s@127.0.0.1/postgres",
      "jdbc:postgresql://127.0.0.1:5544/a/b?user=etl&password=%s",
      "jdbc:postgresql://127.0.0.1:x/b?user=etl&password=%s",
      "jdbc:postgresql://127.0.0.1:1/b?sslmode=%s",
      "jdbc:redshift://etl:%s@127.0.0.1:x/b",
      "jdbc:postgresql://127.0.0.1:1/b?password=%1$.0s" + "ab&%1$s",
    };
    Set<String> logged = new TreeSet<>();
    Handler log = logTo(logged);
    Logger.getLogger("").addHandler(log);
    try {
      for (String url : urls) {
        String said = said(url.formatted("${env('SECPW')}")) + said(url.formatted("hunter2222"));
        assertThat(said).as(url).doesNotContain(url.contains("sslmode") ? "/% x" : "hunter");
      }
    } finally {
      Logger.getLogger("").removeHandler(log);
    }
    assertThat(logged).isEmpty();
  }

  private static Handler logTo(Set<String> lines) {
    return new Handler() {
      @Override
      public void publish(LogRecord line) {
        lines.add(new SimpleFormatter().format(line));
      }

      @Override
      public void flush() {}

      @Override
      public void close() {}
    };
  }

  private String said(String url) throws IOException {
    String engine = url.contains("redshift") ? "redshift" : "postgres";
    writeTarget("prod: {engine: " + engine + ", url: \"" + url + "\"}");
    Cli cli = new Cli(project).with("SECPW", "hunter2222/%25 x");
    StringBuilder said = new StringBuilder();
    for (String command : List.of("debug", "run", "status")) {
      Outcome outcome = cli.run(command, "-t", "prod");
      assertThat(outcome.code()).isNotZero();
      said.append(outcome.out()).append(outcome.err());
    }
    return said.toString();
  }

  private void writeTarget(String target) throws IOException {
    Files.writeString(
        project.resolve("accrete.yml"),
        "name: starter\nschema: derived\ndialect: redshift\ntarget: dev\ntargets:\n"
            + "  dev: {engine: duckdb, path: target/dev.duckdb}\n  "
            + target
            + "\n");
  }

  private Outcome accrete(String... arguments) {
    return new Cli(project).run(arguments);
  }
}
