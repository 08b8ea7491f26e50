package dev.accrete.compiler;

import dev.accrete.compiler.analyze.ColumnUses;
import dev.accrete.compiler.dialect.ValueUse;
import dev.accrete.compiler.plan.InputPlan;
import dev.accrete.compiler.plan.InputReads;
import dev.accrete.compiler.tree.Field;
import dev.accrete.compiler.tree.ReadFields;
import dev.accrete.compiler.tree.Relation;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Which columns of its sources a model reads, and what it does with those of its inputs. */
final class ReadSources {
  private final Map<String, Set<String>> read = new HashMap<>();
  private boolean understood = true;

  private ReadSources() {}

  /**
   * A source that declares no columns, and is read by something that is not understood, is absent:
   * any of its columns may matter.
   *
   * @param mayReadMore whether the model may read columns that the tree does not name
   */
  static InputReads of(
      Relation root, boolean mayReadMore, List<InputPlan> inputs, ModelInputs declared) {
    ReadSources sources = new ReadSources();
    sources.visit(root, ReadFields.named(root));
    Map<String, Set<String>> columns = new HashMap<>();
    for (InputPlan input : inputs) {
      Set<String> all = new HashSet<>();
      declared
          .fields(input.name())
          .ifPresent(fields -> fields.forEach(field -> all.add(folded(field))));
      Set<String> some =
          mayReadMore || !sources.understood ? all : sources.read.getOrDefault(input.name(), all);
      if (!all.isEmpty()) {
        columns.put(input.name(), Set.copyOf(some));
      }
    }
    Map<String, Set<ValueUse>> uses =
        Optional.of(root)
            .filter(r -> !mayReadMore)
            .flatMap(ColumnUses::of)
            .orElse(InputReads.UNKNOWN.uses());
    return new InputReads(columns, uses);
  }

  private void visit(Relation node, ReadFields fields) {
    if (node instanceof Relation.Opaque) {
      understood = false;
    }
    if (node instanceof Relation.Scan scan) {
      Set<String> found = read.computeIfAbsent(scan.relation(), name -> new HashSet<>());
      for (int i = 0; i < scan.fields().size(); i++) {
        if (fields.isRead(scan, i)) {
          found.add(folded(scan.fields().get(i)));
        }
      }
    }
    node.inputs().forEach(input -> visit(input, fields));
  }

  private static String folded(Field field) {
    return field.name().toLowerCase(Locale.ROOT);
  }
}
