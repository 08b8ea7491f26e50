package dev.accrete.runtime.verify;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Makes histories: new, late, grown, replayed, duplicated and empty batches, rows without a stamp,
 * deleted rows and batches, most with copies where a source holds such; rows of mutable tables that
 * come, go and change, and of batches whose contents are compared; runs of all models or a few,
 * refreshed or interrupted, and runs that are skipped.
 */
final class HistoryGenerator {
  private static final int CHANGED_BY_A_BUSY_STEP = 95;
  private static final int EXCHANGES = 4;
  private static final int WITH_COPIES = 75;

  /** How often in a hundred a write or run is what the history is about. */
  private static final int AIMED = 40;

  private final Chance chance;
  private final Incidents incidents;
  private List<DataTable> written;
  private final Map<String, Set<String>> readBy;
  private final List<String> models;
  private final Step.Run all;
  private final Map<String, RowGenerator> rows = new HashMap<>();
  private final Map<String, List<List<String>>> present = new HashMap<>();
  private final Map<String, DataTable> copies = new HashMap<>();
  private final Fairness fairness;
  private final Relationships related;
  private final List<Step> steps = new ArrayList<>();
  private Optional<ChangeKind> aim = Optional.empty();
  private int stamps = 10;

  /** Rows of a load. */
  private int most = 4;

  /**
   * Histories of a project.
   *
   * @param readBy the sources that each model freezes
   * @param leftOut models that are never run
   * @param touched the sources that anything happens to
   * @param copies the sources that hold copies of deleted rows, by those that these left
   */
  HistoryGenerator(
      Chance chance,
      TestCase test,
      Map<String, Set<String>> readBy,
      Set<String> leftOut,
      Set<String> touched,
      Map<String, String> copies) {
    this.chance = chance;
    this.incidents = new Incidents(test.seed());
    this.related = new Relationships(test.tables());
    this.written =
        related.parentsFirst(
            test.tables().stream().filter(t -> touched.contains(t.name())).toList());
    this.readBy = new TreeMap<>(readBy);
    this.readBy.keySet().removeAll(leftOut);
    this.models = List.copyOf(this.readBy.keySet());
    this.all = leftOut.isEmpty() ? Step.Run.ALL : new Step.Run(models, List.of(), Optional.empty());
    this.fairness = new Fairness(test, this.readBy);
    copies.forEach(
        (source, kept) -> {
          this.copies.put(source, test.table(kept));
          present.put(kept, new ArrayList<>());
        });
    for (DataTable table : written) {
      rows.put(table.name(), new RowGenerator(chance, table, related));
      present.put(table.name(), new ArrayList<>());
    }
  }

  /** Lets a kind of change happen more often than others. */
  void aimAt(ChangeKind kind) {
    aim = Optional.of(kind);
  }

  /** Lets late batches lie farther back than that. */
  void comeLaterThan(Duration span) {
    stamps += Stamps.in(span);
  }

  /** Lets rows meet those of other sources that models join. */
  void meet(JoinedColumns joined) {
    written = joined.stampsFirst(written);
    written.forEach(t -> made(t).meet(row -> joined.meet(chance, t, row, present)));
  }

  private RowGenerator made(DataTable table) {
    return Objects.requireNonNull(rows.get(table.name()));
  }

  private List<List<String>> there(DataTable table) {
    return Objects.requireNonNull(present.get(table.name()));
  }

  private boolean aims() {
    return aim.isPresent() && chance.percent(AIMED);
  }

  /**
   * A history with that many runs between which most sources change, so that most runs change most
   * tables: the fixed costs of a run are paid for many comparisons that show something.
   */
  List<Step> busy(int runs) {
    most = 3;
    first(4, 8);
    for (int i = 1; i < runs; i++) {
      for (DataTable table : chance.shuffled(written)) {
        if (table.changes() && chance.percent(CHANGED_BY_A_BUSY_STEP)) {
          add(change(table));
        }
      }
      add(run(12, 8));
      if (chance.percent(EXCHANGES)) {
        exchange(chance.pick(written));
      }
    }
    return List.copyOf(steps);
  }

  private List<Step> change(DataTable table) {
    if (aims()) {
      AimedWrites made = new AimedWrites(chance, table, made(table));
      Optional<Step.Write> aimed =
          made.of(aim.orElseThrow(), there(table), stamps).filter(fairness::allows);
      if (aimed.isPresent()) {
        stamps++;
        return List.of(aimed.get());
      }
    }
    return table.mayChange() && chance.percent(35)
        ? update(table)
        : write(table).<List<Step>>map(List::of).orElse(List.of());
  }

