package dev.accrete.tests.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.accrete.runtime.engine.Database;
import dev.accrete.runtime.engine.Session;
import dev.accrete.runtime.engine.StatementListener;
import dev.accrete.runtime.engine.duckdb.DuckDbDatabase;
import dev.accrete.runtime.engine.postgres.PostgresDatabase;
import dev.accrete.tests.engines.PostgresServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * {@code accrete run} as a process that a signal ends while statements are under way that would
 * take minutes: they end on the server, nothing of them stays, the lock is given back, and the next
 * run goes on from there.
 */
class InterruptedRunsTest {
  private static final int SESSIONS = 4_000;

  /** 64,000 million pairs: minutes on any engine. */
  private static final String SLOW =
      "SELECT COUNT(*) AS n FROM ${ref('sessions')} AS a"
          + " JOIN ${ref('sessions')} AS b ON a.domain_userid <> b.domain_userid"
          + " JOIN ${ref('sessions')} AS c ON b.domain_userid <> c.domain_userid\n";

  private static final String QUICK = "SELECT COUNT(*) AS n FROM ${ref('sessions')}\n";

  @TempDir private Path folder;
  private Shop shop;

  private void project(String settings) throws IOException {
    shop = Shop.open(folder, "shop");
    if (!settings.isEmpty()) {
      shop.write("accrete.yml", settings);
    }
    String rows =
        IntStream.range(0, SESSIONS)
            .mapToObj(i -> i + ",2026-01-01 00:00:00,2026-01-01 00:00:00,user" + i + ",1,/x\n")
            .collect(Collectors.joining());
    Path events =
        shop.write(
            "data/many.csv",
            "event_id,etl_tstamp,derived_tstamp,domain_userid,domain_sessionidx,page_url\n" + rows);
    assertThat(shop.accrete("load", "atomic.events", events.toString()).code()).isZero();
    shop.write("models/slow_one.sql", SLOW);
    shop.write("models/slow_two.sql", SLOW);
    shop.write("models/reader.sql", "SELECT n FROM ${ref('slow_one')}\n");
  }

  @Test
  void onDuckDb() throws Exception {
    project("");
    Ended ended = interrupted("run", "INT", "1", said -> said.contains("sessions"));
    assertThat(ended.code).as(ended.said).isEqualTo(130);
    try (Database database = DuckDbDatabase.open(shop.folder().resolve("target/dev.duckdb"))) {
      assertTakenBack(database);
    }
    assertTold(ended.said);
    goesOn();
  }

  @Test
  void onPostgresSeveralStatementsAtOnce() throws Exception {
    String url = postgres();
    try (Database database = database(url)) {
      Ended ended = interrupted("run", "INT", "2", said -> active(database) == 2);
      assertThat(ended.code).as(ended.said).isEqualTo(130);
      assertThat(soon(() -> connected(database) == 0)).as("connections end").isTrue();
      assertTakenBack(database);
      assertTold(ended.said);
    }
    goesOn();
  }

  @Test
  void onPostgresWhereThePlatformEndsTheProcess() throws Exception {
    String url = postgres();
    try (Database database = database(url)) {
      Ended ended = interrupted("run", "TERM", "1", said -> active(database) == 1);
      assertThat(ended.code).as(ended.said).isEqualTo(143);
      assertThat(soon(() -> connected(database) == 0)).as("connections end").isTrue();
      assertTakenBack(database);
    }
    goesOn();
  }

