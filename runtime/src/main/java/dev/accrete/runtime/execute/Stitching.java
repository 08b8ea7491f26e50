package dev.accrete.runtime.execute;

import dev.accrete.compiler.dialect.Statement;
import dev.accrete.compiler.plan.ComponentsPlan;
import dev.accrete.compiler.plan.ModelPlan;
import dev.accrete.compiler.plan.ModelPlan.Recompute;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What is particular to a table of components: its rows come about by labelling nodes, and one that
 * holds too many is warned of.
 */
final class Stitching implements KeyRecompute.Rows {
  /** A component of fewer nodes is no sign of anything. */
  private static final long LEAST_NODES = 1_000;

  private static final double LARGEST_SHARE = 0.2;

  private final RunContext context;
  private final ModelPlan plan;
  private final ComponentsPlan components;
  private final Decision decision;
  private final Bindings bindings;
  private int rounds;

  Stitching(RunContext context, ModelPlan plan, Decision decision, Bindings bindings) {
    this.context = context;
    this.plan = plan;
    this.components = plan.components().orElseThrow();
    this.decision = decision;
    this.bindings = bindings;
  }

  @Override
  public RunStrategy strategy() {
    return RunStrategy.COMPONENTS;
  }

  @Override
  public Recompute statements() {
    return plan.recompute().orElseThrow();
  }

  @Override
  public boolean fills(String input) {
    return decision.pending().contains(input);
  }

  @Override
  public void stageParts(SideTables sides) {
    rounds = labels().settle(components.touched());
  }

  @Override
  public void replaceParts(SideTables sides) {}

  @Override
  public List<String> stages() {
    return rounds == 0 ? List.of() : components.touched().stages();
  }

  /** Stages the labels of all nodes, for a rebuild. */
  void stageAll() {
    rounds = labels().settle(components.all());
  }

  /** Drops what {@link #stageAll} staged. */
  void dropAll() {
    labels().drop(context.tables().dialect(), components.all());
  }

  private ComponentLabels labels() {
    return new ComponentLabels(context.session(), bindings::bind, plan.model());
  }

  /** The result with the rounds that it took, and a warning where one component holds too much. */
  ModelResult told(ModelResult result) {
    String counted =
        rounds == 0 ? "" : "; settled in " + rounds + (rounds == 1 ? " round" : " rounds");
    ModelResult told = result.because(result.reason() + counted);
    List<String> warnings = new ArrayList<>();
    if (!result.message().isEmpty()) {
      warnings.add(result.message());
    }
    Statement largest = components.largest();
    context
        .session()
        .query(
            largest.purpose(),
            bindings.bind(largest),
            row -> warning(row.text(1), row.number(2), row.number(3)))
        .stream()
        .filter(warning -> !warning.isEmpty())
        .forEach(warnings::add);
    return warnings.isEmpty() ? told : told.warning(String.join("; ", warnings));
  }

  private String warning(String component, long nodes, long all) {
    if (nodes < LEAST_NODES || nodes <= LARGEST_SHARE * all) {
      return "";
    }
    return String.format(
        Locale.ROOT,
        "the component %s of %s holds %,d of %,d nodes: a node that many others share joins them all; filter it out in a model of the edges, and read that",
        component,
        plan.model(),
        nodes,
        all);
  }
}
