package dev.accrete.runtime.execute;

import dev.accrete.compiler.dialect.Statement;
import dev.accrete.compiler.dialect.state.CommitSql;
import dev.accrete.compiler.dialect.state.StateSql;
import dev.accrete.compiler.load.ProjectSettings.OnBreach;
import dev.accrete.compiler.plan.InputPlan;
import dev.accrete.compiler.plan.InputPlan.Kind;
import dev.accrete.runtime.engine.CancelledException;
import dev.accrete.runtime.engine.ConflictException;
import dev.accrete.runtime.engine.EngineException;
import dev.accrete.runtime.engine.Session;
import dev.accrete.runtime.state.ModelVersion;
import dev.accrete.runtime.state.Standing;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Supplier;

/** Brings one model up to date, again where somebody else was faster. */
final class ModelRun {
  private static final int ATTEMPTS = 5;
  private static final String LOST =
      "the connection was lost in the commit, which had taken place; its rows are not counted";
  private static final String CANCELLED =
      "the run was cancelled after the commit, which stands; its rows are not counted";

  private final RunContext context;
  private final FrozenSources sources;
  private final Decider decider;
  private final Standings standings;
  private final DeclaredTypes types;
  private final OptionalLong fence;
  private final RowIdentifiers identifiers;
  private final RunListener listener;
  private final Supplier<Session> other;

  /** With the fence of the run's lock, absent in a dry run, and what opens another session. */
  ModelRun(
      RunContext context,
      FrozenSources sources,
      Decider decider,
      Standings standings,
      DeclaredTypes types,
      OptionalLong fence,
      RunListener listener,
      Supplier<Session> other) {
    this.listener = listener;
    this.other = other;
    this.standings = standings;
    this.types = types;
    this.context = context;
    this.sources = sources;
    this.decider = decider;
    this.fence = fence;
    this.identifiers = new RowIdentifiers(context);
  }

  /**
   * Brings it up to date. Where the connection is lost, another one is opened and the model is
   * tried again; a commit that was under way then is looked up by the model's version.
   */
  ModelResult run(ModelRequest request) {
    for (int attempt = 1; ; attempt++) {
      try {
        return noted(request, attempt(request));
      } catch (ConflictException | MovedException e) {
        if (attempt == ATTEMPTS) {
          throw e;
        }
      } catch (CancelledException e) {
        return committedAllTheSame(request, e);
      } catch (EngineException e) {
        if (fence.isEmpty() || attempt == ATTEMPTS || !context.session().reconnect()) {
          throw e;
        }
        sources.forgetStages();
        Optional<ModelResult> committed = committed(request, LOST);
        if (committed.isPresent()) {
          return committed.get();
        }
      }
    }
  }

  /**
   * Columns that came into a source are no reason to do anything, and may be worth reading. The run
   * that first sees them tells of them, also where the model fails.
   */
  ModelResult noted(ModelRequest request, ModelResult result) {
    List<String> arrived = new ArrayList<>();
    for (InputPlan input : request.plan().inputs()) {
      sources.columns().arrived(input).forEach(column -> arrived.add(input.name() + "." + column));
    }
    if (arrived.isEmpty()) {
      return result;
    }
    String note = "note: new in its sources: " + String.join(", ", arrived);
    return result.warning(result.message().isEmpty() ? note : result.message() + "; " + note);
  }

  /** A commit may have been on its way, or done and only its tidying not. */
  private ModelResult committedAllTheSame(ModelRequest request, CancelledException cancelled) {
    Optional<ModelResult> committed = Optional.empty();
    if (fence.isPresent()) {
      context.session().rollback();
      context.session().reconnect();
      try {
        committed = context.session().needed(() -> committed(request, CANCELLED));
      } catch (EngineException e) {
        cancelled.addSuppressed(e);
      }
    }
    return committed.orElseThrow(() -> cancelled);
  }

  /** What this run did to the model, where its commit took place and the word of it was lost. */
  private Optional<ModelResult> committed(ModelRequest request, String warning) {
    return context
        .store()
        .standing(request.model())
        .version()
        .filter(version -> version.runId().equals(context.request().runId()))
        .filter(version -> version.version() > 0)
        .map(
            version ->
                ModelResult.nothing(request.model(), "committed")
                    .by(RunStrategy.ofWord(version.strategy()))
                    .warning(
                        warning
                            + (request.plan().around().after().isEmpty()
                                ? ""
                                : ", and of its hooks after the commit some may not have been carried out")));
  }

