package dev.accrete.compiler;

import dev.accrete.compiler.plan.ModelPlan;
import dev.accrete.compiler.plan.ScriptWriter;
import java.util.List;
import java.util.function.Consumer;

/**
 * The scripts of all models with one freeze, written piece by piece when somebody asks: those of a
 * big project are longer than everything else that is kept of it.
 *
 * @param plans the models that have a script, parents first
 */
public record ProjectScripts(ScriptWriter writer, List<ModelPlan> plans) {
  public ProjectScripts {
    plans = List.copyOf(plans);
  }

  /** The script that brings every model up to date. */
  public void run(Consumer<? super CharSequence> out) {
    writer.run(plans, out);
  }

  /** The script that rebuilds every model. */
  public void runFull(Consumer<? super CharSequence> out) {
    writer.runFull(plans, out);
  }
}
