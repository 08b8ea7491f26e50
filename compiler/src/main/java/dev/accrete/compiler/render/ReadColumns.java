package dev.accrete.compiler.render;

import dev.accrete.compiler.tree.Field;
import dev.accrete.compiler.tree.ReadFields;
import dev.accrete.compiler.tree.Relation;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Which columns of each reference a model names, so that no more are listed in its SQL. */
final class ReadColumns {
  private final Map<Integer, Set<Integer>> read = new HashMap<>();
  private final boolean everything;

  private ReadColumns(boolean everything) {
    this.everything = everything;
  }

  /**
   * Of a model.
   *
   * @param mayReadMore whether the text may read columns that the tree does not name: then every
   *     column may matter, and all are listed
   */
  static ReadColumns of(Relation root, boolean mayReadMore) {
    ReadColumns columns = new ReadColumns(mayReadMore || root instanceof Relation.Opaque);
    if (!columns.everything) {
      columns.visit(root, ReadFields.named(root));
    }
    return columns;
  }

  private void visit(Relation node, ReadFields fields) {
    if (node instanceof Relation.Scan scan) {
      Set<Integer> found = read.computeIfAbsent(scan.reference(), r -> new TreeSet<>());
      for (int i = 0; i < scan.fields().size(); i++) {
        if (fields.isRead(scan, i)) {
          found.add(i);
        }
      }
    }
    node.inputs().forEach(i -> visit(i, fields));
  }

  /**
   * The columns of a reference that are read, in their order; at least one, where there is any: a
   * source may be declared without columns, and be counted.
   */
  List<String> of(int reference, List<Field> fields) {
    if (fields.isEmpty()) {
      return List.of();
    }
    Set<Integer> found = read.getOrDefault(reference, Set.of());
    if (everything || (found.isEmpty() && !read.containsKey(reference))) {
      return fields.stream().map(Field::name).toList();
    }
    Set<Integer> some = found.isEmpty() ? Set.of(0) : found;
    return some.stream().sorted().map(i -> fields.get(i).name()).toList();
  }
}
