package dev.accrete.compiler.check;

import dev.accrete.compiler.tree.Expression;
import dev.accrete.compiler.tree.Expression.Call;
import dev.accrete.compiler.tree.Expression.Column;
import dev.accrete.compiler.tree.Named;
import dev.accrete.compiler.tree.Relation;
import dev.accrete.compiler.tree.Relation.Aggregate;
import dev.accrete.compiler.tree.Relation.Filter;
import dev.accrete.compiler.tree.Relation.Join;
import dev.accrete.compiler.tree.Relation.Project;
import dev.accrete.compiler.tree.Relation.SetKind;
import dev.accrete.compiler.tree.Relation.SetOperation;
import dev.accrete.compiler.tree.Relation.Window;
import dev.accrete.compiler.tree.Relation.WindowColumn;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Verifies that what the engine may choose freely, such as the first of two rows that tie, is
 * chosen within one key.
 *
 * <p>Each group of rows that a choice is made in must belong to one key alone; else one key's rows
 * are computed again with another choice than those of a key that was not touched, and the table
 * holds no answer of the SELECT.
 */
final class OpenChoices {
  private static final Set<String> CLOSED_AGGREGATES =
      Set.of(
          ("COUNT SUM MIN MAX AVG STDDEV STDDEV_POP STDDEV_SAMP VARIANCE VAR_POP VAR_SAMP BOOL_AND"
                  + " BOOL_OR EVERY BIT_AND BIT_OR BIT_XOR MEDIAN PERCENTILE_CONT PERCENTILE_DISC CORR"
                  + " QUANTILE_CONT QUANTILE_DISC"
                  + " COVAR_POP COVAR_SAMP")
              .split(" "));
  private static final Set<String> AROUND = Set.of("WITHIN GROUP", "FILTER");
  private static final Set<String> PICKING =
      Set.of(
          ("ANY_VALUE ARBITRARY FIRST LAST FIRST_VALUE LAST_VALUE NTH_VALUE LISTAGG STRING_AGG"
                  + " GROUP_CONCAT ARRAY_AGG LIST MODE ARG_MIN ARG_MAX MIN_BY MAX_BY JSON_AGG"
                  + " JSON_OBJECT_AGG HISTOGRAM APPROX_COUNT_DISTINCT APPROX_DISTINCT")
              .split(" "));
  private static final Set<String> SAME_FOR_PEERS =
      Set.of("RANK", "DENSE_RANK", "PERCENT_RANK", "CUME_DIST");

  private final List<Objection> found = new ArrayList<>();

  OpenChoices(Relation root, List<Integer> key) {
    visit(root, key.stream().<Expression>map(Column::new).toList(), all(root));
  }

  private static Set<Integer> all(Relation relation) {
    Set<Integer> all = new TreeSet<>();
    IntStream.range(0, Wanted.width(relation)).forEach(all::add);
    return all;
  }

  List<Objection> objections() {
    return List.copyOf(found);
  }

  /**
   * Goes down.
   *
   * @param key the model's key over the relation's fields; empty where it is not told by them
   * @param read the fields that somebody above reads
   */
  private void visit(Relation relation, List<Expression> key, Set<Integer> read) {
    if (relation instanceof Filter filter) {
      visit(filter.input(), key, Wanted.with(read, filter.condition()));
    } else if (relation instanceof Project project) {
      List<Expression> below = substitute(key, project.columns());
      visit(project.input(), below, Wanted.below(project.columns(), read));
    } else if (relation instanceof Aggregate aggregate) {
      aggregate(aggregate, key, read);
    } else if (relation instanceof Window window) {
      window(window, key, read);
    } else if (relation instanceof Relation.Subquery subquery) {
      beside(subquery, key, read);
    } else if (relation instanceof SetOperation operation) {
      boolean compares = operation.kind() != SetKind.UNION || !operation.all();
      operation.inputs().forEach(i -> visit(i, key, compares ? all(operation) : read));
    } else if (relation instanceof Join join) {
      int width = Wanted.width(join.left());
      Wanted.Sides sides = Wanted.Sides.of(Wanted.with(read, join.condition()), width);
      boolean outer = join.kind() != Relation.JoinKind.INNER;
      boolean lost = outer && columns(key).stream().anyMatch(c -> c >= width);
      List<Expression> told = lost ? List.of() : key;
      Map<Expression, Expression> partners = new LinkedHashMap<>();
      for (Fact fact : Fact.of(join.condition())) {
        partners.putIfAbsent(fact.left(), fact.right());
        partners.putIfAbsent(fact.right(), fact.left());
      }
      // A key of the nullable side is NULL for rows without a partner: a choice may move rows to
      // it.
      visit(join.left(), onSide(told, partners, 0, width), sides.left());
      int end = width + Wanted.width(join.right());
      visit(join.right(), onSide(told, partners, width, end), sides.right());
    }
  }

  /**
   * What a subquery reads is shared by all rows that it is bound to; the key is told there where
   * equality binds it. A choice that the subquery itself makes is made for each row anew, and may
   * still contradict another row's.
   */
  private void beside(Relation.Subquery subquery, List<Expression> key, Set<Integer> read) {
    int width = Wanted.width(subquery.input());
    Set<Integer> all = Wanted.below(subquery, read);
    for (Expression expression : subquery.expressions()) {
      all.addAll(expression.columns());
      if (picks(expression)) {
        object("a subquery", subquery);
      }
    }
    Wanted.Sides sides = Wanted.Sides.of(all, width);
    boolean told = columns(key).stream().allMatch(c -> c < width);
    Map<Expression, Expression> partners = new LinkedHashMap<>();
    for (Fact fact : Fact.of(subquery.condition())) {
      partners.putIfAbsent(fact.left(), fact.right());
      partners.putIfAbsent(fact.right(), fact.left());
    }
    int end = width + Wanted.width(subquery.rows());
    visit(subquery.input(), told ? key : List.of(), sides.left());
    visit(subquery.rows(), onSide(told ? key : List.of(), partners, width, end), sides.right());
  }

