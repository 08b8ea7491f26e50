package dev.accrete.compiler.check;

import dev.accrete.compiler.certificate.Certificate;
import dev.accrete.compiler.certificate.Restriction;
import dev.accrete.compiler.certificate.TimeBound;
import dev.accrete.compiler.tree.Expression;
import dev.accrete.compiler.tree.Relation;
import dev.accrete.compiler.tree.Relation.Aggregate;
import dev.accrete.compiler.tree.Relation.Filter;
import dev.accrete.compiler.tree.Relation.Join;
import dev.accrete.compiler.tree.Relation.JoinKind;
import dev.accrete.compiler.tree.Relation.KeySet;
import dev.accrete.compiler.tree.Relation.Project;
import dev.accrete.compiler.tree.Relation.Scan;
import dev.accrete.compiler.tree.Relation.Window;
import dev.accrete.compiler.tree.StrictValues;
import dev.accrete.compiler.tree.ValueTypes;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Verifies time bounds: what is stored is the least value of the input's column over every row of
 * the input that a stored row was computed from or can come to be computed from.
 */
final class BoundCheck {
  private static final Set<String> ORDERED =
      Set.of("date", "timestamp", "timestamptz", "smallint", "integer", "bigint");

  private final Relation root;
  private final Certificate certificate;

  BoundCheck(Relation root, Certificate certificate) {
    this.root = root;
    this.certificate = certificate;
  }

  List<Objection> objections() {
    List<Objection> found = new ArrayList<>();
    for (Restriction restriction : certificate.restrictions()) {
      Optional<TimeBound> bound = restriction.bound();
      if (bound.isPresent() && !holds(restriction, bound.get())) {
        found.add(
            new Objection(
                "rows of "
                    + restriction.input()
                    + " may be needed that are less than the least value that the table keeps",
                root.origin()));
      }
    }
    return found;
  }

  private boolean holds(Restriction restriction, TimeBound bound) {
    List<Scan> scans =
        root.scans().stream().filter(s -> s.reference() == restriction.reference()).toList();
    return bound instanceof TimeBound.Kept kept
        ? !scans.isEmpty() && !restriction.whole() && isKept(scans.get(0), restriction, kept)
        : isStored(scans, restriction, (TimeBound.Stored) bound);
  }

  /**
   * Whether a side table knows the least value of every row that the restriction lets through: it
   * has all rows of the input under the same values, by which equal ones are the same. Where a row
   * goes above the scan does not matter then.
   */
  private static boolean isKept(Scan scan, Restriction restriction, TimeBound.Kept kept) {
    return restriction.input().equals(scan.relation())
        && kept.keys().equals(restriction.expressions())
        && kept.keys().stream().allMatch(e -> StrictValues.isStrict(scan, e))
        && kept.field() >= 0
        && kept.field() < Wanted.width(scan)
        && ORDERED.contains(ValueTypes.family(scan, new Expression.Column(kept.field())));
  }

  private boolean isStored(List<Scan> scans, Restriction restriction, TimeBound.Stored bound) {
    boolean byStoredKeys =
        !restriction.whole()
            && restriction.set().get(0) instanceof KeySet set
            && set.name().equals(RestrictionCheck.TOUCHED);
    if (scans.size() != 1 || !byStoredKeys || bound.output() >= root.fields().size()) {
      return false;
    }
    Scan scan = scans.get(0);
    Relation shown = root;
    Expression stored = new Expression.Column(bound.output());
    while (shown instanceof Project project) {
      stored = stored.substitute(i -> project.columns().get(i).expression());
      shown = project.input();
    }
    if (!(shown instanceof Aggregate groups)
        || groups.keys().isEmpty()
        || !(stored instanceof Expression.Column column)
        || column.index() < groups.keys().size()) {
      return false;
    }
    Expression least = groups.aggregates().get(column.index() - groups.keys().size()).expression();
    return isLeastOf(least, fieldsAbove(groups.input(), scan, bound.field()));
  }

  private static boolean isLeastOf(Expression aggregate, List<Integer> fields) {
    return aggregate instanceof Expression.Call call
        && call.operands().size() == 1
        && call.operands().get(0) instanceof Expression.Column column
        && fields.contains(column.index())
        && call.glue().equals(List.of(call.glue().get(0).strip(), ")"))
        && call.glue().get(0).strip().toUpperCase(Locale.ROOT).matches("MIN\\s*\\(");
  }

  /**
   * The fields that show a field of the scan in every row that the scan's row gives rise to; none
   * where a row of the scan might give rise to nothing for reasons outside of it.
   */
  private static List<Integer> fieldsAbove(Relation node, Scan scan, int field) {
    if (node == scan) {
      return List.of(field);
    }
    if (node instanceof Filter filter) {
      return ownRows(filter.input()) ? fieldsAbove(filter.input(), scan, field) : List.of();
    }
    if (node instanceof Window window) {
      return fieldsAbove(window.input(), scan, field);
    }
    if (node instanceof Join join && join.kind() == JoinKind.LEFT) {
      return fieldsAbove(join.left(), scan, field);
    }
    if (node instanceof Project project) {
      List<Integer> below = fieldsAbove(project.input(), scan, field);
      List<Integer> shown = new ArrayList<>();
      for (int i = 0; i < project.columns().size(); i++) {
        if (project.columns().get(i).expression() instanceof Expression.Column column
            && below.contains(column.index())) {
          shown.add(i);
        }
      }
      return shown;
    }
    return List.of();
  }

  /** Whether each row is made of one row of a scan alone. */
  private static boolean ownRows(Relation node) {
    return node instanceof Scan
        || (node instanceof Filter || node instanceof Project) && ownRows(node.inputs().get(0));
  }
}
