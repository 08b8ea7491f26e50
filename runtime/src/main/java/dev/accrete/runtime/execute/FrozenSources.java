package dev.accrete.runtime.execute;

import dev.accrete.compiler.dialect.RelationName;
import dev.accrete.compiler.dialect.Statement;
import dev.accrete.compiler.dialect.state.ArrivalSql;
import dev.accrete.compiler.dialect.state.BatchSql;
import dev.accrete.compiler.dialect.state.FreezeSql;
import dev.accrete.compiler.dialect.state.LoadedWithSql;
import dev.accrete.compiler.load.SourceDeclaration.Arrival;
import dev.accrete.compiler.load.SourceDeclaration.Grain;
import dev.accrete.compiler.load.SourceDeclaration.LoadedAt;
import dev.accrete.compiler.plan.InputPlan;
import dev.accrete.runtime.engine.ConflictException;
import dev.accrete.runtime.engine.EngineException;
import dev.accrete.runtime.state.PendingBatches;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The sources of a run as one freeze fixed them. */
final class FrozenSources {
  private static final int ATTEMPTS = 20;

  private final RunContext context;
  private final FreezeSql freezes;
  private final BatchSql batches;
  private final FrozenShapes shapes;
  private final FrozenColumns columns;
  private final Set<RelationName> staged = new HashSet<>();
  private final Map<RelationName, Changed> changed = new HashMap<>();
  private long freezeId;

  FrozenSources(RunContext context, FrozenColumns columns) {
    this(context, new FrozenShapes(context), columns);
  }

  private FrozenSources(RunContext context, FrozenShapes shapes, FrozenColumns columns) {
    this.context = context;
    this.columns = columns;
    this.freezes = new FreezeSql(context.tables());
    this.batches = new BatchSql(context.tables());
    this.shapes = shapes;
  }

  /**
   * The table of changed batches that the connection holds: models that stand at one position share
   * it.
   *
   * @param least the least stamp in it
   */
  private record Changed(long position, PendingBatches pending, Optional<String> least) {}

  /** The same sources, frozen as they are, for another connection of the run. */
  FrozenSources over(RunContext other) {
    FrozenSources same = new FrozenSources(other, shapes, columns);
    same.freezeId = freezeId;
    return same;
  }

  long freezeId() {
    return freezeId;
  }

  /** Which sources the freeze could not look at. */
  FrozenShapes shapes() {
    return shapes;
  }

  /** Which columns the sources had, and have now. */
  FrozenColumns columns() {
    return columns;
  }

  /**
   * Counts the sources in one transaction, claims what has arrived for them, and brings the copies
   * of mutable ones up to date. Where none differs from what was known, the transaction is taken
   * back and the run reads the last freeze: a run with nothing new writes nothing.
   *
   * @param relations the tables and views that there are
   * @param inTransaction whether a transaction is open already, which then stays so
   */
  void freeze(Collection<InputPlan> sources, Set<RelationName> relations, boolean inTransaction) {
    new FrozenHashes(context, shapes).prepare(sources);
    new WaitingRows(context, shapes).prepare(sources, relations, inTransaction);
    for (int attempt = 1; ; attempt++) {
      try {
        freezeOnce(sources, inTransaction);
        break;
      } catch (EngineException e) {
        context.session().rollback();
        // A freeze whose commit took place all the same leaves nothing to count.
        boolean again = e instanceof ConflictException || context.session().reconnect();
        if (attempt == ATTEMPTS || inTransaction || !again) {
          throw e;
        }
      }
    }
  }

  private void freezeOnce(Collection<InputPlan> sources, boolean inTransaction) {
    if (!inTransaction) {
      context.session().begin();
    }
    FrozenLandings landings = new FrozenLandings(context, shapes);
    if (!inTransaction) {
      landings.lock(sources);
    }
    long last = context.store().lastFreeze().orElseThrow();
    context.bindings().set(Statement.FREEZE, last + 1);
    if (context.execute(freezes.advance(), context.bindings()) != 1) {
      throw new IllegalStateException("the freeze counter moved inside a snapshot");
    }
    boolean changed = columns.note(sources, last + 1);
    for (InputPlan source : sources) {
      changed |=
          switch (source.kind()) {
            case SNAPSHOT_SOURCE -> new FrozenSnapshots(context, shapes).freeze(source);
            case LANDING_SOURCE -> landings.freeze(source, !inTransaction);
            case LOADED_WITH_SOURCE ->
                context.execute(loadedWith(source).count(), context.bindings()) > 0;
            case APPEND_SOURCE, STATIC_SOURCE, MODEL ->
                isCountable(source) && (count(source) | countDeleted(source));
          };
    }
    checkReplaced(sources);
    finish(changed, last, inTransaction);
  }

