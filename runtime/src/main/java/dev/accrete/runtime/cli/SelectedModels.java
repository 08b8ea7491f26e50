package dev.accrete.runtime.cli;

import dev.accrete.compiler.CompiledModel;
import dev.accrete.compiler.CompiledProject;
import dev.accrete.compiler.certificate.Refusal;
import dev.accrete.compiler.certificate.Strategy;
import dev.accrete.compiler.load.ModelFile.Materialization;
import dev.accrete.compiler.load.ModelFile.ModelConfiguration;
import dev.accrete.compiler.load.ProjectSettings.OnChange;
import dev.accrete.compiler.plan.InputPlan;
import dev.accrete.runtime.cli.terminal.SafeText;
import dev.accrete.runtime.execute.ModelRequest;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The models that a run is about.
 *
 * @param project the compiled project
 * @param models the selected ones, parents first
 * @param broken those of them, or of what they read, that do not compile
 */
record SelectedModels(
    CompiledProject project, List<CompiledModel> models, List<CompiledModel> broken) {
  SelectedModels {
    models = List.copyOf(models);
    broken = List.copyOf(broken);
  }

  /** The models that the options select; that there are none is the user's mistake. */
  static SelectedModels of(CompiledProject project, SelectionOptions options, Workspace workspace) {
    Set<String> names = options.names(project, workspace);
    List<CompiledModel> models =
        project.models().stream().filter(model -> names.contains(model.name())).toList();
    if (models.isEmpty() && project.models().isEmpty()) {
      throw CommandFailure.misuse(
          "the project has no models", "write a SELECT into a file below models/");
    }
    if (models.isEmpty()) {
      throw CommandFailure.misuse(
          "the selection has no model", "source:a.b+ selects what reads a source");
    }
    Set<String> needed = options.withParents(project, names);
    List<CompiledModel> broken =
        project.models().stream()
            .filter(model -> needed.contains(model.name()) && model.result().isEmpty())
            .toList();
    return new SelectedModels(project, models, broken);
  }

  /** The same for a run by its options: those that are named may replace what has their names. */
  List<ModelRequest> requests(RunOptions options, SelectionOptions selection) {
    List<ModelRequest> requests = requests(options.fullRefresh);
    return options.fullRefresh && !selection.select.isEmpty()
        ? requests.stream().map(ModelRequest::takingOver).toList()
        : requests;
  }

  /** What the runtime is asked to do with each; ephemeral models have nothing to run. */
  List<ModelRequest> requests(boolean fullRefresh) {
    Map<String, CompiledModel> views =
        project.models().stream()
            .filter(m -> m.file().configuration().materialized() != Materialization.TABLE)
            .collect(Collectors.toMap(CompiledModel::name, m -> m));
    return models.stream()
        .filter(model -> model.result().isPresent())
        .filter(model -> model.result().get().plan().materialized() != Materialization.EPHEMERAL)
        .map(model -> request(model, model.result().get(), views, fullRefresh))
        .toList();
  }

  /** The landing sources that any model of the project reads. */
  List<InputPlan> landings() {
    return project.models().stream()
        .flatMap(model -> model.result().stream())
        .flatMap(result -> result.plan().inputs().stream())
        .filter(input -> input.landing().isPresent())
        .distinct()
        .toList();
  }

  private ModelRequest request(
      CompiledModel model,
      CompiledModel.Result result,
      Map<String, CompiledModel> views,
      boolean fullRefresh) {
    ModelConfiguration configuration = model.file().configuration();
    ModelRequest request =
        ModelRequest.of(result.plan())
            .onChange(onChange(configuration))
            .onBreach(project.project().settings().onBreach())
            .whyFull(
                result
                    .certificate()
                    .refusalOf(Strategy.RECOMPUTE)
                    .map(Refusal::message)
                    .orElse(""));
    request = request.seeing(seenThrough(model, views));
    Optional<Double> share = configuration.incremental().maxShare();
    request = share.isPresent() ? request.maxShare(share.get()) : request;
    request = configuration.incremental().strategy() != null ? request.maxShare(1) : request;
    return fullRefresh ? request.refreshed() : request;
  }

  /** The views that it reads, directly or through others: their tests are its tests as well. */
  private List<String> seenThrough(CompiledModel model, Map<String, CompiledModel> views) {
    Set<String> seen = new LinkedHashSet<>();
    Deque<String> names = new ArrayDeque<>(project.parents(model));
    while (!names.isEmpty()) {
      CompiledModel view = views.get(names.remove());
      if (view != null && seen.add(view.name())) {
        names.addAll(project.parents(view));
      }
    }
    return List.copyOf(seen);
  }

  /** The model's own word counts before the target's, and that before the project's. */
  private OnChange onChange(ModelConfiguration configuration) {
    return Optional.ofNullable(configuration.onChange())
        .or(() -> Optional.ofNullable(project.target().onChange()))
        .orElse(project.project().settings().onChange());
  }

  /** The columns that the longest name takes on a terminal. */
  int nameWidth() {
    return models.stream().mapToInt(model -> SafeText.width(model.name())).max().orElse(0);
  }
}
