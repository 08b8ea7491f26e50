package dev.accrete.tests.benchmarks;

import dev.accrete.compiler.CompiledModel;
import dev.accrete.runtime.engine.Session;
import dev.accrete.runtime.engine.StatementListener;
import dev.accrete.runtime.engine.duckdb.DuckDbDatabase;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Measures one project at one size: batch after batch, each taken in by every contestant, in an
 * order that turns.
 */
final class ProjectBenchmark {
  private static final int REBUILDS = 3;

  private final Path folder;
  private final Path database;
  private final EventSql events;
  private final Accrete accrete;
  private final AccreteProcess process;
  private final List<Contestant> byHand;
  private final List<HandWritten> wrong;
  private final Map<String, List<Measured>> updates = new LinkedHashMap<>();
  private final Map<String, List<Measured>> rebuilds = new LinkedHashMap<>();
  private final List<Verdict> verdicts = new ArrayList<>();
  private int day = EventSql.FIRST_DAYS;

  /** How many rows of one table of a contestant were wrong after some batches. */
  record Verdict(String when, String contestant, String table, long wrongRows) {}

  ProjectBenchmark(
      Path folder,
      EventSql events,
      AccreteProcess process,
      List<? extends Contestant> byHand,
      List<HandWritten> wrong) {
    this.folder = folder;
    this.database = folder.resolve("target/dev.duckdb");
    this.events = events;
    this.accrete = new Accrete(folder);
    this.process = process;
    this.byHand = List.copyOf(byHand);
    this.wrong = List.copyOf(wrong);
  }

  Path folder() {
    return folder;
  }

  Map<String, List<Measured>> updates() {
    return updates;
  }

  Map<String, List<Measured>> rebuilds() {
    return rebuilds;
  }

  List<Verdict> verdicts() {
    return verdicts;
  }

  /** Runs everything; takes minutes. */
  void run(int runs) throws IOException {
    load(events.create());
    for (int from = 0; from < EventSql.FIRST_DAYS; from += 10) {
      load(List.of(events.days(from, from + 10)));
    }
    accrete.build(database);
    for (Contestant contestant : everybodyElse()) {
      contestant.build(database);
    }
    for (int run = 0; run < runs; run++) {
      batch(run, false);
      batch(run, true);
    }
    judge("after " + 2 * runs + " plain batches");
    hardBatch();
    for (int i = 0; i < REBUILDS; i++) {
      note(rebuilds, accrete.name(), accrete.rebuild(database));
      note(rebuilds, "by hand", byHand.get(0).rebuild(database));
    }
  }

  private List<Contestant> everybodyElse() {
    List<Contestant> all = new ArrayList<>(byHand);
    all.addAll(wrong);
    return all;
  }

  private void batch(int turn, boolean asProcess) throws IOException {
    load(List.of(events.batch(day++)));
    List<Contestant> order = new ArrayList<>(byHand);
    order.add(accrete);
    Collections.rotate(order, turn);
    for (Contestant contestant : order) {
      if (contestant == accrete && asProcess) {
        note(updates, "Accrete, a process", process.run(folder, "run"));
      } else {
        note(updates, contestant.name(), contestant.update(database));
      }
    }
    for (HandWritten way : wrong) {
      note(updates, way.name(), way.update(database));
    }
  }

  private void hardBatch() throws IOException {
    load(events.hardBatch(day++));
    accrete.update(database);
    for (Contestant contestant : everybodyElse()) {
      contestant.update(database);
    }
    judge("after the hard batch");
  }

  private void judge(String when) {
    EqualityCheck check = new EqualityCheck(database);
    for (CompiledModel model : accrete.models()) {
      CompiledModel.Result result = model.result().orElseThrow();
      List<String> columns = result.plan().columns();
      String table = accrete.schema() + "." + model.name();
      // The author's SELECT may end in a comment.
      String select = "(" + result.select() + "\n) AS model (" + String.join(", ", columns) + ")";
      verdicts.add(verdict(when, accrete, model, check.differences(columns, table, select)));
      for (Contestant contestant : everybodyElse()) {
        String other = contestant.schema() + "." + model.name();
        verdicts.add(verdict(when, contestant, model, check.differences(columns, other, table)));
      }
    }
  }

  private static Verdict verdict(
      String when, Contestant contestant, CompiledModel model, long wrongRows) {
    return new Verdict(when, contestant.name(), model.name(), wrongRows);
  }

  private void load(List<String> statements) {
    try (DuckDbDatabase open = DuckDbDatabase.open(database);
        Session session = open.session("load", StatementListener.NONE)) {
      statements.forEach(sql -> session.execute("load", sql));
    }
  }

  private static void note(Map<String, List<Measured>> times, String name, Measured time) {
    times.computeIfAbsent(name, n -> new ArrayList<>()).add(time);
  }
}
