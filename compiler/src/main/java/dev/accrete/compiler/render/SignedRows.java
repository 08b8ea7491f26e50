package dev.accrete.compiler.render;

import dev.accrete.compiler.tree.Expression;
import dev.accrete.compiler.tree.Expression.Call;
import dev.accrete.compiler.tree.Expression.Column;
import dev.accrete.compiler.tree.Field;
import dev.accrete.compiler.tree.Named;
import dev.accrete.compiler.tree.Relation;
import java.util.ArrayList;
import java.util.List;

/**
 * Rows of filters, projections and inner joins with the signed changes of some readings in their
 * place: a removed row counts minus one. The sign is the last field, and that of a pair the
 * product.
 */
final class SignedRows {
  /** The field that says whether a row came or went: 1 or -1. */
  static final String SIGN = "accrete_sign";

  private SignedRows() {}

  /** The rows with the changes of these readings in their place. */
  static Relation of(Relation node, List<Integer> changed) {
    if (!reads(node, changed)) {
      return node;
    }
    if (node instanceof Relation.Scan scan) {
      List<Field> fields = new ArrayList<>(scan.fields());
      fields.add(Field.named(SIGN));
      return new Relation.Scan(
          scan.reference(), scan.relation(), Relation.State.SIGNED, fields, scan.origin());
    }
    if (node instanceof Relation.Join join) {
      return ofJoin(join, changed);
    }
    Relation below = of(node.inputs().get(0), changed);
    if (node instanceof Relation.Project project) {
      List<Named> columns = new ArrayList<>(project.columns());
      columns.add(new Named(SIGN, new Column(below.fields().size() - 1)));
      return new Relation.Project(below, columns, node.origin());
    }
    return with(node, List.of(below));
  }

  private static Relation ofJoin(Relation.Join join, List<Integer> changed) {
    Relation left = of(join.left(), changed);
    Relation right = of(join.right(), changed);
    int width = join.left().fields().size();
    int shift = left.fields().size() - width;
    Relation pairs =
        new Relation.Join(
            left,
            right,
            join.kind(),
            join.condition().substitute(i -> new Column(i < width ? i : i + shift)),
            join.origin());
    List<Named> columns = new ArrayList<>();
    for (int i = 0; i < join.fields().size(); i++) {
      columns.add(new Named(join.fields().get(i).name(), new Column(i < width ? i : i + shift)));
    }
    List<Expression> signs = new ArrayList<>();
    if (shift > 0) {
      signs.add(new Column(width));
    }
    if (right.fields().size() > join.right().fields().size()) {
      signs.add(new Column(pairs.fields().size() - 1));
    }
    columns.add(
        new Named(
            SIGN, signs.size() == 1 ? signs.get(0) : new Call("*", signs, List.of("", " * ", ""))));
    return new Relation.Project(pairs, columns, join.origin());
  }

  private static boolean reads(Relation node, List<Integer> changed) {
    return node instanceof Relation.Scan scan && changed.contains(scan.reference())
        || node.inputs().stream().anyMatch(i -> reads(i, changed));
  }

  /** A filter, projection, window or join of other inputs, whose fields are the same. */
  static Relation with(Relation node, List<Relation> inputs) {
    if (node instanceof Relation.Filter filter) {
      return new Relation.Filter(inputs.get(0), filter.condition(), filter.origin());
    }
    if (node instanceof Relation.Project project) {
      return new Relation.Project(inputs.get(0), project.columns(), project.origin());
    }
    if (node instanceof Relation.Join join) {
      return new Relation.Join(
          inputs.get(0), inputs.get(1), join.kind(), join.condition(), join.origin());
    }
    if (node instanceof Relation.Window window) {
      return new Relation.Window(inputs.get(0), window.columns(), window.origin());
    }
    if (inputs.isEmpty()) {
      return node;
    }
    throw new IllegalArgumentException(
        "nothing is merged above " + node.getClass().getSimpleName());
  }
}
