package dev.accrete.compiler.tree;

import dev.accrete.compiler.source.Origin;
import java.util.ArrayList;
import java.util.List;

/**
 * A relational operator: what a model computes, and also what a route to its keys computes.
 *
 * <p>Models are made of scans, filters, projections, joins, aggregates, windows, set operations,
 * subqueries, values and opaque parts. Routes and restrictions use the same algebra with two more
 * leaves and operators: {@link KeySet} and {@link Matching}.
 */
public sealed interface Relation {

  /** The columns of the result, in order. */
  List<Field> fields();

  /** The place in the author's text, for diagnostics. */
  Origin origin();

  /** Which state of an input a scan reads. */
  enum State {
    /** The input as this run sees it: frozen, or last committed. */
    CURRENT,
    /** The rows removed and inserted since the model's position. */
    CHANGED,
    /** The current rows, and the removed ones as well. */
    CURRENT_AND_REMOVED,
    /**
     * The rows inserted since the model's position, each as often as it was: the whole change, and
     * no more, where rows were inserted alone.
     */
    INSERTED,
    /**
     * The rows removed and inserted since the model's position, each as often as it was, with one
     * more field that is -1 or 1; only where the changes are known exactly.
     */
    SIGNED
  }

  /**
   * A reading of a source or model.
   *
   * @param reference the number of the {@code ref()} in the model's text
   * @param relation the name as {@code ref} has it
   * @param state which rows
   */
  record Scan(int reference, String relation, State state, List<Field> fields, Origin origin)
      implements Relation {
    public Scan {
      fields = List.copyOf(fields);
    }

    /** The same scan of another state. */
    public Scan in(State other) {
      return new Scan(reference, relation, other, fields, origin);
    }
  }

  /**
   * Rows of constants: the same at every run.
   *
   * @param rows each as wide as there are fields
   */
  record Values(List<Field> fields, List<List<Expression>> rows, Origin origin)
      implements Relation {
    public Values {
      fields = List.copyOf(fields);
      rows = rows.stream().map(List::copyOf).toList();
    }
  }

  /** A named set of key tuples that exists when the statement runs, such as the touched keys. */
  record KeySet(String name, List<Field> fields, Origin origin) implements Relation {
    public KeySet {
      fields = List.copyOf(fields);
    }
  }

  /** The rows for which a condition is true. */
  record Filter(Relation input, Expression condition, Origin origin) implements Relation {
    @Override
    public List<Field> fields() {
      return input.fields();
    }
  }

  /** Expressions over the rows of the input, in order. */
  record Project(Relation input, List<Named> columns, Origin origin, List<Field> fields)
      implements Relation {
    /** A projection; its fields follow from the columns. */
    public Project(Relation input, List<Named> columns, Origin origin) {
      this(
          input,
          List.copyOf(columns),
          origin,
          columns.stream().map(c -> Fields.of(c, input.fields())).toList());
    }
  }

  /** How a join treats rows without a partner. */
  enum JoinKind {
    INNER,
    LEFT,
    RIGHT,
    FULL
  }

  /**
   * A join; its fields are those of the left side, then those of the right; the condition is over
   * both.
   */
  record Join(
      Relation left,
      Relation right,
      JoinKind kind,
      Expression condition,
      Origin origin,
      List<Field> fields)
      implements Relation {
    /** A join; its fields follow from its sides. */
    public Join(Relation left, Relation right, JoinKind kind, Expression condition, Origin origin) {
      this(left, right, kind, condition, origin, Fields.joined(left, right, kind));
    }
  }

  /**
   * Groups; its fields are the keys, then the aggregates. Without keys, one row always. DISTINCT
   * has keys alone.
   *
   * @param keys the group expressions over the input
   * @param aggregates the aggregate calls, whole, over the input; with grouping sets also what the
   *     expressions are that some sets lack
   * @param sets the GROUP BY as it is printed where it has grouping sets, whose every one has all
   *     keys; else empty
   */
  record Aggregate(
      Relation input,
      List<Named> keys,
      List<Named> aggregates,
      List<Expression> sets,
      Origin origin,
      List<Field> fields)
      implements Relation {
    /** A plain grouping; its fields follow from its keys and aggregates. */
    public Aggregate(Relation input, List<Named> keys, List<Named> aggregates, Origin origin) {
      this(input, keys, aggregates, List.of(), origin);
    }

    /** A grouping; its fields follow from its keys and aggregates. */
    public Aggregate(
        Relation input,
        List<Named> keys,
        List<Named> aggregates,
        List<Expression> sets,
        Origin origin) {
      this(
          input,
          List.copyOf(keys),
          List.copyOf(aggregates),
          List.copyOf(sets),
          origin,
          Fields.grouped(input, keys, aggregates));
    }
  }

