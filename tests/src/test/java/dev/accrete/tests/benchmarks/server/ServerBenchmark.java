package dev.accrete.tests.benchmarks.server;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.accrete.tests.benchmarks.ManyModels;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Runs a project of many models on a real PostgreSQL, and plays the statements that each run sent
 * again on a copy of the database. After each both databases must hold the same tables, and {@code
 * accrete audit} must find each to be its SELECT.
 */
final class ServerBenchmark implements AutoCloseable {
  private static final String DATABASE = "bench";
  private static final String COPY = "played";
  private static final int BATCHES = 10;

  private final Path work;
  private final Path project;
  private final Path launcher;
  private final int rows;
  private final EmbeddedPostgres server;
  private int batch = BATCHES;

  ServerBenchmark(Path work, Path launcher, int models, int rows, long seed)
      throws IOException, SQLException {
    this.work = work;
    this.launcher = launcher;
    this.rows = rows;
    project = work.resolve("project");
    Path log = work.resolve("log");
    Files.createDirectories(log);
    ManyModels.write(project, models, seed);
    server =
        EmbeddedPostgres.builder()
            .setLocaleConfig("locale", "C")
            .setLocaleConfig("encoding", "UTF8")
            .setServerConfig("fsync", "off")
            .setServerConfig("logging_collector", "on")
            .setServerConfig("log_destination", "csvlog")
            .setServerConfig("log_directory", log.toString())
            .setServerConfig("log_filename", "statements.log")
            .setServerConfig("log_rotation_size", "0")
            .setServerConfig("log_min_duration_statement", "0")
            .setServerConfig("log_timezone", "UTC")
            .start();
    Files.writeString(
        project.resolve("accrete.yml"),
        """
        name: many
        schema: derived
        dialect: redshift
        target: dev
        targets:
          dev: {engine: postgres, url: "jdbc:postgresql://localhost:%d/%s", user: postgres}
        vars:
          session_minutes: 30
          sites: [shop, blog]
        """
            .formatted(server.getPort(), DATABASE));
    administer("CREATE DATABASE " + DATABASE);
    try (Connection connection = connect(DATABASE);
        Statement statement = connection.createStatement()) {
      for (String sql : EventTables.create(BATCHES, rows)) {
        statement.execute(sql);
      }
    }
  }

  /**
   * What a run did.
   *
   * @param whole the process, from its start to its end
   * @param onServer from the connection to the end, as the run itself says
   * @param played the same statements by psql
   * @param models what was done to each model, by its name
   */
  record Ran(
      Duration whole,
      Duration onServer,
      Duration played,
      List<LoggedStatement> statements,
      Map<String, Done> models) {}

  /** What was done to a model, and by how many statements. */
  record Done(String strategy, int statements) {}

  /** Loads an hour into every source. */
  void load() throws SQLException {
    try (Connection connection = connect(DATABASE);
        Statement statement = connection.createStatement()) {
      for (String sql : EventTables.load(batch++, rows)) {
        statement.execute(sql);
      }
    }
  }

  /** Runs all models, plays the statements again, and checks the tables of both. */
  Ran run(int threads) throws IOException, SQLException {
    administer("DROP DATABASE IF EXISTS " + COPY);
    administer("CREATE DATABASE " + COPY + " TEMPLATE " + DATABASE);
    Instant from = Instant.now();
    long start = System.nanoTime();
    accrete("run", "--threads", "" + threads);
    Duration whole = Duration.ofNanos(System.nanoTime() - start);
    JsonNode results =
        new ObjectMapper().readTree(project.resolve("target/run_results.json").toFile());
    pause();
    List<LoggedStatement> statements =
        new StatementLog(work.resolve("log")).statements(DATABASE, "accrete", from);
    Map<String, Done> models = new TreeMap<>();
    for (JsonNode result : results.get("results")) {
      String name = result.get("unique_id").asText().replaceFirst("^model\\.many\\.", "");
      models.put(name, new Done(result.get("strategy").asText(), count(result, name, statements)));
    }
    Duration played = new Replay(server.getPort(), COPY, work).play(statements);
    if (!hashes(DATABASE).equals(hashes(COPY))) {
      throw new IllegalStateException("the statements left other tables when they were played");
    }
    accrete("audit");
    return new Ran(whole, onServer(results), played, statements, models);
  }

