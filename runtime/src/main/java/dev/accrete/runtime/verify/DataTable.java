package dev.accrete.runtime.verify;

import dev.accrete.compiler.dialect.RelationName;
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
 * @param relation its schema and table
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
    RelationName relation,
    Optional<RelationName> landing,
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
  DataTable at(RelationName other) {
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

  /** Its table, as it stands in FROM. */
  String sql() {
    return '"' + relation.schema() + "\".\"" + relation.table() + '"';
  }

  /** The schemas of its tables. */
  List<String> schemas() {
    return Stream.concat(Stream.of(relation), landing.stream()).map(RelationName::schema).toList();
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
    return "CREATE TABLE " + sql() + " (" + list + ")";
  }

  String insert(List<List<String>> rows) {
    String values =
        rows.stream().map(row -> "(" + written(row) + ")").collect(Collectors.joining(",\n  "));
    return "INSERT INTO " + sql() + " VALUES\n  " + values;
  }

  private String written(List<String> row) {
    List<String> written = new ArrayList<>();
    for (int i = 0; i < row.size(); i++) {
      written.add(PlayedType.value(columns.get(i).type(), row.get(i)));
    }
    return String.join(", ", written);
  }

  /**
   * Deletes one row of these values, if there is one.
   *
   * @param rowIdentifier what tells a row from its equals
   */
  String deleteOne(List<String> row, String rowIdentifier) {
    return "DELETE FROM "
        + sql()
        + " WHERE "
        + rowIdentifier
        + " = (SELECT MIN("
        + rowIdentifier
        + ") FROM "
        + sql()
        + " WHERE "
        + same(row)
        + ")";
  }

  /** Deletes all rows of these values. */
  String deleteAll(List<String> row) {
    return "DELETE FROM " + sql() + " WHERE " + same(row);
  }

  private String same(List<String> row) {
    List<String> conditions = new ArrayList<>();
    for (int i = 0; i < columns.size(); i++) {
      String column = '"' + columns.get(i).name() + '"';
      String type = columns.get(i).type();
      if (row.get(i).equals("NULL")) {
        conditions.add(column + " IS NULL");
      } else if (PlayedType.isCompared(type)) {
        conditions.add(column + " = " + PlayedType.cast(type, row.get(i)));
      } else {
        conditions.add("CAST(" + column + " AS VARCHAR) = " + row.get(i));
      }
    }
    return String.join(" AND ", conditions);
  }
}
