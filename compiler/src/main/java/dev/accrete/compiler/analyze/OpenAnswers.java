package dev.accrete.compiler.analyze;

import dev.accrete.compiler.catalogue.Functions;
import dev.accrete.compiler.certificate.Certificate.OpenAnswer;
import dev.accrete.compiler.tree.Expression;
import dev.accrete.compiler.tree.Field;
import dev.accrete.compiler.tree.ReadFields;
import dev.accrete.compiler.tree.Relation;
import dev.accrete.compiler.tree.StrictValues;
import dev.accrete.compiler.tree.Ties;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Finds output columns whose value the engine may choose: ties in a window's order, aggregates that
 * pick, sums of floats.
 *
 * <p>The answer errs on the side of open: a column is closed only where every window and aggregate
 * that it depends on is determined.
 */
final class OpenAnswers {
  private static final Set<String> SUMS =
      Set.of(
          "sum",
          "avg",
          "stddev",
          "stddev_samp",
          "stddev_pop",
          "variance",
          "var_samp",
          "var_pop",
          "covar_samp",
          "covar_pop",
          "corr",
          "regr_slope",
          "regr_intercept");

  private static final Set<String> NUMBERING = Set.of("ROW_NUMBER", "NTILE");

  private final Functions functions;

  private final ReadFields read;

  private OpenAnswers(Functions functions, ReadFields read) {
    this.functions = functions;
    this.read = read;
  }

  static List<OpenAnswer> of(Relation root, Functions functions) {
    Map<Integer, Cause> open = new OpenAnswers(functions, ReadFields.of(root)).open(root);
    List<OpenAnswer> answers = new ArrayList<>();
    for (Map.Entry<Integer, Cause> entry : new java.util.TreeMap<>(open).entrySet()) {
      String column = root.fields().get(entry.getKey()).name();
      answers.add(entry.getValue().of(column));
    }
    return answers;
  }

  /** Why a column is open, and what closes it. */
  record Cause(String reason, String remedy) {
    static Cause pick(String function) {
      return new Cause(
          function + " picks or orders rows freely",
          "use MIN or MAX, or order by columns until no two rows tie");
    }

    static Cause floating(String function) {
      return new Cause(
          "a floating " + function + " depends on the order of its rows in the last digits",
          "cast to DECIMAL");
    }

    static Cause tie(String function) {
      return new Cause(
          "rows that tie in the ORDER BY of " + function + " are picked freely",
          "order by further columns until no two rows tie");
    }

    OpenAnswer of(String column) {
      return new OpenAnswer(column, reason, remedy);
    }
  }

  /** Whether the last digits of an aggregate of floats depend on the order of its rows. */
  static boolean isSum(String function) {
    return SUMS.contains(function.toLowerCase(Locale.ROOT));
  }

  static boolean isFloat(Field field) {
    String type = field.type() == null ? "" : field.type().toLowerCase(Locale.ROOT);
    return type.startsWith("double") || type.startsWith("float") || type.startsWith("real");
  }

  private Map<Integer, Cause> open(Relation node) {
    if (node instanceof Relation.Project project) {
      Map<Integer, Cause> below = open(project.input());
      Map<Integer, Cause> here = new LinkedHashMap<>();
      for (int i = 0; i < project.columns().size(); i++) {
        put(here, i, project.columns().get(i).expression(), below);
      }
      return here;
    }
    if (node instanceof Relation.Filter filter) {
      return filtered(open(filter.input()), filter);
    }
    if (node instanceof Relation.Join join) {
      return joined(join);
    }
    if (node instanceof Relation.Aggregate aggregate) {
      return aggregated(aggregate);
    }
    if (node instanceof Relation.Window window) {
      return windowed(window);
    }
    if (node instanceof Relation.Subquery subquery) {
      return beside(subquery);
    }
    Map<Integer, Cause> all = new LinkedHashMap<>();
    node.inputs().forEach(i -> open(i).forEach(all::putIfAbsent));
    if (node instanceof Relation.SetOperation operation
        && !(operation.all() && operation.kind() == Relation.SetKind.UNION)) {
      // How many rows are equal to others is open, and so how many are left.
      all.values().stream().findFirst().ifPresent(cause -> fill(all, node, cause));
    }
    return all;
  }

  /** Opens every column that is not open yet. */
  private static void fill(Map<Integer, Cause> here, Relation node, Cause cause) {
    for (int i = 0; i < node.fields().size(); i++) {
      here.putIfAbsent(i, cause);
    }
  }

  private static void put(
      Map<Integer, Cause> here, int index, Expression expression, Map<Integer, Cause> below) {
    expression.columns().stream()
        .filter(below::containsKey)
        .findFirst()
        .ifPresent(c -> here.putIfAbsent(index, below.get(c)));
  }

  /**
   * Which rows pass an open condition is open, so every column is, but those of the partition where
   * so many of its rows pass in any case.
   */
  private static Map<Integer, Cause> filtered(Map<Integer, Cause> below, Relation.Filter filter) {
    Map<Integer, Cause> here = new LinkedHashMap<>(below);
    Set<Integer> read = filter.condition().columns();
    List<Integer> open = read.stream().filter(below::containsKey).toList();
    if (open.isEmpty()) {
      return here;
    }
    Set<Integer> kept = partition(filter.input(), open.get(0));
    boolean isCounted =
        open.size() == 1 && read.stream().allMatch(c -> open.contains(c) || kept.contains(c));
    for (int i = 0; i < filter.fields().size(); i++) {
      if (!isCounted || !kept.contains(i)) {
        here.putIfAbsent(i, below.get(open.get(0)));
      }
    }
    return here;
  }

