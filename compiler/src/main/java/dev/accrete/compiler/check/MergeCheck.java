package dev.accrete.compiler.check;

import dev.accrete.compiler.certificate.Certificate;
import dev.accrete.compiler.certificate.Merge;
import dev.accrete.compiler.certificate.Merge.Kind;
import dev.accrete.compiler.certificate.Merge.Part;
import dev.accrete.compiler.check.Products.Product;
import dev.accrete.compiler.tree.Expression;
import dev.accrete.compiler.tree.Named;
import dev.accrete.compiler.tree.Relation;
import dev.accrete.compiler.tree.Relation.Aggregate;
import dev.accrete.compiler.tree.Relation.Filter;
import dev.accrete.compiler.tree.Relation.Project;
import dev.accrete.compiler.tree.Relation.Scan;
import dev.accrete.compiler.tree.Relation.Window;
import dev.accrete.compiler.tree.StrictValues;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Verifies that parts of groups, changed by signed rows alone, are those that all rows would make.
 *
 * <p>The rows below the grouping must be one product: then their change is the polynomial's, a
 * signed sum over the sets of changed readings. Each aggregate must be what its part says, over
 * values whose equals are the same.
 */
final class MergeCheck {
  private static final int MOST_CHANGING = 3;

  private final Relation root;
  private final Certificate certificate;
  private final Set<String> unchanging;

  MergeCheck(Relation root, Certificate certificate, Set<String> unchanging) {
    this.root = root;
    this.certificate = certificate;
    this.unchanging = unchanging;
  }

  List<Objection> objections(Merge merge) {
    Relation node = root;
    List<Expression> asked = new ArrayList<>();
    List<Expression> shown = new ArrayList<>();
    for (int i = 0; i < Wanted.width(root); i++) {
      shown.add(new Expression.Column(i));
    }
    while (node instanceof Filter || node instanceof Project) {
      if (node instanceof Project project) {
        shown.replaceAll(e -> e.substitute(i -> project.columns().get(i).expression()));
        asked.replaceAll(e -> e.substitute(i -> project.columns().get(i).expression()));
      } else if (node instanceof Filter filter) {
        asked.addAll(filter.condition().conjuncts());
      }
      node = node.inputs().get(0);
    }
    if (!(node instanceof Aggregate groups) || !groups.sets().isEmpty()) {
      return List.of(new Objection("what is merged is not one grouping", root.origin()));
    }
    List<Objection> found = new ArrayList<>();
    List<Expression> keyed = groups.keys().stream().map(Named::expression).toList();
    windows(groups.input(), keyed, found);
    object(found, !isOneProduct(groups.input(), merge), "rows are merged that do not add up");
    object(found, !keysAreShown(groups, merge, shown), "groups are merged whose keys are not kept");
    int keys = groups.keys().size();
    object(
        found,
        asked.stream().anyMatch(e -> e.columns().stream().noneMatch(c -> c >= keys)),
        "groups that are never shown would not be kept up to date");
    object(found, !partsFit(groups, merge), "an aggregate is not what its parts make");
    return found;
  }

  private void object(List<Objection> found, boolean applies, String sentence) {
    if (applies) {
      found.add(new Objection(sentence, root.origin()));
    }
  }

  /**
   * What windows say of rows may be used by what is computed again, if it depends on the group
   * alone: their partitions must not reach beyond it, and every row that they see must be in it.
   */
  private void windows(Relation rows, List<Expression> keys, List<Objection> found) {
    if (rows instanceof Project project) {
      List<Expression> below =
          keys.stream().map(k -> k.substitute(i -> project.columns().get(i).expression())).toList();
      windows(project.input(), below, found);
    } else if (rows instanceof Window window) {
      int own = Wanted.width(window.input());
      boolean within =
          keys.stream().allMatch(k -> k.columns().stream().allMatch(c -> c < own))
              && window.columns().stream().allMatch(w -> w.partition().containsAll(keys));
      object(found, !within, "a window sees rows of other groups");
      windows(window.input(), keys, found);
    }
  }

