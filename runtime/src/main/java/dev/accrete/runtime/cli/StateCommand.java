package dev.accrete.runtime.cli;

import dev.accrete.compiler.CompiledModel;
import dev.accrete.compiler.CompiledProject;
import dev.accrete.compiler.diagnostic.Nearest;
import dev.accrete.runtime.engine.Database;
import dev.accrete.runtime.engine.StatementListener;
import dev.accrete.runtime.execute.RunRequest;
import dev.accrete.runtime.execute.StateChange;
import dev.accrete.runtime.report.StateReport;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code accrete state}: has a model rebuilt at its next run, or forgets what is known of it. */
@Command(
    name = "state",
    description = "Has models rebuilt at their next run, or forgets what is known of them.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  accrete state reset sessions    the next run rebuilds it, and what reads its changes",
      "  accrete state forget old_name   a model that is gone: its table stays, all else is dropped",
    })
final class StateCommand implements Callable<Integer> {
  private final Workspace workspace;

  enum Action {
    RESET,
    FORGET;

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  @Parameters(
      index = "0",
      paramLabel = "ACTION",
      description =
          "reset: rebuild at the next run; forget: drop its positions, changes and parts.")
  private Action action = Action.RESET;

  @Parameters(
      index = "1..*",
      arity = "1..*",
      paramLabel = "MODEL",
      description = "Models by name, for forget also such as are no longer in the project.")
  private List<String> models = new ArrayList<>();

  StateCommand(Workspace workspace) {
    this.workspace = workspace;
  }

  @Override
  public Integer call() {
    CompiledProject project = Compilation.required(workspace);
    Connector connector = new Connector(workspace, project);
    if (connector.isReadOnly()) {
      throw CommandFailure.failed(connector.readOnly() + ", and the state is in it", null);
    }
    try (Database database = connector.openToRead()) {
      RunRequest request =
          RunRequest.of(
              Connector.state(project, database),
              List.of(),
              UUID.randomUUID().toString(),
              workspace.shell().clock());
      StateChange change = new StateChange(database, StatementListener.NONE, request);
      Set<String> named = known(change.models(), project);
      List<String> changed =
          action == Action.RESET
              ? change.reset(withParts(project, named))
              : change.forget(named, gone(project, named));
      print(changed);
    }
    return ExitCode.DONE;
  }

  private Set<String> known(Set<String> built, CompiledProject project) {
    for (String model : models) {
      if (action == Action.RESET && project.model(model).isEmpty()) {
        throw CommandFailure.misuse(
            "no model " + model + " in the project",
            Nearest.hint(model, project.models().stream().map(CompiledModel::name).toList()));
      }
      if (!built.contains(model)) {
        throw CommandFailure.misuse(
            "nothing is known of " + model + ": it was never built here",
            Nearest.hint(model, new TreeSet<>(built)));
      }
    }
    return new LinkedHashSet<>(models);
  }

  private static List<String> gone(CompiledProject project, Set<String> named) {
    return named.stream().filter(model -> project.model(model).isEmpty()).toList();
  }

  /** A model that is split is rebuilt with its hidden models. */
  private static Set<String> withParts(CompiledProject project, Set<String> named) {
    Set<String> all = new LinkedHashSet<>();
    for (CompiledModel model : project.models()) {
      String owner = model.file().partOf();
      if (owner != null && named.contains(owner)) {
        all.add(model.name());
      }
    }
    all.addAll(named);
    return all;
  }

  private void print(List<String> changed) {
    if (workspace.json()) {
      workspace.print(new StateReport(action.toString(), changed));
      return;
    }
    for (String model : changed) {
      workspace
          .text()
          .println(
              action == Action.RESET
                  ? model + " is rebuilt at its next run."
                  : model + " is forgotten; its next run is a first one.");
    }
  }
}