  @Test
  void beforeTheFirstModelTheResultsOfTheRunBeforeAreReplaced() throws Exception {
    String url = postgres();
    for (String model : List.of("slow_one", "slow_two", "reader")) {
      Files.delete(shop.folder().resolve("models/" + model + ".sql"));
    }
    assertThat(shop.accrete("run").code()).isZero();
    assertThat(results().get("sessions")).startsWith("success");
    Files.delete(shop.folder().resolve("target/timeline.svg"));
    shop.write(
        "tests/slow_test.sql",
        SLOW.strip().replace("ref('sessions')", "ref('atomic.events')") + " HAVING COUNT(*) < 0\n");
    try (Database database = database(url)) {
      Ended ended = interrupted("build", "INT", "1", said -> active(database) == 1);
      assertThat(ended.code).as(ended.said).isEqualTo(130);
      assertThat(ended.said)
          .contains("SKIP   sessions", "the run was cancelled", "the next run goes on from there")
          .doesNotContain("\tat ", "Exception");
      assertThat(count(database, "SELECT COUNT(*) FROM accrete.lock WHERE holder IS NULL"))
          .isEqualTo(1);
    }
    assertThat(results().get("sessions")).isEqualTo("skipped the run was cancelled");
    assertThat(results().get("slow_test")).startsWith("error ").endsWith(": cancelled");
    assertThat(shop.folder().resolve("target/timeline.svg")).isRegularFile();
  }

  /** Each waits for a table that somebody else holds, so a statement is under way on the server. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "run --full-refresh",
        "build --full-refresh",
        "audit",
        "load atomic.events data/events_2.csv",
        "seed --full-refresh",
        "test",
        "show sessions",
        "freshness"
      })
  void everyCommandEndsAtOnceOnPostgres(String command) throws Exception {
    String url = postgres();
    for (String model : List.of("slow_one", "slow_two", "reader")) {
      Files.delete(shop.folder().resolve("models/" + model + ".sql"));
    }
    shop.write("seeds/countries.csv", "code,name\nde,Germany\n");
    assertThat(shop.accrete("run").code()).isZero();
    try (Database database = database(url)) {
      try (Session holder = database.session("holder", StatementListener.NONE)) {
        holder.begin();
        holder.execute(
            "hold", "LOCK TABLE atomic.events, derived.sessions, derived.countries, accrete.seed");
        Ended ended = interrupted("INT", said -> waiting(database) > 0, command.split(" "));
        assertThat(ended.code).as(ended.said).isEqualTo(130);
        assertThat(ended.said)
            .contains("interrupted; cancelling what runs on the database")
            .doesNotContain("\tat ", "Exception");
        assertThat(soon(() -> waiting(database) == 0)).as("nothing waits any more").isTrue();
        holder.rollback();
      }
      assertThat(count(database, "SELECT COUNT(*) FROM accrete.lock WHERE holder IS NULL"))
          .isEqualTo(1);
    }
    assertThat(shop.accrete("load", "atomic.events", "data/events_2.csv").code()).isZero();
    assertThat(shop.accrete("build").code()).isZero();
    assertThat(shop.accrete("audit").out()).contains("Audited 1 table: no difference.");
  }

  private static long waiting(Database database) {
    return count(
        database,
        "SELECT COUNT(*) FROM pg_stat_activity WHERE datname = current_database()"
            + " AND wait_event_type = 'Lock'");
  }

  private String postgres() throws IOException {
    String url = PostgresServer.freshUrl();
    project(
        "name: shop\nschema: derived\ndialect: postgres\ntarget: dev\ntargets:\n"
            + "  dev: {engine: postgres, url: '"
            + url
            + "', user: postgres}\n");
    return url;
  }

  private static Database database(String url) {
    Properties properties = new Properties();
    properties.setProperty("user", "postgres");
    return PostgresDatabase.of(url, properties);
  }

  private record Ended(int code, String said) {}

  @FunctionalInterface
  private interface Moment {
    boolean isThere(String said);
  }

  /** A run that a signal reaches a little after a moment. */
  private Ended interrupted(String command, String signal, String threads, Moment moment)
      throws Exception {
    return interrupted(signal, moment, command, "--threads", threads);
  }

  private Ended interrupted(String signal, Moment moment, String... command) throws Exception {
    Process run = Child.accrete(command).in(shop.folder()).startHearingSignals();
    StringBuffer said = new StringBuffer();
    CompletableFuture<Void> reading =
        CompletableFuture.runAsync(
            () -> run.inputReader().lines().forEach(line -> said.append(line).append('\n')));
    try {
      assertThat(soon(() -> moment.isThere(said.toString()))).as("%s", said).isTrue();
      Thread.sleep(400);
      assertThat(run.isAlive()).as("%s", said).isTrue();
      new ProcessBuilder("kill", "-" + signal, Long.toString(run.pid())).start().waitFor();
      assertThat(run.waitFor(15, TimeUnit.SECONDS)).as("it ends soon: %s", said).isTrue();
      reading.get(5, TimeUnit.SECONDS);
      return new Ended(run.exitValue(), said.toString());
    } finally {
      run.destroyForcibly();
    }
  }

