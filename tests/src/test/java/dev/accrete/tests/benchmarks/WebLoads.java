package dev.accrete.tests.benchmarks;

import dev.accrete.compiler.CompiledProject;
import dev.accrete.compiler.load.SourceDeclaration;
import dev.accrete.runtime.csv.LengthUnit;
import dev.accrete.runtime.engine.StatementListener;
import dev.accrete.runtime.engine.duckdb.DuckDbDatabase;
import dev.accrete.runtime.load.LoadOutcome;
import dev.accrete.runtime.load.LoadRequest;
import dev.accrete.runtime.load.SourceLoader;
import dev.accrete.runtime.report.SourceRelations;
import dev.accrete.runtime.sample.EventStream;
import dev.accrete.runtime.sample.HardCase;
import dev.accrete.runtime.sample.LoadPlan;
import dev.accrete.runtime.sample.LoadReport;
import dev.accrete.runtime.sample.RowKind;
import dev.accrete.runtime.sample.SampleConfig;
import dev.accrete.runtime.sample.SampleContext;
import dev.accrete.runtime.sample.SampleCsv;
import dev.accrete.runtime.sample.SampleEvent;
import dev.accrete.runtime.sample.SampleEvents;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * A month of generated events up to half past ten, then the hours after it, one load each, with all
 * that is hard about them.
 */
final class WebLoads {
  private static final int DAYS = 30;

  /** Which share of a day has passed by half past ten, and which one an hour after it brings. */
  private static final double MORNING = 0.217;

  private static final double HOUR = 0.0565;

  private final CompiledProject project;
  private final Path database;
  private final Path folder;
  private final EventStream stream;
  private final Set<String> cookies = new HashSet<>();

  /** The cookies of the history are too many to keep, and nobody asks for them. */
  private boolean measured;

  /**
   * What one load brought.
   *
   * @param events rows of events
   * @param contexts rows of contexts
   * @param cookies cookies with an event among these
   * @param report what kinds of events they were
   */
  record Brought(long events, long contexts, long cookies, LoadReport report) {
    long of(RowKind kind) {
      return report.counts().of(kind);
    }
  }

  WebLoads(CompiledProject project, Path database, long events, int hours, long seed) {
    this.project = project;
    this.database = database;
    this.folder = database.resolveSibling("loads");
    this.stream = SampleEvents.of(plan(events, hours, seed)).openWithContexts();
  }

  /** The rest of the last day is planned, and never read. */
  private static SampleConfig plan(long events, int hours, long seed) {
    double day = events / (DAYS - 1 + MORNING);
    List<LoadPlan> loads = new ArrayList<>();
    loads.add(new LoadPlan("history", events, EnumSet.of(HardCase.LATE, HardCase.DUPLICATED)));
    for (int i = 1; i <= hours; i++) {
      loads.add(new LoadPlan("hour " + i, Math.round(day * HOUR), EnumSet.allOf(HardCase.class)));
    }
    long rest = Math.round(day * (1 - MORNING - hours * HOUR));
    loads.add(new LoadPlan("the rest", rest, EnumSet.noneOf(HardCase.class)));
    return new SampleConfig(seed, loads, LocalDate.of(2026, 3, 2), DAYS, 3600);
  }

  /** Appends the next load to the sources' tables. */
  Brought next() throws IOException {
    if (!stream.nextLoad()) {
      throw new IllegalStateException("there are no more loads");
    }
    Files.createDirectories(folder);
    Path events = folder.resolve("events.csv");
    Path contexts = folder.resolve("contexts.csv");
    cookies.clear();
    write(events, contexts);
    measured = true;
    try {
      long rows = load(0, events);
      return new Brought(rows, load(1, contexts), cookies.size(), stream.report());
    } finally {
      Files.delete(events);
      Files.delete(contexts);
    }
  }

  /** As {@code accrete load} does; columns that the generator does not fill are NULL. */
  private long load(int source, Path rows) throws IOException {
    SourceDeclaration declared = project.project().sources().get(source);
    LoadRequest request =
        new LoadRequest(
            declared,
            SourceRelations.of(project, declared),
            SourceRelations.landing(project, declared),
            List.of(rows),
            false,
            false,
            LengthUnit.BYTES);
    try (DuckDbDatabase open = DuckDbDatabase.open(database)) {
      LoadOutcome outcome =
          new SourceLoader(open, Clock.systemUTC(), StatementListener.NONE).load(request);
      if (!outcome.succeeded()) {
        throw new IllegalStateException("the load failed: " + outcome.problems());
      }
      return outcome.rows();
    }
  }

  private void write(Path events, Path contexts) throws IOException {
    try (SampleCsv csv = SampleCsv.create(events);
        SampleCsv beside = SampleCsv.ofContexts(contexts)) {
      for (SampleEvent event = stream.next(); event != null; event = stream.next()) {
        csv.write(event);
        String cookie = measured ? event.value("domain_userid") : null;
        if (cookie != null) {
          cookies.add(cookie);
        }
        for (SampleContext context : stream.contexts()) {
          beside.write(context);
        }
      }
      for (SampleContext context : stream.contexts()) {
        beside.write(context);
      }
    }
  }
}
