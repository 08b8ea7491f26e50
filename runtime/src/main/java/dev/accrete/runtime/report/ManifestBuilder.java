package dev.accrete.runtime.report;

import com.google.common.collect.Maps;
import dev.accrete.compiler.CompiledModel;
import dev.accrete.compiler.CompiledProject;
import dev.accrete.compiler.CompiledTest;
import dev.accrete.compiler.diagnostic.Diagnostic;
import dev.accrete.compiler.load.UnitTest;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;

/** Makes the manifest of a compiled project. */
public final class ManifestBuilder {
  /** Grows when a key changes its meaning or goes. */
  static final String VERSION = "2";

  private ManifestBuilder() {}

  /** The manifest of a project, or of one that could not be read at all. */
  public static Manifest manifest(
      Optional<CompiledProject> project, List<Diagnostic> diagnostics, String accreteVersion) {
    List<Finding> findings = diagnostics.stream().map(Finding::of).toList();
    if (project.isEmpty()) {
      Manifest.Metadata nothing =
          new Manifest.Metadata(VERSION, accreteVersion, null, null, null, null);
      return new Manifest(nothing, Map.of(), Map.of(), Map.of(), Map.of(), Map.of(), findings);
    }
    return manifest(project.get(), findings, accreteVersion);
  }

  private static Manifest manifest(
      CompiledProject compiled, List<Finding> findings, String accreteVersion) {
    String name = compiled.project().settings().name();
    Map<String, Supplier<Manifest.Node>> nodes = new TreeMap<>();
    Map<String, List<String>> parents = new TreeMap<>();
    NodeShapes shapes = new NodeShapes(compiled);
    for (CompiledModel model : compiled.models()) {
      String id = Identity.model(name, model.name());
      nodes.put(id, () -> shapes.model(model));
      parents.put(id, shapes.parents(model));
    }
    TestShapes testShapes = new TestShapes(compiled);
    for (CompiledTest test : compiled.tests()) {
      String id = Identity.test(name, test.name());
      Manifest.Node node = testShapes.test(test);
      nodes.put(id, () -> node);
      parents.put(id, node.dependsOn().nodes());
    }
    Map<String, Manifest.UnitTestNode> unitTests = new TreeMap<>();
    for (UnitTest test : compiled.project().unitTests()) {
      unitTests.put(Identity.unitTest(name, test.model(), test.name()), testShapes.unitTest(test));
    }
    Map<String, Manifest.SourceNode> sources = new TreeMap<>();
    compiled
        .project()
        .sources()
        .forEach(source -> sources.put(Identity.source(name, source), shapes.source(source)));
    sources.keySet().forEach(source -> parents.put(source, List.of()));
    unitTests.forEach((id, test) -> parents.put(id, test.dependsOn().nodes()));
    return new Manifest(
        metadata(compiled, accreteVersion),
        Maps.transformValues(nodes, Supplier::get), // made while written: all would fill the memory
        sources,
        unitTests,
        parents,
        children(parents),
        findings);
  }

  private static Manifest.Metadata metadata(CompiledProject compiled, String accreteVersion) {
    return new Manifest.Metadata(
        VERSION,
        accreteVersion,
        compiled.project().settings().name(),
        compiled.target().name(),
        compiled.target().engine(),
        compiled.project().settings().dialect());
  }

  private static Map<String, List<String>> children(Map<String, List<String>> parents) {
    Map<String, List<String>> children = new TreeMap<>();
    parents.keySet().forEach(id -> children.put(id, new ArrayList<>()));
    parents.forEach(
        (id, read) ->
            read.forEach(
                parent -> children.computeIfAbsent(parent, key -> new ArrayList<>()).add(id)));
    return new LinkedHashMap<>(children);
  }
}
