package dev.accrete.runtime.execute;

import dev.accrete.compiler.dialect.RelationName;
import dev.accrete.compiler.dialect.Statement;
import dev.accrete.compiler.dialect.state.ForgetSql;
import dev.accrete.compiler.plan.InputPlan;
import dev.accrete.compiler.plan.InputPlan.Kind;
import dev.accrete.compiler.plan.ModelPlan;
import dev.accrete.compiler.plan.ModelPlan.GrowthPlan;
import dev.accrete.runtime.state.PendingBatches;
import dev.accrete.runtime.state.PendingChanges;
import dev.accrete.runtime.state.Position;
import dev.accrete.runtime.state.Standing;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Decides how to bring one model up to date: nothing, new rows, a recompute of touched keys, or a
 * rebuild.
 *
 * <p>It looks at every input even where the answer is clear, because a commit notes the position in
 * each of them.
 */
final class Decider {
  /** The reason of a recompute where nothing is pending but the clock's. */
  static final String CLOCK = "the clock moved";

  private final RunContext context;
  private final FrozenSources sources;
  private final Set<RelationName> relations;
  private final Set<RelationName> views;
  private final Map<String, RunStrategy> planned = new HashMap<>();

  Decider(
      RunContext context,
      FrozenSources sources,
      Set<RelationName> relations,
      Set<RelationName> views) {
    this.context = context;
    this.sources = sources;
    this.relations = relations;
    this.views = views;
  }

  /** Whether a table was there when the run began. */
  boolean exists(RelationName relation) {
    return relations.contains(relation);
  }

  /**
   * Looks whether a model may replace what has its name.
   *
   * @throws NotRunnableException if somebody else made that
   */
  void requireOwn(ModelRequest request, Standing standing) {
    context.made().require(context, request.plan(), standing, relations);
  }

  /** Whether a view had a name when the run began. */
  boolean isView(RelationName relation) {
    return views.contains(relation);
  }

  /** Whether a table had a name when the run began. */
  boolean isTable(RelationName relation) {
    return exists(relation) && !isView(relation);
  }

  /**
   * A view is created whatever is pending.
   *
   * @throws NotRunnableException if what it reads is not there
   */
  Decision view(ModelRequest request) {
    for (InputPlan input : context.request().reloadedLast(request.plan().inputs())) {
      if (input.kind() != Kind.MODEL) {
        requireTable(input);
      } else if (!planned.containsKey(input.name())) {
        requireBuilt(input, context.store().published(input.name(), 0));
      }
    }
    String why = isTable(request.plan().target()) ? "it was a table" : "";
    return new Decision(RunStrategy.VIEW, why, List.of(), Map.of(), 0);
  }

  private static void requireBuilt(InputPlan input, PendingChanges published) {
    if (published.version() == 0) {
      throw new NotRunnableException(
          "it reads " + input.name() + ", which was never built: run that first");
    }
  }

  /** Whether all that a model reads has a table already; other models of a dry run have none. */
  boolean readsWhatIsThere(ModelRequest request) {
    return exists(request.plan().target())
        && request.plan().inputs().stream().map(InputPlan::relation).allMatch(this::exists);
  }

  /**
   * In a dry run: whether all that a model reads is there and keeps its columns until the model's
   * turn comes. What is rebuilt before may have others then.
   */
  boolean readsWhatStays(ModelRequest request) {
    return request.plan().inputs().stream()
            .allMatch(
                input ->
                    exists(input.relation())
                        && !rebuilt(input.name())
                        && !context.request().reloaded().contains(input.name()))
        && request.sees().stream().noneMatch(this::rebuilt);
  }

  private boolean rebuilt(String model) {
    RunStrategy before = planned.getOrDefault(model, RunStrategy.NONE);
    return before == RunStrategy.FULL || before == RunStrategy.VIEW;
  }

  /** In a dry run: what would have happened to a model before its readers are looked at. */
  void plan(String model, RunStrategy strategy) {
    planned.put(model, strategy);
  }

  /**
   * Decides, and binds the positions that the statements of the model ask for.
   *
   * @throws NotRunnableException if the model cannot be run, with the reason for people
   */
  Decision decide(ModelRequest request, Standing standing, Bindings bindings) {
    Findings found = new Findings(request.plan());
    for (InputPlan input : context.request().reloadedLast(request.plan().inputs())) {
      look(request.plan(), input, standing, bindings, found);
    }
    Decision recompute =
        new Decision(
            incremental(request.plan()),
            String.join(", ", found.news),
            found.pending,
            found.read,
            found.rows);
    return whyFull(request, standing)
        .or(() -> found.whyRebuild(changed(request, standing)))
        .map(recompute::full)
        .orElseGet(() -> found.notBack(unforced(request, standing, recompute, found)));
  }

