package dev.accrete.compiler.check;

import dev.accrete.compiler.tree.Expression;
import dev.accrete.compiler.tree.Relation;
import dev.accrete.compiler.tree.Relation.Aggregate;
import dev.accrete.compiler.tree.Relation.Filter;
import dev.accrete.compiler.tree.Relation.Join;
import dev.accrete.compiler.tree.Relation.Project;
import dev.accrete.compiler.tree.Relation.Scan;
import dev.accrete.compiler.tree.Relation.SetOperation;
import dev.accrete.compiler.tree.Relation.Subquery;
import dev.accrete.compiler.tree.Relation.Values;
import dev.accrete.compiler.tree.Relation.Window;
import java.util.List;
import java.util.Map;

/**
 * Checks that a model that was split into hidden models and a rest is the same model: with the tree
 * of each hidden model in the place where it is read, the trees are equal.
 *
 * <p>Places and names are left out, as columns go by their numbers; so are projections that return
 * their input as it is, and the order of filters, projections and UNION ALL, see {@link OneForm}.
 */
public final class SplitCheck {
  private final Map<String, Relation> hidden;

  private SplitCheck(Map<String, Relation> hidden) {
    this.hidden = hidden;
  }

  /**
   * Whether the parts together are the whole.
   *
   * @param whole the tree of the model as its author wrote it
   * @param rest the tree that reads hidden models
   * @param hidden the tree of each hidden model, by its name
   */
  public static boolean isSame(Relation whole, Relation rest, Map<String, Relation> hidden) {
    List<Object> wanted = new SplitCheck(Map.of()).shape(whole);
    return wanted.equals(new SplitCheck(hidden).shape(rest));
  }

  private List<Object> shape(Relation relation) {
    Relation node = OneForm.of(relation);
    if (node instanceof Scan scan) {
      Relation part = hidden.get(scan.relation());
      return part == null ? List.of("scan", scan.relation(), scan.state()) : shape(part);
    }
    if (node instanceof Values values) {
      return List.of("values", values.rows());
    }
    if (node instanceof Filter filter) {
      List<Expression> conjuncts =
          filter.condition().conjuncts().stream().map(OneForm::bare).toList();
      return List.of("filter", conjuncts, shape(filter.input()));
    }
    if (node instanceof Project project) {
      List<Expression> columns = project.columns().stream().map(c -> c.expression()).toList();
      return isIdentity(columns, project.input())
          ? shape(project.input())
          : List.of("project", columns, shape(project.input()));
    }
    if (node instanceof Join join) {
      return List.of(
          "join", join.kind(), join.condition(), shape(join.left()), shape(join.right()));
    }
    if (node instanceof Aggregate groups) {
      return List.of(
          "group",
          groups.keys().stream().map(k -> k.expression()).toList(),
          groups.aggregates().stream().map(a -> a.expression()).toList(),
          groups.sets(),
          shape(groups.input()));
    }
    if (node instanceof Window window) {
      return List.of(
          "window",
          window.columns().stream().map(c -> List.of(c.call(), c.partition(), c.order())).toList(),
          shape(window.input()));
    }
    if (node instanceof SetOperation set) {
      return List.of(set.kind(), set.all(), set.inputs().stream().map(this::shape).toList());
    }
    if (node instanceof Subquery subquery) {
      return List.of(
          "subquery", subquery.expressions(), shape(subquery.input()), shape(subquery.rows()));
    }
    // What is not understood is equal to nothing.
    return List.of(new Object());
  }

  private static boolean isIdentity(List<Expression> columns, Relation input) {
    if (columns.size() != input.fields().size()) {
      return false;
    }
    for (int i = 0; i < columns.size(); i++) {
      if (!columns.get(i).equals(new Expression.Column(i))) {
        return false;
      }
    }
    return true;
  }
}
