package dev.accrete.compiler.analyze;

import dev.accrete.compiler.catalogue.Functions;
import dev.accrete.compiler.certificate.Flip;
import dev.accrete.compiler.dialect.ClockSql;
import dev.accrete.compiler.tree.Expression;
import dev.accrete.compiler.tree.Named;
import dev.accrete.compiler.tree.Relation;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntFunction;

/**
 * Takes the clock out of a model, as far as that is sound.
 *
 * <p>By itself in the select list it marks when a row was last written: no row depends on it. (An
 * age, which compares it with a column, is another thing: it differs in every row each day.) A
 * condition of a WHERE over one input and the clock is a filter of that input, because it can be
 * moved down to it: the model is then the same model without the condition, over the rows of the
 * input that pass it; what differs between two runs is what changed in the input, and the rows
 * whose condition flips between the two clocks. So is one of an input that a WITH reads several
 * times, if all readings have it. Anything else stays in the tree, where it is refused.
 *
 * @param root the model without the clock
 * @param marks the numbers of the output columns that mark when a row was written
 * @param flips the conditions that were taken out, by the input that they filter
 */
public record Clock(Relation root, Set<Integer> marks, List<Flip> flips) {
  public Clock {
    marks = Set.copyOf(marks);
    flips = List.copyOf(flips);
  }

  /** The model without the clock. */
  public static Clock of(Relation root, Functions functions) {
    Taking taking = new Taking(functions, Set.of());
    Relation without = taking.without(root, true);
    Set<Integer> unlike = taking.unlike(without);
    if (!unlike.isEmpty()) {
      taking = new Taking(functions, unlike);
      without = taking.without(root, true);
    }
    return new Clock(without, taking.marks, taking.flips);
  }

  /** Whether the clock is still read by what is left. */
  public boolean isOpen() {
    return isRead(root);
  }

  private static boolean isRead(Relation node) {
    return Expressions.of(node).stream().anyMatch(ClockSql::isRead)
        || node.inputs().stream().anyMatch(Clock::isRead);
  }

  private static final class Taking {
    private final Functions functions;
    private final Set<Integer> marks = new LinkedHashSet<>();
    private final List<Flip> flips = new ArrayList<>();

    /** The numbers of those {@code ref()} of which nothing is taken out. */
    private final Set<Integer> left;

    /** What was taken out over each scan. */
    private final Map<Relation.Scan, Set<Expression>> passing = new IdentityHashMap<>();

    Taking(Functions functions, Set<Integer> left) {
      this.functions = functions;
      this.left = left;
    }

    /**
     * The numbers of those {@code ref()} that are read several times, by way of a WITH, and not
     * always past the same conditions: what passes is said of a {@code ref()} as a whole.
     */
    Set<Integer> unlike(Relation root) {
      Map<Integer, Set<Expression>> first = new HashMap<>();
      Set<Integer> unlike = new HashSet<>();
      for (Relation.Scan scan : root.scans()) {
        Set<Expression> passed = passing.getOrDefault(scan, Set.of());
        if (!first.computeIfAbsent(scan.reference(), r -> passed).equals(passed)) {
          unlike.add(scan.reference());
        }
      }
      return unlike;
    }

    /** Filters are looked for as far as a condition on rows of the output reaches. */
    Relation without(Relation node, boolean top) {
      if (node instanceof Relation.Filter filter) {
        return filter(filter);
      }
      if (node instanceof Relation.Project project) {
        Relation input = without(project.input(), false);
        List<Named> columns = top ? marked(project.columns()) : project.columns();
        return new Relation.Project(input, columns, project.origin(), project.fields());
      }
      if (node instanceof Relation.Aggregate a) {
        return new Relation.Aggregate(
            without(a.input(), false), a.keys(), a.aggregates(), a.sets(), a.origin(), a.fields());
      }
      if (node instanceof Relation.Window w) {
        return new Relation.Window(without(w.input(), false), w.columns(), w.origin(), w.fields());
      }
      if (node instanceof Relation.Join j) {
        return new Relation.Join(
            without(j.left(), false),
            without(j.right(), false),
            j.kind(),
            j.condition(),
            j.origin(),
            j.fields());
      }
      if (node instanceof Relation.Subquery s) {
        return new Relation.Subquery(
            without(s.input(), false),
            s.rows(),
            s.bound(),
            s.compared(),
            s.head(),
            s.tail(),
            s.origin(),
            s.fields());
      }
      if (node instanceof Relation.SetOperation s) {
        List<Relation> inputs = s.inputs().stream().map(i -> without(i, false)).toList();
        return new Relation.SetOperation(s.kind(), s.all(), inputs, s.origin());
      }
      return node;
    }

