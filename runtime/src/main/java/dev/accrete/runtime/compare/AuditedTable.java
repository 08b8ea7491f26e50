package dev.accrete.runtime.compare;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What an audit says of a model's table.
 *
 * @param model the model
 * @param status whether it was compared, and how that came out
 * @param reason why it was not compared or what is broken; else empty
 * @param rowCount the rows of the table, of the chosen keys alone where keys were chosen
 * @param selectRowCount the rows of the SELECT, likewise
 * @param missing how many rows of the SELECT the table lacks
 * @param superfluous how many rows of the table the SELECT does not return
 * @param differentKeys how many keys have rows on both sides among these
 * @param key the columns that tell rows apart; empty where none are known
 * @param leftOut columns that were not compared, as SQL leaves their value to the engine
 * @param columns the columns that were compared
 * @param rows some of the differences
 */
public record AuditedTable(
    String model,
    Status status,
    String reason,
    long rowCount,
    long selectRowCount,
    long missing,
    long superfluous,
    long differentKeys,
    List<String> key,
    List<String> leftOut,
    List<String> columns,
    List<DifferentRow> rows) {
  public AuditedTable {
    key = List.copyOf(key);
    leftOut = List.copyOf(leftOut);
    columns = List.copyOf(columns);
    rows = List.copyOf(rows);
  }

  /** How an audit came out. */
  public enum Status {
    /** The table is what its SELECT returns. */
    EQUAL,
    /** It is not. */
    DIFFERENT,
    /** The table is gone, lacks a column, or cannot be compared. */
    BROKEN,
    /** It was not compared: a run is due, or nothing could tell a fault. */
    NOT_COMPARED;

    /** As people write it. */
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * A row that is not the same on both sides; values stand in the order of the columns.
   *
   * @param table what the table has; null where it lacks the row
   * @param select what the SELECT returns; null where it returns no such row
   * @param differing the columns in which the two differ, where both are there
   */
  public record DifferentRow(
      @Nullable List<@Nullable String> table,
      @Nullable List<@Nullable String> select,
      List<String> differing) {
    public DifferentRow {
      table = table == null ? null : Collections.unmodifiableList(new ArrayList<>(table));
      select = select == null ? null : Collections.unmodifiableList(new ArrayList<>(select));
      differing = List.copyOf(differing);
    }
  }

  static AuditedTable without(String model, Status status, String reason) {
    return new AuditedTable(
        model, status, reason, 0, 0, 0, 0, 0, List.of(), List.of(), List.of(), List.of());
  }

  /** Whether nothing speaks against the table. */
  public boolean passes() {
    return status == Status.EQUAL || status == Status.NOT_COMPARED;
  }
}
