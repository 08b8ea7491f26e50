package dev.accrete.runtime.verify;

import dev.accrete.compiler.load.SourceDeclaration.Arrival;
import dev.accrete.compiler.load.SourceDeclaration.Grain;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A source as test data has it.
 *
 * @param name as {@code ref} has it
 * @param relation the schema and table, as they stand in FROM
 * @param landing where its rows arrive, until a run claims them; empty where they come at once
 * @param columns in order
 * @param loadedAt the number of the ETL timestamp's column by which it is counted, or -1
 * @param mutable whether any of its rows may change at any time; else it grows by batches, or is
 *     loaded once and never changes
 * @param grain the width of a batch
 * @param arrival how much of it a freeze counts
 * @param hashed whether a freeze sees rows that were exchanged for others of their batch
 * @param joined whether it is counted by the batches of the rows that it joins, and grows
 * @param uniqueKey numbers of columns that are claimed to tell rows apart
 */
record DataTable(
    String name,
    String relation,
    Optional<String> landing,
    List<DataColumn> columns,
    int loadedAt,
    boolean mutable,
    Grain grain,
    Arrival arrival,
    boolean hashed,
    boolean joined,
    List<Integer> uniqueKey) {
  DataTable {
    columns = List.copyOf(columns);
    uniqueKey = List.copyOf(uniqueKey);
  }

  /**
   * A column.
   *
   * @param values what it is filled with, as SQL literals, NULL apart
   * @param nulls how often in a hundred it is NULL
   * @param parent the column of a source that has each of its values, where that is claimed
   */
  record DataColumn(
      String name,
      String type,
      boolean nullable,
      ValueKind kind,
      List<String> values,
      int nulls,
      Optional<Parent> parent) {
    private static final int USUAL_NULLS = 18;

    DataColumn {
      values = List.copyOf(values);
    }

    /** A column that is filled with the usual values of its kind. */
    static DataColumn of(String name, String type, boolean nullable) {
      ValueKind kind = ValueKind.of(type);
      return new DataColumn(
          name,
          type,
          nullable,
          kind,
          TypedValues.of(type),
          nullable ? USUAL_NULLS : 0,
          Optional.empty());
    }

    DataColumn with(List<String> others, int nullShare) {
      return new DataColumn(name, type, nullable, kind, others, nullShare, parent);
    }

    DataColumn with(Optional<Parent> other) {
      return new DataColumn(name, type, nullable, kind, values, nulls, other);
    }
  }

  /**
   * A column of a source that others refer to.
   *
   * @param table the source's name
   * @param column its number
   */
  record Parent(String table, int column) {}

  /** The same, whatever its columns refer to. */
  DataTable unrelated() {
    return with(columns.stream().map(c -> c.with(Optional.empty())).toList());
  }

  /** The same without what is claimed of its rows: they may be NULL and come again. */
  DataTable undeclared() {
    List<DataColumn> any = new ArrayList<>();
    for (int i = 0; i < columns.size(); i++) {
      DataColumn column = columns.get(i);
      any.add(
          i == loadedAt
              ? column
              : new DataColumn(
                  column.name(),
                  column.type(),
                  true,
                  column.kind(),
                  column.values(),
                  DataColumn.USUAL_NULLS,
                  Optional.empty()));
    }
    return new DataTable(
        name, relation, landing, any, loadedAt, mutable, grain, arrival, hashed, joined, List.of());
  }

  DataTable with(List<DataColumn> others) {
    return new DataTable(
        name, relation, landing, others, loadedAt, mutable, grain, arrival, hashed, joined,
        uniqueKey);
  }

  boolean grows() {
    return loadedAt >= 0;
  }

  boolean changes() {
    return grows() || mutable || joined || landing.isPresent();
  }

  /** Whether other values in a row are seen, in place of the old ones. */
  boolean mayChange() {
    return mutable || hashed;
  }

  /** The table that rows are loaded into: the landing table of one that has it, else itself. */
  DataTable arrivals() {
    return landing.map(this::at).orElse(this);
  }

  /** The same rows in another table. */
  DataTable at(String other) {
    return new DataTable(
        name,
        other,
        Optional.empty(),
        columns,
        loadedAt,
        mutable,
        grain,
        arrival,
        hashed,
        joined,
        uniqueKey);
  }

  /** The schemas of its tables. */
  List<String> schemas() {
    return Stream.concat(Stream.of(relation), landing.stream())
        .map(table -> table.substring(0, Math.max(0, table.indexOf('.'))))
        .toList();
  }

  /** What the freeze counts a row under: its stamp, or the hour or day of it. */
  String batch(List<String> row) {
    String stamp = row.get(loadedAt);
    if (stamp.equals("NULL") || grain == Grain.STAMP) {
      return stamp;
    }
    return stamp.substring(0, stamp.indexOf('\'') + (grain == Grain.HOUR ? 14 : 11));
  }

  /**
   * The copy of a deleted row in this table, which has the columns of the row's.
   *
   * @param noted its own stamp
   */
  List<String> copyOf(DataTable table, List<String> row, String noted) {
    List<String> copy = new ArrayList<>();
    for (int i = 0; i < columns.size(); i++) {
      String value = i == loadedAt ? noted : "NULL";
      for (int j = 0; j < table.columns.size(); j++) {
        value = table.columns.get(j).name().equals(columns.get(i).name()) ? row.get(j) : value;
      }
      copy.add(value);
    }
    return copy;
  }

  String create() {
    String list =
        columns.stream()
            .map(c -> '"' + c.name() + "\" " + c.type())
            .collect(Collectors.joining(", "));
    return "CREATE TABLE " + relation + " (" + list + ")";
  }

  String insert(List<List<String>> rows) {
    String values =
        rows.stream()
            .map(row -> "(" + String.join(", ", row) + ")")
            .collect(Collectors.joining(",\n  "));
    return "INSERT INTO " + relation + " VALUES\n  " + values;
  }

  /** Deletes one row of these values, if there is one. */
  String deleteOne(List<String> row, String rowIdentifier) {
    StringBuilder same = new StringBuilder();
    for (int i = 0; i < columns.size(); i++) {
      String type = columns.get(i).type();
      same.append(i == 0 ? "" : " AND ")
          .append(
              '"'
                  + columns.get(i).name()
                  + "\" IS NOT DISTINCT FROM CAST("
                  + row.get(i)
                  + " AS "
                  + type
                  + ")");
    }
    return "DELETE FROM "
        + relation
        + " WHERE "
        + rowIdentifier
        + " = (SELECT MIN("
        + rowIdentifier
        + ") FROM "
        + relation
        + " WHERE "
        + same
        + ")";
  }
}
