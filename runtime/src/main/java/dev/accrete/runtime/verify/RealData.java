package dev.accrete.runtime.verify;

import dev.accrete.runtime.engine.EngineException;
import dev.accrete.runtime.engine.Session;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** What the sources' tables of a target hold: looked at once, before any case. Reads alone. */
final class RealData {
  private final Session session;
  private final List<String> broken = new ArrayList<>();
  private final List<String> sentences = new ArrayList<>();
  private final SharedValues shared = new SharedValues();

  private RealData(Session session) {
    this.session = session;
  }

  /**
   * Sources as cases have them.
   *
   * @param tables each with values like its real ones, where rows are to be like them
   * @param rows the real rows by source, where they are to be played themselves
   * @param sentences what people should know of it
   */
  record Sources(
      List<DataTable> tables, Map<String, List<List<String>>> rows, List<String> sentences) {
    Sources {
      tables = List.copyOf(tables);
      rows = Map.copyOf(rows);
      sentences = List.copyOf(sentences);
    }
  }

  /**
   * Sources whose made-up rows are like the real ones.
   *
   * @throws NotTestableException if a table cannot be read, or its rows break its declarations
   */
  static Sources like(Session session, List<DataTable> tables) {
    RealData data = new RealData(session);
    List<DataTable> profiled = tables.stream().map(data::profiled).toList();
    data.requireDeclared();
    List<DataTable> shared = profiled.stream().map(data::withShared).toList();
    shared.forEach(data::tell);
    return new Sources(shared, Map.of(), data.sentences);
  }

  /**
   * Sources with real rows.
   *
   * @param most rows of each table, the ones that were loaded first
   * @throws NotTestableException if a table cannot be read, or its rows break its declarations
   */
  static Sources rows(Session session, List<DataTable> tables, int most) {
    RealData data = new RealData(session);
    tables.forEach(data::profiled);
    data.requireDeclared();
    Map<String, List<List<String>>> rows = new LinkedHashMap<>();
    tables.forEach(table -> rows.put(table.name(), data.rows(table, most)));
    return new Sources(tables, rows, data.sentences);
  }

  private void requireDeclared() {
    if (!broken.isEmpty()) {
      throw new NotTestableException(
          "rows in the target break what the sources declare, on which every case relies: "
              + String.join("; ", broken));
    }
  }

  private DataTable profiled(DataTable table) {
    List<DataTable.DataColumn> columns = new ArrayList<>();
    for (int i = 0; i < table.columns().size(); i++) {
      DataTable.DataColumn column = table.columns().get(i);
      if (!isCastable(table, column)) {
        columns.add(column);
        continue;
      }
      ColumnProfile profile = profile(table, column);
      if (i != table.loadedAt()) {
        shared.add(table, column, profile);
      }
      if (!column.nullable() && profile.nulls() > 0) {
        broken.add(
            String.format(
                Locale.ROOT,
                "%s.%s is declared nullable: false and is NULL in %,d rows",
                table.name(),
                column.name(),
                profile.nulls()));
      }
      columns.add(i == table.loadedAt() ? column : profile.of(column));
    }
    checkKey(table);
    return table.with(columns);
  }

  private void tell(DataTable table) {
    sentences.add(
        table.name()
            + ": "
            + table.columns().stream().map(RealData::told).collect(Collectors.joining(", ")));
  }

  /** The table with the values that its columns share with columns of few values. */
  private DataTable withShared(DataTable table) {
    return table.with(
        table.columns().stream()
            .map(
                column ->
                    shared
                        .query(table, column)
                        .map(
                            query ->
                                session.query(
                                    "look for shared values", query, r -> literal(r.textOrNull(1))))
                        .map(found -> SharedValues.with(column, found))
                        .orElse(column))
            .toList());
  }

  private static String told(DataTable.DataColumn column) {
    return column.name() + " " + column.values().size() + " values, NULL " + column.nulls() + " %";
  }