  /** A sort key of a window. */
  record SortKey(Expression expression, boolean descending) {}

  /**
   * A window function, one for each row.
   *
   * @param name the column that it makes
   * @param function the function's name in upper case
   * @param call the whole text with its OVER, over the input
   * @param partition the PARTITION BY expressions
   * @param order the ORDER BY, in order
   */
  record WindowColumn(
      String name,
      String function,
      Expression call,
      List<Expression> partition,
      List<SortKey> order) {
    public WindowColumn {
      partition = List.copyOf(partition);
      order = List.copyOf(order);
    }
  }

  /** Window functions; its fields are those of the input, then one for each function. */
  record Window(Relation input, List<WindowColumn> columns, Origin origin, List<Field> fields)
      implements Relation {
    /** Window functions; its fields follow from its input and them. */
    public Window(Relation input, List<WindowColumn> columns, Origin origin) {
      this(input, List.copyOf(columns), origin, Fields.windowed(input, columns));
    }
  }

  /** Which set operation. */
  enum SetKind {
    UNION,
    INTERSECT,
    EXCEPT
  }

  /** A set operation over inputs of equal width. */
  record SetOperation(SetKind kind, boolean all, List<Relation> inputs, Origin origin)
      implements Relation {
    public SetOperation {
      inputs = List.copyOf(inputs);
    }

    @Override
    public List<Field> fields() {
      return inputs.get(0).fields();
    }
  }

  /**
   * The rows of the input whose keys are in a set; never doubles a row.
   *
   * @param keys over the input
   * @param set as many columns as there are keys
   * @param nullSafe whether NULL matches NULL
   */
  record Matching(
      Relation input, List<Expression> keys, Relation set, boolean nullSafe, Origin origin)
      implements Relation {
    public Matching {
      keys = List.copyOf(keys);
      if (keys.size() != set.fields().size()) {
        throw new IllegalArgumentException("a set of other width than its keys");
      }
    }

    @Override
    public List<Field> fields() {
      return input.fields();
    }
  }

  /**
   * The rows of the input, each with one more field: what a subquery says of it.
   *
   * <p>That depends on the row itself, and on the bag of those rows of another relation for which a
   * condition is true beside it. EXISTS, IN, comparisons with ANY and ALL, and subqueries that are
   * values all have this form; a NOT IN, say, has the condition that the two values are equal or
   * that one of them is NULL.
   *
   * @param rows what the subquery reads
   * @param bound what its WHERE asks of both, over the input's fields and then those of {@code
   *     rows}
   * @param compared over the same: how the values of a row must compare for it to matter
   * @param head over the same: the subquery as far as its FROM, with what stands before it
   * @param tail over the same: what follows its WHERE, without the last parenthesis
   */
  record Subquery(
      Relation input,
      Relation rows,
      Expression bound,
      Expression compared,
      Expression head,
      Expression tail,
      Origin origin,
      List<Field> fields)
      implements Relation {
    /** The operator of its texts, which with its blank is no name of a function. */
    public static final String TEXT = "SUBQUERY TEXT";

    /** The name of the field that it adds. */
    public static final String FIELD = "subquery";

    /** A subquery beside each row; its fields follow from the input. */
    public Subquery(
        Relation input,
        Relation rows,
        Expression bound,
        Expression compared,
        Expression head,
        Expression tail,
        Origin origin) {
      this(input, rows, bound, compared, head, tail, origin, Fields.and(input, FIELD));
    }

    /** The number of the field that it adds; also where the fields of {@code rows} begin. */
    public int width() {
      return input.fields().size();
    }

    /** All expressions over the input's fields and those of {@code rows}. */
    public List<Expression> expressions() {
      return List.of(bound, compared, head, tail);
    }

    /** The condition for which a row of {@code rows} matters. */
    public Expression condition() {
      List<Expression> conditions = new ArrayList<>(bound.conjuncts());
      conditions.addAll(compared.conjuncts());
      return Expression.all(conditions);
    }
  }

  /**
   * A part that is not understood: it can be run, and nothing can be derived from it.
   *
   * @param reason what was met, as the sentence of a refusal has it
   */
  record Opaque(OpaqueReason reason, String detail, List<Field> fields, Origin origin)
      implements Relation {
    public Opaque {
      fields = List.copyOf(fields);
    }
  }

  /** The inputs of this operator, in order. */
  default List<Relation> inputs() {
    return Fields.inputs(this);
  }

  /**
   * All readings of sources and models in it; one that a WITH gives to several places is several.
   */
  default List<Scan> scans() {
    return this instanceof Scan scan
        ? List.of(scan)
        : inputs().stream().flatMap(input -> input.scans().stream()).toList();
  }
}