  private static RunStrategy incremental(ModelPlan plan) {
    return plan.written()
        .map(written -> RunStrategy.of(written.strategy()))
        .orElse(plan.components().isPresent() ? RunStrategy.COMPONENTS : RunStrategy.RECOMPUTE);
  }

  private Decision unforced(
      ModelRequest request, Standing standing, Decision recompute, Findings found) {
    boolean deferred = changed(request, standing);
    if (!deferred && !found.lost.isEmpty()) {
      String changed = found.lost.get(0);
      if (request.plan().isRebuiltAlone()) {
        return recompute.full(changed);
      }
      throw new NotRunnableException(FrozenColumns.advice(request.model(), changed));
    }
    List<String> timed = request.plan().timedInputs();
    Optional<String> drift = request.plan().drift();
    if (!deferred && recompute.pending().isEmpty() && drift.isPresent()) {
      return recompute.full(drift.get());
    }
    if (!deferred && !timed.isEmpty()) {
      return recompute.and(timed, CLOCK);
    }
    if (deferred || recompute.pending().isEmpty()) {
      String why = deferred ? "deferred" : "nothing new";
      return new Decision(RunStrategy.NONE, why, List.of(), recompute.read(), 0);
    }
    Optional<Decision> cheaper =
        growth(request.plan(), found)
            .map(recompute::append)
            .or(() -> whyMerge(request.plan(), standing, found).map(recompute::merge));
    if (cheaper.isPresent()) {
      return cheaper.get();
    }
    return request.plan().recompute().isPresent() || request.plan().written().isPresent()
        ? recompute
        : recompute.full(onlyFull(request, found));
  }

  /** What is to be read by its new rows, if nothing but such came. */
  private static Optional<GrowthPlan> growth(ModelPlan plan, Findings found) {
    return plan.append().stream()
        .flatMap(append -> append.growths().stream())
        .filter(growth -> found.grown.containsAll(found.pending))
        .filter(growth -> growth.inputs().containsAll(found.pending))
        .findFirst();
  }

  /** Why changes are merged, if they are known exactly and the parts of groups are kept. */
  private static Optional<String> whyMerge(ModelPlan plan, Standing standing, Findings found) {
    return plan.merge()
        .filter(merge -> found.exact.containsAll(found.pending))
        .filter(
            merge ->
                merge.sides().stream().allMatch(s -> SideTables.number(s, standing).isPresent()))
        .flatMap(
            merge ->
                SideTables.number(merge.side(), standing)
                    .map(
                        rows ->
                            merge
                                .always()
                                .orElse(
                                    "its groups had " + rows + " rows each when it was rebuilt")));
  }

  private static String onlyFull(ModelRequest request, Findings found) {
    String why = request.whyFull().isEmpty() ? "" : ": " + request.whyFull();
    String news = "and there is more (" + String.join(", ", found.news) + ")" + why;
    if (request.plan().append().isPresent()) {
      return "new rows alone could be added, " + news;
    }
    return request.plan().merge().isPresent()
        ? "changes that are known exactly could be merged, " + news
        : "only a full rebuild is sound" + why;
  }

  private Optional<String> whyFull(ModelRequest request, Standing standing) {
    ModelPlan plan = request.plan();
    if (!standing.isBuilt()) {
      return Optional.of(whyFirst(plan));
    }
    if (request.fullRefresh()) {
      return Optional.of("asked for by --full-refresh");
    }
    Optional<String> moved = context.made().elsewhere(context, plan);
    if (moved.isPresent()) {
      return Optional.of("it was " + moved.get() + " before");
    }
    if (!relations.contains(plan.target())) {
      return Optional.of("the table " + plan.target().plain() + " is gone");
    }
    if (isView(plan.target())) {
      return Optional.of("it was a view");
    }
    if (!changed(request, standing)) {
      return plan.sideTables().stream()
          .filter(side -> side.required() && SideTables.number(side, standing).isEmpty())
          .map(side -> "its " + side.position() + " is not there yet")
          .findFirst();
    }
    if (standing.version().map(v -> v.fingerprint().equals(ForgetSql.NONE)).orElse(false)) {
      return Optional.of("asked for by accrete state reset");
    }
    return switch (request.onChange()) {
      case REBUILD -> Optional.of("the model changed");
      case DEFER -> Optional.empty();
      case FAIL ->
          throw new NotRunnableException(
              "the model changed, and on_change is fail: run it with --full-refresh, or take the change back");
    };
  }

