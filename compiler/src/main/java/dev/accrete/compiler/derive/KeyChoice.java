package dev.accrete.compiler.derive;

import dev.accrete.compiler.certificate.Certificate.RunnerUp;
import dev.accrete.compiler.certificate.Refusal;
import dev.accrete.compiler.certificate.Restriction;
import dev.accrete.compiler.certificate.Route;
import dev.accrete.compiler.tree.Expression;
import dev.accrete.compiler.tree.Field;
import dev.accrete.compiler.tree.Relation;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Chooses the key: the output columns whose routes are cheapest, and among these as many as tell
 * rows apart.
 *
 * <p>Any subset of what passes may serve. A route is the cheaper the fewer tables it reads besides
 * the changes. Among routes that cost the same, a key is better by which fewer inputs are read
 * whole.
 */
final class KeyChoice {
  private static final int MOST_COLUMNS = 8;

  private final KeyPassing passing;
  private final Relation root;
  private final Set<Integer> timed;
  private final Map<List<Integer>, KeyPassing.Outcome> outcomes = new LinkedHashMap<>();
  private final Map<List<Integer>, Long> whole = new HashMap<>();

  KeyChoice(KeyPassing passing, Relation root) {
    this(passing, root, Set.of());
  }

  /** With the columns that are no key, because they are computed from the clock. */
  KeyChoice(KeyPassing passing, Relation root, Set<Integer> timed) {
    this.passing = passing;
    this.root = root;
    this.timed = timed;
  }

  /**
   * The chosen key.
   *
   * @param columns numbers of output columns; empty where none passes
   * @param refusals of the columns that do not pass, each reason once
   */
  record Choice(
      List<Integer> columns,
      List<Route> routes,
      List<RunnerUp> runnersUp,
      List<Refusal> refusals) {}

  /**
   * The best key. {@code preferred} are sets of columns that are known to tell rows apart, best
   * first.
   */
  Choice choose(List<List<Integer>> preferred) {
    List<Integer> singles = new ArrayList<>();
    Map<String, Refusal> refusals = new LinkedHashMap<>();
    for (int i = 0; i < root.fields().size(); i++) {
      if (timed.contains(i)) {
        continue;
      }
      KeyPassing.Outcome outcome = outcome(List.of(i));
      if (outcome.refusal().isPresent()) {
        refusals.putIfAbsent(outcome.refusal().get().message(), outcome.refusal().get());
      } else if (readsSomething(i)) {
        singles.add(i);
      }
    }
    if (singles.isEmpty()) {
      return new Choice(List.of(), List.of(), List.of(), List.copyOf(refusals.values()));
    }
    List<Integer> best = best(singles, preferred);
    return new Choice(best, outcome(best).routes(), runnersUp(singles, best), List.of());
  }

  private List<Integer> best(List<Integer> singles, List<List<Integer>> preferred) {
    int least = singles.stream().mapToInt(i -> cost(List.of(i))).min().orElseThrow();
    List<List<Integer>> candidates = new ArrayList<>();
    for (List<Integer> wanted : preferred) {
      if (singles.containsAll(wanted)
          && outcome(wanted).refusal().isEmpty()
          && cost(wanted) <= least) {
        candidates.add(wanted);
      }
    }
    candidates.addAll(cheapest(singles, least));
    List<Integer> best = candidates.get(0);
    for (List<Integer> candidate : candidates) {
      best = readWhole(best) > 0 && readWhole(candidate) < readWhole(best) ? candidate : best;
    }
    return best;
  }

  /** As many of the cheapest columns as pass together, then each of them by itself. */
  private List<List<Integer>> cheapest(List<Integer> singles, int least) {
    List<Integer> cheapest = singles.stream().filter(i -> cost(List.of(i)) == least).toList();
    if (cheapest.size() > MOST_COLUMNS) {
      cheapest = claimedNotNull(cheapest).orElse(cheapest.subList(0, MOST_COLUMNS));
    }
    List<List<Integer>> candidates = new ArrayList<>();
    if (outcome(cheapest).refusal().isEmpty() && cost(cheapest) <= least) {
      candidates.add(cheapest);
    }
    cheapest.forEach(i -> candidates.add(List.of(i)));
    return candidates;
  }

  /** How many readings of inputs a recompute by this key needs whole. */
  private long readWhole(List<Integer> columns) {
    return whole.computeIfAbsent(
        columns,
        c -> {
          Relation touched =
              new Relation.KeySet(
                  Deriver.TOUCHED, c.stream().map(root.fields()::get).toList(), root.origin());
          return Narrowings.of(passing, root, c, touched).stream()
              .filter(Restriction::whole)
              .count();
        });
  }

  private Optional<List<Integer>> claimedNotNull(List<Integer> columns) {
    List<Field> fields = root.fields();
    List<Integer> claimed =
        columns.stream().filter(i -> !fields.get(i).nullable()).limit(MOST_COLUMNS).toList();
    return claimed.isEmpty() ? Optional.empty() : Optional.of(claimed);
  }

  private List<RunnerUp> runnersUp(List<Integer> singles, List<Integer> best) {
    List<RunnerUp> others = new ArrayList<>();
    int chosen = cost(best);
    singles.stream()
        .filter(i -> !best.contains(i))
        .sorted(java.util.Comparator.comparingInt(i -> cost(List.of(i))))
        .limit(MOST_COLUMNS)
        .forEach(
            i -> {
              int more = cost(List.of(i)) - chosen;
              String why =
                  more > 0
                      ? "its routes read "
                          + more
                          + " more "
                          + (more == 1 ? "table" : "tables")
                          + " besides the changes"
                      : "as cheap, and tells rows apart less surely";
              others.add(new RunnerUp(List.of(root.fields().get(i).name()), why));
            });
    return others;
  }

  private KeyPassing.Outcome outcome(List<Integer> columns) {
    return outcomes.computeIfAbsent(columns, passing::routes);
  }

  /** How many tables the routes read besides the changes. */
  private int cost(List<Integer> columns) {
    return outcome(columns).routes().stream().mapToInt(r -> tables(r.keys())).sum();
  }

  private static int tables(Relation relation) {
    int here =
        relation instanceof Relation.Scan scan && scan.state() != Relation.State.CHANGED ? 1 : 0;
    return here + relation.inputs().stream().mapToInt(KeyChoice::tables).sum();
  }

  /** A constant is the same for all rows: as a key it would touch the whole table. */
  private boolean readsSomething(int column) {
    return readsSomething(root, new Expression.Column(column));
  }

  private static boolean readsSomething(Relation node, Expression expression) {
    if (expression.columns().isEmpty()) {
      return false;
    }
    if (node instanceof Relation.Project project) {
      return readsSomething(
          project.input(), expression.substitute(i -> project.columns().get(i).expression()));
    }
    if (node instanceof Relation.Filter filter) {
      return readsSomething(filter.input(), expression);
    }
    if (node instanceof Relation.Aggregate aggregate) {
      boolean keys = expression.columns().stream().allMatch(i -> i < aggregate.keys().size());
      return !keys
          || readsSomething(
              aggregate.input(), expression.substitute(i -> aggregate.keys().get(i).expression()));
    }
    if (node instanceof Relation.Values) {
      return false;
    }
    if (node instanceof Relation.SetOperation operation) {
      return operation.inputs().stream().anyMatch(i -> readsSomething(i, expression));
    }
    return true;
  }
}
