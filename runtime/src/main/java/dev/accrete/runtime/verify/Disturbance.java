package dev.accrete.runtime.verify;

import dev.accrete.compiler.plan.ModelPlan;
import dev.accrete.runtime.engine.Database;
import java.util.function.UnaryOperator;

/**
 * What stands between the compiler, the runtime and the database: nothing, or a single fault whose
 * discovery is tested.
 *
 * @param plan changes a plan before it is run
 * @param database changes what is sent to the database
 */
public record Disturbance(UnaryOperator<ModelPlan> plan, UnaryOperator<Database> database) {
  /** Leaves all as it is. */
  public static final Disturbance NONE =
      new Disturbance(UnaryOperator.identity(), UnaryOperator.identity());
}
