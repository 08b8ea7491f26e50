package dev.accrete.runtime.execute;

import dev.accrete.compiler.dialect.Statement;
import dev.accrete.compiler.dialect.state.CommitSql;
import dev.accrete.compiler.plan.ModelPlan;
import dev.accrete.compiler.plan.ModelPlan.BoundPlan;
import dev.accrete.compiler.plan.ModelPlan.Recompute;
import dev.accrete.compiler.plan.ModelPlan.RoutePlan;
import dev.accrete.runtime.engine.EngineException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Recomputes the rows of touched keys: finds the keys, stages their old and new rows, replaces them
 * in one transaction.
 */
final class KeyRecompute {
  private final RunContext context;
  private final ModelPlan plan;
  private final Rows rows;
  private final SideTables sides;
  private final Recompute recompute;
  private final Decision decision;
  private final Bindings bindings;
  private final CommitSql commits;
  private final Publication publication;
  private long touched;
  private long staged;
  private long deleted;
  private long inserted;

  /**
   * Replaces the rows of touched keys.
   *
   * @param rows how they come about
   * @param sides the model's side tables
   * @param published whether the model has a table of changes already
   */
  KeyRecompute(
      RunContext context,
      ModelPlan plan,
      Rows rows,
      SideTables sides,
      Decision decision,
      Bindings bindings,
      boolean published) {
    this.context = context;
    this.plan = plan;
    this.rows = rows;
    this.sides = sides;
    this.recompute = rows.statements();
    this.decision = decision;
    this.bindings = bindings;
    this.commits = new CommitSql(context.tables());
    this.publication = new Publication(context, plan, bindings, published);
  }

  /** How the new rows of touched keys come about. */
  interface Rows {
    RunStrategy strategy();

    Recompute statements();

    /** Whether the route of an input is carried out. */
    boolean fills(String input);

    /** Stages what side tables get, before the new rows are staged. */
    void stageParts(SideTables sides);

    /** Puts it in place, inside the commit. */
    void replaceParts(SideTables sides);

    /** Staging tables besides those of the statements. */
    List<String> stages();
  }

  /** They are computed again from the inputs. */
  record Computed(Recompute statements, Decision decision) implements Rows {
    @Override
    public RunStrategy strategy() {
      return RunStrategy.RECOMPUTE;
    }

    @Override
    public boolean fills(String input) {
      return decision.pending().contains(input);
    }

    @Override
    public void stageParts(SideTables sides) {
      sides.stageTouched();
    }

    @Override
    public void replaceParts(SideTables sides) {
      sides.replaceTouched();
    }

    @Override
    public List<String> stages() {
      return List.of();
    }
  }

  /** Finds the touched keys and counts them, so that a rebuild can still be chosen. */
  long touchKeys() {
    context.execute(recompute.createKeys(), bindings);
    for (RoutePlan route : recompute.routes()) {
      if (rows.fills(route.input())) {
        fill(route);
      }
    }
    touched =
        context
            .session()
            .first(
                recompute.countKeys().purpose(),
                bindings.bind(recompute.countKeys()),
                row -> row.number(1))
            .orElse(0L);
    return touched;
  }

  /** An engine refuses keys that are too great for the type that the table has. */
  private void fill(RoutePlan route) {
    try {
      context.execute(route.fill(), bindings);
    } catch (EngineException e) {
      if (!recompute.keyColumns().isEmpty()) {
        checkKeys(route, e);
      }
      throw e;
    }
  }

  /** What went wrong first may be something else, a lost connection among them. */
  private void checkKeys(RoutePlan route, EngineException first) {
    try {
      checkKeys(route);
    } catch (EngineException e) {
      first.addSuppressed(e);
    }
  }

  private void checkKeys(RoutePlan route) {
    new StagedTypes(context, bindings)
        .checkKeys(route.select(), recompute.keyColumns(), plan.target());
  }

  /** Replaces the rows of the touched keys. */
  ModelResult run() {
    publication.prepare();
    sides.stageGrowth();
    Commit commit = new Commit(context, plan, decision, bindings, sides.positions());
    if (touched == 0) {
      commit.run(
          () -> {},
          commits.passed(plan.model(), plan.fingerprint()),
          () -> {
            sides.grow();
            publication.log();
          });
    } else {
      recompute.needed().forEach(statement -> context.execute(statement, bindings));
      rows.stageParts(sides);
      if (!recompute.oldRowsInCommit()) {
        stageOld();
      }
      if (!newRowsInCommit()) {
        stageNew();
      }
      Statement version =
          commits.replaced(
              rows.strategy().word(),
              plan.model(),
              plan.fingerprint(),
              plan.keyColumns(),
              recompute.oldRows(),
              recompute.newRows());
      commit.run(this::stageInCommit, version, this::replace);
    }
    dropStages();
    return new ModelResult(
        plan.model(),
        ModelResult.Status.SUCCESS,
        rows.strategy(),
        decision.reason(),
        Duration.ZERO,
        touched,
        decision.rows(),
        deleted,
        inserted,
        "");
  }

  /** What was not staged before: row identifiers hold in a transaction alone. */
  private void stageInCommit() {
    if (recompute.oldRowsInCommit()) {
      stageOld();
    }
    if (newRowsInCommit()) {
      stageNew();
    }
  }

  /** The bound of the new rows is read from the old ones. */
  private boolean newRowsInCommit() {
    return recompute.oldRowsInCommit() && recompute.readsOldRows();
  }

  private void stageOld() {
    staged = context.stage(recompute.stageOld(), recompute.oldRows(), bindings);
  }

  /** The new rows, read from the least value that they can have. */
  private void stageNew() {
    recompute.bounds().forEach(this::bind);
    context.execute(recompute.stageNew(), bindings);
    List<String> wider =
        new StagedTypes(context, bindings).check(recompute.newRows(), plan.target());
    // Where keys are longer than what holds them, their rows were not found.
    if (!Collections.disjoint(wider, recompute.keyColumns())) {
      recompute.routes().stream().filter(r -> rows.fills(r.input())).forEach(this::checkKeys);
    }
  }

  private void bind(BoundPlan bound) {
    context.execute(bound.stage(), bindings);
    String literal =
        context
            .session()
            .first(bound.read().purpose(), bindings.bind(bound.read()), row -> row.text(1))
            .orElse("NULL");
    bindings.set(Statement.bound(bound.name()), literal);
  }

  private void replace() {
    deleted = context.execute(recompute.delete(), bindings);
    if (deleted != staged) {
      throw new BreachException(
          "the commit of "
              + plan.model()
              + " deleted "
              + deleted
              + " rows, "
              + staged
              + " were staged to go");
    }
    inserted = context.execute(recompute.insert(), bindings);
    rows.replaceParts(sides);
    sides.grow();
    publication.publish(
        changes ->
            changes.publish(
                plan.model(),
                plan.columns(),
                recompute.keyColumns(),
                recompute.oldRows(),
                recompute.newRows()));
  }

  private void dropStages() {
    List<String> stages = new ArrayList<>(recompute.stages());
    stages.addAll(rows.stages());
    stages.addAll(sides.stages());
    for (String stage : stages) {
      context
          .session()
          .execute(
              "drop what was staged", bindings.bind(context.tables().dialect().dropStage(stage)));
    }
  }
}
