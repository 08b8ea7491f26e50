package dev.accrete.runtime.select;

import dev.accrete.compiler.CompiledModel;
import dev.accrete.compiler.CompiledModel.OutputColumn;
import dev.accrete.compiler.CompiledProject;
import dev.accrete.compiler.load.SourceDeclaration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * Which columns of a project are computed from which: those that a value is made of, not those that
 * conditions of filters and joins look at.
 *
 * <p>Columns are named {@code model.column} and {@code schema.source.column}. Hidden models are
 * seen through.
 */
public final class ColumnGraph {
  private final Map<String, Set<String>> from = new LinkedHashMap<>();
  private final Map<String, Set<String>> to = new LinkedHashMap<>();
  private final Map<String, List<String>> relations = new LinkedHashMap<>();

  private ColumnGraph() {}

  /** The columns of a project: those of sources that are declared or read, and of all models. */
  public static ColumnGraph of(CompiledProject project) {
    ColumnGraph graph = new ColumnGraph();
    for (SourceDeclaration source : project.project().sources()) {
      source.columns().forEach(column -> graph.add(source.name(), column.name()));
    }
    Map<String, Set<String>> hidden = new LinkedHashMap<>();
    for (CompiledModel model : project.models()) {
      for (OutputColumn column : columns(model)) {
        Set<String> read = new LinkedHashSet<>();
        column.lineage().forEach(c -> read.addAll(hidden.getOrDefault(c, Set.of(c))));
        String name = model.name() + "." + column.name();
        if (model.file().partOf() != null) {
          hidden.put(name, read);
        } else {
          graph.add(model.name(), column.name());
          read.forEach(c -> graph.connect(c, name));
        }
      }
    }
    return graph;
  }

  private static List<OutputColumn> columns(CompiledModel model) {
    return model.result().map(CompiledModel.Result::columns).orElse(List.of());
  }

  private void add(String relation, String column) {
    String name = relation + "." + column;
    from.putIfAbsent(name, new LinkedHashSet<>());
    to.putIfAbsent(name, new LinkedHashSet<>());
    relations.computeIfAbsent(relation, r -> new ArrayList<>()).add(name);
  }

  private void connect(String read, String made) {
    if (!from.containsKey(read)) {
      // A column of a source that nobody declared.
      int dot = read.lastIndexOf('.');
      add(read.substring(0, dot), read.substring(dot + 1));
    }
    Objects.requireNonNull(from.get(made)).add(read);
    Objects.requireNonNull(to.get(read)).add(made);
  }

  /** The columns that a name stands for: itself, or all of a model or source; empty for neither. */
  public List<String> named(String name) {
    return from.containsKey(name) ? List.of(name) : relations.getOrDefault(name, List.of());
  }

  /** All columns, those of sources first, parents before their readers. */
  public Set<String> columns() {
    return Set.copyOf(from.keySet());
  }

  /** The names of models and sources that have columns. */
  public Set<String> relations() {
    return Set.copyOf(relations.keySet());
  }

  /** What a column's value is computed from, next to it. */
  public List<String> from(String column) {
    return List.copyOf(from.getOrDefault(column, Set.of()));
  }

  /** What is computed from a column, next to it. */
  public List<String> to(String column) {
    return List.copyOf(to.getOrDefault(column, Set.of()));
  }
}