  private static Duration onServer(JsonNode results) {
    Instant begun = null;
    Instant ended = null;
    for (JsonNode part : results.get("timing")) {
      if (!part.get("name").asText().equals("compile")) {
        begun = begun == null ? Instant.parse(part.get("started_at").asText()) : begun;
        ended = Instant.parse(part.get("completed_at").asText());
      }
    }
    return Duration.between(begun, ended);
  }

  /** The statements of the session that dealt with a model while it was dealt with. */
  private static int count(JsonNode result, String model, List<LoggedStatement> statements) {
    JsonNode timing = result.get("timing");
    if (timing.isEmpty()) {
      return 0;
    }
    Instant begun = Instant.parse(timing.get(0).get("started_at").asText()).minusMillis(1);
    Instant ended =
        Instant.parse(timing.get(timing.size() - 1).get("completed_at").asText()).plusMillis(1);
    Map<String, int[]> sessions = new TreeMap<>();
    for (LoggedStatement statement : statements) {
      if (!statement.begun().isBefore(begun) && !statement.ended().isAfter(ended)) {
        int[] counts = sessions.computeIfAbsent(statement.session(), s -> new int[2]);
        counts[0] += statement.sql().contains(model) ? 1 : 0;
        counts[1]++;
      }
    }
    return sessions.values().stream()
        .max((a, b) -> Integer.compare(a[0], b[0]))
        .filter(counts -> counts[0] > 0)
        .map(counts -> counts[1])
        .orElse(0);
  }

  /** The number of rows of each table of models, and the sum of their hashes. */
  private Map<String, String> hashes(String database) throws SQLException {
    Map<String, String> hashes = new TreeMap<>();
    try (Connection connection = connect(database);
        Statement statement = connection.createStatement()) {
      List<String> tables = new ArrayList<>();
      try (ResultSet found =
          statement.executeQuery(
              "SELECT table_name FROM information_schema.tables WHERE table_schema = 'derived' AND"
                  + " table_type = 'BASE TABLE'")) {
        while (found.next()) {
          tables.add(found.getString(1));
        }
      }
      for (String table : tables) {
        try (ResultSet hash =
            statement.executeQuery(
                "SELECT COUNT(*) || ' ' || COALESCE(SUM(hashtextextended(CAST(t AS text), 0)), 0)"
                    + " FROM derived.\""
                    + table
                    + "\" AS t")) {
          hash.next();
          hashes.put(table, hash.getString(1));
        }
      }
    }
    return hashes;
  }

  private void accrete(String... command) throws IOException {
    List<String> all = new ArrayList<>(List.of(launcher.toString(), "-p", project.toString()));
    all.addAll(List.of(command));
    Path output = work.resolve("accrete.log");
    Process process =
        new ProcessBuilder(all).redirectErrorStream(true).redirectOutput(output.toFile()).start();
    try {
      if (process.waitFor() != 0) {
        throw new IllegalStateException(String.join(" ", all) + ": " + Files.readString(output));
      }
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The server's log is written by a process of its own. */
  private static void pause() {
    try {
      Thread.sleep(1_000);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private Connection connect(String database) throws SQLException {
    return DriverManager.getConnection(
        "jdbc:postgresql://localhost:" + server.getPort() + "/" + database, "postgres", "");
  }

  private void administer(String sql) throws SQLException {
    try (Connection connection = connect("postgres");
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  @Override
  public void close() throws IOException {
    server.close();
  }
}
