package dev.accrete.compiler.check;

import dev.accrete.compiler.tree.Expression;
import dev.accrete.compiler.tree.Relation;
import dev.accrete.compiler.tree.Relation.Aggregate;
import dev.accrete.compiler.tree.Relation.Filter;
import dev.accrete.compiler.tree.Relation.Join;
import dev.accrete.compiler.tree.Relation.JoinKind;
import dev.accrete.compiler.tree.Relation.Project;
import dev.accrete.compiler.tree.Relation.Scan;
import dev.accrete.compiler.tree.Relation.SetOperation;
import dev.accrete.compiler.tree.Relation.Subquery;
import dev.accrete.compiler.tree.Relation.Window;
import dev.accrete.compiler.tree.Relation.WindowColumn;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * What a change can make differ: patterns that together cover each row of a relation that is in one
 * of two states and not, or not as often, in the other.
 *
 * <p>Two states are compared: the last run's and the current one for routes; all rows and the
 * restricted ones for recomputes, where the changed rows are the dropped ones and rows are real if
 * they stand in the full state. Where two inputs of a join change, the pairs of two changed rows
 * are counted with the side that changes first; the other side's changes then need only rows that
 * stand in both states.
 */
final class Obligations {
  private final Atoms atoms;
  private final Rows rows;
  private final boolean dropping;

  Obligations(Atoms atoms, boolean dropping) {
    this.atoms = atoms;
    this.rows = new Rows(atoms, dropping);
    this.dropping = dropping;
  }

  /**
   * The rows that may differ.
   *
   * @param wanted the fields that have to be told, where they can be
   */
  List<Pattern> changed(Relation relation, Set<Integer> wanted) {
    if (relation instanceof Scan scan) {
      Atom atom =
          atoms.fresh(scan.in(dropping ? Relation.State.CURRENT : Relation.State.CHANGED), false);
      return List.of(Pattern.of(atom, atom, dropping));
    }
    if (relation instanceof Relation.Values) {
      return List.of();
    }
    if (relation instanceof Filter filter) {
      return changed(filter.input(), wanted).stream()
          .map(p -> p.where(filter.condition()))
          .filter(Pattern::possible)
          .toList();
    }
    if (relation instanceof Project project) {
      Set<Integer> below = Wanted.below(project.columns(), wanted);
      return each(changed(project.input(), below), p -> Rows.project(p, project.columns(), 0));
    }
    if (relation instanceof Aggregate aggregate) {
      return groups(aggregate, wanted);
    }
    if (relation instanceof Window window) {
      return mates(window, wanted);
    }
    if (relation instanceof Subquery subquery) {
      return beside(subquery, wanted);
    }
    if (relation instanceof SetOperation operation) {
      Relation first = operation.inputs().get(0);
      return Branches.changed(
          operation,
          atoms,
          branch -> changed(branch, wanted),
          () -> rows.in(first, wanted, Rows.Reading.UNCHANGED));
    }
    return pairs((Join) relation, wanted);
  }

  /**
   * A group differs where one of its rows does. When rows are dropped, what is left of it is told
   * by a kept row.
   */
  private List<Pattern> groups(Aggregate aggregate, Set<Integer> wanted) {
    int unknown = aggregate.aggregates().size();
    Set<Integer> below = Wanted.below(aggregate.keys(), wanted);
    List<Pattern> found = new ArrayList<>();
    for (Pattern row : changed(aggregate.input(), below)) {
      Pattern group = Rows.project(row, aggregate.keys(), unknown);
      found.add(row.real() ? atoms.inBlock(group, aggregate, false) : group);
      if (row.real() && aggregate.keys().isEmpty()) {
        found.add(group.asReal(false)); // one row stays when no row is left
      } else if (row.real()) {
        List<Expression> keys = aggregate.keys().stream().map(k -> k.expression()).toList();
        for (Pattern mate : rows.in(aggregate.input(), below, Rows.Reading.UNCHANGED)) {
          found.add(together(row, mate, keys).withFields(group.fields()));
        }
      }
    }
    return found;
  }

  /** A row of a window differs where it does itself, or where a row of its partition does. */
  private List<Pattern> mates(Window window, Set<Integer> wanted) {
    Set<Integer> below = Wanted.below(window, wanted);
    Set<List<Expression>> partitions = new LinkedHashSet<>();
    window.columns().stream().map(WindowColumn::partition).forEach(partitions::add);
    List<Expression> values = Collections.nCopies(window.columns().size(), Pattern.UNKNOWN);
    List<Pattern> found = new ArrayList<>();
    for (Pattern row : changed(window.input(), below)) {
      Pattern itself = row.withFields(Rows.joined(row.fields(), values));
      found.add(row.real() ? atoms.inBlock(itself, window, false) : itself);
      for (List<Expression> partition : partitions) {
        for (Pattern mate : rows.in(window.input(), below, Rows.Reading.UNCHANGED)) {
          found.add(together(row, mate, partition).withFields(Rows.joined(mate.fields(), values)));
        }
      }
    }
    return found;
  }

