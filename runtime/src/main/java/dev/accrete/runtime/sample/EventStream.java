package dev.accrete.runtime.sample;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The events, load by load: {@link #nextLoad} begins one, {@link #next} gives its events to the
 * end, {@link #contexts} what came beside them. Holds the visitors, one session, and the beginnings
 * of sessions that reach into later loads.
 */
public final class EventStream {
  private final SampleConfig config;
  private final long events;
  private final Timeline timeline;
  private final Visitors visitors;
  private final List<List<SessionStart>> unfinished = new ArrayList<>();
  private final boolean withContexts;
  private final List<SampleContext> contexts = new ArrayList<>();
  private List<SampleEvent> session = List.of();
  private int sessionAt;
  private int unfinishedAt;
  private int load = -1;
  private long generated;
  private long given;
  private LoadCounts counts = new LoadCounts();

  /**
   * The events of a configuration.
   *
   * @param withContexts whether contexts are wanted; who wants them takes them now and then
   */
  EventStream(SampleConfig config, boolean withContexts) {
    this.config = config;
    this.withContexts = withContexts;
    this.events = config.events();
    this.timeline = new Timeline(config);
    this.visitors = new Visitors(config.seed());
    for (int i = 0; i < config.loads().size(); i++) {
      unfinished.add(new ArrayList<>());
    }
  }

  /** Goes to the next load, past what is left of this one; false after the last. */
  public boolean nextLoad() {
    while (load >= 0 && next() != null) {
      // What is left of this load decides what comes in later ones.
    }
    if (load == config.loads().size() - 1) {
      return false;
    }
    load++;
    unfinishedAt = 0;
    contexts.clear();
    counts = new LoadCounts();
    return true;
  }

  /** The load's next event, or null at its end. */
  public @Nullable SampleEvent next() {
    if (load < 0 || given == events) {
      return null;
    }
    while (true) {
      while (sessionAt < session.size()) {
        SampleEvent event = session.get(sessionAt++);
        if (event.loadIndex() == load) {
          counts.add(event.kind());
          given++;
          return event;
        }
      }
      List<SampleEvent> following = nextSession();
      if (following == null) {
        session = List.of();
        sessionAt = 0;
        return null;
      }
      session = following;
      sessionAt = 0;
    }
  }

  /** The contexts that came in this load since they were taken last; takes them. */
  public List<SampleContext> contexts() {
    List<SampleContext> taken = List.copyOf(contexts);
    contexts.clear();
    return taken;
  }

  /** What the load has brought so far; complete once {@link #next} gave null. */
  public LoadReport report() {
    return new LoadReport(load + 1, config.loads().get(load).title(), counts);
  }

  private @Nullable List<SampleEvent> nextSession() {
    List<SessionStart> earlier = unfinished.get(load);
    if (unfinishedAt < earlier.size()) {
      List<SampleEvent> rows = rows(earlier.get(unfinishedAt++));
      rows.forEach(this::bring);
      return rows;
    }
    unfinished.set(load, List.of());
    unfinishedAt = 0;
    long moment = timeline.at(generated);
    boolean last = load == config.loads().size() - 1;
    if (!last && moment >= timeline.end(load)) {
      return null;
    }
    boolean identify =
        config.loads().get(load).brings(HardCase.IDENTIFIED) && visitors.sessions() % 5 == 0;
    SessionStart start = visitors.next(moment, identify);
    List<SampleEvent> rows = rows(start);
    generated += rows.size();
    rows.forEach(this::bring);
    keep(start, rows);
    return rows;
  }

  private List<SampleEvent> rows(SessionStart start) {
    List<SampleEvent> events = SessionScript.events(config.seed(), timeline, start);
    return Mishaps.befall(config, timeline, start, events);
  }

  private void bring(SampleEvent row) {
    if (withContexts && SampleContext.load(config.seed(), timeline, row) == load) {
      contexts.add(SampleContext.of(row));
    }
  }

  private void keep(SessionStart start, List<SampleEvent> rows) {
    TreeSet<Integer> later = new TreeSet<>();
    for (SampleEvent row : rows) {
      if (row.loadIndex() > load) {
        later.add(row.loadIndex());
      }
      int contextLoad = withContexts ? SampleContext.load(config.seed(), timeline, row) : -1;
      if (contextLoad > load) {
        later.add(contextLoad);
      }
    }
    later.forEach(other -> unfinished.get(other).add(start));
  }
}
