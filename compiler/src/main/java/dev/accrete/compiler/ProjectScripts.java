package dev.accrete.compiler;

import dev.accrete.compiler.plan.ModelPlan;
import dev.accrete.compiler.plan.ScriptParts;
import dev.accrete.compiler.plan.ScriptWriter;
import java.util.List;

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
  public ScriptParts run() {
    return writer.runParts(plans);
  }

  /** The script that rebuilds every model. */
  public ScriptParts runFull() {
    return writer.runFullParts(plans);
  }
}
