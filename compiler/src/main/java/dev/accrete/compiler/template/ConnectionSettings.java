package dev.accrete.compiler.template;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * How to connect to a target, with its secrets in the clear: to be made when a connection is made,
 * and not kept.
 *
 * @param values the target's connection keys ({@code path}, {@code url}, {@code user}, {@code
 *     password}, {@code threads}, {@code properties.…}) with their values
 * @param secrets every text that must not be seen anywhere: passwords, and what came from the
 *     environment
 */
public record ConnectionSettings(Map<String, String> values, SortedSet<String> secrets) {
  public ConnectionSettings {
    values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
    secrets = Collections.unmodifiableSortedSet(new TreeSet<>(secrets));
  }

  /** The keys alone, so that no log ever shows a secret. */
  @Override
  public String toString() {
    return "ConnectionSettings" + values.keySet();
  }
}
