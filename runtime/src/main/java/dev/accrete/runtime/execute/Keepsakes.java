package dev.accrete.runtime.execute;

import dev.accrete.compiler.dialect.RelationName;
import dev.accrete.compiler.plan.ModelPlan;
import java.util.ArrayList;
import java.util.List;

/**
 * What people set on a table or view that is about to be dropped and created anew: rights,
 * comments, its owner. To be read and given back in one transaction.
 */
final class Keepsakes {
  private final RunContext context;
  private final String model;
  private final List<String> statements = new ArrayList<>();

  private Keepsakes(RunContext context, String model) {
    this.context = context;
    this.model = model;
  }

  /** Those of a model's table or view as it stands; none where there is none. */
  static Keepsakes of(RunContext context, ModelPlan plan) {
    Keepsakes keepsakes = new Keepsakes(context, plan.model());
    RelationName relation = plan.target();
    for (String query : context.tables().dialect().keepsakes(relation, plan.columns())) {
      keepsakes.statements.addAll(
          context
              .session()
              .query("look what is set on " + plan.model(), query, row -> row.text(1)));
    }
    return keepsakes;
  }

  /** Sets it on the new one. */
  void giveBack() {
    for (String statement : statements) {
      context.session().execute("set on " + model + " what was set before", statement);
    }
  }
}
