package dev.accrete.runtime.cli;

import dev.accrete.compiler.CompiledProject;
import dev.accrete.compiler.CompiledTest;
import dev.accrete.runtime.select.NodeGraph;
import dev.accrete.runtime.select.ProjectGraph;
import dev.accrete.runtime.select.Selector;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The data tests that a selection means: those named, and those about anything that is named. */
final class TestSelection {
  private TestSelection() {}

  /** The selected tests, by name; none where the selection has none. */
  static List<CompiledTest> of(CompiledProject project, SelectionOptions options) {
    NodeGraph graph = ProjectGraph.withTests(project);
    Set<String> wanted =
        options.select.isEmpty()
            ? everything(project)
            : about(project, Selector.select(graph, options.select, List.of()).names());
    if (!options.exclude.isEmpty()) {
      wanted.removeAll(about(project, Selector.matching(graph, options.exclude)));
    }
    return project.tests().stream().filter(test -> wanted.contains(test.name())).toList();
  }

  private static Set<String> everything(CompiledProject project) {
    Set<String> names = new HashSet<>();
    project.tests().forEach(test -> names.add(test.name()));
    return names;
  }

  private static Set<String> about(CompiledProject project, Set<String> names) {
    Set<String> tests = new HashSet<>();
    for (CompiledTest test : project.tests()) {
      if (names.contains(test.name()) || test.reads().stream().anyMatch(names::contains)) {
        tests.add(test.name());
      }
    }
    return tests;
  }
}
