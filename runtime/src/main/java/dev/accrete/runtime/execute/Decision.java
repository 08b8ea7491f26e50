package dev.accrete.runtime.execute;

import java.util.List;
import java.util.Map;

/**
 * How a run will bring one model up to date, and why.
 *
 * @param strategy what to do
 * @param reason why, as people read it
 * @param pending the inputs with changes, by which routes are chosen
 * @param read the version of each model that it reads, which must still hold at the commit
 * @param rows rows and changes that wait, as far as they are known
 */
record Decision(
    RunStrategy strategy, String reason, List<String> pending, Map<String, Long> read, long rows) {
  Decision {
    pending = List.copyOf(pending);
    read = Map.copyOf(read);
  }

  /** The same with further inputs whose routes are taken, and a reason where there is none. */
  Decision and(List<String> inputs, String why) {
    List<String> all =
        java.util.stream.Stream.concat(pending.stream(), inputs.stream()).distinct().toList();
    return new Decision(strategy, pending.isEmpty() ? why : reason, all, read, rows);
  }

  Decision full(String why) {
    return new Decision(RunStrategy.FULL, why, pending, read, rows);
  }
}
