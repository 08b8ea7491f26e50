package dev.accrete.tests.laws;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A sentence of the theory with a sound rule and a tempting one, each of some parts.
 *
 * @param name what the sound rule does
 * @param parts SQL by name; {@code tempting query} stands in place of {@code query} for the
 *     tempting rule, and likewise with the other parts
 */
record Law(String name, Map<String, String> parts) {
  private static final String TEMPTING = "tempting ";

  Law {
    parts = Map.copyOf(parts);
  }

  /** The sentence of the theory, with how often the tempting rule failed for who found it. */
  String says() {
    return parts.getOrDefault("says", "");
  }

  /** The rule that must hold. */
  Rule sound() {
    Map<String, String> own = new TreeMap<>(parts);
    own.keySet().removeIf(part -> part.startsWith(TEMPTING));
    return new Rule(own);
  }

  /** The rule that must be seen to fail. */
  Rule tempting() {
    Map<String, String> own = new TreeMap<>(sound().parts());
    parts.forEach(
        (part, sql) -> {
          if (part.startsWith(TEMPTING)) {
            own.put(part.substring(TEMPTING.length()), sql);
          }
        });
    return new Rule(own);
  }

  /** The parts of one rule. */
  record Rule(Map<String, String> parts) {
    Rule {
      parts = Map.copyOf(parts);
    }

    /** A part that each rule has. */
    String required(String part) {
      return part(part)
          .orElseThrow(() -> new IllegalArgumentException("the law has no part '" + part + "'"));
    }

    Optional<String> part(String part) {
      return Optional.ofNullable(parts.get(part));
    }

    /** A part, or nothing. */
    String optional(String part) {
      return part(part).orElse("");
    }
  }
}
