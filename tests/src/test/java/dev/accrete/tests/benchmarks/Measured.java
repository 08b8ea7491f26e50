package dev.accrete.tests.benchmarks;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * One run of one contestant.
 *
 * @param total from before the database was opened until it was closed, the checkpoint included
 * @param cpu the processor time of all that
 * @param statements what each kind of statement took, in the order of their first; empty where a
 *     process of its own ran
 * @param strategy what Accrete chose, for the last model; empty for others
 */
record Measured(Duration total, Duration cpu, Map<String, Duration> statements, String strategy) {
  Measured {
    statements = new LinkedHashMap<>(statements);
  }

  /** Of one who chooses no strategy. */
  Measured(Duration total, Duration cpu, Map<String, Duration> statements) {
    this(total, cpu, statements, "");
  }

  /** The time in SQL, begin and commit included. */
  Duration sql() {
    return statements.values().stream().reduce(Duration.ZERO, Duration::plus);
  }
}
