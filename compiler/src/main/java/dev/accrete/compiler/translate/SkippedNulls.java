package dev.accrete.compiler.translate;

import dev.accrete.compiler.template.EditedText.Edit;
import dev.accrete.compiler.template.EditedText.Kept;
import dev.accrete.compiler.template.EditedText.Part;
import java.util.List;
import java.util.Locale;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNumericLiteral;
import org.apache.calcite.sql.SqlWindow;

/**
 * IGNORE NULLS on PostgreSQL, which has none: the values of the frame that are not NULL are
 * gathered, in the window's order, and one of them is taken.
 */
final class SkippedNulls {
  private final Site site;
  private final SqlCall function;
  private final SqlNode value;

  private SkippedNulls(Site site) {
    this.site = site;
    this.function = site.call().operand(0);
    if (function.operandCount() == 0) {
      throw none();
    }
    this.value = function.operand(0);
    if (Volatile.isIn(value)) {
      throw new NoEqual("IGNORE NULLS of a value that changes", value, null);
    }
  }

  static List<Edit> write(Site site) {
    return new SkippedNulls(site).write();
  }

  private List<Edit> write() {
    SqlNode window = site.window().orElseThrow(this::none);
    String name = function.getOperator().getName().toUpperCase(Locale.ROOT);
    List<Part> frame =
        switch (name) {
          case "LAG" -> beside(window, "UNBOUNDED PRECEDING AND 1 PRECEDING");
          case "LEAD" -> beside(window, "1 FOLLOWING AND UNBOUNDED FOLLOWING");
          default -> site.parts(site.kept(window));
        };
    List<Part> position =
        switch (name) {
          case "FIRST_VALUE" -> site.parts("1");
          case "LAST_VALUE" -> last(frame, 1);
          case "NTH_VALUE" -> site.parts(String.valueOf(whole()));
          case "LAG" -> last(frame, whole());
          case "LEAD" -> site.parts(String.valueOf(whole()));
          default -> throw none();
        };
    return List.of(
        site.whole(
            site.parts(
                "(ARRAY_REMOVE(ARRAY_AGG(", value, ") OVER ", frame, ", NULL))[", position, "]")));
  }

  /** A position before the first has no value, as one behind the last has none. */
  private List<Part> last(List<Part> frame, int back) {
    return site.parts("COUNT(", value, ") OVER ", frame, back == 1 ? "" : " - " + (back - 1));
  }

  /** The rows of the partition on one side of the row. */
  private List<Part> beside(SqlNode window, String frame) {
    int[] span = site.spans().of(window);
    boolean plain =
        window instanceof SqlWindow own
            && own.getLowerBound() == null
            && own.getUpperBound() == null
            && site.written(window).startsWith("(")
            && site.written(window).endsWith(")");
    if (!plain) {
      throw none();
    }
    return site.parts("(", new Kept(span[0] + 1, span[1] - 1), " ROWS BETWEEN " + frame + ")");
  }

  /** How far away, or the how manieth: 1 where nothing is said. */
  private int whole() {
    if (function.operandCount() == 1) {
      return 1;
    }
    boolean counted =
        function.operandCount() == 2
            && function.operand(1) instanceof SqlNumericLiteral number
            && number.isInteger()
            && number.bigDecimalValue().signum() > 0
            && number.bigDecimalValue().precision() < 9;
    if (!counted) {
      throw none();
    }
    return ((SqlNumericLiteral) function.operand(1)).intValue(true);
  }

  private NoEqual none() {
    return new NoEqual("IGNORE NULLS with these arguments", site.call(), null);
  }
}
