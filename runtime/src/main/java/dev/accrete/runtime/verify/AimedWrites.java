package dev.accrete.runtime.verify;

import java.util.List;
import java.util.Optional;

/** Makes a write of a wanted kind, where what stands in a source allows it. */
final class AimedWrites {
  private static final int TRIES = 10;

  private final Chance chance;
  private final DataTable table;
  private final RowGenerator rows;

  AimedWrites(Chance chance, DataTable table, RowGenerator rows) {
    this.chance = chance;
    this.table = table;
    this.rows = rows;
  }

  /**
   * The write; none where the table or its rows do not allow such.
   *
   * @param there the rows of the table
   * @param next the number of a stamp that is later than all others
   */
  Optional<Step.Write> of(ChangeKind kind, List<List<String>> there, int next) {
    if (!table.grows()) {
      return switch (kind) {
        case MUTABLE_INSERTED -> load("");
        case MUTABLE_DELETED -> deleted(chance.some(there, 2));
        default -> Optional.empty();
      };
    }
    return switch (kind) {
      case NEW_BATCH -> load(Stamps.of(next));
      case LATE_BATCH -> late(there, next);
      case GROWN_BATCH -> stamped(there).flatMap(row -> load(row.get(table.loadedAt())));
      case REPEATED_ROWS -> stamped(there).flatMap(this::repeated);
      case ROWS_WITHOUT_STAMP ->
          table.columns().get(table.loadedAt()).nullable() ? load("NULL") : Optional.empty();
      case DELETED_ROWS -> part(there);
      case DELETED_BATCH -> stamped(there).flatMap(row -> deleted(batch(there, row)));
      default -> Optional.empty();
    };
  }

  private Optional<Step.Write> load(String stamp) {
    return Optional.of(new Step.Load(table.name(), rows.rows(chance.between(1, 3), stamp)));
  }

  private Optional<Step.Write> deleted(List<List<String>> gone) {
    return gone.isEmpty() ? Optional.empty() : Optional.of(new Step.Delete(table.name(), gone));
  }

  private Optional<List<String>> stamped(List<List<String>> there) {
    List<List<String>> stamped =
        there.stream().filter(row -> !row.get(table.loadedAt()).equals("NULL")).toList();
    return stamped.isEmpty() ? Optional.empty() : Optional.of(chance.pick(stamped));
  }

  private Optional<Step.Write> repeated(List<String> row) {
    return rows.mayRepeat()
        ? Optional.of(new Step.Load(table.name(), List.of(row)))
        : Optional.empty();
  }

  private List<List<String>> batch(List<List<String>> there, List<String> row) {
    return there.stream().filter(other -> table.batch(other).equals(table.batch(row))).toList();
  }

  /** A batch that is not there, before others that are: stamps of other sources leave room. */
  private Optional<Step.Write> late(List<List<String>> there, int next) {
    for (int i = 0; i < TRIES; i++) {
      String stamp = Stamps.of(chance.between(0, next - 1));
      Optional<Step.Write> load = load(stamp);
      if (batch(there, load.orElseThrow().rows().get(0)).isEmpty() && isBefore(stamp, there)) {
        return load;
      }
    }
    return Optional.empty();
  }

  private boolean isBefore(String stamp, List<List<String>> there) {
    return there.stream()
        .map(row -> row.get(table.loadedAt()))
        .anyMatch(other -> !other.equals("NULL") && other.compareTo(stamp) > 0);
  }

  /** One row of a batch that has more. */
  private Optional<Step.Write> part(List<List<String>> there) {
    for (int i = 0; i < TRIES && !there.isEmpty(); i++) {
      List<String> row = chance.pick(there);
      if (batch(there, row).size() > 1) {
        return deleted(List.of(row));
      }
    }
    return Optional.empty();
  }
}
