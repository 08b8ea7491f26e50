package dev.accrete.tests.equivalence;

import dev.accrete.compiler.plan.ModelPlan;
import dev.accrete.runtime.verify.Disturbance;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/**
 * A single fault of compiler or runtime.
 *
 * @param name what it does
 * @param rule the rule that it breaks, of which there are at most three mutants
 * @param sentence what the design says, which it breaks
 * @param ground what catches it
 * @param plan changes a plan
 * @param rewriting makes, for each connection, what changes statements
 */
record Mutant(
    String name,
    String rule,
    String sentence,
    Ground ground,
    UnaryOperator<ModelPlan> plan,
    Supplier<Function<String, List<String>>> rewriting) {

  static Mutant ofPlan(
      String name, String rule, String sentence, Ground ground, UnaryOperator<ModelPlan> plan) {
    return new Mutant(name, rule, sentence, ground, plan, () -> List::of);
  }

  static Mutant ofStatements(
      String name,
      String rule,
      String sentence,
      Ground ground,
      Supplier<Function<String, List<String>>> rewriting) {
    return new Mutant(name, rule, sentence, ground, UnaryOperator.identity(), rewriting);
  }

  Disturbance disturbance() {
    return new Disturbance(plan, database -> new RewritingDatabase(database, rewriting));
  }

  @Override
  public String toString() {
    return name;
  }
}
