package dev.accrete.tests.equivalence;

import dev.accrete.runtime.execute.RunStrategy;
import dev.accrete.runtime.verify.Operators;
import dev.accrete.runtime.verify.Tally;
import dev.accrete.tests.StrategiesPage;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The counts of random models for the page of strategies. */
final class StrategyCounts {
  private static final List<RunStrategy> STRATEGIES =
      List.of(
          RunStrategy.APPEND,
          RunStrategy.MERGE,
          RunStrategy.RECOMPUTE,
          RunStrategy.FULL,
          RunStrategy.NONE);

  private StrategyCounts() {}

  /** The page shows what a run counted. */
  static void check(String table, Tally tally) {
    List<String> head = new ArrayList<>(List.of("operator", "models", "incremental"));
    STRATEGIES.forEach(s -> head.add("after " + s.word()));
    List<List<String>> rows = new ArrayList<>();
    for (String operator : Operators.names()) {
      if (tally.models(operator) > 0) {
        List<String> row = new ArrayList<>(List.of(operator, "" + tally.models(operator)));
        row.add(String.format(Locale.ROOT, "%.0f %%", 100 * tally.shareIncremental(operator)));
        STRATEGIES.forEach(s -> row.add("" + tally.comparisons(operator, s)));
        rows.add(row);
      }
    }
    StrategiesPage.check(table, head, rows);
  }
}
