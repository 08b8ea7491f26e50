package dev.accrete.runtime.cli;

import dev.accrete.compiler.CompiledProject;
import dev.accrete.compiler.CompiledTest;
import dev.accrete.compiler.load.UnitTest;
import dev.accrete.runtime.select.Earlier;
import dev.accrete.runtime.select.NamedSelections;
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
  static List<CompiledTest> of(
      CompiledProject project, SelectionOptions options, Workspace workspace) {
    Earlier earlier = options.earlier(project, workspace);
    NodeGraph graph = ProjectGraph.withTests(project);
    Set<String> wanted =
        options.selected(project).isEmpty()
            ? everything(project)
            : about(project, selected(project, graph, options, earlier));
    if (!options.exclude.isEmpty()) {
      wanted.removeAll(about(project, excluded(project, graph, options, earlier)));
    }
    return project.tests().stream().filter(test -> wanted.contains(test.name())).toList();
  }

  /** The selected unit tests: those named, and those of a model that is. */
  static List<UnitTest> units(
      CompiledProject project, SelectionOptions options, Workspace workspace) {
    Earlier earlier = options.earlier(project, workspace);
    NodeGraph graph = ProjectGraph.withTests(project);
    List<UnitTest> all = project.project().unitTests();
    List<UnitTest> wanted =
        options.selected(project).isEmpty()
            ? all
            : named(all, selected(project, graph, options, earlier));
    List<UnitTest> excluded =
        options.exclude.isEmpty()
            ? List.of()
            : named(all, excluded(project, graph, options, earlier));
    return wanted.stream().filter(test -> !excluded.contains(test)).toList();
  }

  private static Set<String> selected(
      CompiledProject project, NodeGraph graph, SelectionOptions options, Earlier earlier) {
    List<String> words = options.selected(project);
    NamedSelections named = SelectionOptions.selections(project);
    return Selector.select(graph, words, List.of(), earlier, named).names();
  }

  private static Set<String> excluded(
      CompiledProject project, NodeGraph graph, SelectionOptions options, Earlier earlier) {
    NamedSelections named = SelectionOptions.selections(project);
    return Selector.matching(graph, options.exclude, earlier, named);
  }

  private static List<UnitTest> named(List<UnitTest> tests, Set<String> names) {
    return tests.stream()
        .filter(test -> names.contains(test.name()) || names.contains(test.model()))
        .toList();
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
