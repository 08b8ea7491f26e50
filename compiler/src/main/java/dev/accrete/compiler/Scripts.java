package dev.accrete.compiler;

import dev.accrete.compiler.certificate.Certificate;
import dev.accrete.compiler.diagnostic.Diagnostic;
import dev.accrete.compiler.explain.Explanation;
import dev.accrete.compiler.explain.Stitched;
import dev.accrete.compiler.load.ModelFile;
import dev.accrete.compiler.load.Project;
import dev.accrete.compiler.load.ProjectSettings.TargetSettings;
import dev.accrete.compiler.plan.ModelPlan;
import dev.accrete.compiler.plan.ScriptWriter;
import dev.accrete.compiler.render.ModelSql;
import dev.accrete.compiler.tree.Relation;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Puts the stand-alone scripts and the explanation beside what the steps found. */
final class Scripts {
  private Scripts() {}

  static CompiledModel.Result result(
      ModelFile file,
      List<CompiledModel.OutputColumn> columns,
      Derived derived,
      ModelPlan plan,
      List<ModelPlan> hidden,
      ModelSql sql,
      ScriptWriter writer) {
    Certificate certificate = derived.certificate();
    if (plan.materialized() != ModelFile.Materialization.TABLE) {
      return view(file, columns, certificate, plan, sql, writer);
    }
    List<String> names = columns.stream().map(CompiledModel.OutputColumn::name).toList();
    List<String> notes =
        InputNotes.of(
            plan.inputs(),
            hidden.stream().map(ModelPlan::model).collect(Collectors.toSet()),
            hidden.stream()
                .filter(h -> h.components().isPresent())
                .map(ModelPlan::model)
                .collect(Collectors.toSet()));
    Relation root = derived.validated().root();
    ModelTexts texts =
        new ModelTexts.OfTable(
            writer,
            hidden,
            plan,
            new OnceText(
                () ->
                    Explanation.of(
                        new Explanation.Subject(
                            file.name(),
                            file.configuration().description(),
                            names,
                            root,
                            certificate,
                            notes,
                            AuthorNotes.of(file, certificate.strategy()),
                            List.of()))));
    return new CompiledModel.Result(columns, certificate, plan, sql.plain() + "\n", texts);
  }

  /** A table of components. */
  static CompiledModel.Result components(
      List<CompiledModel.OutputColumn> columns,
      Certificate certificate,
      ModelPlan plan,
      List<ModelPlan> hidden,
      String select,
      ScriptWriter writer) {
    ModelTexts texts =
        new ModelTexts.OfTable(writer, hidden, plan, () -> Stitched.explanation(plan, certificate));
    return new CompiledModel.Result(columns, certificate, plan, select + "\n", texts);
  }

  /** A view has a script that creates it, an ephemeral model none. */
  private static CompiledModel.Result view(
      ModelFile file,
      List<CompiledModel.OutputColumn> columns,
      Certificate certificate,
      ModelPlan plan,
      ModelSql sql,
      ScriptWriter writer) {
    boolean stored = plan.materialized() == ModelFile.Materialization.VIEW;
    String script = stored ? writer.view(plan) : "";
    String explanation =
        Explanation.ofView(
            file.name(),
            file.configuration().description(),
            stored,
            InputNotes.ofView(plan.materialized(), plan.inputs()),
            stored
                ? List.of(new Explanation.Script("full.sql", script))
                : List.of(new Explanation.Script("select.sql", sql.plain())));
    return new CompiledModel.Result(
        columns, certificate, plan, sql.plain() + "\n", new ModelTexts.OfView(script, explanation));
  }

  static CompiledProject project(
      Project project,
      TargetSettings target,
      List<CompiledModel> models,
      Map<String, List<String>> parents,
      List<CompiledTest> tests,
      List<Diagnostic> diagnostics,
      ScriptWriter writer) {
    List<ModelPlan> plans =
        models.stream()
            .flatMap(m -> m.result().stream())
            .map(CompiledModel.Result::plan)
            .filter(p -> p.materialized() != ModelFile.Materialization.EPHEMERAL)
            .toList();
    return new CompiledProject(
        project,
        target,
        models,
        diagnostics,
        new ProjectScripts(writer, plans),
        tests,
        parents,
        Map.of());
  }
}