  private static boolean picks(Expression expression) {
    return expression instanceof Call call
        && (PICKING.contains(call.operator().toUpperCase(Locale.ROOT))
            || call.operands().stream().anyMatch(OpenChoices::picks));
  }

  /** The key over one side's fields, through equality where it must; empty where that cannot be. */
  private static List<Expression> onSide(
      List<Expression> key, Map<Expression, Expression> partners, int from, int to) {
    List<Expression> moved = new ArrayList<>();
    for (Expression expression : key) {
      boolean there = expression.columns().stream().allMatch(c -> c >= from && c < to);
      Expression other = there ? expression : partners.getOrDefault(expression, expression);
      if (!other.columns().stream().allMatch(c -> c >= from && c < to)) {
        return List.of();
      }
      moved.add(other.substitute(c -> new Column(c - from)));
    }
    return moved;
  }

  private void aggregate(Aggregate aggregate, List<Expression> key, Set<Integer> read) {
    int keys = aggregate.keys().size();
    boolean within = !key.isEmpty() && columns(key).stream().allMatch(c -> c < keys);
    Set<Integer> below = new TreeSet<>();
    aggregate.keys().forEach(k -> below.addAll(k.expression().columns()));
    for (int i = 0; i < aggregate.aggregates().size(); i++) {
      Expression call = aggregate.aggregates().get(i).expression();
      if (read.contains(keys + i)) {
        below.addAll(call.columns());
        if (!isClosed(call) && !within) {
          object(aggregate.aggregates().get(i).name(), aggregate);
        }
      }
    }
    visit(aggregate.input(), within ? substitute(key, aggregate.keys()) : List.of(), below);
  }

  /**
   * Whether an aggregate goes by its rows as a bag: what WITHIN GROUP sorts for a percentile are
   * the values that it is one of, and FILTER leaves rows out by what they hold.
   */
  private static boolean isClosed(Expression aggregate) {
    return aggregate instanceof Call call
        && (CLOSED_AGGREGATES.contains(call.operator())
            || AROUND.contains(call.operator()) && isClosed(call.operands().get(0)));
  }

  private void window(Window window, List<Expression> key, Set<Integer> read) {
    int width = Wanted.width(window.input());
    Set<Integer> below = new TreeSet<>(read);
    below.removeIf(i -> i >= width);
    for (int i = 0; i < window.columns().size(); i++) {
      if (read.contains(width + i)) {
        reads(window.columns().get(i)).forEach(e -> below.addAll(e.columns()));
      }
    }
    for (int i = 0; i < window.columns().size(); i++) {
      WindowColumn column = window.columns().get(i);
      boolean open = read.contains(width + i) && !samePeers(column) && !total(column, below);
      if (open && !within(key, column.partition())) {
        object(column.name(), window);
      }
    }
    boolean told = columns(key).stream().allMatch(c -> c < width);
    visit(window.input(), told ? key : List.of(), below);
  }

  /** All that a window function reads. */
  static Stream<Expression> reads(WindowColumn column) {
    Stream<Expression> order = column.order().stream().map(Relation.SortKey::expression);
    return Stream.concat(
        Stream.of(column.call()), Stream.concat(column.partition().stream(), order));
  }

  private static boolean samePeers(WindowColumn column) {
    String text = text(column.call()).toUpperCase(Locale.ROOT);
    boolean plainFrame =
        !text.contains("ROWS") && !text.contains("GROUPS") && !text.contains("EXCLUDE");
    return SAME_FOR_PEERS.contains(column.function())
        || CLOSED_AGGREGATES.contains(column.function())
            && (plainFrame || column.order().isEmpty());
  }

  private static String text(Expression expression) {
    return expression.match(
        c -> "",
        l -> l.text(),
        c ->
            String.join(" ", c.glue())
                + String.join(" ", c.operands().stream().map(OpenChoices::text).toList()));
  }

  /**
   * Whether rows that tie agree in every field that is read, so that it does not matter which comes
   * first.
   */
  private static boolean total(WindowColumn column, Set<Integer> read) {
    Set<Expression> fixed = new HashSet<>(column.partition());
    column.order().forEach(s -> fixed.add(s.expression()));
    return read.stream().allMatch(c -> fixed.contains(new Column(c)));
  }

  /** Whether the key reads through the partition expressions alone. */
  private static boolean within(List<Expression> key, List<Expression> partition) {
    return !key.isEmpty() && key.stream().allMatch(k -> within(k, partition));
  }

  private static boolean within(Expression key, List<Expression> partition) {
    return partition.contains(key)
        || key.match(
            column -> false,
            literal -> true,
            call -> call.operands().stream().allMatch(o -> within(o, partition)));
  }

  private static List<Expression> substitute(List<Expression> key, List<Named> columns) {
    return key.stream().map(k -> k.substitute(i -> columns.get(i).expression())).toList();
  }

  private static Set<Integer> columns(List<Expression> expressions) {
    Set<Integer> all = new TreeSet<>();
    expressions.forEach(e -> all.addAll(e.columns()));
    return all;
  }

  private void object(String column, Relation place) {
    found.add(
        new Objection(
            "the engine may choose freely among rows for "
                + column
                + ", and the key does not keep them together",
            place.origin()));
  }
}
