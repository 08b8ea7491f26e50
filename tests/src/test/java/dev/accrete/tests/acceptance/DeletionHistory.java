package dev.accrete.tests.acceptance;

import dev.accrete.runtime.engine.duckdb.DuckDbDatabase;
import dev.accrete.runtime.execute.ModelResult;
import dev.accrete.runtime.execute.RunListener;
import dev.accrete.runtime.execute.RunStrategy;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;

/**
 * A random history of loads, late rows and deletions, whose copies come with the deletion, before
 * it, after it, or never. After each step every table is compared with its SELECT.
 *
 * <p>One thing never happens, as no count shows it: that in one interval rows leave a batch without
 * any copy and as many or more join it.
 */
final class DeletionHistory {
  private static final int STEPS = 25;

  private final Warehouse warehouse;
  private final Deletions deletions;
  private final Random random;
  private final Set<String> grown = new HashSet<>();
  private final Set<String> shrunk = new HashSet<>();
  private int ids;
  private int stamps;
  private int notes = 100_000;
  private boolean clean;
  private int wellBehaved;
  private final Map<String, Integer> incremental = new TreeMap<>();

  DeletionHistory(Warehouse warehouse, int seed) {
    this.warehouse = warehouse;
    this.deletions = new Deletions(warehouse);
    this.random = new Random(seed);
    warehouse.execute("CREATE TABLE atomic.later AS SELECT * FROM atomic.events_deleted");
    page();
    for (int i = 0; i < 5; i++) {
      batch();
    }
  }

  /** Some changes, a run or none, and a comparison. */
  private void step(String when) {
    boolean copiesAreDue = warehouse.number("SELECT COUNT(*) FROM atomic.later") > 0;
    if (copiesAreDue && random.nextBoolean()) {
      warehouse.execute("INSERT INTO atomic.events_deleted SELECT * FROM atomic.later");
      warehouse.execute("DELETE FROM atomic.later");
      clean = false;
    }
    long before = warehouse.number("SELECT COUNT(*) FROM atomic.events_deleted");
    boolean calm = random.nextInt(3) > 0;
    for (int i = random.nextInt(3); i >= 0; i--) {
      change(calm);
    }
    long copies = warehouse.number("SELECT COUNT(*) FROM atomic.events_deleted") - before;
    if (random.nextInt(5) == 0) {
      // Some models lag behind.
      deletions.run(RunListener.NONE, "sessions", "hot", "entries");
      clean = false;
    } else {
      take(deletions.run(RunListener.NONE), copies);
      Oracle.assertUpToDate(warehouse, when);
      clean = true;
    }
    grown.clear();
    shrunk.clear();
  }

  private void take(Map<String, ModelResult> results, long copies) {
    if (!clean || copies == 0) {
      return;
    }
    wellBehaved++;
    results.forEach(
        (model, result) -> {
          if (!model.equals("total")) {
            int kept = result.strategy() == RunStrategy.FULL ? 0 : 1;
            incremental.merge(model, kept, Integer::sum);
          }
        });
  }

  private void change(boolean calm) {
    switch (calm ? random.nextInt(5) : random.nextInt(11)) {
      case 0, 1 -> batch();
      case 2, 3 -> deleted();
      case 4 -> page();
      case 5 -> late();
      case 6 -> early();
      case 7 -> tooLate();
      case 8 -> withoutCopies();
      case 9 -> cameAndWent();
      default -> other();
    }
  }

  private void page() {
    warehouse.execute(
        "INSERT INTO atomic.pages VALUES ('%s', 't%d', %s)"
            .formatted(onePage(), random.nextInt(3), Deletions.minute("" + ++notes)));
  }

  private String onePage() {
    return "/p" + random.nextInt(4);
  }

  private void event(String stamp) {
    String person = random.nextInt(6) == 0 ? "NULL" : "'u" + random.nextInt(6) + "'";
    int id = random.nextInt(4) == 0 ? random.nextInt(ids + 1) : ++ids;
    deletions.load(id, person, random.nextInt(9), onePage(), random.nextInt(5000), stamp);
  }

  /** A batch of its own. */
  private void batch() {
    stamps += 17;
    for (int i = 0; i < 4; i++) {
      event("" + stamps);
    }
  }

  private String known() {
    return random.nextInt(6) == 0
        ? "NULL"
        : "" + 17 * (1 + random.nextInt(Math.max(1, stamps / 17)));
  }

  /** Rows for a batch that is there; where rows left it uncounted, at least one copy is. */
  private void late() {
    String stamp = known();
    if (!shrunk.contains(stamp)) {
      grown.add(stamp);
      event(stamp);
    }
    clean = false;
  }