  /**
   * What a subquery says of a row may differ where the row does, or where a row that its condition
   * holds for does.
   */
  private List<Pattern> beside(Subquery subquery, Set<Integer> wanted) {
    List<Pattern> found = new ArrayList<>();
    for (Pattern row : changed(subquery.input(), Wanted.below(subquery, wanted))) {
      Pattern itself = row.withFields(Rows.joined(row.fields(), List.of(Pattern.UNKNOWN)));
      found.add(row.real() ? atoms.inBlock(itself, subquery, false) : itself);
    }
    Wanted.Sides told = Wanted.binding(subquery, wanted);
    for (Pattern read : changed(subquery.rows(), told.right())) {
      for (Pattern row : rows.in(subquery.input(), told.left(), Rows.Reading.UNCHANGED)) {
        Pattern pair = row.and(read).where(subquery.condition()).asReal(false);
        if (pair.possible()) {
          found.add(pair.withFields(Rows.joined(row.fields(), List.of(Pattern.UNKNOWN))));
        }
      }
    }
    return found;
  }

  /**
   * A changed row beside one that stands in both states and has the same values; not a real row.
   */
  private static Pattern together(Pattern row, Pattern mate, List<Expression> values) {
    Pattern both = row.and(mate).asReal(false);
    for (Expression value : values) {
      both = both.identify(mate.over(value), row.over(value));
    }
    return both;
  }

  private List<Pattern> pairs(Join join, Set<Integer> wanted) {
    int width = Wanted.width(join.left());
    Wanted.Sides all = Wanted.Sides.of(wanted, width);
    Wanted.Sides told = Wanted.Sides.of(Wanted.with(wanted, join.condition()), width);
    boolean inner = join.kind() == JoinKind.INNER;
    boolean rightFirst = inner && all.left().isEmpty() && !all.right().isEmpty();
    List<Pattern> found = new ArrayList<>();
    boolean full = join.kind() == JoinKind.FULL;
    if (all.right().isEmpty() && !full) {
      found.addAll(each(changed(join.left(), all.left()), p -> p.and(Rows.unknown(join.right()))));
    } else {
      for (Pattern left : changed(join.left(), told.left())) {
        found.addAll(rows.partners(left, join, told.right(), rightFirst));
        if (full) {
          found.addAll(deserted(join, left, told.right()));
        }
      }
    }
    for (Pattern right : changed(join.right(), rightFirst ? all.right() : told.right())) {
      found.addAll(rightFirst ? alone(join, right) : against(join, right, told.left(), all));
      if (full) {
        Pattern stands = FullJoins.alone(join, right);
        found.add(right.real() ? atoms.inBlock(stands, join, false) : stands);
      }
    }
    return found;
  }

  private static List<Pattern> alone(Join join, Pattern right) {
    return List.of(Rows.unknown(join.left()).and(right));
  }

  /** In a full join, right rows that a changed left row meets may stand alone without it. */
  private List<Pattern> deserted(Join join, Pattern left, Set<Integer> wanted) {
    List<Pattern> found = new ArrayList<>();
    for (Pattern right : rows.in(join.right(), wanted, Rows.Reading.UNCHANGED)) {
      Pattern pair = left.and(right).where(join.condition()).asReal(false);
      if (pair.possible()) {
        List<Expression> fields = FullJoins.alone(join, right).fields();
        found.add(FullJoins.told(pair, join, true).withFields(fields));
      }
    }
    return found;
  }

  /**
   * A changed right row makes its pairs differ, and in a left join also whether the left row stands
   * alone.
   */
  private List<Pattern> against(Join join, Pattern right, Set<Integer> wanted, Wanted.Sides all) {
    List<Pattern> found = new ArrayList<>();
    for (Pattern left : rows.in(join.left(), wanted, Rows.Reading.UNCHANGED)) {
      Pattern pair = FullJoins.told(left.and(right).where(join.condition()), join, false);
      if (!pair.possible()) {
        continue;
      }
      boolean inner = join.kind() == JoinKind.INNER;
      Pattern nobody = inner ? Rows.unknown(join.right()) : Rows.nulls(join.right());
      Pattern lonely = pair.withFields(left.and(nobody).fields()).asReal(false);
      if (join.kind() == JoinKind.LEFT && all.right().isEmpty()) {
        found.add(lonely.withFields(left.and(Rows.unknown(join.right())).fields()));
        continue;
      }
      found.add(pair.real() && !inner ? atoms.inBlock(pair, join, false) : pair);
      if (!inner) {
        found.add(lonely);
      }
    }
    return found;
  }

  private static List<Pattern> each(
      List<Pattern> patterns, java.util.function.UnaryOperator<Pattern> change) {
    return patterns.stream().map(change).toList();
  }
}
