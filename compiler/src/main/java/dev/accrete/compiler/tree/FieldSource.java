package dev.accrete.compiler.tree;

import java.util.List;

/** Where the values of a relation's field come from, one operator below. */
public sealed interface FieldSource {

  /** An expression over an input, for each of its rows or groups. */
  record Computed(Relation input, Expression expression) implements FieldSource {}

  /** The field of that number of each of these, as it is; one, but of set operations. */
  record Passed(List<Relation> inputs, int field) implements FieldSource {
    public Passed {
      inputs = List.copyOf(inputs);
    }
  }

  /** Nothing below: a scan, constants, or what the operator itself adds. */
  record Own() implements FieldSource {}

  /** Where a field, counted from the first, comes from. */
  static FieldSource of(Relation relation, int field) {
    if (relation instanceof Relation.Project project) {
      return new Computed(project.input(), project.columns().get(field).expression());
    }
    if (relation instanceof Relation.Aggregate groups) {
      int keys = groups.keys().size();
      return new Computed(
          groups.input(),
          field < keys
              ? groups.keys().get(field).expression()
              : groups.aggregates().get(field - keys).expression());
    }
    if (relation instanceof Relation.SetOperation operation) {
      return new Passed(operation.inputs(), field);
    }
    if (relation.inputs().isEmpty()) {
      return new Own();
    }
    Relation input = relation.inputs().get(0);
    int width = input.fields().size();
    if (field < width) {
      return new Passed(List.of(input), field);
    }
    if (relation instanceof Relation.Join join) {
      return new Passed(List.of(join.right()), field - width);
    }
    return relation instanceof Relation.Window window
        ? new Computed(input, window.columns().get(field - width).call())
        : new Own();
  }
}
