package dev.accrete.runtime.verify;

import dev.accrete.compiler.load.SourceDeclaration.Arrival;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Keeps histories inside the law: a freeze counts rows, so rows that come and rows that go in one
 * batch between two freezes cancel and are not seen ({@code check: hash} is for that). A batch may
 * do the one or the other, then a run must freeze its source. Of a source that is counted in part
 * ({@code arrival}), older batches together may do the one or the other, or nothing may happen to
 * them where they are trusted; of one that is counted by what it joins, all rows together may.
 *
 * <p>Where rows refer to others, these are there whenever a run begins.
 */
final class Fairness {
  private final TestCase test;
  private final Map<String, Set<String>> readBy;
  private final Relationships related;
  private final Set<String> added = new HashSet<>();
  private final Set<String> removed = new HashSet<>();
  private final Map<String, String> newest = new HashMap<>();

  /** With the sources that each model reads. */
  Fairness(TestCase test, Map<String, Set<String>> readBy) {
    this.test = test;
    this.readBy = new HashMap<>(readBy);
    this.related = new Relationships(test.tables());
  }

  /** Whether every step keeps the rule. */
  static boolean holds(TestCase test, Map<String, Set<String>> readBy) {
    Fairness fairness = new Fairness(test, readBy);
    for (Step step : test.steps()) {
      if (!fairness.allows(step)) {
        return false;
      }
      fairness.note(step);
    }
    return true;
  }

  boolean allows(Step step) {
    if (step instanceof Step.Run run) {
      return related.hold() && run.interruption().map(i -> allows(i.write())).orElse(true);
    }
    Step.Write write = (Step.Write) step;
    Set<String> other = write instanceof Step.Load ? removed : added;
    return batches(write).stream().noneMatch(other::contains) && isTimely(write);
  }

  void note(Step step) {
    if (step instanceof Step.Write write) {
      (write instanceof Step.Load ? added : removed).addAll(batches(write));
      related.note(write);
      stamps(write).forEach(stamp -> newest.merge(write.table(), stamp, Fairness::later));
      return;
    }
    Step.Run run = (Step.Run) step;
    readBy.forEach(
        (model, sources) -> {
          if (run.runs(model)) {
            sources.forEach(this::frozen);
          }
        });
    Optional<Step.Write> meanwhile = run.interruption().map(Step.Interruption::write);
    meanwhile.filter(w -> !isRead(run, w.table())).ifPresent(this::note);
    meanwhile.filter(w -> isRead(run, w.table())).ifPresent(related::note);
  }

  private boolean isRead(Step.Run run, String table) {
    return readBy.entrySet().stream()
        .anyMatch(e -> run.runs(e.getKey()) && e.getValue().contains(table));
  }

  private void frozen(String table) {
    added.removeIf(b -> b.startsWith(table + "|"));
    removed.removeIf(b -> b.startsWith(table + "|"));
  }

  private List<String> batches(Step.Write write) {
    DataTable table = test.table(write.table());
    boolean isCounted = table.joined() || table.grows() && !table.hashed();
    if (!isCounted) {
      return List.of();
    }
    return write.rows().stream().map(row -> table.name() + "|" + counted(table, row)).toList();
  }

  /** What a row is counted in. */
  private static String counted(DataTable table, List<String> row) {
    return table.grows() && table.arrival() == Arrival.ANY ? table.batch(row) : "";
  }

  /** Whether nothing happens to what is trusted to stay: batches before the newest one. */
  private boolean isTimely(Step.Write write) {
    if (test.table(write.table()).arrival() != Arrival.TRUSTED) {
      return true;
    }
    String least = newest.getOrDefault(write.table(), "");
    return stamps(write).stream().allMatch(stamp -> stamp.compareTo(least) >= 0);
  }

  private List<String> stamps(Step.Write write) {
    DataTable table = test.table(write.table());
    return table.grows()
        ? write.rows().stream().map(table::batch).filter(b -> !b.equals("NULL")).toList()
        : List.of();
  }

  private static String later(String one, String other) {
    return one.compareTo(other) < 0 ? other : one;
  }
}
