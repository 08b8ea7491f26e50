package dev.accrete.runtime.select;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What an earlier compilation and run say of the nodes, for {@code state:} and {@code result:}.
 *
 * @param states {@code new}, {@code old}, {@code modified}, {@code unmodified} to the nodes that
 *     are; empty where there is nothing to compare with
 * @param results a status, such as {@code error}, to the nodes that ended so; empty where there is
 *     no earlier run
 */
public record Earlier(Map<String, Set<String>> states, Map<String, Set<String>> results) {
  /** What {@code state:} can ask. */
  static final List<String> STATES = List.of("new", "old", "modified", "unmodified");

  /** What {@code result:} can ask: of models, and of data tests. */
  static final List<String> RESULTS =
      List.of("success", "error", "skipped", "pass", "warn", "fail");

  /** Nothing is known of an earlier one. */
  public static final Earlier NONE = new Earlier(Map.of(), Map.of());

  /**
   * Compares nodes with an earlier manifest.
   *
   * @param now the nodes that there are, with what tells one form of each from another, or an empty
   *     text where that is not known
   * @param before the same of the earlier one
   * @param results nodes to statuses of the earlier run
   */
  public static Earlier of(
      Map<String, String> now, Map<String, String> before, Map<String, String> results) {
    Map<String, Set<String>> states = new HashMap<>();
    STATES.forEach(state -> states.put(state, new HashSet<>()));
    now.forEach(
        (name, form) -> {
          boolean old = before.containsKey(name);
          boolean same = old && !form.isEmpty() && form.equals(before.get(name));
          at(states, old ? "old" : "new").add(name);
          at(states, same ? "unmodified" : "modified").add(name);
        });
    Map<String, Set<String>> statuses = new HashMap<>();
    results.forEach(
        (name, status) -> statuses.computeIfAbsent(status, key -> new HashSet<>()).add(name));
    return new Earlier(states, statuses);
  }

  private static Set<String> at(Map<String, Set<String>> sets, String key) {
    return sets.computeIfAbsent(key, missing -> new HashSet<>());
  }

  boolean state(String value, String node) {
    return states.getOrDefault(value, Set.of()).contains(node);
  }

  boolean result(String value, String node) {
    return results.getOrDefault(value, Set.of()).contains(node);
  }

  /** A value that cannot be asked for, or nothing to ask, is the user's mistake. */
  void require(Criterion criterion) {
    if (criterion.method() == Method.STATE) {
      known(criterion, STATES);
      if (states.isEmpty()) {
        throw new SelectionException(
            criterion.text() + " has nothing to compare with",
            "--state names a folder with the manifest.json of an earlier compilation");
      }
    }
    if (criterion.method() == Method.RESULT) {
      known(criterion, RESULTS);
      if (results.isEmpty()) {
        throw new SelectionException(
            criterion.text() + " asks for an earlier run, and there is none",
            "--state names a folder with its run_results.json; target/ where that is left out");
      }
    }
  }

  private static void known(Criterion criterion, List<String> values) {
    if (!values.contains(criterion.value())) {
      throw new SelectionException(
          criterion.text() + " is not known", "write one of " + String.join(", ", values));
    }
  }
}