  private ModelResult attempt(ModelRequest request) {
    context.phases().begin(Phase.Kind.LOOK);
    Standing standing = standings.of(context, request.model());
    Bindings bindings = context.bindings().copy().set(Statement.VERSION, standing.versionNumber());
    standing
        .version()
        .ifPresent(
            v ->
                bindings.set(
                    Statement.LAST_CLOCK, context.tables().dialect().timestamp(v.committedAt())));
    decider.requireOwn(request, standing);
    boolean view = request.plan().view().isPresent();
    Decision decision = view ? decider.view(request) : decider.decide(request, standing, bindings);
    listener.modelDecided(request.model(), decision.strategy(), decision.rows());
    if (fence.isEmpty()) {
      Foresight foresight = new Foresight(context, other, r -> broken(r, decision));
      if (decider.readsWhatStays(request)) {
        foresight.requireContract(request.plan(), bindings);
      }
      Decision foreseen =
          view ? decision : foreseen(request, standing, decision, bindings, foresight);
      decider.plan(request.model(), foreseen.strategy());
      return ModelResult.planned(request.model(), foreseen);
    }
    ContractCheck.check(context.session(), request.plan(), bindings);
    AroundCommit around = new AroundCommit(context, request.plan(), bindings);
    if (decision.strategy() == RunStrategy.NONE) {
      String reason = decision.reason() + (around.grantsAlone() ? ", rights set as declared" : "");
      return ModelResult.nothing(request.model(), reason);
    }
    context.phases().begin(Phase.Kind.STAGE);
    try {
      around.before();
      ModelResult result =
          view
              ? new ViewCreation(context, request.plan(), standing, bindings)
                  .run(decider.isTable(request.plan().target()), decision)
              : table(request, standing, decision, bindings);
      return behind(result, around);
    } catch (RuntimeException e) {
      around.failed(e);
      throw e;
    }
  }

  private Decision foreseen(
      ModelRequest request,
      Standing standing,
      Decision decision,
      Bindings bindings,
      Foresight foresight) {
    if (decision.strategy() == RunStrategy.FULL
        || decision.strategy() == RunStrategy.NONE
        || !decider.readsWhatIsThere(request)) {
      return decision;
    }
    types.refuseHelpers(context.session(), request.plan());
    return request.plan().written().isPresent()
        ? decision
        : foresight.see(request, standing, decision, bindings);
  }

  /** A model that turned out to have nothing new has no commit, and so nothing behind it. */
  private static ModelResult behind(ModelResult result, AroundCommit around) {
    if (result.strategy() == RunStrategy.NONE) {
      return around.grantsAlone()
          ? result.because(result.reason() + ", rights set as declared")
          : result;
    }
    String wrong = around.after();
    return wrong.isEmpty() ? result : result.warning((result.message() + " " + wrong).strip());
  }

  private ModelResult table(
      ModelRequest request, Standing standing, Decision decision, Bindings bindings) {
    bindings.set(CommitSql.FENCED, new CommitSql(context.tables()).fence(fence.getAsLong()));
    stageSources(request, bindings);
    try {
      return write(request, standing, decision, bindings);
    } catch (OutgrownException e) {
      return new FullRebuild(context, request.plan(), decision.full(e.why()), standing, bindings)
          .run(decider.exists(request.plan().target()), false, null);
    }
  }

  private void stageSources(ModelRequest request, Bindings bindings) {
    identifiers.bind(request.plan(), bindings);
    for (InputPlan input : request.plan().inputs()) {
      if (input.kind() == Kind.APPEND_SOURCE) {
        sources.stage(input);
      }
    }
  }