  private static String of(String stamp) {
    return stamp.equals("NULL") ? "etl IS NULL" : "etl = " + Deletions.minute(stamp);
  }

  private String some() {
    return switch (random.nextInt(3)) {
      case 0 -> "person = 'u" + random.nextInt(6) + "'";
      case 1 -> "session = " + random.nextInt(9);
      default -> "id = " + random.nextInt(ids + 1);
    };
  }

  /** As it should be: copies, and then the rows are gone. */
  private void deleted() {
    String where = some();
    deletions.copy(where, ++notes);
    deletions.delete(where);
  }

  /** Copies come a run before the deletion. */
  private void early() {
    String where = some();
    deletions.copy(where, ++notes);
    deletions.run(RunListener.NONE);
    Oracle.assertUpToDate(warehouse, "copies of rows that are still there");
    grown.clear();
    deletions.delete(where + " AND NOT (" + grownStamps() + ")");
    noteShrunk();
    clean = false;
  }

  /** Copies come a few runs after the deletion. */
  private void tooLate() {
    String where = some() + " AND NOT (" + grownStamps() + ")";
    warehouse.execute(
        "INSERT INTO atomic.later SELECT id, person, session, page, t, etl, "
            + Deletions.minute("" + ++notes)
            + " FROM atomic.events WHERE "
            + where);
    deletions.delete(where);
    noteShrunk();
    clean = false;
  }

  private void withoutCopies() {
    deletions.delete(some() + " AND NOT (" + grownStamps() + ")");
    noteShrunk();
    clean = false;
  }

  /** Any batch may have lost rows without copies: none may grow before the next run. */
  private void noteShrunk() {
    shrunk.add("NULL");
    for (int stamp = 17; stamp <= stamps; stamp += 17) {
      shrunk.add("" + stamp);
    }
  }

  private String grownStamps() {
    return grown.stream().map(DeletionHistory::of).reduce("1 = 0", (a, b) -> a + " OR " + b);
  }

  /** Rows come and go between two freezes, with their copies. */
  private void cameAndWent() {
    String stamp = known();
    event(stamp);
    deletions.copy("id = " + ids + " AND " + of(stamp), ++notes);
    deletions.delete("id = " + ids + " AND " + of(stamp));
    clean = false;
  }

  /**
   * One leaves with a copy, one without, and one comes into the same batch; or copies are false.
   */
  private void other() {
    String stamp = known();
    List<String> ids =
        warehouse.texts(
            "SELECT CAST(id AS VARCHAR) FROM atomic.events WHERE " + of(stamp) + " LIMIT 2");
    if (ids.size() == 2 && !ids.get(0).equals(ids.get(1))) {
      deletions.copy("id = " + ids.get(0) + " AND " + of(stamp), ++notes);
      warehouse.execute(
          "DELETE FROM atomic.events WHERE id IN ("
              + String.join(", ", ids)
              + ") AND "
              + of(stamp));
      event(stamp);
    } else {
      deletions.copy("session = " + random.nextInt(9), ++notes);
    }
    clean = false;
  }

  /**
   * What well-behaved deletions came to.
   *
   * @param wellBehaved runs that found these alone, besides new batches
   * @param incremental in how many of them each model was brought up to date by its keys
   */
  record Figures(int wellBehaved, Map<String, Integer> incremental) {
    /** The share of the model that was rebuilt most often. */
    double leastShare() {
      int least = incremental.values().stream().mapToInt(n -> n).min().orElse(0);
      return (double) least / wellBehaved;
    }
  }

  /** Some steps. */
  Figures play(int steps, String when) {
    for (int step = 1; step <= steps; step++) {
      step(when + ", step " + step);
    }
    return new Figures(wellBehaved, incremental);
  }

  /** Plays some histories over events that are counted by a grain, on DuckDB. */
  static Figures play(String grain) {
    int histories = Integer.getInteger("accrete.deletions", 1);
    Map<String, Integer> incremental = new TreeMap<>();
    int wellBehaved = 0;
    for (int seed = 1; seed <= histories; seed++) {
      try (Warehouse warehouse =
          Warehouse.over(
              DuckDbDatabase.inMemory(Map.of("threads", "1")), Deletions.project(grain))) {
        DeletionHistory history = new DeletionHistory(warehouse, seed);
        history.play(STEPS, grain + ", history " + seed);
        wellBehaved += history.wellBehaved;
        history.incremental.forEach((model, n) -> incremental.merge(model, n, Integer::sum));
      }
    }
    return new Figures(wellBehaved, incremental);
  }
}
