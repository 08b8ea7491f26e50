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
 * @param sentence what the design says, which it breaks
 * @param plan changes a plan
 * @param rewriting makes, for each connection, what changes statements
 */
record Mutant(
    String name,
    String sentence,
    UnaryOperator<ModelPlan> plan,
    Supplier<Function<String, List<String>>> rewriting) {

  Mutant(String name, String sentence, UnaryOperator<ModelPlan> plan) {
    this(name, sentence, plan, () -> List::of);
  }

  Mutant(String name, String sentence, Supplier<Function<String, List<String>>> rewriting) {
    this(name, sentence, UnaryOperator.identity(), rewriting);
  }

  Disturbance disturbance() {
    return new Disturbance(plan, database -> new RewritingDatabase(database, rewriting));
  }

  @Override
  public String toString() {
    return name;
  }
}