  /** The fields that no window has a part in. */
  private static Set<Integer> plain(Relation rows) {
    if (rows instanceof Project project) {
      Set<Integer> below = plain(project.input());
      return IntStream.range(0, project.columns().size())
          .filter(i -> below.containsAll(project.columns().get(i).expression().columns()))
          .boxed()
          .collect(Collectors.toSet());
    }
    int width = rows instanceof Window window ? window.input().fields().size() : Wanted.width(rows);
    Set<Integer> own = IntStream.range(0, width).boxed().collect(Collectors.toSet());
    if (rows instanceof Window window) {
      own.retainAll(plain(window.input()));
    }
    return own;
  }

  private static Relation belowWindows(Relation rows) {
    return rows instanceof Project || rows instanceof Window
        ? belowWindows(rows.inputs().get(0))
        : rows;
  }

  private boolean isOneProduct(Relation grouped, Merge merge) {
    Relation rows = belowWindows(grouped);
    List<Product> sum = Products.of(rows);
    List<Integer> changing =
        rows.scans().stream()
            .filter(s -> !unchanging.contains(s.relation()))
            .map(Scan::reference)
            .toList();
    return sum.size() == 1
        && sum.get(0).beside().isEmpty()
        && changing.size() <= MOST_CHANGING
        && new HashSet<>(changing).size() == changing.size()
        && Set.copyOf(merge.changing()).equals(Set.copyOf(changing))
        && merge.changing().size() == changing.size();
  }

  private boolean keysAreShown(Aggregate groups, Merge merge, List<Expression> shown) {
    // One row for all of history has no key to find it by, and needs none; groups need one.
    boolean found = groups.keys().isEmpty() == certificate.keyColumns().isEmpty();
    if (!found || merge.keyColumns().size() != groups.keys().size()) {
      return false;
    }
    for (int i = 0; i < groups.keys().size(); i++) {
      int output = merge.keyColumns().get(i);
      boolean kept =
          output >= 0
              && output < shown.size()
              && shown.get(output).equals(new Expression.Column(i));
      if (!kept || !StrictValues.isStrict(groups.input(), groups.keys().get(i).expression())) {
        return false;
      }
    }
    return new HashSet<>(merge.keyColumns()).containsAll(certificate.keyColumns());
  }

  private static boolean partsFit(Aggregate groups, Merge merge) {
    boolean restOfOneRow = merge.isOneRow() && merge.hasRest();
    if (merge.parts().size() != groups.aggregates().size() || restOfOneRow) {
      return false;
    }
    for (int i = 0; i < merge.parts().size(); i++) {
      if (!fits(groups.input(), groups.aggregates().get(i).expression(), merge.parts().get(i))) {
        return false;
      }
    }
    return true;
  }

  private static boolean fits(Relation rows, Expression aggregate, Part part) {
    if (part.kind() == Kind.REST) {
      return part.argument().isEmpty();
    }
    if (!(aggregate instanceof Expression.Call call)
        || !plain(rows).containsAll(aggregate.columns())) {
      return false;
    }
    String text = String.join("?", call.glue()).replace(" ", "").toUpperCase(Locale.ROOT);
    Optional<Expression> argument = part.argument();
    if (part.kind() == Kind.ROWS) {
      return text.equals("COUNT(*)") && argument.isEmpty();
    }
    String form = part.kind() == Kind.DISTINCT ? "COUNT(DISTINCT?)" : part.kind() + "(?)";
    return text.equals(form)
        && argument.isPresent()
        && call.operands().equals(List.of(argument.get()))
        && switch (part.kind()) {
          case COUNT -> true;
          case SUM -> StrictValues.isExact(rows, argument.get());
          case MIN, MAX -> StrictValues.isStrict(rows, argument.get());
          // Grouped by, a constant number would be the place of a column.
          case DISTINCT ->
              !argument.get().columns().isEmpty() && StrictValues.isStrict(rows, argument.get());
          case ROWS, REST -> false;
        };
  }
}
