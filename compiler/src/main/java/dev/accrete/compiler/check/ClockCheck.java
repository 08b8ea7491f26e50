package dev.accrete.compiler.check;

import dev.accrete.compiler.certificate.Certificate;
import dev.accrete.compiler.certificate.Flip;
import dev.accrete.compiler.tree.Expression;
import dev.accrete.compiler.tree.Expression.Column;
import dev.accrete.compiler.tree.Relation;
import dev.accrete.compiler.tree.Relation.Filter;
import dev.accrete.compiler.tree.Relation.Join;
import dev.accrete.compiler.tree.Relation.JoinKind;
import dev.accrete.compiler.tree.Relation.Project;
import dev.accrete.compiler.tree.Relation.Scan;
import dev.accrete.compiler.tree.Relation.SetOperation;
import dev.accrete.compiler.tree.Relation.Subquery;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Verifies that a model from which the clock was taken is the author's: nothing is missing but
 * conditions that are led as flips, each to the input that it filters, and values of columns that
 * are no key.
 */
public final class ClockCheck {
  private final Certificate certificate;
  private final List<Objection> found = new ArrayList<>();

  /** Conditions of the author's model that are led, by the scans that they filter. */
  private final Map<Scan, Set<Expression>> led = new IdentityHashMap<>();

  private ClockCheck(Certificate certificate) {
    this.certificate = certificate;
  }

  /**
   * What is not shown.
   *
   * @param written the author's model
   * @param timeless the model without the clock
   */
  public static List<Objection> check(
      Relation written, Relation timeless, Certificate certificate) {
    if (certificate.strategies().size() == 1) {
      return List.of();
    }
    ClockCheck check = new ClockCheck(certificate);
    if (written instanceof Project one && timeless instanceof Project other) {
      check.columns(one, other);
      check.compare(one.input(), other.input());
    } else {
      check.compare(written, timeless);
    }
    check.alike(written.scans());
    return List.copyOf(check.found);
  }

  private void columns(Project one, Project other) {
    Set<Integer> differing = new TreeSet<>();
    for (int i = 0; i < one.columns().size(); i++) {
      if (!one.columns().get(i).equals(other.columns().get(i))) {
        differing.add(i);
      }
    }
    if (certificate.keyColumns().stream().anyMatch(differing::contains)) {
      found.add(new Objection("the key is computed from the clock", one.origin()));
    }
  }

  /** A flip is of all readings of one {@code ref()}. */
  private void alike(List<Scan> scans) {
    for (Scan scan : scans) {
      Set<Expression> conditions = led.getOrDefault(scan, Set.of());
      scans.stream()
          .filter(other -> other.reference() == scan.reference())
          .filter(other -> !led.getOrDefault(other, Set.of()).equals(conditions))
          .forEach(
              other ->
                  found.add(
                      new Objection(
                          "a flip leads a condition that another reading has not",
                          other.origin())));
    }
  }

  private void compare(Relation one, Relation other) {
    if (one instanceof Filter filter) {
      Optional<Filter> left =
          other instanceof Filter f && f.origin().equals(filter.origin())
              ? Optional.of(f)
              : Optional.empty();
      List<Expression> kept = left.map(f -> f.condition().conjuncts()).orElse(List.of());
      List<Expression> all = filter.condition().conjuncts();
      all.stream()
          .filter(c -> !kept.contains(c))
          .filter(c -> !isLed(filter.input(), c))
          .forEach(
              c ->
                  found.add(
                      new Objection(
                          "a condition is left out that no flip leads", filter.origin())));
      if (!all.containsAll(kept)) {
        found.add(new Objection("a condition was made up", filter.origin()));
      }
      compare(filter.input(), left.map(Filter::input).orElse(other));
    } else if (isSame(one, other)) {
      for (int i = 0; i < one.inputs().size(); i++) {
        compare(one.inputs().get(i), other.inputs().get(i));
      }
    } else {
      found.add(new Objection("the model without the clock is another one", one.origin()));
    }
  }

  private static boolean isSame(Relation one, Relation other) {
    boolean kind =
        one instanceof Join a && other instanceof Join b
            ? a.kind() == b.kind()
            : !(one instanceof SetOperation c && other instanceof SetOperation d)
                || c.kind() == d.kind() && c.all() == d.all();
    boolean leaves = !one.inputs().isEmpty() || one.equals(other);
    return kind
        && leaves
        && one.getClass() == other.getClass()
        && one.inputs().size() == other.inputs().size()
        && one.fields().equals(other.fields())
        && Understood.expressions(one).equals(Understood.expressions(other));
  }

  /** Whether a condition filters one scan, and a flip of the certificate says so. */
  private boolean isLed(Relation node, Expression condition) {
    Set<Integer> columns = condition.columns();
    if (node instanceof Scan scan) {
      led.computeIfAbsent(scan, s -> new HashSet<>()).add(condition);
      return certificate.flips().stream().anyMatch(f -> isOf(f, scan, condition));
    }
    if (node instanceof Filter filter) {
      return isLed(filter.input(), condition);
    }
    if (node instanceof Project project) {
      return isLed(
          project.input(), condition.substitute(i -> project.columns().get(i).expression()));
    }
    if (columns.isEmpty()) {
      return false;
    }
    if (node instanceof Subquery subquery) {
      return columns.stream().allMatch(i -> i < Wanted.width(subquery.input()))
          && isLed(subquery.input(), condition);
    }
    if (!(node instanceof Join join)) {
      return false;
    }
    int width = Wanted.width(join.left());
    if (columns.stream().allMatch(i -> i < width)) {
      return (join.kind() == JoinKind.INNER || join.kind() == JoinKind.LEFT)
          && isLed(join.left(), condition);
    }
    return join.kind() == JoinKind.INNER
        && columns.stream().allMatch(i -> i >= width)
        && isLed(join.right(), condition.substitute(i -> new Column(i - width)));
  }

  private static boolean isOf(Flip flip, Scan scan, Expression condition) {
    return flip.reference() == scan.reference()
        && flip.input().equals(scan.relation())
        && flip.fields().equals(scan.fields())
        && flip.condition().equals(condition);
  }
}