  private ColumnProfile profile(DataTable table, DataTable.DataColumn column) {
    String typed = "CAST(\"" + column.name() + "\" AS " + column.type() + ")";
    String counts =
        "SELECT COUNT(*), COUNT(*) - COUNT(c), COUNT(DISTINCT c), CAST(MIN(c) AS VARCHAR),"
            + " CAST(MAX(c) AS VARCHAR) FROM (SELECT "
            + typed
            + " AS c FROM "
            + table.relation()
            + ") AS values_of_column";
    String list =
        "SELECT DISTINCT CAST(" + typed + " AS VARCHAR) FROM " + table.relation() + " ORDER BY 1";
    return read(
        table,
        () -> {
          ColumnProfile profile =
              session
                  .first(
                      "look at " + column.name(),
                      counts,
                      row ->
                          new ColumnProfile(
                              row.number(1),
                              row.number(2),
                              row.number(3),
                              row.textOrNull(4),
                              row.textOrNull(5),
                              List.of()))
                  .orElseThrow();
          return profile.isListed()
              ? profile.with(session.query("list values", list, row -> literal(row.textOrNull(1))))
              : profile;
        });
  }

  /** Counts what no cast takes: the engine's own message would show one of these values. */
  private boolean isCastable(DataTable table, DataTable.DataColumn column) {
    String name = '"' + column.name() + '"';
    String others =
        "SELECT COUNT(*) FROM "
            + table.relation()
            + " WHERE "
            + name
            + " IS NOT NULL AND TRY_CAST("
            + name
            + " AS "
            + column.type()
            + ") IS NULL";
    String purpose = "look at the type of " + column.name();
    long times = read(table, () -> session.first(purpose, others, r -> r.number(1))).orElse(0L);
    if (times > 0) {
      broken.add(
          String.format(
              Locale.ROOT,
              "%s.%s is declared %s, and %,d rows have a value that is none",
              table.name(),
              column.name(),
              column.type(),
              times));
    }
    return times == 0;
  }

  private void checkKey(DataTable table) {
    if (table.uniqueKey().isEmpty()) {
      return;
    }
    List<String> names =
        table.uniqueKey().stream().map(i -> '"' + table.columns().get(i).name() + '"').toList();
    String key = String.join(", ", names);
    String known = String.join(" IS NOT NULL AND ", names) + " IS NOT NULL";
    String repeated =
        "SELECT COUNT(*) FROM (SELECT "
            + key
            + " FROM "
            + table.relation()
            + " WHERE "
            + known
            + " GROUP BY "
            + key
            + " HAVING COUNT(*) > 1) AS repeated";
    long times =
        read(table, () -> session.first("look at the key", repeated, row -> row.number(1)))
            .orElse(0L);
    if (times > 0) {
      broken.add(
          String.format(
              Locale.ROOT,
              "%s is declared unique by %s, and %,d of its keys are there more than once",
              table.name(),
              key.replace("\"", ""),
              times));
    }
  }

  private List<List<String>> rows(DataTable table, int most) {
    String columns =
        table.columns().stream()
            .map(c -> "CAST(CAST(\"" + c.name() + "\" AS " + c.type() + ") AS VARCHAR)")
            .collect(Collectors.joining(", "));
    String first =
        table.grows()
            ? " ORDER BY \"" + table.columns().get(table.loadedAt()).name() + "\" NULLS LAST"
            : "";
    String query = "SELECT " + columns + " FROM " + table.relation() + first + " LIMIT " + most;
    long all =
        session
            .first("count", "SELECT COUNT(*) FROM " + table.relation(), row -> row.number(1))
            .orElse(0L);
    List<List<String>> rows =
        read(
            table,
            () ->
                session.query(
                    "read " + table.name(),
                    query,
                    row -> {
                      List<String> values = new ArrayList<>();
                      for (int i = 1; i <= table.columns().size(); i++) {
                        values.add(literal(row.textOrNull(i)));
                      }
                      return values;
                    }));
    sentences.add(
        String.format(Locale.ROOT, "%s: %,d of %,d rows", table.name(), rows.size(), all));
    return rows;
  }

  private static String literal(@org.jspecify.annotations.Nullable String text) {
    return text == null ? "NULL" : "'" + text.replace("'", "''") + "'";
  }

  private static <T> T read(DataTable table, java.util.function.Supplier<T> reading) {
    try {
      return reading.get();
    } catch (EngineException e) {
      throw new NotTestableException(
          "the table of "
              + table.name()
              + " in the target cannot be read as it is declared: "
              + String.valueOf(e.getMessage()));
    }
  }
}