  /** Whoever waited for a loader that empties a table and fills it again has seen it empty. */
  private void checkReplaced(Collection<InputPlan> sources) {
    List<RelationName> read =
        sources.stream().flatMap(source -> source.frozenTables().stream()).toList();
    Optional<String> condition = context.tables().dialect().replaced(read);
    if (condition.isPresent()) {
      String query = "SELECT COUNT(*) WHERE " + condition.get();
      String purpose = "look whether a source was emptied or created anew meanwhile";
      if (context.session().first(purpose, query, row -> row.number(1)).orElse(0L) > 0) {
        throw new ConflictException(
            purpose,
            query,
            new IllegalStateException("a source was emptied or created anew meanwhile"));
      }
    }
  }

  private LoadedWithSql loadedWith(InputPlan source) {
    return new LoadedWithSql(context.tables(), source.relation(), source.companion().orElseThrow());
  }

  private boolean isCountable(InputPlan source) {
    return isCountable(source, source.relation(), source.loadedAt().orElseThrow())
        && source
            .deleted()
            .map(copies -> isCountable(source, copies.relation(), copies.noted()))
            .orElse(true);
  }

  private boolean isCountable(InputPlan source, RelationName table, LoadedAt stamps) {
    if (columns.lacks(table, stamps.column())) {
      shapes.refuse(
          source.name(),
          "the table "
              + table.plain()
              + " has no column "
              + stamps.column()
              + ", by which its rows are counted");
      return false;
    }
    boolean not = freezes.uncountable(table, stamps).filter(this::holds).isPresent();
    if (not) {
      shapes.refuse(source.name(), FreezeSql.whyUncountable(table, stamps));
    }
    return !not;
  }

  private boolean count(InputPlan source) {
    if (source.isHashed()) {
      return new FrozenHashes(context, shapes).freeze(source, this::bindBoundaries);
    }
    LoadedAt loadedAt = source.loadedAt().orElseThrow();
    if (source.arrival() != Arrival.ANY) {
      bindCounted(source, loadedAt);
    }
    long rows = executed(freezes.countBatches(source.relation(), loadedAt, source.arrival()));
    if (loadedAt.grain() != Grain.STAMP) {
      bindBoundaries(source.relation());
    }
    Optional<Statement> open = freezes.countOpen(source.relation(), loadedAt);
    return rows + open.map(s -> context.execute(s, context.bindings())).orElse(0L) > 0;
  }

  /** Copies of deleted rows are counted with the source, and its contents taken. */
  private boolean countDeleted(InputPlan source) {
    if (source.deleted().isEmpty() || !shapes.holdsCopies(source)) {
      return false;
    }
    InputPlan.Deleted copies = source.deleted().get();
    long rows = executed(freezes.countBatches(copies.relation(), copies.noted(), Arrival.ANY));
    List<Statement> contents = source.deletedSql(context.tables()).orElseThrow().takeContents();
    contents.subList(0, contents.size() - 1).forEach(s -> context.execute(s, context.bindings()));
    return rows + context.execute(contents.get(contents.size() - 1), context.bindings()) > 0;
  }

  private long executed(List<Statement> statements) {
    return statements.stream().mapToLong(s -> context.execute(s, context.bindings())).sum();
  }

  private void finish(boolean changed, long last, boolean inTransaction) {
    freezeId = changed ? last + 1 : last;
    context.bindings().set(Statement.FREEZE, freezeId);
    if (changed) {
      context.execute(freezes.note(), context.bindings());
    }
    if (inTransaction) {
      return;
    }
    if (changed) {
      context.session().commit();
    } else {
      context.session().rollback();
    }
  }

  /** By literals, so that the engine skips what is older. */
  private void bindCounted(InputPlan source, LoadedAt loadedAt) {
    ArrivalSql arrivals = new ArrivalSql(context.tables(), source.relation(), loadedAt);
    String name = source.relation().plain();
    Optional<String> known = moment(name, arrivals.knownUntil());
    context.bindings().set(Statement.knownUntil(name), literal(known.orElse(null)));
    List<String> grounds = arrivals.grounds(source.arrival());
    boolean goOn =
        known.isPresent() && (grounds.isEmpty() || grounds.stream().anyMatch(this::holds));
    Optional<String> from = goOn ? known : moment(name, arrivals.first());
    context.bindings().set(Statement.countedFrom(name), literal(from.orElse(null)));
  }

