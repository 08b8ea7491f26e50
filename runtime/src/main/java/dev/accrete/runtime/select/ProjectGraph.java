package dev.accrete.runtime.select;

import dev.accrete.compiler.CompiledModel;
import dev.accrete.compiler.CompiledProject;
import dev.accrete.compiler.CompiledTest;
import dev.accrete.compiler.certificate.Certificate;
import dev.accrete.compiler.load.ModelFile.Materialization;
import dev.accrete.compiler.load.SourceDeclaration;
import dev.accrete.compiler.load.UnitTest;
import dev.accrete.runtime.report.ConfigurationShape;
import dev.accrete.runtime.report.Identity;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Makes the graph that selectors work on out of a compiled project. */
public final class ProjectGraph {
  private ProjectGraph() {}

  /** The graph of a project: sources first, then models, parents before their readers. */
  public static NodeGraph of(CompiledProject compiled) {
    String project = compiled.project().settings().name();
    List<Node> nodes = new ArrayList<>();
    compiled.project().sources().forEach(source -> nodes.add(node(project, source)));
    compiled.models().forEach(model -> nodes.add(node(project, model, compiled.parents(model))));
    return new NodeGraph(nodes);
  }

  /** The same with data tests and unit tests behind the models. */
  public static NodeGraph withTests(CompiledProject compiled) {
    String project = compiled.project().settings().name();
    List<Node> nodes = new ArrayList<>(of(compiled).nodes());
    compiled.tests().forEach(test -> nodes.add(node(project, test)));
    compiled.project().unitTests().forEach(test -> nodes.add(node(project, test)));
    return new NodeGraph(nodes);
  }

  private static Node node(String project, CompiledTest test) {
    return new Node(
        test.name(),
        Node.Kind.TEST,
        test.test().place().file().path(),
        List.of(project, test.name()),
        List.of(),
        Map.of("severity", test.test().outcome().severity().name().toLowerCase(Locale.ROOT)),
        "",
        List.of(),
        test.reads());
  }

  private static Node node(String project, UnitTest test) {
    return new Node(
        test.name(),
        Node.Kind.TEST,
        test.place().file().path(),
        List.of(project, test.name()),
        List.of(),
        Map.of(),
        "",
        List.of(),
        List.of(test.model()));
  }

  private static Node node(String project, SourceDeclaration source) {
    return new Node(
        source.name(),
        Node.Kind.SOURCE,
        source.span().file().path(),
        Identity.fqn(project, source),
        List.of(),
        Map.of(),
        "",
        List.of(),
        List.of());
  }

  private static Node node(String project, CompiledModel model, List<String> parents) {
    Optional<Certificate> certificate =
        model
            .result()
            .filter(result -> result.plan().materialized() == Materialization.TABLE)
            .map(CompiledModel.Result::certificate);
    return new Node(
        model.name(),
        Node.Kind.MODEL,
        model.file().file().path(),
        Identity.fqn(project, model.file()),
        model.file().configuration().tags(),
        present(ConfigurationShape.of(model.file())),
        certificate.map(c -> c.strategy().word()).orElse(""),
        certificate
            .map(c -> c.refusals().stream().map(refusal -> refusal.code().id()).toList())
            .orElse(List.of()),
        parents);
  }

  /** Only what has a value can be selected by it. */
  private static Map<String, Object> present(Map<?, ? extends @Nullable Object> config) {
    Map<String, Object> present = new TreeMap<>();
    config.forEach(
        (key, value) -> {
          if (value instanceof Map<?, ?> map) {
            present.put(String.valueOf(key), present(map));
          } else if (value != null) {
            present.put(String.valueOf(key), value);
          }
        });
    return present;
  }
}
