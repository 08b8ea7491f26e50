package dev.accrete.runtime.cli;

import dev.accrete.compiler.CompiledProject;
import dev.accrete.runtime.report.Listing;
import dev.accrete.runtime.select.Node;
import dev.accrete.runtime.select.NodeGraph;
import dev.accrete.runtime.select.ProjectGraph;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code accrete ls}: the models and sources of a project, or those that a selection names. */
@Command(
    name = "ls",
    description = "Lists models and sources, parents first.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  accrete ls",
      "  accrete ls -s source:atomic.events+   all that depends on a source",
      "  accrete ls -s strategy:full           what is always rebuilt in full",
      "  accrete ls -s refusal:*               where a cheaper strategy was refused",
    })
final class ListCommand implements Callable<Integer> {
  private final Workspace workspace;

  @Mixin private SelectionOptions selection = new SelectionOptions();

  ListCommand(Workspace workspace) {
    this.workspace = workspace;
  }

  @Override
  public Integer call() {
    CompiledProject project = Compilation.required(workspace);
    Set<String> names = selection.names(project, workspace);
    NodeGraph graph = ProjectGraph.of(project);
    List<Node> nodes = graph.nodes().stream().filter(node -> names.contains(node.name())).toList();
    if (workspace.json()) {
      workspace.print(new Listing(nodes.stream().map(node -> entry(project, node)).toList()));
    } else {
      nodes.forEach(node -> workspace.text().println(line(node)));
    }
    return ExitCode.DONE;
  }

  /** A word that selects the node again. */
  private static String line(Node node) {
    return node.kind() == Node.Kind.SOURCE ? "source:" + node.name() : node.name();
  }

  private static Listing.Entry entry(CompiledProject project, Node node) {
    String kind = node.kind().name().toLowerCase(Locale.ROOT);
    return new Listing.Entry(
        kind + "." + project.project().settings().name() + "." + node.name(),
        kind,
        node.name(),
        node.path(),
        node.fqn(),
        node.tags(),
        node.strategy().isEmpty() ? null : node.strategy());
  }
}
