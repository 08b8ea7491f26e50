package dev.accrete.compiler.analyze;

import dev.accrete.compiler.tree.Expression;
import dev.accrete.compiler.tree.FieldSource;
import dev.accrete.compiler.tree.Relation;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Follows output columns down to the columns that they are computed from. Conditions of filters and
 * joins are not lineage.
 */
final class Lineage {
  private Lineage() {}

  static List<List<String>> of(Relation root) {
    List<List<String>> lineage = new ArrayList<>();
    for (int i = 0; i < root.fields().size(); i++) {
      Set<String> columns = new LinkedHashSet<>();
      trace(root, new Expression.Column(i), columns);
      lineage.add(List.copyOf(columns));
    }
    return lineage;
  }

  /** The columns that a field, counted from the first, is computed from. */
  static Set<String> of(Relation node, int field) {
    Set<String> columns = new LinkedHashSet<>();
    if (node instanceof Relation.Subquery subquery && field >= subquery.width()) {
      trace(subquery.rows(), field - subquery.width(), columns);
    } else {
      trace(node, field, columns);
    }
    return columns;
  }

  private static void trace(Relation node, Expression expression, Set<String> found) {
    for (int index : expression.columns()) {
      trace(node, index, found);
    }
  }

  /** What a subquery selects and compares is lineage; what its WHERE asks is not. */
  private static void trace(Relation.Subquery subquery, int index, Set<String> found) {
    int width = subquery.width();
    Set<Integer> read = index < width ? Set.of(index) : subquery.head().columns();
    for (int i : read) {
      trace(i < width ? subquery.input() : subquery.rows(), i < width ? i : i - width, found);
    }
  }

  private static void trace(Relation node, int index, Set<String> found) {
    FieldSource source = FieldSource.of(node, index);
    if (node instanceof Relation.Scan scan) {
      found.add(scan.relation() + "." + scan.fields().get(index).name());
    } else if (node instanceof Relation.Subquery subquery) {
      trace(subquery, index, found);
    } else if (source instanceof FieldSource.Computed computed) {
      trace(computed.input(), computed.expression(), found);
    } else if (source instanceof FieldSource.Passed passed) {
      passed.inputs().forEach(input -> trace(input, passed.field(), found));
    }
  }
}
