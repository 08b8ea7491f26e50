package dev.accrete.compiler.check;

import dev.accrete.compiler.tree.Expression;
import dev.accrete.compiler.tree.Expression.Call;
import dev.accrete.compiler.tree.Named;
import dev.accrete.compiler.tree.Relation;
import dev.accrete.compiler.tree.Relation.Filter;
import dev.accrete.compiler.tree.Relation.Project;
import dev.accrete.compiler.tree.Relation.SetKind;
import dev.accrete.compiler.tree.Relation.SetOperation;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * One form of filters and projections: they are below UNION ALL, in each of its branches; a filter
 * is below a projection, there is one projection at a time, and UNION ALL has all its branches side
 * by side.
 *
 * <p>That leaves the rows as they are where expressions give one value for one row.
 */
final class OneForm {
  private OneForm() {}

  /** The relation with its filters and projections in order, as far as the next other operator. */
  static Relation of(Relation relation) {
    if (relation instanceof Filter filter) {
      return filtered(of(filter.input()), filter);
    }
    if (isUnionAll(relation)) {
      SetOperation union = (SetOperation) relation;
      return new SetOperation(union.kind(), union.all(), branches(union).toList(), union.origin());
    }
    return relation instanceof Project project ? projected(of(project.input()), project) : relation;
  }

  private static Relation filtered(Relation input, Filter filter) {
    if (isUnionAll(input)) {
      return each((SetOperation) input, branch -> filtered(of(branch), filter));
    }
    if (input instanceof Project below) {
      Filter inner =
          new Filter(
              below.input(),
              filter.condition().substitute(i -> below.columns().get(i).expression()),
              filter.origin());
      return new Project(of(inner), below.columns(), below.origin(), below.fields());
    }
    return new Filter(input, filter.condition(), filter.origin());
  }

  private static Relation projected(Relation input, Project project) {
    if (isUnionAll(input)) {
      return each((SetOperation) input, branch -> projected(of(branch), project));
    }
    if (input instanceof Project below) {
      List<Named> columns =
          project.columns().stream()
              .map(
                  c ->
                      new Named(
                          c.name(),
                          c.expression().substitute(i -> below.columns().get(i).expression())))
              .toList();
      return new Project(below.input(), columns, project.origin(), project.fields());
    }
    return new Project(input, project.columns(), project.origin(), project.fields());
  }

  private static boolean isUnionAll(Relation relation) {
    return relation instanceof SetOperation set && set.kind() == SetKind.UNION && set.all();
  }

  private static SetOperation each(SetOperation union, UnaryOperator<Relation> branch) {
    return new SetOperation(
        union.kind(), union.all(), union.inputs().stream().map(branch).toList(), union.origin());
  }

  /** The branches of a UNION ALL, those of its branches in place of these. */
  private static Stream<Relation> branches(SetOperation union) {
    return union.inputs().stream()
        .map(OneForm::of)
        .flatMap(b -> isUnionAll(b) ? branches((SetOperation) b) : Stream.of(b));
  }

  /** A condition without parentheses around all of it. */
  static Expression bare(Expression condition) {
    if (!(condition instanceof Call call) || call.operands().isEmpty()) {
      return condition;
    }
    List<String> glue = new ArrayList<>(call.glue());
    int last = glue.size() - 1;
    String first = glue.get(0).strip();
    String end = glue.get(last).strip();
    if (!first.equals("(") || !end.equals(")")) {
      return condition;
    }
    glue.set(0, "");
    glue.set(last, "");
    return closes(String.join("", glue))
        ? bare(new Call(call.operator(), call.operands(), glue))
        : condition;
  }

  /** Whether each parenthesis closes one that was opened before it. */
  private static boolean closes(String text) {
    int depth = 0;
    for (char c : text.toCharArray()) {
      depth += c == '(' ? 1 : c == ')' ? -1 : 0;
      if (depth < 0) {
        return false;
      }
    }
    return depth == 0;
  }
}
