package dev.accrete.compiler.check;

import dev.accrete.compiler.tree.Expression;
import dev.accrete.compiler.tree.Expression.Call;
import dev.accrete.compiler.tree.Named;
import dev.accrete.compiler.tree.Relation;
import dev.accrete.compiler.tree.Relation.Aggregate;
import dev.accrete.compiler.tree.Relation.Filter;
import dev.accrete.compiler.tree.Relation.Join;
import dev.accrete.compiler.tree.Relation.JoinKind;
import dev.accrete.compiler.tree.Relation.KeySet;
import dev.accrete.compiler.tree.Relation.Matching;
import dev.accrete.compiler.tree.Relation.Project;
import dev.accrete.compiler.tree.Relation.Scan;
import dev.accrete.compiler.tree.Relation.SetOperation;
import dev.accrete.compiler.tree.Relation.Window;
import dev.accrete.compiler.tree.Relation.WindowColumn;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Evaluates small relations over rows of integers, for tests: plain loops, nothing clever. */
final class SmallEngine {
  private final Function<Relation, List<List<@Nullable Object>>> leaves;

  /** An engine whose scans and key sets have the rows that the function gives. */
  SmallEngine(Function<Relation, List<List<@Nullable Object>>> leaves) {
    this.leaves = leaves;
  }

  List<List<@Nullable Object>> rows(Relation relation) {
    if (relation instanceof Scan || relation instanceof KeySet) {
      return leaves.apply(relation);
    }
    if (relation instanceof Filter filter) {
      return rows(filter.input()).stream().filter(r -> holds(filter.condition(), r)).toList();
    }
    if (relation instanceof Project project) {
      return rows(project.input()).stream().map(r -> made(project.columns(), r)).toList();
    }
    if (relation instanceof Join join) {
      return join(join);
    }
    if (relation instanceof Aggregate aggregate) {
      return groups(aggregate);
    }
    if (relation instanceof Window window) {
      return windows(window);
    }
    if (relation instanceof Matching matching) {
      List<List<@Nullable Object>> set = rows(matching.set());
      return rows(matching.input()).stream()
          .filter(
              r ->
                  set.stream()
                      .anyMatch(s -> matches(values(matching.keys(), r), s, matching.nullSafe())))
          .toList();
    }
    return together((SetOperation) relation);
  }

  private List<List<@Nullable Object>> together(SetOperation operation) {
    List<List<@Nullable Object>> all = new ArrayList<>(rows(operation.inputs().get(0)));
    for (Relation branch : operation.inputs().subList(1, operation.inputs().size())) {
      List<List<@Nullable Object>> other = new ArrayList<>(rows(branch));
      switch (operation.kind()) {
        case UNION -> all.addAll(other);
        case INTERSECT ->
            all.removeIf(r -> operation.all() ? !other.remove(r) : !other.contains(r));
        case EXCEPT -> all.removeIf(r -> operation.all() ? other.remove(r) : other.contains(r));
      }
    }
    return operation.all() ? all : new ArrayList<>(new LinkedHashSet<>(all));
  }

  static boolean matches(List<@Nullable Object> a, List<@Nullable Object> b, boolean nullSafe) {
    return a.equals(b) && (nullSafe || !a.contains(null));
  }

  private List<List<@Nullable Object>> join(Join join) {
    List<List<@Nullable Object>> right = rows(join.right());
    List<List<@Nullable Object>> found = new ArrayList<>();
    for (List<@Nullable Object> l : rows(join.left())) {
      int before = found.size();
      for (List<@Nullable Object> r : right) {
        List<@Nullable Object> pair = joined(l, r);
        if (holds(join.condition(), pair)) {
          found.add(pair);
        }
      }
      if (join.kind() == JoinKind.LEFT && found.size() == before) {
        found.add(joined(l, Collections.nCopies(join.right().fields().size(), null)));
      }
    }
    return found;
  }

