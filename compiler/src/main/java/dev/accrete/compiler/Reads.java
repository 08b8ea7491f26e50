package dev.accrete.compiler;

import dev.accrete.compiler.CompiledModel.Status;
import dev.accrete.compiler.load.ModelFile;
import dev.accrete.compiler.plan.InputPlan;
import dev.accrete.compiler.template.RenderedModel;
import java.util.List;
import java.util.Optional;

/** The names that a model reads. */
record Reads(List<String> models, List<String> sources) {
  static Reads of(RenderedModel rendered, ModelInputs inputs) {
    List<InputPlan> all = inputs.of(rendered);
    List<String> sources = all.stream().map(InputPlan::name).filter(inputs::isSource).toList();
    List<String> models =
        all.stream().map(InputPlan::name).filter(n -> !inputs.isSource(n)).toList();
    return new Reads(models, sources);
  }

  CompiledModel model(ModelFile file, Status status, Optional<CompiledModel.Result> result) {
    return new CompiledModel(file, status, models, sources, result);
  }
}
