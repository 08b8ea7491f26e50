package dev.accrete.runtime.verify;

import java.util.List;
import java.util.Optional;

/** What happens in a history. */
sealed interface Step {

  /** Something that somebody else does to a source. */
  sealed interface Write extends Step {
    /** The source, as {@code ref} has it. */
    String table();

    /** The rows, as SQL literals. */
    List<List<String>> rows();

    /** The same with other rows. */
    Write with(List<List<String>> rows);
  }

  /** Rows come, in one transaction. */
  record Load(String table, List<List<String>> rows) implements Write {
    public Load {
      rows = List.copyOf(rows);
    }

    @Override
    public Write with(List<List<String>> others) {
      return new Load(table, others);
    }
  }

  /** Rows go: one for each that is named, where there is one. */
  record Delete(String table, List<List<String>> rows) implements Write {
    public Delete {
      rows = List.copyOf(rows);
    }

    @Override
    public Write with(List<List<String>> others) {
      return new Delete(table, others);
    }
  }

  /**
   * Models are brought up to date.
   *
   * @param models which, in any order; empty for all
   * @param refreshed those of them that are rebuilt whatever is pending
   * @param interruption what somebody else does meanwhile
   * @param incident what happens to the run itself
   */
  record Run(
      List<String> models,
      List<String> refreshed,
      Optional<Interruption> interruption,
      Optional<Incident> incident)
      implements Step {
    Run(List<String> models, List<String> refreshed, Optional<Interruption> interruption) {
      this(models, refreshed, interruption, Optional.empty());
    }

    public Run {
      models = List.copyOf(models);
      refreshed = List.copyOf(refreshed);
    }

    /** All models, nothing special. */
    static final Run ALL = new Run(List.of(), List.of(), Optional.empty());

    boolean runs(String model) {
      return models.isEmpty() || models.contains(model);
    }

    Run undisturbed() {
      return new Run(models, List.of(), Optional.empty());
    }

    Run with(Incident other) {
      return new Run(models, refreshed, interruption, Optional.of(other));
    }
  }

  /**
   * Something that happens to a run.
   *
   * @param statement before which it happens; no matter where models are kept in other ways
   */
  record Incident(IncidentKind kind, int statement) {}

  /** A write between two statements of a run: before the one of that number. */
  record Interruption(int statement, Write write) {}
}