  /** Nothing is known of its rows; of its table or view there may be. */
  private String whyFirst(ModelPlan plan) {
    if (!exists(plan.target())) {
      return "first run";
    }
    String kind = isView(plan.target()) ? "view" : "table";
    if (!context.made().isNoted(context, plan)) {
      return "first run, in place of the " + kind + " that was there";
    }
    return isView(plan.target()) ? "it was a view" : "its state was forgotten";
  }

  private static boolean changed(ModelRequest request, Standing standing) {
    return standing
        .version()
        .map(version -> !version.fingerprint().equals(request.plan().fingerprint()))
        .orElse(false);
  }

  private void look(
      ModelPlan plan, InputPlan input, Standing standing, Bindings bindings, Findings found) {
    switch (input.kind()) {
      case STATIC_SOURCE -> requireTable(input);
      case APPEND_SOURCE -> {
        requireTable(input);
        input.deleted().ifPresent(copies -> requireTable(copies.name(), copies.relation()));
        requireFrozen(input);
        lookAtSource(plan, input, standing, bindings, found);
      }
      case LOADED_WITH_SOURCE -> {
        input.withCompanion().forEach(this::requireTable);
        input.withCompanion().forEach(this::requireFrozen);
        lookAtSource(plan, input, standing, bindings, found);
      }
      case SNAPSHOT_SOURCE, LANDING_SOURCE -> {
        requireTable(input);
        requireLanding(input);
        requireFrozen(input);
        lookAtModel(input, standing, bindings, found);
      }
      case MODEL -> lookAtModel(input, standing, bindings, found);
    }
  }

  private void requireTable(InputPlan input) {
    requireTable(input.name(), input.relation());
  }

  private void requireTable(String source, RelationName table) {
    if (!relations.contains(table)) {
      throw new NotRunnableException(
          ModelResult.noTable(source)
              + table.plain()
              + ": load it with `accrete load "
              + source
              + " FILE`");
    }
  }

  private void requireLanding(InputPlan input) {
    if (!relations.containsAll(input.landing().stream().toList())) {
      throw new NotRunnableException(
          "the source "
              + input.name()
              + " has no landing table "
              + input.landing().orElseThrow().plain()
              + ": load it with `accrete load "
              + input.name()
              + " FILE`");
    }
  }

  private void requireFrozen(InputPlan input) {
    sources
        .shapes()
        .whyNot(input.name())
        .ifPresent(
            why -> {
              throw new NotRunnableException(why);
            });
  }

  private void lookAtSource(
      ModelPlan plan, InputPlan input, Standing standing, Bindings bindings, Findings found) {
    sources.columns().requireRead(plan, input);
    String source = input.relation().plain();
    Position position = standing.positions().get(source);
    if (position == null || position.freezeId() == null) {
      bindings.set(Statement.since(source), 0);
      if (standing.isBuilt()) {
        found.rebuild.add("new input " + input.name());
      }
      return;
    }
    bindings.set(Statement.since(source), position.freezeId());
    sources.columns().changed(plan, input, position.freezeId()).ifPresent(found.lost::add);
    if (position.freezeId() > sources.freezeId()) {
      found.ahead.add("a script took in later rows of " + input.name() + " than this run sees");
    }
    PendingBatches pending =
        sources.pending(input, bindings, position.freezeId(), found.readsChanges);
    if (pending.any()) {
      found.pending.add(input.name());
      found.rows += pending.rows() + pending.deleted();
      if (pending.insertsAlone()) {
        found.grown.add(input.name());
        found.exact.add(input.name());
      }
      found.news.add(new SourceNews(pending, input).told());
    }
    new SourceNews(pending, input).whyRebuild(found.derived).ifPresent(found.rebuild::add);
  }

  private void lookAtModel(InputPlan input, Standing standing, Bindings bindings, Findings found) {
    Position position = standing.positions().get(input.name());
    Long seen = position == null ? null : position.changeVersion();
    boolean known = seen != null;
    long after = seen == null ? 0 : seen;
    PendingChanges pending = context.store().published(input.name(), after);
    RunStrategy before = planned.getOrDefault(input.name(), RunStrategy.NONE);
    if (before == RunStrategy.NONE) {
      requireBuilt(input, pending);
    }
    bindings
        .set(Statement.after(input.name()), after)
        .set(Statement.read(input.name()), pending.version());
    found.read.put(input.name(), pending.version());
    if (!known) {
      if (standing.isBuilt()) {
        found.rebuild.add("new input " + input.name());
      }
    } else if (pending.any()) {
      found.take(input.name(), pending);
    } else if (before != RunStrategy.NONE) {
      found.expect(input.name(), before);
    }
  }
}
