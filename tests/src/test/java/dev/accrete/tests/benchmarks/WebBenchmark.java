package dev.accrete.tests.benchmarks;

import dev.accrete.compiler.CompiledModel;
import dev.accrete.compiler.load.ModelFile.Materialization;
import dev.accrete.runtime.engine.Session;
import dev.accrete.runtime.engine.StatementListener;
import dev.accrete.runtime.engine.duckdb.DuckDbDatabase;
import dev.accrete.runtime.execute.ModelResult;
import dev.accrete.tests.Repository;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The shipped web models at one size: hour after hour, each taken in by Accrete, by Accrete without
 * the pin of {@code visitors}, and by hand, in an order that turns; then full rebuilds.
 */
final class WebBenchmark {
  static final String UNPINNED = "Accrete, visitors recomputed";

  /** Few at sizes at which each takes minutes. */
  private static final long MANY_REBUILDS = 1_000_000;

  private static final String PIN = "incremental: {strategy: merge}\n";

  private final Path folder;
  private final Path database;
  private final long events;
  private final long seed;
  private final Accrete accrete;
  private final Accrete unpinned;
  private final WebByHand byHand = new WebByHand();
  private final Map<String, List<Measured>> updates = new LinkedHashMap<>();
  private final List<Measured> rebuilds = new ArrayList<>();
  private final List<Batch> batches = new ArrayList<>();
  private final Map<String, Long> wrongRows = new LinkedHashMap<>();

  /** What a batch brought, and what Accrete did about it. */
  record Batch(WebLoads.Brought brought, List<ModelResult> results) {}

  WebBenchmark(Path work, long events, long seed) throws IOException {
    this.folder = work.resolve("web-" + events);
    this.database = folder.resolve("web/target/dev.duckdb");
    this.events = events;
    this.seed = seed;
    Workload.delete(folder);
    this.accrete = new Accrete(project("web", "derived", ""));
    this.unpinned = new Accrete(project("web_unpinned", "unpinned", PIN));
  }

  private Path project(String name, String schema, String without) throws IOException {
    Path copy = folder.resolve(name);
    Files.createDirectories(folder);
    Workload.copy(Repository.root().resolve("models/web"), copy);
    Files.createDirectories(copy.resolve("target"));
    edit(
        copy.resolve("accrete.yml"),
        "name: web\nschema: derived\n",
        "name: " + name + "\nschema: " + schema + "\n");
    if (!without.isEmpty()) {
      edit(copy.resolve("models/visitors.sql"), without, "");
    }
    return copy;
  }

  private static void edit(Path file, String from, String to) throws IOException {
    String text = Files.readString(file);
    if (!text.contains(from)) {
      throw new IllegalStateException(file + " lacks " + from);
    }
    Files.writeString(file, text.replace(from, to));
  }

  Path folder() {
    return folder;
  }

  Map<String, List<Measured>> updates() {
    return updates;
  }

  List<Measured> rebuilds() {
    return rebuilds;
  }

  List<Batch> batches() {
    return batches;
  }

  /** Rows that differ after all batches, by what was compared. */
  Map<String, Long> wrongRows() {
    return wrongRows;
  }

  /** The models with a table, each after what it reads. */
  List<String> models() {
    return tables().map(CompiledModel::name).toList();
  }

  private Stream<CompiledModel> tables() {
    return accrete.models().stream()
        .filter(
            model ->
                model.result().orElseThrow().plan().materialized() != Materialization.EPHEMERAL);
  }

  /** Runs everything; takes minutes. */
  void run(int hours) throws IOException {
    WebLoads loads = new WebLoads(accrete.project(), database, events, hours, seed);
    loads.next();
    say("loaded");
    accrete.build(database);
    say("built");
    unpinned.build(database);
    byHand.build(database);
    say("ready");
    for (int hour = 0; hour < hours; hour++) {
      WebLoads.Brought brought = loads.next();
      List<Contestant> order = new ArrayList<>(List.of(accrete, unpinned, byHand));
      Collections.rotate(order, hour);
      for (Contestant contestant : order) {
        String name = contestant == unpinned ? UNPINNED : contestant.name();
        updates.computeIfAbsent(name, n -> new ArrayList<>()).add(contestant.update(database));
      }
      batches.add(new Batch(brought, accrete.results()));
      say("hour " + (hour + 1));
    }
    judge();
    say("compared");
    for (int i = 0; i < (events <= MANY_REBUILDS ? 3 : 1); i++) {
      rebuilds.add(accrete.rebuild(database));
    }
    say("rebuilt");
  }

  private void judge() {
    EqualityCheck check = new EqualityCheck(database);
    for (CompiledModel model : tables().toList()) {
      List<String> columns = model.result().orElseThrow().plan().columns();
      String table = "derived." + model.name();
      // The author's SELECT may end in a comment, and is to be computed once.
      prepare("CREATE TABLE main.rebuilt AS " + model.result().orElseThrow().select() + "\n");
      wrongRows.put(
          "Accrete | " + model.name(), check.differencesBySigns(columns, table, "main.rebuilt"));
      prepare("DROP TABLE main.rebuilt");
      for (String other : List.of(unpinned.schema(), byHand.schema())) {
        wrongRows.put(
            (other.equals("hand") ? byHand.name() : UNPINNED) + " | " + model.name(),
            check.differencesBySigns(columns, other + "." + model.name(), table));
      }
    }
  }

  private void prepare(String sql) {
    try (DuckDbDatabase open = DuckDbDatabase.open(database);
        Session session = open.session("prepare", StatementListener.NONE)) {
      session.execute("prepare", sql);
    }
  }

  private void say(String what) {
    System.err.println("benchmarks: web, " + events + " events: " + what);
  }
}