  /**
   * The plain partition columns of the window column behind a field, where the filter stands on the
   * window or a projection of it, and the column numbers the rows: whichever tie comes first, there
   * is one of each number.
   */
  private static Set<Integer> partition(Relation input, int column) {
    Set<Integer> kept = new HashSet<>();
    if (input instanceof Relation.Window window && column >= window.input().fields().size()) {
      Relation.WindowColumn made = window.columns().get(column - window.input().fields().size());
      for (Expression part : made.partition()) {
        if (NUMBERING.contains(made.function()) && part instanceof Expression.Column plain) {
          kept.add(plain.index());
        }
      }
    } else if (input instanceof Relation.Project project
        && project.columns().get(column).expression() instanceof Expression.Column below) {
      Set<Integer> deeper = partition(project.input(), below.index());
      for (int i = 0; i < project.columns().size(); i++) {
        if (project.columns().get(i).expression() instanceof Expression.Column plain
            && deeper.contains(plain.index())) {
          kept.add(i);
        }
      }
    } else if (input instanceof Relation.Filter filter) {
      return partition(filter.input(), column);
    }
    return kept;
  }

  /** The subquery's field is open where anything that the subquery reads or picks is. */
  private Map<Integer, Cause> beside(Relation.Subquery subquery) {
    int width = subquery.width();
    Map<Integer, Cause> here = new LinkedHashMap<>(open(subquery.input()));
    Map<Integer, Cause> both = new LinkedHashMap<>(here);
    open(subquery.rows())
        .forEach(
            (i, cause) -> {
              both.put(width + i, cause);
              // Which rows there are may be open, even where the field itself is not read.
              here.putIfAbsent(width, cause);
            });
    Relation pairs =
        new Relation.Join(
            subquery.input(),
            subquery.rows(),
            Relation.JoinKind.INNER,
            subquery.condition(),
            subquery.origin());
    for (Expression expression : subquery.expressions()) {
      put(here, width, expression, both);
      Cause own = cause(expression, pairs);
      if (own != null) {
        here.putIfAbsent(width, own);
      }
    }
    return here;
  }

  private Map<Integer, Cause> joined(Relation.Join join) {
    Map<Integer, Cause> here = new LinkedHashMap<>(open(join.left()));
    int width = join.left().fields().size();
    open(join.right()).forEach((i, cause) -> here.put(i + width, cause));
    Set<Integer> read = join.condition().columns();
    read.stream()
        .filter(here::containsKey)
        .findFirst()
        .map(here::get)
        .ifPresent(cause -> fill(here, join, cause));
    return here;
  }

  private Map<Integer, Cause> aggregated(Relation.Aggregate aggregate) {
    Map<Integer, Cause> below = open(aggregate.input());
    Map<Integer, Cause> here = new LinkedHashMap<>();
    int keys = aggregate.keys().size();
    for (int i = 0; i < keys; i++) {
      put(here, i, aggregate.keys().get(i).expression(), below);
    }
    if (!here.isEmpty()) {
      fill(here, aggregate, here.values().iterator().next());
    }
    for (int i = 0; i < aggregate.aggregates().size(); i++) {
      Expression call = aggregate.aggregates().get(i).expression();
      put(here, keys + i, call, below);
      Cause own = cause(call, aggregate.input());
      if (own != null) {
        here.putIfAbsent(keys + i, own);
      }
    }
    return here;
  }

  private @org.jspecify.annotations.Nullable Cause cause(Expression expression, Relation input) {
    if (!(expression instanceof Expression.Call call)) {
      return null;
    }
    String name = call.operator().toLowerCase(Locale.ROOT);
    if (OrderedLists.isClosed(call, input)) {
      return null;
    }
    if (functions.kind(call.operator()) == Functions.Kind.OPEN_AGGREGATE) {
      return Cause.pick(name);
    }
    if (isSum(name) && call.operands().stream().anyMatch(o -> isInexact(o, input))) {
      return Cause.floating(name);
    }
    return call.operands().stream()
        .map(o -> cause(o, input))
        .filter(java.util.Objects::nonNull)
        .findFirst()
        .orElse(null);
  }

  /** Whether a value is made of floats, and no cast makes it exact. */
  private static boolean isInexact(Expression value, Relation input) {
    return value.columns().stream().anyMatch(c -> isFloat(input.fields().get(c)))
        && !StrictValues.isExact(input, value);
  }

  private Map<Integer, Cause> windowed(Relation.Window window) {
    Map<Integer, Cause> below = open(window.input());
    Map<Integer, Cause> here = new LinkedHashMap<>(below);
    int width = window.input().fields().size();
    for (int i = 0; i < window.columns().size(); i++) {
      Relation.WindowColumn column = window.columns().get(i);
      put(here, width + i, column.call(), below);
      boolean listed =
          java.util.stream.IntStream.range(0, width)
              .allMatch(f -> !read.isRead(window, f) || isListed(column, f));
      if (!Ties.isTieFree(window, column) && !listed) {
        here.putIfAbsent(width + i, Cause.tie(column.function()));
      }
    }
    return here;
  }

  private static boolean isListed(Relation.WindowColumn column, int field) {
    Expression plain = new Expression.Column(field);
    return column.partition().contains(plain)
        || column.order().stream().anyMatch(o -> o.expression().equals(plain));
  }
}
