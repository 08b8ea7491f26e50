package dev.accrete.runtime.execute;

import dev.accrete.compiler.dialect.Statement;
import dev.accrete.compiler.dialect.state.ChangeSql;
import dev.accrete.compiler.dialect.state.CommitSql;
import dev.accrete.compiler.plan.ModelPlan;
import dev.accrete.compiler.plan.WrittenPlan;
import java.time.Duration;
import java.util.Map;

/**
 * Plays the increment that the author of a model wrote: stages its rows, and puts them in place in
 * one transaction. What leaves and what comes is published, so that readers stay exact with regard
 * to the table, whatever the table is with regard to its SELECT.
 */
final class WrittenIncrement {
  private final RunContext context;
  private final ModelPlan plan;
  private final WrittenPlan written;
  private final Decision decision;
  private final Bindings bindings;
  private final CommitSql commits;
  private final ChangeSql changes;
  private final boolean publishedBefore;
  private long staged;
  private long deleted;
  private long inserted;

  /** With whether the model has a table of changes already. */
  WrittenIncrement(
      RunContext context,
      ModelPlan plan,
      Decision decision,
      Bindings bindings,
      boolean publishedBefore) {
    this.context = context;
    this.plan = plan;
    this.written = plan.written().orElseThrow();
    this.decision = decision;
    this.bindings = bindings;
    this.publishedBefore = publishedBefore;
    this.commits = new CommitSql(context.tables());
    this.changes = new ChangeSql(context.tables());
  }

  /**
   * Plays it.
   *
   * @throws BreachException before anything is written, if a key comes in twice
   */
  ModelResult run() {
    if (plan.publishes() && !publishedBefore) {
      context.execute(changes.create(plan.model(), plan.target()), bindings);
    }
    written.stageWindow().ifPresent(statement -> context.execute(statement, bindings));
    context.execute(written.createNew(), bindings);
    context.execute(written.fillNew(), bindings);
    written.repeated().ifPresent(this::checkRepeated);
    staged = context.stage(written.stageOld(), written.oldRows(), bindings);
    Statement version =
        commits.written(
            plan.model(),
            plan.fingerprint(),
            written.strategy().word(),
            written.oldRows(),
            written.newRows());
    new Commit(context, plan, decision, bindings, Map.of()).run(() -> {}, version, this::replace);
    for (String stage : written.stages()) {
      Statement drop =
          new Statement("drop what was staged", context.tables().dialect().dropStage(stage));
      context.execute(drop, bindings);
    }
    return new ModelResult(
        plan.model(),
        ModelResult.Status.SUCCESS,
        decision.strategy(),
        decision.reason(),
        Duration.ZERO,
        null,
        decision.rows(),
        deleted,
        inserted,
        "");
  }

  private void checkRepeated(Statement repeated) {
    context
        .session()
        .first(repeated.purpose(), bindings.bind(repeated), row -> row.text(1))
        .ifPresent(
            key -> {
              throw new BreachException(
                  "the [@incremental] block returns more than one row for "
                      + String.join(", ", written.place())
                      + " = "
                      + key
                      + ", and the front matter claims it as unique_key; nothing was written");
            });
  }

  private void replace() {
    deleted = context.execute(written.delete(), bindings);
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
    inserted = context.execute(written.insert(), bindings);
    if (plan.publishes()) {
      context.execute(
          changes.publish(
              plan.model(), plan.columns(), written.place(), written.oldRows(), written.newRows()),
          bindings);
      context.execute(changes.logRows(plan.model()), bindings);
    }
  }
}
