package dev.accrete.runtime.execute;

import dev.accrete.compiler.dialect.Dialect;
import dev.accrete.compiler.plan.ModelPlan;
import dev.accrete.runtime.state.Standing;

/**
 * Creates a view, in place of the one before in one statement. It reads what it reads when somebody
 * looks, so there is nothing to freeze and no position to note.
 */
final class ViewCreation {
  private final RunContext context;
  private final ModelPlan plan;
  private final Standing standing;
  private final Bindings bindings;

  ViewCreation(RunContext context, ModelPlan plan, Standing standing, Bindings bindings) {
    this.standing = standing;
    this.context = context;
    this.plan = plan;
    this.bindings = bindings;
  }

  /**
   * Creates it.
   *
   * @param inPlaceOfTable whether a table has its name, which goes in the same transaction
   */
  ModelResult run(boolean inPlaceOfTable, Decision decision) {
    Dialect dialect = context.tables().dialect();
    context.phases().begin(Phase.Kind.COMMIT);
    context.session().begin();
    try {
      context
          .session()
          .execute(
              "create the schema of " + plan.model(), dialect.createSchema(plan.target().schema()));
      if (!context.made().isOwn(context, plan, standing)) {
        context.made().isThere(context, plan, standing);
      }
      create(inPlaceOfTable);
      context.made().note(context, plan, bindings);
      new AroundCommit(context, plan, bindings).within();
      context.phases().begin(Phase.Kind.TEST);
      context.request().checks().check(plan.model(), context.session());
      context.phases().begin(Phase.Kind.COMMIT);
      context.session().commit();
      context.phases().begin(Phase.Kind.TIDY);
    } catch (RuntimeException e) {
      context.session().rollback();
      throw e;
    }
    return ModelResult.planned(plan.model(), decision);
  }

  private void create(boolean inPlaceOfTable) {
    Dependants dependants = new Dependants(context, plan);
    if (!inPlaceOfTable) {
      dependants.replaceView(plan.view().orElseThrow(), bindings);
      return;
    }
    Keepsakes keepsakes = Keepsakes.of(context, plan);
    dependants.drop();
    context
        .session()
        .execute(
            "drop the table that the view was",
            context.tables().dialect().dropTable(plan.target()));
    context.execute(plan.view().orElseThrow().create(), bindings);
    keepsakes.giveBack();
    dependants.createAgain(bindings);
  }
}