  private ModelResult write(
      ModelRequest request, Standing standing, Decision decision, Bindings bindings) {
    boolean exists = decider.exists(request.plan().target());
    if (decision.strategy() == RunStrategy.FULL) {
      return new FullRebuild(context, request.plan(), decision, standing, bindings)
          .run(exists, decider.isView(request.plan().target()), null);
    }
    types.refuseHelpers(context.session(), request.plan());
    boolean published =
        decider.exists(new StateSql(context.tables()).changesTable(request.model()));
    if (request.plan().written().isPresent()) {
      return new WrittenIncrement(context, request.plan(), decision, bindings, published).run();
    }
    List<String> broken = broken(request, decision);
    if (!broken.isEmpty()) {
      return withoutClaims(request, standing, decision, bindings, String.join("; ", broken));
    }
    SideTables sides = new SideTables(context, request.plan(), standing, bindings);
    if (decision.strategy() == RunStrategy.APPEND) {
      return new RowAppend(context, sources, request.plan(), sides, decision, bindings)
          .run(new Publication(context, request.plan(), bindings, published));
    }
    if (decision.strategy() == RunStrategy.MERGE) {
      GroupMerge merge = new GroupMerge(context, request.plan(), decision, bindings);
      if (!merge.stageChange()) {
        Decision full = decision.full("what is kept of the groups does not fit the changes");
        return new FullRebuild(context, request.plan(), full, standing, bindings)
            .run(exists, false, null);
      }
      KeyRecompute groups =
          new KeyRecompute(context, request.plan(), merge, sides, decision, bindings, published);
      listener.keysTouched(request.model(), groups.touchKeys());
      return groups.run();
    }
    return recompute(request, standing, decision, bindings, sides, exists, published);
  }

  private List<String> broken(ModelRequest request, Decision decision) {
    boolean append = decision.strategy() == RunStrategy.APPEND;
    return types.broken(
        context.session(),
        request.plan().claims().stream().filter(claim -> claim.ofCollation() == append).toList());
  }

  private ModelResult recompute(
      ModelRequest request,
      Standing standing,
      Decision decision,
      Bindings bindings,
      SideTables sides,
      boolean exists,
      boolean published) {
    Optional<Stitching> stitching =
        request
            .plan()
            .components()
            .map(c -> new Stitching(context, request.plan(), decision, bindings));
    KeyRecompute.Rows rows =
        stitching
            .<KeyRecompute.Rows>map(s -> s)
            .orElseGet(
                () ->
                    new KeyRecompute.Computed(request.plan().recompute().orElseThrow(), decision));
    KeyRecompute recompute =
        new KeyRecompute(context, request.plan(), rows, sides, decision, bindings, published);
    long touched = recompute.touchKeys();
    listener.keysTouched(request.model(), touched);
    if (touched == 0 && decision.reason().equals(Decider.CLOCK)) {
      return ModelResult.nothing(request.model(), "nothing new");
    }
    long stored = standing.version().map(ModelVersion::keyCount).orElse(0L);
    boolean gated = request.maxShare() < 1 && stored >= request.leastKeys();
    if (gated && touched > request.maxShare() * stored) {
      Decision full = decision.full(tooMany(touched, stored, request.maxShare()));
      return new FullRebuild(context, request.plan(), full, standing, bindings)
          .run(exists, false, touched);
    }
    ModelResult result = recompute.run().because(decision.reason() + counted(touched, stored));
    return stitching.map(s -> s.told(result)).orElse(result);
  }

  private ModelResult withoutClaims(
      ModelRequest request,
      Standing standing,
      Decision decision,
      Bindings bindings,
      String broken) {
    if (request.onBreach() == OnBreach.FAIL) {
      throw new BreachException(broken + "; on_breach is fail, so nothing was written");
    }
    return new FullRebuild(
            context, request.plan(), decision.full("declaration broken"), standing, bindings)
        .run(decider.exists(request.plan().target()), false, null)
        .warning(broken);
  }

  private static String counted(long touched, long stored) {
    return String.format(Locale.ROOT, "; %s touched of %,d stored", keys(touched), stored);
  }

  private static String keys(long number) {
    return number == 1 ? "1 key" : String.format(Locale.ROOT, "%,d keys", number);
  }

  private static String tooMany(long touched, long stored, double share) {
    return String.format(
        Locale.ROOT,
        "%s touched of %,d stored, more than the share %s",
        keys(touched),
        stored,
        share);
  }
}
