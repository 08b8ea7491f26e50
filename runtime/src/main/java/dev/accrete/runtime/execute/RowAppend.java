package dev.accrete.runtime.execute;

import dev.accrete.compiler.dialect.RelationName;
import dev.accrete.compiler.dialect.Statement;
import dev.accrete.compiler.dialect.state.ChangeSql;
import dev.accrete.compiler.dialect.state.CommitSql;
import dev.accrete.compiler.dialect.state.StateSql;
import dev.accrete.compiler.plan.InputPlan;
import dev.accrete.compiler.plan.InputPlan.Kind;
import dev.accrete.compiler.plan.ModelPlan;
import dev.accrete.compiler.plan.ModelPlan.Append;
import dev.accrete.compiler.plan.ModelPlan.GrowthPlan;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Adds the rows that new rows make: stages them, and adds them in one transaction. */
final class RowAppend {
  private final RunContext context;
  private final FrozenSources sources;
  private final ModelPlan plan;
  private final SideTables sides;
  private final Append append;
  private final GrowthPlan growth;
  private final Decision decision;
  private final Bindings bindings;
  private long staged;
  private long inserted;

  RowAppend(
      RunContext context,
      FrozenSources sources,
      ModelPlan plan,
      SideTables sides,
      Decision decision,
      Bindings bindings) {
    this.context = context;
    this.sources = sources;
    this.plan = plan;
    this.sides = sides.growingAlone();
    this.append = plan.append().orElseThrow();
    this.growth = decision.growth().orElseThrow();
    this.decision = decision;
    this.bindings = bindings;
  }

  ModelResult run(Publication publication) {
    publication.prepare();
    plan.inputs().forEach(this::readEvenIfStill);
    staged = context.stage(growth.stage(), append.staged(), bindings);
    new StagedTypes(context, bindings).check(append.staged(), plan.target());
    sides.stageGrowth();
    Long keys = countKeys().orElse(null);
    Statement version =
        new CommitSql(context.tables())
            .appended(plan.model(), plan.fingerprint(), plan.keyColumns(), append.staged());
    new Commit(context, plan, decision, bindings, sides.positions())
        .run(() -> {}, version, () -> insert(publication));
    drop(append.staged());
    sides.stages().forEach(this::drop);
    return result(keys);
  }

  private void drop(String stage) {
    String drop = context.tables().dialect().dropStage(stage);
    context.execute(new Statement("drop what was staged", drop), bindings);
  }

  /**
   * A branch whose input stands still is read by its new rows too, of which there are none: what
   * tells new rows has to be there all the same.
   */
  private void readEvenIfStill(InputPlan input) {
    if (!growth.leading().contains(input.name()) || decision.pending().contains(input.name())) {
      return;
    }
    if (input.kind() == Kind.APPEND_SOURCE) {
      sources.stageChanged(input, bindings);
    } else if (input.isVersioned()) {
      RelationName table = input.kept(new StateSql(context.tables()));
      context.execute(new ChangeSql(context.tables()).create(input.name(), table), bindings);
    }
  }

  private Optional<Long> countKeys() {
    return append
        .countKeys()
        .flatMap(
            count ->
                context
                    .session()
                    .first(count.purpose(), bindings.bind(count), row -> row.number(1)));
  }

  private void insert(Publication publication) {
    inserted = context.execute(append.insert(), bindings);
    if (inserted != staged) {
      throw new BreachException(
          "the commit of "
              + plan.model()
              + " inserted "
              + inserted
              + " rows, "
              + staged
              + " were staged to come");
    }
    sides.grow();
    publication.publish(
        changes -> changes.publishInserted(plan.model(), plan.columns(), append.staged()));
  }

  private ModelResult result(@Nullable Long keys) {
    return new ModelResult(
        plan.model(),
        ModelResult.Status.SUCCESS,
        RunStrategy.APPEND,
        decision.reason(),
        Duration.ZERO,
        keys,
        decision.rows(),
        0,
        inserted,
        "");
  }
}
