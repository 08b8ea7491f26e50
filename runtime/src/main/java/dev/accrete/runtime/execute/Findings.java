package dev.accrete.runtime.execute;

import dev.accrete.compiler.plan.ModelPlan;
import dev.accrete.compiler.plan.ModelPlan.Recompute;
import dev.accrete.runtime.state.PendingChanges;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What the inputs of a model say, while a {@link Decider} looks at them. */
final class Findings {
  final List<String> pending = new ArrayList<>();
  final Set<String> grown = new HashSet<>();
  final Set<String> exact = new HashSet<>();
  final List<String> news = new ArrayList<>();
  final List<String> rebuild = new ArrayList<>();
  final List<String> lost = new ArrayList<>();
  final List<String> ahead = new ArrayList<>();
  final Map<String, Long> read = new HashMap<>();
  // An increment that an author wrote reads the changes of no model, so it matters not to it
  // whether they are there.
  final boolean derived;
  // Rows that flip, and bounds, read the changed batches beside other things, also none.
  final boolean readsChanges;
  long rows;

  Findings(ModelPlan plan) {
    derived = plan.written().isEmpty();
    readsChanges =
        !plan.timedInputs().isEmpty()
            || plan.recompute().map(Recompute::bounds).filter(b -> !b.isEmpty()).isPresent();
  }

  void take(String model, PendingChanges changes) {
    pending.add(model);
    rows += changes.rows();
    exact.add(model);
    if (changes.insertsAlone()) {
      grown.add(model);
    }
    if (changes.resets() > 0) {
      unreadable(model, " was rebuilt");
    } else if (!changes.complete() && derived) {
      rebuild.add("changes of " + model + " are no longer kept");
    } else {
      news.add(changes.rows() + (changes.rows() == 1 ? " change of " : " changes of ") + model);
    }
  }

  void expect(String model, RunStrategy strategy) {
    pending.add(model);
    exact.add(model);
    if (strategy == RunStrategy.APPEND) {
      grown.add(model);
    }
    if (strategy == RunStrategy.FULL) {
      unreadable(model, " is rebuilt");
    } else {
      news.add("changes of " + model);
    }
  }

  /** Why an input asks for a rebuild; a model that waits for its author's word asks for nothing. */
  Optional<String> whyRebuild(boolean deferred) {
    return deferred ? Optional.empty() : rebuild.stream().findFirst();
  }

  /**
   * The decision, but for one that adds to a table what came up to the run's freeze where the table
   * has later rows already: the position goes back to that freeze, so these would come in once more
   * with the next run. A rebuild takes them out as well.
   */
  Decision notBack(Decision decision) {
    return ahead.isEmpty() || decision.strategy() == RunStrategy.NONE
        ? decision
        : decision.full(ahead.get(0));
  }

  private void unreadable(String model, String why) {
    (derived ? rebuild : news).add(model + why);
  }
}