  private static boolean soon(BooleanSupplier condition) throws InterruptedException {
    for (long end = System.nanoTime() + 60_000_000_000L; System.nanoTime() < end; ) {
      if (condition.getAsBoolean()) {
        return true;
      }
      Thread.sleep(50);
    }
    return false;
  }

  /** Statements of slow models under way on the server. */
  private static long active(Database database) {
    return count(
        database,
        "SELECT COUNT(*) FROM pg_stat_activity WHERE datname = current_database()"
            + " AND state = 'active' AND query LIKE '%COUNT(*) AS n%' AND pid <> pg_backend_pid()");
  }

  private static long connected(Database database) {
    return count(
        database,
        "SELECT COUNT(*) FROM pg_stat_activity WHERE datname = current_database()"
            + " AND backend_type = 'client backend' AND pid <> pg_backend_pid()");
  }

  private static long count(Database database, String sql) {
    return Long.parseLong(
        texts(database, "SELECT CAST(n AS VARCHAR) FROM (" + sql + ") AS c(n)").get(0));
  }

  private static List<String> texts(Database database, String sql) {
    try (Session session = database.session("test", StatementListener.NONE)) {
      return session.query("look", sql, row -> row.text(1));
    }
  }

  /** What was committed stands, and nothing else; the lock is free. */
  private static void assertTakenBack(Database database) {
    assertThat(count(database, "SELECT COUNT(*) FROM derived.sessions")).isEqualTo(SESSIONS);
    assertThat(
            texts(
                database,
                "SELECT table_schema || '.' || table_name FROM information_schema.tables WHERE"
                    + " table_schema NOT IN ('accrete', 'pg_catalog', 'information_schema')"
                    + " ORDER BY 1"))
        .containsExactly("atomic.events", "derived.sessions");
    assertThat(count(database, "SELECT COUNT(*) FROM accrete.lock WHERE holder IS NULL"))
        .isEqualTo(1);
    assertThat(texts(database, "SELECT model FROM accrete.model_version")).containsOnly("sessions");
  }

  private void assertTold(String said) throws IOException {
    assertThat(said)
        .contains("interrupted; cancelling what runs on the database")
        .contains("the next run goes on from there")
        .doesNotContain("\tat ", "Exception");
    Map<String, String> told = results();
    assertThat(told.get("sessions")).startsWith("success");
    assertThat(told.get("slow_one")).startsWith("error ").endsWith(": cancelled");
    assertThat(told.get("slow_two")).containsAnyOf("cancelled");
    assertThat(told.get("reader")).startsWith("skipped");
  }

  private Map<String, String> results() throws IOException {
    Map<String, String> told = new TreeMap<>();
    new JsonMapper()
        .readTree(shop.folder().resolve("target/run_results.json").toFile())
        .path("results")
        .forEach(
            result ->
                told.put(
                    result.path("unique_id").asText().replaceAll(".*\\.", ""),
                    result.path("status").asText() + " " + result.path("message").asText("")));
    return told;
  }

  /** The next run, of models that end. */
  private void goesOn() {
    try {
      for (String model : List.of("slow_one", "slow_two")) {
        Files.writeString(shop.folder().resolve("models/" + model + ".sql"), QUICK);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    var run = shop.accrete("run");
    assertThat(run.code()).as(run.out() + run.err()).isZero();
    assertThat(run.out()).containsPattern("sessions +none");
    for (String model : List.of("sessions", "slow_one", "slow_two", "reader")) {
      assertThat(shop.accrete("diff", model, model + ":full").out()).as(model).contains("Equal");
    }
  }
}
