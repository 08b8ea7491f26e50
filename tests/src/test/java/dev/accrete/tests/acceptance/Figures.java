package dev.accrete.tests.acceptance;

import dev.accrete.runtime.execute.ModelResult;
import dev.accrete.runtime.execute.RunOutcome;
import dev.accrete.runtime.execute.RunStrategy;
import java.util.List;
import java.util.stream.Collectors;

/** Adds up what acceptance runs did, and prints it: a line a load, a line at the end. */
final class Figures {
  private final String name;
  private int loads;
  private long rows;
  private long keys;
  private long comparisons;
  private int recomputed;
  private int untouched;
  private int full;

  Figures(String name) {
    this.name = name;
  }

  void load(int number, long loaded, long cookies, RunOutcome outcome) {
    loads++;
    rows += loaded;
    List<ModelResult> results = outcome.results();
    results.forEach(this::add);
    String models = results.stream().map(Figures::describe).collect(Collectors.joining(", "));
    System.out.printf(
        "%s, load %d: %d rows, %d cookies touched; %s%n", name, number, loaded, cookies, models);
  }

  private void add(ModelResult result) {
    keys += result.keysTouched() == null ? 0 : result.keysTouched();
    switch (result.strategy()) {
      case RECOMPUTE -> recomputed++;
      case NONE -> untouched++;
      default -> full++;
    }
  }

  private static String describe(ModelResult result) {
    String did =
        result.strategy() == RunStrategy.RECOMPUTE
            ? result.keysTouched()
                + " keys, -"
                + result.rowsDeleted()
                + " +"
                + result.rowsInserted()
            : result.strategy().word();
    return result.model() + " " + did;
  }

  void compared(long number) {
    comparisons += number;
  }

  void print() {
    System.out.printf(
        "%s: %d loads, %d rows, %d keys touched, %d comparisons;"
            + " %d models recomputed, %d with nothing new, %d full%n",
        name, loads, rows, keys, comparisons, recomputed, untouched, full);
  }
}
