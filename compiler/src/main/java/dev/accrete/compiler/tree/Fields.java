package dev.accrete.compiler.tree;

import java.util.ArrayList;
import java.util.List;

/** What relations have in common. */
final class Fields {
  private Fields() {}

  /** The field that an expression over an input makes: a plain column keeps its type. */
  static Field of(Named named, List<Field> input) {
    // A column that the input lacks is the checker's to find.
    if (named.expression() instanceof Expression.Column column && column.index() < input.size()) {
      Field field = input.get(column.index());
      return new Field(named.name(), field.type(), field.nullable());
    }
    return Field.named(named.name());
  }

  /** The fields of both sides; those of a side that may be absent are nullable. */
  static List<Field> joined(Relation left, Relation right, Relation.JoinKind kind) {
    boolean leftMayMiss = kind == Relation.JoinKind.RIGHT || kind == Relation.JoinKind.FULL;
    boolean rightMayMiss = kind == Relation.JoinKind.LEFT || kind == Relation.JoinKind.FULL;
    List<Field> all = new ArrayList<>();
    left.fields().forEach(f -> all.add(leftMayMiss ? nullable(f) : f));
    right.fields().forEach(f -> all.add(rightMayMiss ? nullable(f) : f));
    return List.copyOf(all);
  }

  private static Field nullable(Field field) {
    return new Field(field.name(), field.type(), true);
  }

  static List<Field> grouped(Relation input, List<Named> keys, List<Named> aggregates) {
    List<Field> all = new ArrayList<>();
    keys.forEach(k -> all.add(of(k, input.fields())));
    aggregates.forEach(a -> all.add(Field.named(a.name())));
    return List.copyOf(all);
  }

  /** The fields of a relation and one more. */
  static List<Field> and(Relation input, String name) {
    List<Field> all = new ArrayList<>(input.fields());
    all.add(Field.named(name));
    return List.copyOf(all);
  }

  static List<Field> windowed(Relation input, List<Relation.WindowColumn> columns) {
    List<Field> all = new ArrayList<>(input.fields());
    columns.forEach(c -> all.add(Field.named(c.name())));
    return List.copyOf(all);
  }

  static List<Relation> inputs(Relation relation) {
    if (relation instanceof Relation.Filter filter) {
      return List.of(filter.input());
    }
    if (relation instanceof Relation.Project project) {
      return List.of(project.input());
    }
    if (relation instanceof Relation.Join join) {
      return List.of(join.left(), join.right());
    }
    if (relation instanceof Relation.Aggregate aggregate) {
      return List.of(aggregate.input());
    }
    if (relation instanceof Relation.Window window) {
      return List.of(window.input());
    }
    if (relation instanceof Relation.Subquery subquery) {
      return List.of(subquery.input(), subquery.rows());
    }
    if (relation instanceof Relation.SetOperation operation) {
      return operation.inputs();
    }
    if (relation instanceof Relation.Matching matching) {
      return List.of(matching.input(), matching.set());
    }
    return List.of();
  }
}
