package dev.accrete.runtime.execute;

import dev.accrete.compiler.dialect.Statement;
import dev.accrete.compiler.dialect.state.ChangeSql;
import dev.accrete.compiler.plan.ModelPlan;
import java.util.function.Function;

/** What a model with readers tells them of a commit; one without tells nothing. */
final class Publication {
  private final RunContext context;
  private final ModelPlan plan;
  private final Bindings bindings;
  private final boolean publishedBefore;
  private final ChangeSql changes;

  /** With whether the model has a table of changes already. */
  Publication(RunContext context, ModelPlan plan, Bindings bindings, boolean publishedBefore) {
    this.context = context;
    this.plan = plan;
    this.bindings = bindings;
    this.publishedBefore = publishedBefore;
    this.changes = new ChangeSql(context.tables());
  }

  /**
   * A model that gets its first reader has no table of changes; created before the commit fills it.
   */
  void prepare() {
    if (plan.publishes() && !publishedBefore) {
      context.execute(changes.create(plan.model(), plan.target()), bindings);
    }
  }

  /** Publishes rows, inside the commit. */
  void publish(Function<ChangeSql, Statement> rows) {
    if (plan.publishes()) {
      context.execute(rows.apply(changes), bindings);
    }
    log();
  }

  /** Logs what was published, nothing perhaps. */
  void log() {
    if (plan.publishes()) {
      context.execute(changes.logRows(plan.model()), bindings);
    }
  }
}
