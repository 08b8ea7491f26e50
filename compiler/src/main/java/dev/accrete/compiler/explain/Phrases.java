package dev.accrete.compiler.explain;

import dev.accrete.compiler.tree.Expression;
import dev.accrete.compiler.tree.Named;
import dev.accrete.compiler.tree.Relation;
import dev.accrete.compiler.tree.Relation.Aggregate;
import dev.accrete.compiler.tree.Relation.Filter;
import dev.accrete.compiler.tree.Relation.Join;
import dev.accrete.compiler.tree.Relation.KeySet;
import dev.accrete.compiler.tree.Relation.Matching;
import dev.accrete.compiler.tree.Relation.Project;
import dev.accrete.compiler.tree.Relation.Scan;
import dev.accrete.compiler.tree.Relation.SetOperation;
import dev.accrete.compiler.tree.Relation.State;
import java.util.List;

/** Says in a sentence's words what a relation of keys or of needed values holds. */
final class Phrases {
  private final Labels labels;
  private final ExpressionText expressions;

  Phrases(Labels labels) {
    this.labels = labels;
    this.expressions = new ExpressionText(labels);
  }

  /** The values that a relation holds, as the object of a sentence: {@code its own `users.id`}. */
  String values(Relation relation) {
    if (relation instanceof SetOperation operation) {
      return String.join("; and ", operation.inputs().stream().map(this::values).toList());
    }
    if (relation instanceof KeySet) {
      return "the touched keys";
    }
    if (relation instanceof Project project) {
      return values(project.columns(), project.input());
    }
    if (relation instanceof Aggregate distinct) {
      return values(distinct.keys(), distinct.input());
    }
    return "every " + row(relation);
  }

  private String values(List<Named> columns, Relation input) {
    List<Expression> read = columns.stream().map(Named::expression).toList();
    if (input instanceof KeySet set) {
      List<String> names = read.stream().map(e -> "`" + name(e, set) + "`").toList();
      return "the touched " + tuple(names);
    }
    String what = tuple(read, input);
    Relation bare = input;
    String condition = "";
    while (bare instanceof Filter filter) {
      condition =
          condition + ", where `" + expressions.of(filter.condition(), filter.input()) + "`";
      bare = filter.input();
    }
    if (bare instanceof Scan scan && scan.state() == State.CHANGED) {
      return "its own " + what + condition;
    }
    return "the " + what + " of every " + row(input);
  }

  private String name(Expression expression, KeySet set) {
    return expression instanceof Expression.Column column
        ? set.fields().get(column.index()).name()
        : expressions.of(expression, set);
  }

  /** One row of a relation, without an article. */
  String row(Relation relation) {
    if (relation instanceof Scan scan) {
      String name = "`" + labels.of(scan) + "` row";
      return switch (scan.state()) {
        case CURRENT -> name;
        case CHANGED -> "changed " + name;
        case CURRENT_AND_REMOVED -> name + " (removed ones too)";
        case INSERTED, SIGNED -> "new " + name;
      };
    }
    if (relation instanceof Filter filter) {
      return row(filter.input())
          + " with `"
          + expressions.of(filter.condition(), filter.input())
          + "`";
    }
    if (relation instanceof Matching matching) {
      String keys = tuple(matching.keys(), matching.input());
      return row(matching.input()) + " whose " + keys + " is among " + values(matching.set());
    }
    if (relation instanceof Join join) {
      String on = "` on `" + expressions.of(join.condition(), join);
      String alone = join.kind() == Relation.JoinKind.INNER ? "" : ", or alone";
      return row(join.left()) + " with its " + row(join.right()) + alone + on.substring(1) + "`";
    }
    if (relation instanceof Aggregate aggregate) {
      return "group of " + row(aggregate.input()) + "s";
    }
    return relation.inputs().size() == 1 ? row(relation.inputs().get(0)) : "row";
  }

  /** Expressions in code font, in brackets where there are several. */
  String tuple(List<Expression> read, Relation input) {
    return tuple(read.stream().map(e -> "`" + expressions.of(e, input) + "`").toList());
  }

  static String tuple(List<String> parts) {
    return parts.size() == 1 ? parts.get(0) : "(" + String.join(", ", parts) + ")";
  }
}
