package dev.accrete.compiler.validate;

import dev.accrete.compiler.tree.Expression;
import dev.accrete.compiler.tree.Relation;
import java.util.ArrayList;
import java.util.List;

/**
 * What a subquery reads. Expressions are over the row outside and, after its fields, the fields of
 * {@code rows}.
 *
 * @param conditions what the subquery asks of a row, beside those that need no row outside
 * @param items the columns of the subquery
 * @param tail the text after its WHERE
 * @param distinct whether it says DISTINCT
 * @param isPlain whether each of its rows is made of one row that it reads
 */
record SubqueryRows(
    Relation rows,
    List<Expression> conditions,
    List<Expression> items,
    Expression tail,
    boolean distinct,
    boolean isPlain) {
  static final Expression NOTHING =
      new Expression.Call(Relation.Subquery.TEXT, List.of(), List.of(""));

  SubqueryRows {
    conditions = List.copyOf(conditions);
    items = List.copyOf(items);
  }

  /** A whole query that reads nothing of the row outside. */
  static SubqueryRows uncorrelated(Relation rows, int width, boolean noItems) {
    List<Expression> items = new ArrayList<>();
    for (int i = 0; i < rows.fields().size() && !noItems; i++) {
      items.add(new Expression.Column(width + i));
    }
    return new SubqueryRows(rows, List.of(), items, NOTHING, false, true);
  }
}
