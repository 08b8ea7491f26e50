package dev.accrete.compiler.certificate;

import dev.accrete.compiler.tree.Expression;
import java.util.List;

/**
 * That no needed row of an input is older than what is known of it: the least value that a column
 * of the input has among all rows that a key is computed from.
 *
 * <p>A row of a touched key was there when the model was last written, and then it is not less than
 * what was known for its key; or it came since, and then it is among the changed rows.
 */
public sealed interface TimeBound {

  /** The number of the input's column. */
  int field();

  /**
   * The table keeps the least value itself.
   *
   * @param output the number of the model's column that does
   */
  record Stored(int field, int output) implements TimeBound {}

  /**
   * A side table keeps the least value of all rows of the input, before any filter, join or window,
   * for each value of some expressions.
   *
   * @param keys over the input's fields, as the restriction that it bounds compares them
   */
  record Kept(int field, List<Expression> keys) implements TimeBound {
    public Kept {
      keys = List.copyOf(keys);
    }
  }
}
