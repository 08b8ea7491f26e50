package dev.accrete.runtime.execute;

import dev.accrete.compiler.dialect.RelationName;
import dev.accrete.compiler.dialect.Statement;
import dev.accrete.compiler.dialect.state.CommitSql;
import dev.accrete.compiler.plan.InputPlan;
import dev.accrete.compiler.plan.ModelPlan;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The one short transaction of a model: version, check of the inputs' versions, rows, changes,
 * positions, rights, hooks, tests.
 */
final class Commit {
  private final RunContext context;
  private final ModelPlan plan;
  private final Decision decision;
  private final Bindings bindings;
  private final Map<String, Long> sides;
  private final CommitSql sql;

  /** With the side tables that are up to date after it. */
  Commit(
      RunContext context,
      ModelPlan plan,
      Decision decision,
      Bindings bindings,
      Map<String, Long> sides) {
    this.sides = Map.copyOf(sides);
    this.context = context;
    this.plan = plan;
    this.decision = decision;
    this.bindings = bindings;
    this.sql = new CommitSql(context.tables());
  }

  /** What the transaction does to rows: before the version, or between it and the positions. */
  @FunctionalInterface
  interface Rows {
    void write();
  }

  /**
   * Carries out the transaction, or takes it back.
   *
   * @param before what has to be there before the version moves
   * @param version the statement that moves the version
   * @throws MovedException if the model or an input was committed by somebody else after staging
   * @throws ChecksFailedException if tests of the table fail
   */
  void run(Rows before, Statement version, Rows rows) {
    context.phases().begin(Phase.Kind.COMMIT);
    context.session().begin();
    try {
      before.write();
      if (context.execute(version, bindings) != 1) {
        throw new MovedException(
            plan.model() + " was committed by somebody else, or the lock was lost");
      }
      checkInputs();
      rows.write();
      notePositions();
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
  }

  private void checkInputs() {
    if (decision.read().isEmpty()) {
      return;
    }
    List<String> models = decision.read().keySet().stream().sorted().toList();
    Map<String, Long> now = new HashMap<>();
    context
        .session()
        .query(
            "check that the inputs are still as staged",
            sql.versions(models),
            row -> now.put(row.text(1), row.number(2)));
    if (!now.equals(decision.read())) {
      throw new MovedException("an input of " + plan.model() + " was committed by somebody else");
    }
  }

  private void notePositions() {
    List<RelationName> sources = new ArrayList<>();
    List<String> models = new ArrayList<>();
    for (InputPlan input : plan.inputs()) {
      if (input.isVersioned()) {
        models.add(input.name());
      } else if (input.isCounted()) {
        sources.add(input.relation());
      }
    }
    if (!sources.isEmpty() || !models.isEmpty()) {
      context.execute(sql.positions(plan.model(), sources, models, sides), bindings);
    }
  }
}
