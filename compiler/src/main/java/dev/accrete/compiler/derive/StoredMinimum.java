package dev.accrete.compiler.derive;

import dev.accrete.compiler.certificate.Restriction;
import dev.accrete.compiler.certificate.TimeBound;
import dev.accrete.compiler.tree.Expression;
import dev.accrete.compiler.tree.Field;
import dev.accrete.compiler.tree.Relation;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Finds an output column {@code MIN(t)} that bounds the rows that a recompute needs.
 *
 * <p>The model must be one GROUP BY, and every row of the input that a group can ever be computed
 * from must be counted by its MIN: no HAVING hides a group, and no filter above a join or a window
 * hides a row. Filters right above the input are harmless: what they drop is not needed either.
 */
final class StoredMinimum {
  private static final Pattern ORDERED =
      Pattern.compile(
          "(date|timestamp|timestamptz|timestamp with(out)? time zone|smallint|integer|int|bigint)(\\(\\d+\\))?");

  private final Relation.Aggregate groups;
  private final int reference;

  private StoredMinimum(Relation.Aggregate groups, int reference) {
    this.groups = groups;
    this.reference = reference;
  }

  /** The restriction with a time bound, if there is one. */
  static Restriction bounded(Relation root, Restriction restriction) {
    if (restriction.whole()
        || !(restriction.set().get(0) instanceof Relation.KeySet set)
        || !set.name().equals(Deriver.TOUCHED)) {
      return restriction;
    }
    Relation node = root;
    while (node instanceof Relation.Project project) {
      node = project.input();
    }
    boolean once =
        root.scans().stream().filter(s -> s.reference() == restriction.reference()).count() == 1;
    if (!once || !(node instanceof Relation.Aggregate groups) || groups.keys().isEmpty()) {
      return restriction;
    }
    StoredMinimum minimum = new StoredMinimum(groups, restriction.reference());
    return minimum.find(root).map(restriction::within).orElse(restriction);
  }

  private Optional<TimeBound> find(Relation root) {
    for (int output = 0; output < root.fields().size(); output++) {
      int number = aggregate(root, output);
      if (number >= 0) {
        int field = column(groups.aggregates().get(number).expression());
        int bounding = field < 0 ? -1 : trace(groups.input(), field, false);
        if (bounding >= 0) {
          return Optional.of(new TimeBound.Stored(bounding, output));
        }
      }
    }
    return Optional.empty();
  }

  /** The number of the aggregate that an output column is, or -1. */
  private int aggregate(Relation root, int output) {
    Relation node = root;
    int column = output;
    while (node instanceof Relation.Project project) {
      if (!(project.columns().get(column).expression() instanceof Expression.Column below)) {
        return -1;
      }
      column = below.index();
      node = project.input();
    }
    return column - groups.keys().size();
  }

  /** The column whose plain MIN a call is, or -1. */
  private static int column(Expression expression) {
    if (expression instanceof Expression.Call call
        && call.operator().equals("MIN")
        && call.operands().size() == 1
        && call.operands().get(0) instanceof Expression.Column column
        && call.glue().get(0).replaceAll("\\s", "").equalsIgnoreCase("MIN(")
        && call.glue().get(1).strip().equals(")")) {
      return column.index();
    }
    return -1;
  }

  /**
   * The field of the bounded reading that a column is, or -1.
   *
   * @param filtered whether rows were dropped above
   */
  private int trace(Relation node, int column, boolean filtered) {
    if (node instanceof Relation.Filter filter) {
      return trace(filter.input(), column, true);
    }
    if (node instanceof Relation.Project project) {
      return project.columns().get(column).expression() instanceof Expression.Column below
          ? trace(project.input(), below.index(), filtered)
          : -1;
    }
    if (node instanceof Relation.Window window) {
      boolean passes = !filtered && column < window.input().fields().size();
      return passes ? trace(window.input(), column, false) : -1;
    }
    if (node instanceof Relation.Join join) {
      boolean passes =
          !filtered
              && join.kind() == Relation.JoinKind.LEFT
              && column < join.left().fields().size();
      return passes ? trace(join.left(), column, false) : -1;
    }
    boolean mine = node instanceof Relation.Scan scan && scan.reference() == reference;
    return mine && isOrdered(node.fields().get(column)) ? column : -1;
  }

  /** Types whose comparison is the one by which MIN chooses, on every engine. */
  private static boolean isOrdered(Field field) {
    String type = field.type();
    return type != null && ORDERED.matcher(type.toLowerCase(Locale.ROOT).strip()).matches();
  }
}
