package dev.accrete.runtime.execute;

import dev.accrete.compiler.plan.InputPlan;
import dev.accrete.runtime.state.PendingBatches;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What people are told of an append source that changed.
 *
 * @param pending what a model has not taken in
 * @param input the source
 */
record SourceNews(PendingBatches pending, InputPlan input) {

  /** What came, as a reason to bring the model up to date. */
  String told() {
    List<String> parts = new ArrayList<>();
    if (pending.newBatches() + pending.reopened() > 0 || pending.deleted() == 0) {
      parts.add(batches());
    }
    if (pending.deleted() > 0) {
      parts.add(
          pending.deleted()
              + (pending.deleted() == 1 ? " deleted row from " : " deleted rows from ")
              + copies());
    }
    return String.join(", ", parts);
  }

  private String batches() {
    List<String> parts = new ArrayList<>();
    if (pending.newBatches() > 0) {
      parts.add(pending.newBatches() + " new");
    }
    if (pending.reopened() > 0) {
      parts.add(pending.reopened() + " grown");
    }
    return String.join(" and ", parts)
        + " batch"
        + (pending.newBatches() + pending.reopened() == 1 ? "" : "es")
        + " of "
        + input.name();
  }

  /**
   * Why the model is rebuilt, if it must be.
   *
   * @param derived whether its increment is; one that an author wrote knows nothing of rows that
   *     left
   */
  Optional<String> whyRebuild(boolean derived) {
    if (pending.unexplained()) {
      return Optional.of(
          pending.shrunk() == 0
              ? "copies in " + copies() + " are not of rows that left " + input.name() + " since"
              : shrunk() + ", not by the rows that came into " + copies());
    }
    if (pending.shrunk() > 0) {
      return Optional.of(shrunk());
    }
    return derived || pending.deleted() == 0 ? Optional.empty() : Optional.of(told());
  }

  private String shrunk() {
    String batches = pending.shrunk() == 1 ? "a batch" : pending.shrunk() + " batches";
    return batches + " of " + input.name() + " shrunk";
  }

  private String copies() {
    return input.deleted().map(InputPlan.Deleted::name).orElse("");
  }
}