  private List<List<@Nullable Object>> groups(Aggregate aggregate) {
    Map<List<@Nullable Object>, List<List<@Nullable Object>>> groups = new LinkedHashMap<>();
    for (List<@Nullable Object> row : rows(aggregate.input())) {
      groups.computeIfAbsent(made(aggregate.keys(), row), k -> new ArrayList<>()).add(row);
    }
    if (aggregate.keys().isEmpty()) {
      groups.putIfAbsent(List.of(), List.of());
    }
    List<List<@Nullable Object>> found = new ArrayList<>();
    groups.forEach(
        (key, members) -> {
          List<@Nullable Object> row = new ArrayList<>(key);
          aggregate.aggregates().forEach(a -> row.add(aggregated((Call) a.expression(), members)));
          found.add(row);
        });
    return found;
  }

  private @Nullable Object aggregated(Call call, List<List<@Nullable Object>> rows) {
    List<Integer> values =
        rows.stream()
            .map(r -> (Integer) value(call.operands().get(0), r))
            .filter(Objects::nonNull)
            .toList();
    return call.operator().equals("COUNT")
        ? (Object) values.size()
        : values.stream().max(Comparator.naturalOrder()).orElse(null);
  }

  private List<List<@Nullable Object>> windows(Window window) {
    List<List<@Nullable Object>> input = rows(window.input());
    List<List<@Nullable Object>> found = new ArrayList<>();
    for (int i = 0; i < input.size(); i++) {
      List<@Nullable Object> row = new ArrayList<>(input.get(i));
      for (WindowColumn column : window.columns()) {
        row.add(windowed(column, input, i));
      }
      found.add(row);
    }
    return found;
  }

  private Object windowed(WindowColumn column, List<List<@Nullable Object>> input, int at) {
    List<Expression> order = column.order().stream().map(s -> s.expression()).toList();
    int count = 0;
    for (int j = 0; j < input.size(); j++) {
      boolean mate =
          values(column.partition(), input.get(j))
              .equals(values(column.partition(), input.get(at)));
      int compared = compare(values(order, input.get(j)), values(order, input.get(at)));
      boolean before = compared < 0 || compared == 0 && j <= at;
      if (mate && (before || column.function().equals("COUNT"))) {
        count++;
      }
    }
    return count;
  }

  private static int compare(List<@Nullable Object> a, List<@Nullable Object> b) {
    for (int i = 0; i < a.size(); i++) {
      int x = a.get(i) == null ? 99 : (Integer) Objects.requireNonNull(a.get(i));
      int y = b.get(i) == null ? 99 : (Integer) Objects.requireNonNull(b.get(i));
      if (x != y) {
        return Integer.compare(x, y);
      }
    }
    return 0;
  }

  private List<@Nullable Object> made(List<Named> columns, List<@Nullable Object> row) {
    return values(columns.stream().map(Named::expression).toList(), row);
  }

  List<@Nullable Object> values(List<Expression> expressions, List<@Nullable Object> row) {
    List<@Nullable Object> values = new ArrayList<>();
    expressions.forEach(e -> values.add(value(e, row)));
    return values;
  }

  private boolean holds(Expression condition, List<@Nullable Object> row) {
    return Boolean.TRUE.equals(value(condition, row));
  }

  private @Nullable Object value(Expression expression, List<@Nullable Object> row) {
    if (expression instanceof Expression.Column column) {
      return row.get(column.index());
    }
    if (expression instanceof Expression.Literal literal) {
      return literal.text().equals("NULL") ? null : Integer.valueOf(literal.text());
    }
    Call call = (Call) expression;
    @Nullable Object[] operands = call.operands().stream().map(o -> value(o, row)).toArray();
    boolean anyNull = Arrays.stream(operands).anyMatch(Objects::isNull);
    return switch (call.operator()) {
      case "=" -> anyNull ? null : Objects.equals(operands[0], operands[1]);
      case "<>" -> anyNull ? null : !Objects.equals(operands[0], operands[1]);
      case "IS NOT DISTINCT FROM" -> Objects.equals(operands[0], operands[1]);
      case "IS NULL" -> operands[0] == null;
      case "AND" -> Boolean.TRUE.equals(operands[0]) && Boolean.TRUE.equals(operands[1]);
      case "COALESCE" -> operands[0] != null ? operands[0] : operands[1];
      default -> throw new IllegalArgumentException(call.operator());
    };
  }

  private static List<@Nullable Object> joined(List<@Nullable Object> a, List<@Nullable Object> b) {
    List<@Nullable Object> both = new ArrayList<>(a);
    both.addAll(b);
    return both;
  }
}
