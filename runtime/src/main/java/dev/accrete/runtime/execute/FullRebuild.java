package dev.accrete.runtime.execute;

import dev.accrete.compiler.dialect.Dialect;
import dev.accrete.compiler.dialect.Statement;
import dev.accrete.compiler.dialect.state.ChangeSql;
import dev.accrete.compiler.dialect.state.CommitSql;
import dev.accrete.compiler.dialect.state.StandingSql;
import dev.accrete.compiler.plan.ModelPlan;
import dev.accrete.compiler.plan.ModelPlan.Full;
import dev.accrete.runtime.engine.Column;
import dev.accrete.runtime.state.ModelVersion;
import dev.accrete.runtime.state.Standing;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Rebuilds a table: all rows are staged beside it, then one transaction replaces them.
 *
 * <p>A table of the same shape keeps its place, and so its views, grants and comments. One of
 * another shape, or none, is created in the types that the engine gave the SELECT.
 */
final class FullRebuild {
  private final RunContext context;
  private final ModelPlan plan;
  private final Decision decision;
  private final Standing standing;
  private final Bindings bindings;
  private final CommitSql commits;
  private final ChangeSql changes;
  private final StandingSql queries;
  private final SideTables sides;
  private long staged;
  private long deleted;
  private long inserted;

  FullRebuild(
      RunContext context, ModelPlan plan, Decision decision, Standing standing, Bindings bindings) {
    this.context = context;
    this.plan = plan;
    this.decision = decision;
    this.standing = standing;
    this.bindings = bindings;
    this.commits = new CommitSql(context.tables());
    this.changes = new ChangeSql(context.tables());
    this.queries = new StandingSql(context.tables());
    this.sides = new SideTables(context, plan, standing, bindings);
  }

  /**
   * Rebuilds.
   *
   * @param exists whether the table is there
   * @param isView whether it is a view, which goes
   * @param keysTouched touched keys, where they were counted before the rebuild was chosen
   */
  ModelResult run(boolean exists, boolean isView, @Nullable Long keysTouched) {
    Full full = plan.full();
    Optional<Stitching> stitching =
        plan.components().map(c -> new Stitching(context, plan, decision, bindings));
    stitching.ifPresent(Stitching::stageAll);
    staged = context.stage(full.stage(), full.staged(), bindings);
    sides.stageAll(staged);
    boolean sameShape =
        exists
            && !isView
            && shape(queries.shape(plan.target()))
                .equals(shape(queries.stagedShape(full.staged())));
    Statement version =
        commits.rebuilt(plan.model(), plan.fingerprint(), plan.keyColumns(), full.staged());
    new Commit(context, plan, decision, bindings, sides.positions())
        .run(this::firstVersion, version, () -> replace(exists, isView, sameShape));
    context.execute(drop(full.staged()), bindings);
    sides.stages().forEach(stage -> context.execute(drop(stage), bindings));
    stitching.ifPresent(Stitching::dropAll);
    ModelResult result = result(keysTouched);
    return stitching.map(s -> s.told(result)).orElse(result);
  }

  private ModelResult result(@Nullable Long keysTouched) {
    return new ModelResult(
        plan.model(),
        ModelResult.Status.SUCCESS,
        RunStrategy.FULL,
        decision.reason(),
        Duration.ZERO,
        keysTouched,
        decision.rows(),
        deleted,
        inserted,
        "");
  }

  private void firstVersion() {
    if (!standing.isBuilt()) {
      context.execute(commits.firstVersion(plan.model()), bindings);
    }
  }

  private void replace(boolean exists, boolean isView, boolean sameShape) {
    if (sameShape) {
      deleted = context.execute(plan.full().deleteAll(), bindings);
      inserted = context.execute(plan.full().insertAll(), bindings);
    } else {
      create(exists, isView);
    }
    sides.createAll(standing);
    // Also where nobody reads it now: a reader that comes back gets changes of the new shape.
    context.execute(changes.drop(plan.model()), bindings);
    if (plan.publishes()) {
      context.execute(changes.create(plan.model(), plan.target()), bindings);
      context.execute(changes.logReset(plan.model()), bindings);
    }
  }

  private void create(boolean exists, boolean isView) {
    deleted = exists && !isView ? standing.version().map(ModelVersion::rowCount).orElse(0L) : 0;
    String schema = context.tables().dialect().createSchema(plan.target().schema());
    context.session().execute("create the schema of " + plan.model(), schema);
    Dialect dialect = context.tables().dialect();
    String drop = isView ? dialect.dropView(plan.target()) : dialect.dropTable(plan.target());
    Dependants dependants = new Dependants(context, plan);
    Keepsakes keepsakes = Keepsakes.of(context, plan);
    dependants.drop();
    if (context.made().isThere(context, plan, standing)) {
      context.session().execute("drop the table of another shape", drop);
    }
    context.execute(plan.full().create(), bindings);
    keepsakes.giveBack();
    dependants.createAgain(bindings);
    inserted = staged;
  }

  private Statement drop(String stage) {
    return new Statement("drop the staged rows", context.tables().dialect().dropStage(stage));
  }

  private List<Column> shape(String query) {
    return context.session().shape("look at the shape of " + plan.model(), bindings.bind(query));
  }
}