  /**
   * A batch loses a row, which one of its readers takes in, and gains more: the others see a batch
   * that grew on the whole, and that lost a row all the same.
   */
  private void exchange(DataTable table) {
    List<List<String>> there = there(table);
    List<String> readers =
        models.stream()
            .filter(m -> readBy.getOrDefault(m, Set.of()).contains(table.name()))
            .toList();
    if (!table.grows() || there.isEmpty() || readers.size() < 2) {
      return;
    }
    List<String> gone = chance.pick(there);
    add(new Step.Delete(table.name(), List.of(gone)));
    add(new Step.Run(List.of(chance.pick(readers)), List.of(), Optional.empty()));
    RowGenerator made = made(table);
    add(new Step.Load(table.name(), made.rows(2, gone.get(table.loadedAt()))));
    add(all);
  }

  /** A history with that many runs. */
  List<Step> history(int runs) {
    first(4, 10);
    for (int i = 1; i < runs; i++) {
      int writes = chance.pick(0, 1, 1, 2, 2, 2, 3, 3);
      for (int w = 0; w < writes; w++) {
        add(writes());
      }
      add(run(25, 20));
    }
    return List.copyOf(steps);
  }

  /** Loads rows into most sources, and brings all models up to date. */
  private void first(int least, int most) {
    for (DataTable table : written) {
      if (!table.grows() || chance.percent(90)) {
        add(
            new Step.Load(
                table.name(), made(table).rows(chance.between(least, most), Stamps.of(stamps++))));
      }
    }
    add(all);
  }

  /** An update as it is; of other deletions what nobody refers to. */
  private void add(List<Step> made) {
    if (made.size() > 1) {
      made.forEach(this::allowed);
    } else {
      made.forEach(this::add);
    }
  }

  private void add(Step step) {
    allowed(step instanceof Step.Write write ? related.kept(write) : step);
  }

  private void allowed(Step step) {
    if (fairness.allows(step)) {
      copied(step).ifPresent(this::take);
      take(step);
    }
  }

  /** The copies of the rows that a step deletes, which mostly come with the deletion. */
  private Optional<Step> copied(Step step) {
    if (!(step instanceof Step.Delete delete)
        || !copies.containsKey(delete.table())
        || !chance.percent(WITH_COPIES)) {
      return Optional.empty();
    }
    DataTable kept = Objects.requireNonNull(copies.get(delete.table()));
    DataTable table =
        written.stream().filter(t -> t.name().equals(delete.table())).findFirst().orElseThrow();
    String noted = Stamps.of(stamps++);
    return Optional.of(
        new Step.Load(
            kept.name(),
            delete.rows().stream().map(row -> kept.copyOf(table, row, noted)).toList()));
  }

  private void take(Step step) {
    fairness.note(step);
    steps.add(step);
    if (step instanceof Step.Write write) {
      apply(write);
    } else if (((Step.Run) step).interruption().isPresent()) {
      apply(((Step.Run) step).interruption().get().write());
    }
  }

  private void apply(Step.Write write) {
    related.note(write);
    List<List<String>> there = Objects.requireNonNull(present.get(write.table()));
    if (write instanceof Step.Load) {
      there.addAll(write.rows());
    } else {
      write.rows().forEach(there::remove);
    }
  }

  /**
   * A run.
   *
   * @param few how often in a hundred of a few models alone
   * @param disturbed how often in a hundred with a write between two of its statements
   */
  private Step.Run run(int few, int disturbed) {
    List<String> selected =
        chance.percent(few) ? chance.some(models, chance.between(1, models.size())) : all.models();
    boolean aimed = aims();
    List<String> refreshed =
        aimed && is(ChangeKind.FULL_REFRESH)
            ? List.copyOf(chance.some(models, Math.max(1, models.size() / 3)))
            : chance.percent(5) ? List.of(chance.pick(models)) : List.of();
    Optional<Step.Interruption> interruption =
        chance.percent(disturbed) || (aimed && is(ChangeKind.WRITE_DURING_RUN))
            ? write()
                .map(related::kept)
                .map(w -> new Step.Interruption(chance.between(1, 30 + 35 * models.size()), w))
            : Optional.empty();
    Step.Run run = new Step.Run(selected, refreshed, interruption);
    Step.Run fair = fairness.allows(run) ? run : run.undisturbed();
    return aim.isPresent() ? incidents.in(fair, steps.size(), models.size()) : fair;
  }

  private boolean is(ChangeKind kind) {
    return aim.equals(Optional.of(kind));
  }

  /** One write, or the two of which an update is made. */
  private List<Step> writes() {
    List<DataTable> mutable = written.stream().filter(DataTable::mayChange).toList();
    if (!mutable.isEmpty() && chance.percent(30)) {
      return update(chance.pick(mutable));
    }
    return write().<List<Step>>map(List::of).orElse(List.of());
  }

