package dev.accrete.runtime.execute;

import dev.accrete.compiler.dialect.Statement;
import dev.accrete.compiler.plan.MergePlan;
import dev.accrete.compiler.plan.MergePlan.TermPlan;
import dev.accrete.compiler.plan.ModelPlan;
import java.util.ArrayList;
import java.util.List;

/**
 * Merges changes into groups: aggregates the signed change, combines it with the kept parts, and
 * replaces the rows of the touched groups by what the new parts make.
 */
final class GroupMerge implements KeyRecompute.Rows {
  private final RunContext context;
  private final ModelPlan plan;
  private final MergePlan merge;
  private final Decision decision;
  private final Bindings bindings;

  GroupMerge(RunContext context, ModelPlan plan, Decision decision, Bindings bindings) {
    this.context = context;
    this.plan = plan;
    this.merge = plan.merge().orElseThrow();
    this.decision = decision;
    this.bindings = bindings;
  }

  /**
   * Stages the change of each group.
   *
   * @return whether it fits the kept parts; else these are wrong, and the table has to be rebuilt
   */
  boolean stageChange() {
    context.execute(merge.createSigned(), bindings);
    for (TermPlan term : merge.terms()) {
      if (decision.pending().containsAll(term.inputs())) {
        context.execute(term.fill(), bindings);
      }
    }
    // The new parts are staged in the types of those that are kept, so it is too late to look
    // there.
    checkTypes();
    merge.values().forEach(values -> context.execute(values.stageChange(), bindings));
    context.execute(merge.stageDelta(), bindings);
    return count(merge.countMisfits()) == 0;
  }

  /** Of a value that is counted, the parts hold how many there are. */
  private void checkTypes() {
    StagedTypes types = new StagedTypes(context, bindings);
    List<String> counted = new ArrayList<>();
    for (MergePlan.Values values : merge.values()) {
      types.check(merge.signed(), values.side().table());
      counted.addAll(values.side().columns());
      counted.removeAll(values.side().keyColumns());
    }
    types.check(merge.signed(), merge.side().table(), counted);
    types.checkMade(merge.side());
  }

  @Override
  public RunStrategy strategy() {
    return RunStrategy.MERGE;
  }

  @Override
  public ModelPlan.Recompute statements() {
    return merge.replace();
  }

  @Override
  public boolean fills(String input) {
    return true;
  }

  @Override
  public void stageParts(SideTables sides) {
    merge.combine().forEach(statement -> context.execute(statement, bindings));
    merge.values().forEach(values -> context.execute(values.stageNew(), bindings));
    merge
        .again()
        .filter(again -> count(again.count()) > 0)
        .ifPresent(again -> context.execute(again.compute(), bindings));
    merge.rest().forEach(statement -> context.execute(statement, bindings));
  }

  private long count(Statement statement) {
    return context
        .session()
        .first(statement.purpose(), bindings.bind(statement), row -> row.number(1))
        .orElse(0L);
  }

  @Override
  public void replaceParts(SideTables sides) {
    context.execute(merge.deleteParts(), bindings);
    merge.values().forEach(values -> context.execute(values.delete(), bindings));
    merge.sides().forEach(side -> context.execute(side.insert(), bindings));
  }

  @Override
  public List<String> stages() {
    List<String> all = new ArrayList<>(plan.merge().orElseThrow().stages());
    merge.sides().forEach(side -> all.add(side.staged()));
    return all;
  }
}
