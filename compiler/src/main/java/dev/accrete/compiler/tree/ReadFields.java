package dev.accrete.compiler.tree;

import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;

/**
 * Which fields of each operator are read above it, and by its own window functions; or which ones
 * the text names at all.
 */
public final class ReadFields {
  private final IdentityHashMap<Relation, Set<Integer>> read = new IdentityHashMap<>();

  private final Kind kind;

  private ReadFields(Kind kind) {
    this.kind = kind;
  }

  private enum Kind {
    USED,
    NAMED,
    COMPUTED_WITH
  }

  /** Of a model whose output columns are all read. */
  public static ReadFields of(Relation root) {
    return of(root, Kind.USED, all(root));
  }

  /**
   * Every field that an expression of the model names, also one whose value nobody uses: the text
   * does not run without it.
   */
  public static ReadFields named(Relation root) {
    return of(root, Kind.NAMED, all(root));
  }

  /** Every field that a condition compares or an expression is made of, not those shown alone. */
  public static ReadFields computedWith(Relation root) {
    return of(root, Kind.COMPUTED_WITH, Set.of());
  }

  private static ReadFields of(Relation root, Kind kind, Set<Integer> needed) {
    ReadFields fields = new ReadFields(kind);
    fields.visit(root, needed);
    return fields;
  }

  /** Whether a field of an operator is read. */
  public boolean isRead(Relation node, int field) {
    return read.getOrDefault(node, Set.of()).contains(field);
  }

  private static Set<Integer> all(Relation relation) {
    Set<Integer> all = new HashSet<>();
    for (int i = 0; i < relation.fields().size(); i++) {
      all.add(i);
    }
    return all;
  }

  private void visit(Relation node, Set<Integer> needed) {
    Set<Integer> here = read.computeIfAbsent(node, n -> new HashSet<>());
    here.addAll(needed);
    if (node instanceof Relation.Filter filter) {
      visit(filter.input(), with(needed, List.of(filter.condition())));
    } else if (node instanceof Relation.Project project) {
      Set<Integer> items = items(project, needed);
      visit(
          project.input(),
          with(Set.of(), items.stream().map(i -> project.columns().get(i).expression()).toList()));
    } else if (node instanceof Relation.Join join) {
      visitJoin(join, with(needed, List.of(join.condition())));
    } else if (node instanceof Relation.Aggregate aggregate) {
      List<Expression> keys = aggregate.keys().stream().map(Named::expression).toList();
      List<Expression> calls = aggregate.aggregates().stream().map(Named::expression).toList();
      visit(aggregate.input(), with(with(Set.of(), keys), calls));
    } else if (node instanceof Relation.Window window) {
      int width = window.input().fields().size();
      Set<Integer> below = new HashSet<>(needed);
      below.removeIf(i -> i >= width);
      Set<Integer> all =
          with(below, window.columns().stream().map(Relation.WindowColumn::call).toList());
      here.addAll(all);
      visit(window.input(), all);
    } else if (node instanceof Relation.SetOperation operation && isPassing(operation)) {
      operation.inputs().forEach(i -> visit(i, needed));
    } else if (node instanceof Relation.Subquery subquery) {
      visitSubquery(subquery, needed);
    } else {
      // Set operations compare whole rows, or may; leaves have no inputs.
      node.inputs().forEach(i -> visit(i, all(i)));
    }
  }

  private boolean isPassing(Relation.SetOperation operation) {
    return kind == Kind.COMPUTED_WITH
        && operation.all()
        && operation.kind() == Relation.SetKind.UNION;
  }

  private Set<Integer> items(Relation.Project project, Set<Integer> needed) {
    if (kind == Kind.USED) {
      return needed;
    }
    Set<Integer> items = all(project);
    items.removeIf(
        i ->
            kind == Kind.COMPUTED_WITH
                && !needed.contains(i)
                && project.columns().get(i).expression() instanceof Expression.Column);
    return items;
  }

  private void visitSubquery(Relation.Subquery subquery, Set<Integer> needed) {
    int width = subquery.width();
    Set<Integer> own = new HashSet<>(needed);
    own.remove(width);
    visitSides(subquery.input(), subquery.rows(), width, with(own, subquery.expressions()));
  }

  private void visitJoin(Relation.Join join, Set<Integer> needed) {
    visitSides(join.left(), join.right(), join.left().fields().size(), needed);
  }

  private void visitSides(Relation leftSide, Relation rightSide, int width, Set<Integer> needed) {
    Set<Integer> left = new HashSet<>();
    Set<Integer> right = new HashSet<>();
    for (int i : needed) {
      if (i < width) {
        left.add(i);
      } else {
        right.add(i - width);
      }
    }
    visit(leftSide, left);
    visit(rightSide, right);
  }

  private static Set<Integer> with(Set<Integer> needed, List<Expression> expressions) {
    Set<Integer> all = new HashSet<>(needed);
    expressions.forEach(e -> all.addAll(e.columns()));
    return all;
  }
}
