package dev.accrete.compiler.translate;

import dev.accrete.compiler.template.EditedText.Edit;
import dev.accrete.compiler.template.EditedText.Part;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNumericLiteral;
import org.apache.calcite.sql.SqlWindow;

/**
 * MEDIAN and percentiles over windows on PostgreSQL, which has them as aggregates alone: the values
 * of the partition are gathered in their order, which is done once for each, and the one or two at
 * the place are taken.
 */
final class WindowPercentiles {
  private final Site site;
  private final SqlNode value;
  private final List<Part> values;
  private final List<Part> count;

  private WindowPercentiles(Site site, SqlNode key, boolean isInterpolated) {
    this.site = site;
    this.value = key.getKind() == SqlKind.DESCENDING ? ((SqlCall) key).operand(0) : key;
    List<Part> frame =
        site.parts(
            "OVER (",
            ListedWindow.listed(site, "PARTITION BY ", partition()),
            " ORDER BY ",
            key,
            // Behind the others, where no place is.
            " NULLS LAST ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING)");
    Object own =
        isInterpolated ? site.parts("CAST(", value, " AS DOUBLE PRECISION)") : site.kept(value);
    this.values = site.parts("(ARRAY_AGG(", own, ") ", frame, ")");
    this.count = site.parts("COUNT(", value, ") ", frame);
  }

  /** MEDIAN or PERCENTILE_CONT: between the two values around the place. */
  static List<Edit> between(Site site, SqlNode key, Object share) {
    return new WindowPercentiles(site, key, true).between(share);
  }

  /** PERCENTILE_DISC: the first value that so many are not above. */
  static List<Edit> first(Site site, SqlNode key, SqlNode share) {
    requireConstant(site, share);
    WindowPercentiles own = new WindowPercentiles(site, key, false);
    List<Part> place = site.parts("CAST(CEIL(", share, " * ", own.count, ") AS INTEGER)");
    return List.of(site.whole(site.parts(own.values, "[GREATEST(", place, ", 1)]")));
  }

  private List<Edit> between(Object share) {
    if (share instanceof SqlNode node) {
      requireConstant(site, node);
    }
    List<Part> place = site.parts(share, " * (", count, " - 1)");
    List<Part> low = site.parts(values, "[CAST(FLOOR(", place, ") AS INTEGER) + 1]");
    List<Part> high = site.parts(values, "[CAST(CEIL(", place, ") AS INTEGER) + 1]");
    return List.of(
        site.whole(
            site.parts(
                "(", low, " + (", place, " - FLOOR(", place, ")) * (", high, " - ", low, "))")));
  }

  private List<SqlNode> partition() {
    boolean plain =
        site.window().orElse(null) instanceof SqlWindow window
            && window.getRefName() == null
            && window.getOrderList().isEmpty()
            && window.getLowerBound() == null;
    boolean filtered = site.around().stream().anyMatch(w -> w.getKind() == SqlKind.FILTER);
    if (!plain || filtered || site.isDistinct() || Volatile.isIn(value)) {
      throw new NoEqual(site.entry().name() + " over this window", site.call(), null);
    }
    return new ArrayList<>(((SqlWindow) site.window().get()).getPartitionList().getList());
  }

  private static void requireConstant(Site site, SqlNode share) {
    if (!(share instanceof SqlNumericLiteral)) {
      throw new NoEqual(
          site.entry().name() + " over a window with anything but a constant", share, null);
    }
  }
}
