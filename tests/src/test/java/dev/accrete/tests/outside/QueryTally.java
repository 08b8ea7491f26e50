package dev.accrete.tests.outside;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What became of the queries. */
final class QueryTally {
  private final Map<String, Integer> counts = new TreeMap<>();
  private final Map<String, String> examples = new TreeMap<>();
  private final List<String> wrong = new ArrayList<>();
  private int queries;
  private int comparisons;
  private int changed;

  /** A query, and what the compiler says of it. */
  void query(String outcome, String sql) {
    queries++;
    counts.merge(outcome, 1, Integer::sum);
    examples.putIfAbsent(outcome, sql);
  }

  /** A table that was compared. */
  void comparison(boolean isChanged) {
    comparisons++;
    changed += isChanged ? 1 : 0;
  }

  /** A table that was not what its SELECT returns. */
  void wrong(String story) {
    wrong.add(story);
  }

  List<String> wrong() {
    return wrong;
  }

  int incremental() {
    return counts.getOrDefault("incremental", 0);
  }

  /** One line for each outcome, with a query as an example. */
  String table() {
    StringBuilder text =
        new StringBuilder(
            "outside queries: %,d; comparisons: %,d, of tables that the step changed: %,d; wrong: %,d%n"
                .formatted(queries, comparisons, changed, wrong.size()));
    counts.forEach(
        (outcome, count) ->
            text.append(
                "%6d  %-28s %s%n"
                    .formatted(count, outcome, examples.get(outcome).replaceAll("\\s+", " "))));
    return text.toString();
  }
}
