package dev.accrete.compiler.template;

import dev.accrete.compiler.diagnostic.Checked;
import dev.accrete.compiler.diagnostic.Code;
import dev.accrete.compiler.diagnostic.Diagnostic;
import dev.accrete.compiler.diagnostic.Findings;
import dev.accrete.compiler.load.ModelFile;
import dev.accrete.compiler.load.Project;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jgrapht.Graph;
import org.jgrapht.alg.connectivity.KosarajuStrongConnectivityInspector;
import org.jgrapht.alg.shortestpath.BFSShortestPath;
import org.jgrapht.graph.DefaultEdge;
import org.jgrapht.graph.SimpleDirectedGraph;
import org.jgrapht.traverse.TopologicalOrderIterator;

/**
 * Builds the graph of models from their references, finds circles, and orders what is free of them.
 */
final class ModelOrder {
  private final SortedMap<String, RenderedModel> rendered = new TreeMap<>();
  private final Set<String> names = new TreeSet<>();
  private final SortedMap<String, SortedSet<String>> parents = new TreeMap<>();
  private final SortedMap<String, SortedSet<String>> children = new TreeMap<>();
  private final SortedSet<String> blocked = new TreeSet<>();
  private final Findings findings = new Findings();

  ModelOrder(Project project, List<RenderedModel> models) {
    project.models().stream().map(ModelFile::name).forEach(names::add);
    models.forEach(model -> rendered.put(model.model().name(), model));
  }

  Checked<ModelGraph> order() {
    rendered.values().forEach(this::connect);
    // Edges go from what is read to its reader.
    Graph<String, DefaultEdge> graph = new SimpleDirectedGraph<>(DefaultEdge.class);
    rendered.keySet().forEach(graph::addVertex);
    parents.forEach((reader, read) -> read.forEach(parent -> addEdge(graph, parent, reader)));
    findCircles(graph);
    parents.forEach(
        (reader, read) -> {
          if (!rendered.keySet().containsAll(read)) {
            blocked.add(reader);
          }
        });
    blockReaders();
    graph.removeAllVertices(Set.copyOf(blocked));
    List<RenderedModel> ordered = new ArrayList<>();
    new TopologicalOrderIterator<>(graph, Comparator.<String>naturalOrder())
        .forEachRemaining(name -> ordered.add(rendered.get(name)));
    return findings.with(new ModelGraph(ordered, parents, children, blocked));
  }

  private void connect(RenderedModel model) {
    String reader = model.model().name();
    SortedSet<String> read = parents.computeIfAbsent(reader, name -> new TreeSet<>());
    children.computeIfAbsent(reader, name -> new TreeSet<>());
    Stream<String> named =
        Stream.concat(
            model.named().stream(), model.components().stream().map(Components::relation));
    named
        .filter(names::contains)
        .forEach(
            name -> {
              read.add(name);
              children.computeIfAbsent(name, n -> new TreeSet<>()).add(reader);
            });
  }

  /**
   * The references of both variants, and what components are made of; a model's own table in its
   * hand-written variant is none.
   */
  private static List<Reference> references(RenderedModel model) {
    List<Reference> references = new ArrayList<>(model.full().references());
    model
        .incremental()
        .ifPresent(
            text -> text.references().stream().filter(r -> !r.isThis()).forEach(references::add));
    for (Components call : model.components()) {
      references.add(new Reference(references.size(), call.relation(), 0, 0, call.origin()));
    }
    return references;
  }

  private static void addEdge(Graph<String, DefaultEdge> graph, String parent, String reader) {
    if (graph.containsVertex(parent) && !parent.equals(reader)) {
      graph.addEdge(parent, reader);
    }
  }

  private void findCircles(Graph<String, DefaultEdge> graph) {
    parents.forEach(
        (name, read) -> {
          if (read.contains(name)) {
            report(List.of(name, name));
          }
        });
    List<SortedSet<String>> circles = new ArrayList<>();
    for (Set<String> component :
        new KosarajuStrongConnectivityInspector<>(graph).stronglyConnectedSets()) {
      if (component.size() > 1) {
        circles.add(new TreeSet<>(component));
      }
    }
    circles.sort(Comparator.comparing(SortedSet::first));
    circles.forEach(circle -> report(shortest(graph, circle)));
  }

  /** The shortest way from the first model of a circle through what it reads back to itself. */
  private static List<String> shortest(Graph<String, DefaultEdge> graph, SortedSet<String> circle) {
    String first = circle.first();
    List<String> best = List.of();
    for (String reader : circle) {
      if (graph.containsEdge(first, reader)) {
        List<String> path = new BFSShortestPath<>(graph).getPath(reader, first).getVertexList();
        best = best.isEmpty() || path.size() < best.size() ? path : best;
      }
    }
    List<String> names = new ArrayList<>(best);
    Collections.reverse(names);
    names.add(first);
    return names;
  }

  /**
   * Reports a circle, given as each model before the one that it reads, the first one at both ends.
   */
  private void report(List<String> circle) {
    blocked.addAll(circle);
    Diagnostic diagnostic = null;
    for (int i = 0; i + 1 < circle.size(); i++) {
      String read = circle.get(i + 1);
      Reference reference = reference(circle.get(i), read);
      diagnostic =
          diagnostic == null
              ? Diagnostic.at(Code.CYCLE, reference.origin(), String.join(" → ", circle))
              : diagnostic.withNote(
                  reference.origin().span(), circle.get(i) + " reads " + read + " here");
    }
    findings.add(Objects.requireNonNull(diagnostic));
  }

  private Reference reference(String reader, String read) {
    return references(Objects.requireNonNull(rendered.get(reader))).stream()
        .filter(r -> r.name().equals(read))
        .findFirst()
        .orElseThrow();
  }

  private void blockReaders() {
    Deque<String> open = new ArrayDeque<>(blocked);
    while (!open.isEmpty()) {
      for (String reader : children.getOrDefault(open.remove(), new TreeSet<>())) {
        if (blocked.add(reader)) {
          open.add(reader);
        }
      }
    }
  }
}
