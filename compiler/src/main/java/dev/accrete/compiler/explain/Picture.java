package dev.accrete.compiler.explain;

import dev.accrete.compiler.certificate.Route;
import dev.accrete.compiler.tree.Expression;
import dev.accrete.compiler.tree.Named;
import dev.accrete.compiler.tree.Relation;
import dev.accrete.compiler.tree.Relation.Aggregate;
import dev.accrete.compiler.tree.Relation.Join;
import dev.accrete.compiler.tree.Relation.Matching;
import dev.accrete.compiler.tree.Relation.Project;
import dev.accrete.compiler.tree.Relation.Scan;
import dev.accrete.compiler.tree.Relation.SetOperation;
import dev.accrete.compiler.tree.Relation.State;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Draws how changes reach keys, as a Mermaid flowchart. */
final class Picture {
  private final Labels labels;
  private final ExpressionText expressions;
  private final Map<String, String> nodes = new LinkedHashMap<>();
  private final Set<String> edges = new LinkedHashSet<>();

  Picture(Labels labels) {
    this.labels = labels;
    this.expressions = new ExpressionText(labels);
  }

  /** The chart of all routes to the key columns. */
  String of(List<Route> routes, List<String> key) {
    routes.forEach(route -> draw(route.keys(), "key"));
    List<String> lines = new ArrayList<>(List.of("```mermaid", "flowchart LR"));
    nodes.forEach((text, id) -> lines.add("  " + id + "[\"" + escaped(text) + "\"]"));
    lines.add("  key([\"touched " + escaped(String.join(", ", key)) + "\"])");
    edges.forEach(edge -> lines.add("  " + edge));
    lines.add("```");
    return String.join("\n", lines);
  }

  /** Draws a relation of values that are led to a node. */
  private void draw(Relation values, String target) {
    if (values instanceof Project project) {
      draw(project.input(), columns(project.columns(), project.input()), target);
    } else if (values instanceof Aggregate aggregate) {
      draw(aggregate.input(), columns(aggregate.keys(), aggregate.input()), target);
    } else {
      draw(values, "", target);
    }
  }

  private void draw(Relation rows, String label, String target) {
    if (rows instanceof SetOperation) {
      rows.inputs().forEach(i -> draw(i, target));
    } else if (rows instanceof Scan scan) {
      if (scan.state() == State.CHANGED) {
        connect(node("changed rows of " + labels.of(scan), "change"), label, target);
      }
    } else if (rows instanceof Matching matching && changes(matching.set())) {
      String through = node("rows of " + readings(matching.input()), "through");
      connect(through, label, target);
      draw(matching.set(), through);
    } else if (rows instanceof Join join && changes(join)) {
      String through = node("pairs of " + readings(join), "through");
      connect(through, label, target);
      String condition = expressions.of(join.condition(), join);
      join.inputs().stream().filter(Picture::changes).forEach(i -> draw(i, condition, through));
    } else {
      rows.inputs().forEach(i -> draw(i, label, target));
    }
  }

  private String node(String text, String kind) {
    return nodes.computeIfAbsent(text, t -> kind + (nodes.size() + 1));
  }

  private void connect(String from, String label, String target) {
    edges.add(from + (label.isEmpty() ? " --> " : " -->|\"" + escaped(label) + "\"| ") + target);
  }

  private static boolean changes(Relation relation) {
    boolean changed = relation instanceof Scan scan && scan.state() == State.CHANGED;
    return changed || relation.inputs().stream().anyMatch(Picture::changes);
  }

  private String readings(Relation relation) {
    Set<String> names = new LinkedHashSet<>();
    collect(relation, names);
    return String.join(" and ", names);
  }

  private void collect(Relation relation, Set<String> names) {
    if (relation instanceof Scan scan) {
      names.add(labels.of(scan));
    }
    relation.inputs().forEach(i -> collect(i, names));
  }

  private String columns(List<Named> columns, Relation input) {
    List<Expression> read = columns.stream().map(Named::expression).toList();
    return expressions.of(read, input);
  }

  private static String escaped(String text) {
    return text.replace("#", "#35;").replace("\"", "#quot;").replaceAll("\\s+", " ");
  }
}