  /** Some rows get another value in a column, the key perhaps. */
  private List<Step> update(DataTable table) {
    List<List<String>> there = there(table);
    List<List<String>> before = chance.some(there, Math.min(there.size(), chance.between(1, 3)));
    int column = chance.between(0, table.columns().size() - 1);
    boolean isFixed = table.uniqueKey().contains(column) || column == table.loadedAt();
    if (isFixed || related.isReferred(table.name(), column)) {
      return List.of();
    }
    List<List<String>> after = new ArrayList<>();
    for (List<String> row : before) {
      List<String> copy = new ArrayList<>(row);
      made(table).rows(1, "").forEach(other -> copy.set(column, other.get(column)));
      after.add(copy);
    }
    return List.of(new Step.Delete(table.name(), before), new Step.Load(table.name(), after));
  }

  private Optional<Step.Write> write() {
    List<DataTable> growing = written.stream().filter(DataTable::changes).toList();
    if (growing.isEmpty()) {
      return Optional.empty();
    }
    return write(chance.pick(growing));
  }

  private Optional<Step.Write> write(DataTable table) {
    Step.Write write =
        table.landing().isPresent() || table.joined()
            ? arrival(table)
            : table.mutable() ? mutation(table) : chance.percent(6) ? delete(table) : load(table);
    return fairness.allows(write) ? Optional.of(write) : Optional.empty();
  }

  /**
   * Rows of a landing source arrive, or those that belong to others come, before these or after;
   * again perhaps. Seldom somebody takes some out of the source's own table.
   */
  private Step.Write arrival(DataTable table) {
    List<List<String>> there = there(table);
    RowGenerator made = made(table);
    if (chance.percent(6) && !there.isEmpty()) {
      return new Step.Delete(table.name(), chance.some(there, 2));
    }
    return chance.percent(15) && made.mayRepeat() && !there.isEmpty()
        ? new Step.Load(table.name(), chance.some(there, 2))
        : new Step.Load(table.name(), made.rows(chance.between(1, 3), ""));
  }

  /** Rows of a mutable table come, come again, go, or all go. */
  private Step.Write mutation(DataTable table) {
    List<List<String>> there = there(table);
    RowGenerator made = made(table);
    int kind = chance.between(1, 100);
    if (kind <= 40 || there.isEmpty()) {
      return new Step.Load(table.name(), made.rows(chance.between(1, 3), ""));
    }
    if (kind <= 50 && made.mayRepeat()) {
      return new Step.Load(table.name(), chance.some(there, 2));
    }
    return new Step.Delete(table.name(), kind <= 95 ? chance.some(there, 2) : List.copyOf(there));
  }

  private Step.Write load(DataTable table) {
    List<List<String>> there = there(table);
    RowGenerator made = made(table);
    int kind = chance.between(1, 100);
    if (kind <= 6) {
      return new Step.Load(table.name(), List.of());
    }
    if (kind <= 16 && made.mayRepeat() && !there.isEmpty()) {
      String batch = table.batch(chance.pick(there));
      return new Step.Load(
          table.name(), there.stream().filter(r -> table.batch(r).equals(batch)).toList());
    }
    if (kind <= 28 && made.mayRepeat() && !there.isEmpty()) {
      return new Step.Load(
          table.name(), restamped(table, chance.some(there, 3), Stamps.of(stamps++)));
    }
    return new Step.Load(table.name(), made.rows(chance.between(1, most), anyStamp(table, there)));
  }

  private String anyStamp(DataTable table, List<List<String>> there) {
    int kind = chance.between(1, 100);
    if (kind <= 10 && table.columns().get(table.loadedAt()).nullable()) {
      return "NULL";
    }
    if (kind <= 30 && !there.isEmpty()) {
      return chance.pick(there).get(table.loadedAt());
    }
    return Stamps.of(kind <= 45 ? chance.between(0, 9) : stamps++);
  }

  private static List<List<String>> restamped(
      DataTable table, List<List<String>> rows, String stamp) {
    List<List<String>> others = new ArrayList<>();
    for (List<String> row : rows) {
      List<String> copy = new ArrayList<>(row);
      copy.set(table.loadedAt(), stamp);
      others.add(copy);
    }
    return others;
  }

  private Step.Write delete(DataTable table) {
    List<List<String>> there = there(table);
    if (there.isEmpty()) {
      return new Step.Delete(table.name(), List.of());
    }
    String batch = table.batch(chance.pick(there));
    List<List<String>> all = there.stream().filter(r -> table.batch(r).equals(batch)).toList();
    return new Step.Delete(table.name(), chance.percent(50) ? all : List.of(chance.pick(all)));
  }
}
