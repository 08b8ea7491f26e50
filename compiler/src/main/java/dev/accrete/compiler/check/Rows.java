package dev.accrete.compiler.check;

import dev.accrete.compiler.tree.Expression;
import dev.accrete.compiler.tree.Named;
import dev.accrete.compiler.tree.Relation;
import dev.accrete.compiler.tree.Relation.Aggregate;
import dev.accrete.compiler.tree.Relation.Filter;
import dev.accrete.compiler.tree.Relation.Join;
import dev.accrete.compiler.tree.Relation.JoinKind;
import dev.accrete.compiler.tree.Relation.Project;
import dev.accrete.compiler.tree.Relation.Scan;
import dev.accrete.compiler.tree.Relation.SetKind;
import dev.accrete.compiler.tree.Relation.SetOperation;
import dev.accrete.compiler.tree.Relation.State;
import dev.accrete.compiler.tree.Relation.Window;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;

/** Patterns that cover all rows of a relation, whether they changed or not. */
final class Rows {
  private final Atoms atoms;
  private final boolean dropping;

  Rows(Atoms atoms, boolean dropping) {
    this.atoms = atoms;
    this.dropping = dropping;
  }

  /** Which rows. */
  enum Reading {
    /** Those that stand in both states. */
    UNCHANGED,
    /** Those of either state. */
    EITHER,
    /** Those of the full state, when rows are dropped. */
    FULL
  }

  /**
   * Patterns for each row of the relation in a reading; wanted fields are told where they can be.
   */
  List<Pattern> in(Relation relation, Set<Integer> wanted, Reading reading) {
    boolean told = reading != Reading.EITHER;
    if (relation instanceof Scan scan) {
      State state = told || dropping ? State.CURRENT : State.CURRENT_AND_REMOVED;
      Atom atom = atoms.fresh(scan.in(state), reading == Reading.UNCHANGED);
      return List.of(Pattern.of(atom, null, told));
    }
    if (relation instanceof Relation.Values) {
      Atom atom = atoms.fresh(relation, reading == Reading.UNCHANGED);
      return List.of(Pattern.of(atom, null, told));
    }
    if (relation instanceof Filter filter) {
      List<Pattern> all = in(filter.input(), wanted, reading);
      return all.stream().map(p -> p.where(filter.condition())).filter(Pattern::possible).toList();
    }
    if (relation instanceof Project project) {
      Set<Integer> below = Wanted.below(project.columns(), wanted);
      List<Pattern> all = in(project.input(), below, reading);
      return all.stream().map(p -> project(p, project.columns(), 0)).toList();
    }
    if (relation instanceof Aggregate aggregate) {
      int unknown = aggregate.aggregates().size();
      Set<Integer> below = Wanted.below(aggregate.keys(), wanted);
      List<Pattern> all =
          aggregate.keys().isEmpty()
              ? List.of(Pattern.EMPTY.asReal(told))
              : in(aggregate.input(), below, reading);
      return block(
          all.stream().map(p -> project(p, aggregate.keys(), unknown)), aggregate, reading);
    }
    if (relation instanceof Window window) {
      List<Expression> values = Collections.nCopies(window.columns().size(), Pattern.UNKNOWN);
      List<Pattern> all = in(window.input(), Wanted.below(window, wanted), reading);
      return block(
          all.stream().map(p -> p.withFields(joined(p.fields(), values))), window, reading);
    }
    if (relation instanceof Relation.Subquery subquery) {
      List<Expression> value = List.of(Pattern.UNKNOWN);
      List<Pattern> all = in(subquery.input(), Wanted.below(subquery, wanted), reading);
      return block(
          all.stream().map(p -> p.withFields(joined(p.fields(), value))), subquery, reading);
    }
    if (relation instanceof SetOperation operation) {
      return branches(operation, wanted, reading);
    }
    return joinRows((Join) relation, wanted, reading);
  }

