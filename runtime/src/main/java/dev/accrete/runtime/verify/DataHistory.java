package dev.accrete.runtime.verify;

import dev.accrete.compiler.load.SourceDeclaration.Arrival;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Cuts real rows into their batches and loads these in a random order, some before each run: the
 * tables must not depend on when a batch comes. Sources without batches come before the first run;
 * of mutable ones some rows later, in the middle. Batches of a source that is trusted to arrive in
 * order come in that order.
 */
final class DataHistory {
  private final Chance chance;
  private final TestCase test;
  private final Map<String, List<List<String>>> rows;

  DataHistory(Chance chance, TestCase test, Map<String, List<List<String>>> rows) {
    this.chance = chance;
    this.test = test;
    this.rows = rows;
  }

  /** A history of at most that many runs, and one at least, also where no source has batches. */
  List<Step> history(int runs) {
    List<Step> steps = new ArrayList<>();
    List<Step.Load> batches = new ArrayList<>();
    for (DataTable table : test.tables()) {
      List<List<String>> all = rows.getOrDefault(table.name(), List.of());
      if (table.grows()) {
        byBatch(table, all).forEach(batch -> batches.add(new Step.Load(table.name(), batch)));
      } else if (table.changes()) {
        List<List<String>> shuffled = chance.shuffled(all);
        int later = all.size() / 3;
        steps.add(new Step.Load(table.name(), shuffled.subList(later, all.size())));
        batches.add(new Step.Load(table.name(), shuffled.subList(0, later)));
      } else {
        steps.add(new Step.Load(table.name(), all));
      }
    }
    List<Step.Load> order = new ArrayList<>(chance.shuffled(batches));
    test.tables().stream()
        .filter(table -> table.grows() && table.arrival() == Arrival.TRUSTED)
        .forEach(table -> inOrder(table, order));
    int each = Math.max(1, (order.size() + runs - 1) / runs);
    for (int i = 0; i < order.size(); i++) {
      steps.add(order.get(i));
      if ((i + 1) % each == 0 && i + 1 < order.size()) {
        steps.add(Step.Run.ALL);
      }
    }
    steps.add(Step.Run.ALL);
    return List.copyOf(steps);
  }

  /** Puts the loads of a table in the order of their batches, those of other tables stay. */
  private static void inOrder(DataTable table, List<Step.Load> order) {
    List<Step.Load> own =
        order.stream()
            .filter(load -> load.table().equals(table.name()))
            .sorted(Comparator.comparing(load -> table.batch(load.rows().get(0))))
            .toList();
    int next = 0;
    for (int i = 0; i < order.size(); i++) {
      if (order.get(i).table().equals(table.name())) {
        order.set(i, own.get(next++));
      }
    }
  }

  private static List<List<List<String>>> byBatch(DataTable table, List<List<String>> rows) {
    Map<String, List<List<String>>> batches = new LinkedHashMap<>();
    rows.forEach(row -> batches.computeIfAbsent(table.batch(row), b -> new ArrayList<>()).add(row));
    return List.copyOf(batches.values());
  }
}
