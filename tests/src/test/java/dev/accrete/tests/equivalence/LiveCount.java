package dev.accrete.tests.equivalence;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * Counts the sources once more when a model commits, as if the position meant what is there by
 * then, and not what was frozen.
 */
final class LiveCount implements Function<String, List<String>> {
  private final List<String> counts = new ArrayList<>();

  @Override
  public List<String> apply(String sql) {
    if (sql.contains("UNION ALL\n  SELECT stamp, -") && !counts.contains(sql)) {
      counts.add(sql);
    }
    if (sql.contains(".model_version\nSET") && sql.contains("strategy = 'recompute'")) {
      List<String> all = new ArrayList<>(counts);
      all.add(sql);
      return all;
    }
    return List.of(sql);
  }
}