  /** A row of a union is one of some branch; all others are rows of the first. */
  private List<Pattern> branches(SetOperation operation, Set<Integer> wanted, Reading reading) {
    if (operation.kind() == SetKind.UNION) {
      return operation.inputs().stream()
          .flatMap(i -> in(i, wanted, reading).stream())
          .map(p -> Branches.shown(operation, p))
          .toList();
    }
    List<Pattern> first = in(operation.inputs().get(0), wanted, reading);
    return block(first.stream().map(p -> Branches.shown(operation, p)), operation, reading);
  }

  private List<Pattern> joinRows(Join join, Set<Integer> wanted, Reading reading) {
    int width = Wanted.width(join.left());
    Wanted.Sides told = Wanted.Sides.of(Wanted.with(wanted, join.condition()), width);
    boolean inner = join.kind() == JoinKind.INNER;
    boolean full = join.kind() == JoinKind.FULL;
    boolean leftAlone = !inner && !full && Wanted.Sides.of(wanted, width).right().isEmpty();
    List<Pattern> found = new ArrayList<>();
    for (Pattern left : in(join.left(), told.left(), reading)) {
      if (!leftAlone) {
        for (Pattern right : in(join.right(), told.right(), reading)) {
          Pattern pair = left.and(right).where(join.condition());
          if (pair.possible()) {
            found.add(FullJoins.told(pair, join, true));
          }
        }
      }
      if (!inner) {
        Pattern nobody = leftAlone ? unknown(join.right()) : nulls(join.right());
        found.add(left.withFields(left.and(nobody).fields()));
      }
    }
    if (full) {
      in(join.right(), told.right(), reading).forEach(r -> found.add(FullJoins.alone(join, r)));
    }
    return inner ? found : block(found.stream(), join, reading);
  }

  /** The pairs that a changed left row is in or, in a left join, its standing alone. */
  List<Pattern> partners(Pattern left, Join join, Set<Integer> wanted, boolean rightFirst) {
    Reading reading = rightFirst ? Reading.UNCHANGED : left.real() ? Reading.FULL : Reading.EITHER;
    List<Pattern> found = new ArrayList<>();
    for (Pattern right : in(join.right(), wanted, reading)) {
      Pattern pair = left.and(right).where(join.condition());
      if (pair.possible()) {
        found.add(FullJoins.told(pair, join, true));
      }
    }
    if (join.kind() != JoinKind.INNER) {
      found.add(left.withFields(left.and(nulls(join.right())).fields()));
      if (left.real()) {
        return found.stream().map(p -> atoms.inBlock(p, join, false)).toList();
      }
    }
    return found;
  }

  private List<Pattern> block(
      java.util.stream.Stream<Pattern> patterns, Relation block, Reading reading) {
    return reading == Reading.EITHER
        ? patterns.toList()
        : patterns.map(p -> atoms.inBlock(p, block, reading == Reading.UNCHANGED)).toList();
  }

  /** The row that expressions make, with unknown values after them. */
  static Pattern project(Pattern pattern, List<Named> columns, int unknown) {
    List<Expression> made =
        columns.stream().map(c -> tellable(pattern.over(c.expression()))).toList();
    return pattern.withFields(joined(made, Collections.nCopies(unknown, Pattern.UNKNOWN)));
  }

  private static Expression tellable(Expression expression) {
    return Pattern.known(expression) ? expression : Pattern.UNKNOWN;
  }

  /**
   * No rows at all, of which nothing is known: stands beside another pattern for fields that nobody
   * asks about.
   */
  static Pattern unknown(Relation relation) {
    return filled(relation, Pattern.UNKNOWN);
  }

  /** The missing partner of an outer join. */
  static Pattern nulls(Relation relation) {
    return filled(relation, Pattern.NULL);
  }

  private static Pattern filled(Relation relation, Expression value) {
    List<Expression> fields = Collections.nCopies(Wanted.width(relation), value);
    return Pattern.EMPTY.withFields(fields).asReal(true);
  }

  static List<Expression> joined(List<Expression> first, List<? extends Expression> second) {
    List<Expression> all = new ArrayList<>(first);
    all.addAll(second);
    return all;
  }
}