  private boolean holds(String condition) {
    return context
        .session()
        .first(
            "look how a source is to be counted",
            context.bindings().bind("SELECT CASE WHEN " + condition + " THEN 1 ELSE 0 END"),
            row -> row.number(1) == 1)
        .orElseThrow();
  }

  private Optional<String> moment(String source, String expression) {
    return context
        .session()
        .first(
            "read from when on " + source + " is counted",
            context.bindings().bind("SELECT " + BatchSql.asText(expression)),
            row -> Optional.ofNullable(row.textOrNull(1)))
        .orElseThrow();
  }

  private void bindBoundaries(RelationName source) {
    List<String> literals =
        context
            .session()
            .first(
                "read the boundaries of the open batches of " + source.plain(),
                context.bindings().bind(batches.readBoundaries(source)),
                row -> List.of(literal(row.textOrNull(1)), literal(row.textOrNull(2))))
            .orElseThrow();
    context
        .bindings()
        .set(Statement.openSince(source.plain()), literals.get(0))
        .set(Statement.openBefore(source.plain()), literals.get(1));
  }

  private String literal(@Nullable String timestamp) {
    // Of its type, as some engines choose operators by the types of both sides.
    return timestamp == null
        ? "CAST(NULL AS TIMESTAMP)"
        : context.tables().dialect().timestamp(timestamp);
  }

  /** Forgets what the connection held in temporary tables, as it was lost. */
  void forgetStages() {
    staged.clear();
    changed.clear();
  }

  /** Fills the table that pins the reading of a source, once a connection. */
  void stage(InputPlan source) {
    if (staged.add(source.relation())) {
      LoadedAt loadedAt = source.loadedAt().orElseThrow();
      context.execute(batches.stageFrozen(source.relation(), loadedAt), context.bindings());
    }
  }

  /**
   * Fills the table of a source's batches that changed after a position, and counts them. Copies of
   * deleted rows are staged in any case: whoever joins the source's rows reads them too.
   *
   * @param read whether the table is read even where no batch changed
   */
  PendingBatches pending(InputPlan source, Bindings model, long position, boolean read) {
    RelationName relation = source.relation();
    model.set(Statement.changedFrom(relation.plain()), "NULL");
    if (position >= freezeId && !read && source.deleted().isEmpty()) {
      return PendingBatches.NONE;
    }
    Changed known = changed.get(relation);
    if (known == null || known.position() != position) {
      stageChanged(source, model);
      known = classify(source, position);
      changed.put(relation, known);
    }
    known
        .least()
        .ifPresent(from -> model.set(Statement.changedFrom(relation.plain()), literal(from)));
    return known.pending();
  }

  private Changed classify(InputPlan source, long position) {
    RelationName relation = source.relation();
    Map<String, Long> counts = new HashMap<>();
    List<String> least = new ArrayList<>();
    context
        .session()
        .query(
            "count the changed batches of " + relation.plain(),
            batches.classify(relation),
            row -> {
              counts.put(row.text(1), row.number(2));
              Optional.ofNullable(row.textOrNull(4)).ifPresent(least::add);
              return counts.merge("rows", row.number(3), Long::sum);
            });
    return new Changed(
        position,
        withDeleted(
            source,
            new PendingBatches(
                counts.getOrDefault("new", 0L),
                counts.getOrDefault("reopened", 0L),
                counts.getOrDefault("shrunk", 0L),
                counts.getOrDefault("rows", 0L))),
        least.stream().findFirst());
  }

  private PendingBatches withDeleted(InputPlan source, PendingBatches pending) {
    return source
        .deletedSql(context.tables())
        .flatMap(
            sql ->
                context
                    .session()
                    .first(
                        "count the deleted rows of " + source.name(),
                        sql.count(),
                        row -> pending.with(row.number(1), row.number(2) > 0)))
        .orElse(pending);
  }

  /**
   * Fills the table of a source's batches that changed after the model's position, perhaps none;
   * likewise that of its deleted rows, and leaves out the batches of which nothing else changed.
   */
  void stageChanged(InputPlan source, Bindings model) {
    changed.remove(source.relation());
    if (source.companion().isPresent()) {
      stage(source.withCompanion().get(0));
      context.execute(loadedWith(source).stageChanged(), model);
      context.execute(loadedWith(source).stageRows(), model);
      return;
    }
    LoadedAt loadedAt = source.loadedAt().orElseThrow();
    context.execute(batches.stageChanged(source.relation(), loadedAt), model);
    source
        .deletedSql(context.tables())
        .ifPresent(sql -> sql.stageChanged().forEach(s -> context.execute(s, model)));
  }
}
