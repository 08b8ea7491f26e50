package dev.accrete.compiler.tree;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Rows without what windows say of them: for each row the same row, NULL in each column of a
 * window. Windows and projections are seen through; what is below them stays as it is.
 */
public final class Unwindowed {
  private static final Expression NULL = new Expression.Literal("NULL");

  private Unwindowed() {}

  /** The rows with NULL in the columns of windows; the fields are the same. */
  public static Relation rows(Relation node) {
    if (node instanceof Relation.Project project) {
      return new Relation.Project(rows(project.input()), project.columns(), project.origin());
    }
    if (node instanceof Relation.Window window) {
      List<Named> columns = new ArrayList<>();
      for (int i = 0; i < window.fields().size(); i++) {
        boolean own = i < window.input().fields().size();
        columns.add(
            new Named(window.fields().get(i).name(), own ? new Expression.Column(i) : NULL));
      }
      return new Relation.Project(rows(window.input()), columns, window.origin());
    }
    return node;
  }

  /** The fields that are made of what windows say. */
  public static Set<Integer> windowed(Relation node) {
    Set<Integer> fields = new TreeSet<>();
    if (node instanceof Relation.Project project) {
      Set<Integer> below = windowed(project.input());
      for (int i = 0; i < project.columns().size(); i++) {
        if (project.columns().get(i).expression().columns().stream().anyMatch(below::contains)) {
          fields.add(i);
        }
      }
    } else if (node instanceof Relation.Window window) {
      fields.addAll(windowed(window.input()));
      for (int i = window.input().fields().size(); i < window.fields().size(); i++) {
        fields.add(i);
      }
    }
    return fields;
  }

  /** Whether each window, seen through projections, has all rows of a partition in one group. */
  public static boolean keepsTogether(Relation node, List<Expression> groups) {
    if (node instanceof Relation.Project project) {
      List<Expression> below =
          groups.stream()
              .map(g -> g.substitute(i -> project.columns().get(i).expression()))
              .toList();
      return keepsTogether(project.input(), below);
    }
    if (node instanceof Relation.Window window) {
      return window.columns().stream().allMatch(c -> c.partition().containsAll(groups))
          && keepsTogether(window.input(), groups);
    }
    return true;
  }
}