    private Relation filter(Relation.Filter filter) {
      List<Expression> kept = new ArrayList<>();
      for (Expression conjunct : filter.condition().conjuncts()) {
        Optional<Flip> flip =
            ClockSql.isRead(conjunct) ? flip(filter.input(), conjunct) : Optional.empty();
        flip.ifPresentOrElse(flips::add, () -> kept.add(conjunct));
      }
      Relation input = without(filter.input(), false);
      if (kept.isEmpty()) {
        return input;
      }
      boolean whole = kept.size() == filter.condition().conjuncts().size();
      return new Relation.Filter(
          input, whole ? filter.condition() : Expression.all(kept), filter.origin());
    }

    /** The condition at the one scan that it filters, if it can be moved there. */
    private Optional<Flip> flip(Relation node, Expression condition) {
      if (condition.columns().isEmpty() || !isPlain(condition)) {
        return Optional.empty();
      }
      if (node instanceof Relation.Scan scan) {
        if (left.contains(scan.reference())) {
          return Optional.empty();
        }
        passing.computeIfAbsent(scan, s -> new HashSet<>()).add(condition);
        return Optional.of(
            new Flip(scan.reference(), scan.relation(), scan.fields(), condition, scan.origin()));
      }
      if (node instanceof Relation.Filter filter) {
        return flip(filter.input(), condition);
      }
      if (node instanceof Relation.Project project) {
        IntFunction<Expression> below = i -> project.columns().get(i).expression();
        return flip(project.input(), condition.substitute(below));
      }
      if (node instanceof Relation.Subquery subquery) {
        // What a subquery says of a row is said of it whether others are there or not.
        return condition.columns().stream().allMatch(i -> i < subquery.width())
            ? flip(subquery.input(), condition)
            : Optional.empty();
      }
      return node instanceof Relation.Join join ? flip(join, condition) : Optional.empty();
    }

    private Optional<Flip> flip(Relation.Join join, Expression condition) {
      int width = join.left().fields().size();
      boolean inner = join.kind() == Relation.JoinKind.INNER;
      if (condition.columns().stream().allMatch(i -> i < width)) {
        boolean preserved = inner || join.kind() == Relation.JoinKind.LEFT;
        return preserved ? flip(join.left(), condition) : Optional.empty();
      }
      return inner && condition.columns().stream().allMatch(i -> i >= width)
          ? flip(join.right(), condition.substitute(i -> new Expression.Column(i - width)))
          : Optional.empty();
    }

    /** Whether all but the clock is determined by a row. */
    private boolean isPlain(Expression expression) {
      return !(expression instanceof Expression.Call call)
          || ClockSql.isClock(call)
          || functions.kind(call.operator()) == Functions.Kind.SCALAR
              && call.operands().stream().allMatch(this::isPlain);
    }

    private List<Named> marked(List<Named> columns) {
      List<Named> without = new ArrayList<>();
      for (int i = 0; i < columns.size(); i++) {
        Named column = columns.get(i);
        boolean marks =
            ClockSql.isRead(column.expression())
                && column.expression().columns().isEmpty()
                && isPlain(column.expression());
        if (marks) {
          this.marks.add(i);
        }
        without.add(marks ? new Named(column.name(), timeless(column.expression())) : column);
      }
      return without;
    }

    private static Expression timeless(Expression expression) {
      if (ClockSql.isClock(expression)) {
        return new Expression.Literal("NULL");
      }
      return expression instanceof Expression.Call call
          ? new Expression.Call(
              call.operator(), call.operands().stream().map(Taking::timeless).toList(), call.glue())
          : expression;
    }
  }
}
