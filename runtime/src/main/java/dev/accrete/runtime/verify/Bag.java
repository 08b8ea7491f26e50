package dev.accrete.runtime.verify;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Rows as text, each as often as it stands in a table. */
record Bag(Map<String, Integer> counts) {
  Bag {
    counts = java.util.Collections.unmodifiableMap(new TreeMap<>(counts));
  }

  static Bag of(List<String> rows) {
    Map<String, Integer> counts = new TreeMap<>();
    rows.forEach(row -> counts.merge(row, 1, Integer::sum));
    return new Bag(counts);
  }

  boolean isEmpty() {
    return counts.isEmpty();
  }

  /** The rows that the other one lacks. */
  List<String> minus(Bag other) {
    List<String> rows = new ArrayList<>();
    counts.forEach(
        (row, count) -> {
          for (int i = other.counts.getOrDefault(row, 0); i < count; i++) {
            rows.add(row);
          }
        });
    return rows;
  }
}
