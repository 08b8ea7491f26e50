package dev.accrete.compiler.tree;

import java.util.List;

/** What relations have in common. */
final class Fields {
  private Fields() {}

  /** The field that an expression over an input makes: a plain column keeps its type. */
  static Field of(Named named, List<Field> input) {
    if (named.expression() instanceof Expression.Column column) {
      Field field = input.get(column.index());
      return new Field(named.name(), field.type(), field.nullable());
    }
    return Field.named(named.name());
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
    if (relation instanceof Relation.SetOperation operation) {
      return operation.inputs();
    }
    if (relation instanceof Relation.Matching matching) {
      return List.of(matching.input(), matching.set());
    }
    return List.of();
  }
}
