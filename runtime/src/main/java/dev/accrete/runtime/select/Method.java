package dev.accrete.runtime.select;

import dev.accrete.compiler.diagnostic.Nearest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** The ways in which a selector can match nodes: dbt's, and two of our own. */
enum Method {
  FQN,
  TAG,
  PATH,
  FILE,
  SOURCE,
  CONFIG,
  /** Models whose first sound strategy is the one named. */
  STRATEGY,
  /** Models that a refusal of the code named keeps from a cheaper strategy. */
  REFUSAL,
  /** Nodes that an earlier compilation lacks, or has in another form. */
  STATE,
  /** Nodes that ended so in an earlier run. */
  RESULT,
  /** What a selector of {@code selectors.yml} selects. */
  SELECTOR;

  /** The word that people write. */
  String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The method of a word. */
  static Method named(String selector, String word) {
    List<String> known = new ArrayList<>();
    for (Method method : values()) {
      if (method.word().equals(word)) {
        return method;
      }
      known.add(method.word());
    }
    String hint =
        Nearest.to(word, known)
            .map(near -> "did you mean " + near + ":?")
            .orElse("known are " + String.join(", ", known));
    throw new SelectionException("no selection method " + word + ": in " + selector, hint);
  }

  /** The method that a value without a method means. */
  static Method natural(String value) {
    if (value.contains("/")) {
      return PATH;
    }
    return Arrays.asList(".sql", ".csv", ".yml").stream().anyMatch(value::endsWith) ? FILE : FQN;
  }
}
