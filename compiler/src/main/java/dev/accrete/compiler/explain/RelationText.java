package dev.accrete.compiler.explain;

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
import dev.accrete.compiler.tree.Relation.Window;
import java.util.List;
import java.util.Locale;

/**
 * Prints relations for people, as an outline: each line an operator, what it reads indented below.
 */
public final class RelationText {
  private final Labels labels;
  private final ExpressionText expressions;

  /** A printer that names readings by these labels. */
  public RelationText(Labels labels) {
    this.labels = labels;
    this.expressions = new ExpressionText(labels);
  }

  /** The outline, without a line end after its last line. */
  public String of(Relation relation) {
    StringBuilder text = new StringBuilder();
    print(relation, 0, text);
    return text.toString().stripTrailing();
  }

  private void print(Relation relation, int depth, StringBuilder text) {
    text.append("  ".repeat(depth)).append(line(relation)).append('\n');
    if (relation instanceof Matching matching) {
      print(matching.input(), depth + 1, text);
      text.append("  ".repeat(depth)).append("among").append('\n');
      print(matching.set(), depth + 1, text);
    } else {
      relation.inputs().forEach(i -> print(i, depth + 1, text));
    }
  }

  private String line(Relation relation) {
    if (relation instanceof Scan scan) {
      return state(scan) + " " + labels.of(scan);
    }
    if (relation instanceof Relation.Values values) {
      return values.rows().size() + (values.rows().size() == 1 ? " listed row" : " listed rows");
    }
    if (relation instanceof KeySet set) {
      return set.name().equals("touched") ? "the touched keys" : "the keys " + set.name();
    }
    if (relation instanceof Filter filter) {
      return "where " + expressions.of(filter.condition(), filter.input());
    }
    if (relation instanceof Project project) {
      return columns(project.columns(), project.input()) + " of";
    }
    if (relation instanceof Join join) {
      String kind = join.kind().name().toLowerCase(Locale.ROOT);
      return kind + " join on " + expressions.of(join.condition(), join);
    }
    if (relation instanceof Aggregate aggregate) {
      return aggregate.keys().isEmpty()
          ? "one row of all"
          : "one row per " + columns(aggregate.keys(), aggregate.input()) + " of";
    }
    if (relation instanceof Window window) {
      return "with " + String.join(", ", window.columns().stream().map(c -> c.name()).toList());
    }
    if (relation instanceof SetOperation operation) {
      return operation.kind().name().toLowerCase(Locale.ROOT)
          + (operation.all() ? " all of" : " of");
    }
    if (relation instanceof Relation.Subquery) {
      return "with what a subquery says of each row, from rows and what it reads";
    }
    if (relation instanceof Matching matching && matching.keys().isEmpty()) {
      return "all rows, if there is one below, from";
    }
    if (relation instanceof Matching matching) {
      String nulls = matching.nullSafe() ? ", NULL matching NULL," : "";
      return "rows whose " + tuple(matching) + " is" + nulls + " one of those below, from";
    }
    return "a part that is not understood: " + ((Relation.Opaque) relation).detail();
  }

  private String tuple(Matching matching) {
    String keys = expressions.of(matching.keys(), matching.input());
    return matching.keys().size() == 1 ? keys : "(" + keys + ")";
  }

  private String columns(List<Named> columns, Relation input) {
    return expressions.of(columns.stream().map(Named::expression).toList(), input);
  }

  static String state(Scan scan) {
    return switch (scan.state()) {
      case CURRENT -> "current rows of";
      case CHANGED -> "changed rows of";
      case CURRENT_AND_REMOVED -> "current and removed rows of";
      case INSERTED -> "new rows of";
      case SIGNED -> "signed changes of";
    };
  }
}
