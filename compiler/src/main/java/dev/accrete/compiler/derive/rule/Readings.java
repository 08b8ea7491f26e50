package dev.accrete.compiler.derive.rule;

import dev.accrete.compiler.tree.Expression;
import dev.accrete.compiler.tree.Field;
import dev.accrete.compiler.tree.Named;
import dev.accrete.compiler.tree.Relation;
import dev.accrete.compiler.tree.Relation.JoinKind;
import dev.accrete.compiler.tree.Relation.State;
import java.util.ArrayList;
import java.util.List;

/**
 * The readings of joins without outer joins: together they hold every row that the joins show
 * before or after a change of one scan and not both times alike.
 */
final class Readings {
  /** Its field keeps the column's type, so that functions of it know which of them is meant. */
  private static final Expression NULL = new Expression.Literal("NULL");

  private final Relation.Scan changed;

  private Readings(Relation.Scan changed) {
    this.changed = changed;
  }

  /**
   * The readings of a row-wise relation in which one scan is replaced by its changes, and all
   * others have current and removed rows.
   */
  static List<Relation> of(Relation relation, Relation.Scan changed) {
    return new Readings(changed).read(relation);
  }

  private List<Relation> read(Relation relation) {
    if (relation instanceof Relation.Scan scan) {
      return List.of(scan.in(scan == changed ? State.CHANGED : State.CURRENT_AND_REMOVED));
    }
    if (relation instanceof Relation.Values) {
      return List.of(relation);
    }
    if (relation instanceof Relation.Filter filter) {
      return read(filter.input()).stream()
          .<Relation>map(i -> new Relation.Filter(i, filter.condition(), filter.origin()))
          .toList();
    }
    if (relation instanceof Relation.Project project) {
      return read(project.input()).stream()
          .<Relation>map(i -> new Relation.Project(i, project.columns(), project.origin()))
          .toList();
    }
    return read((Relation.Join) relation);
  }

  private List<Relation> read(Relation.Join join) {
    List<Relation> readings = new ArrayList<>();
    boolean changesRight = contains(join.right());
    boolean leftStays = join.kind() == JoinKind.LEFT || join.kind() == JoinKind.FULL;
    boolean rightStays = join.kind() == JoinKind.FULL;
    for (Relation left : read(join.left())) {
      for (Relation right : read(join.right())) {
        Relation inner =
            new Relation.Join(left, right, JoinKind.INNER, join.condition(), join.origin());
        readings.add(inner);
        // A row that meets a changed partner may have stood alone before, or stand alone now.
        if (leftStays && changesRight) {
          readings.add(alone(inner, join));
        }
        if (rightStays && !changesRight) {
          readings.add(rightAlone(inner, join, 0));
        }
      }
      if (leftStays && !changesRight) {
        readings.add(alone(left, join));
      }
    }
    if (rightStays && changesRight) {
      int width = join.left().fields().size();
      read(join.right()).forEach(right -> readings.add(rightAlone(right, join, width)));
    }
    return readings;
  }

  private boolean contains(Relation relation) {
    return relation == changed || relation.inputs().stream().anyMatch(this::contains);
  }

  /** NULL in place of the left fields, and the right ones of rows, which begin so much earlier. */
  private static Relation rightAlone(Relation rows, Relation.Join join, int earlier) {
    List<Named> columns = new ArrayList<>();
    List<Field> fields = join.fields();
    int width = join.left().fields().size();
    for (int i = 0; i < fields.size(); i++) {
      Expression value = i < width ? NULL : new Expression.Column(i - earlier);
      columns.add(new Named(fields.get(i).name(), value));
    }
    return new Relation.Project(rows, columns, join.origin(), fields);
  }

  /** The left fields of rows, with NULL in place of the right ones. */
  private static Relation alone(Relation rows, Relation.Join join) {
    List<Named> columns = new ArrayList<>();
    List<Field> fields = join.fields();
    int width = join.left().fields().size();
    for (int i = 0; i < fields.size(); i++) {
      Expression value = i < width ? new Expression.Column(i) : NULL;
      columns.add(new Named(fields.get(i).name(), value));
    }
    return new Relation.Project(rows, columns, join.origin(), fields);
  }
}
