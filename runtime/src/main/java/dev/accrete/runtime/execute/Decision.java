package dev.accrete.runtime.execute;

import dev.accrete.compiler.plan.ModelPlan.GrowthPlan;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How a run will bring one model up to date, and why.
 *
 * @param strategy what to do
 * @param reason why, as people read it
 * @param pending the inputs with changes, by which routes are chosen
 * @param read the version of each model that it reads, which must still hold at the commit
 * @param rows rows and changes that wait, as far as they are known
 * @param growth what is read by its new rows, where rows are added
 */
record Decision(
    RunStrategy strategy,
    String reason,
    List<String> pending,
    Map<String, Long> read,
    long rows,
    Optional<GrowthPlan> growth) {
  Decision {
    pending = List.copyOf(pending);
    read = Map.copyOf(read);
  }

  /** A decision by which no rows are added. */
  Decision(
      RunStrategy strategy,
      String reason,
      List<String> pending,
      Map<String, Long> read,
      long rows) {
    this(strategy, reason, pending, read, rows, Optional.empty());
  }

  /** The same with further inputs whose routes are taken, and a reason where there is none. */
  Decision and(List<String> inputs, String why) {
    List<String> all =
        java.util.stream.Stream.concat(pending.stream(), inputs.stream()).distinct().toList();
    return new Decision(strategy, pending.isEmpty() ? why : reason, all, read, rows);
  }

  /** The same, of which more is said. */
  Decision noting(String more) {
    return new Decision(strategy, reason + "; " + more, pending, read, rows, growth);
  }

  Decision full(String why) {
    return new Decision(RunStrategy.FULL, why, pending, read, rows);
  }

  Decision merge(String why) {
    return new Decision(RunStrategy.MERGE, reason + "; " + why, pending, read, rows);
  }

  Decision append(GrowthPlan growing) {
    return new Decision(RunStrategy.APPEND, reason, pending, read, rows, Optional.of(growing));
  }
}
