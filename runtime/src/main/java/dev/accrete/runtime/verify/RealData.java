package dev.accrete.runtime.verify;

import dev.accrete.runtime.engine.EngineException;
import dev.accrete.runtime.engine.Session;
import dev.accrete.runtime.verify.DataTable.DataColumn;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** What the sources' tables of a target hold: looked at once, before any case. Reads alone. */
final class RealData {
  private final Session session;
  private final ColumnSql sql;
  private final List<String> broken = new ArrayList<>();
  private final List<String> sentences = new ArrayList<>();
  private final SharedValues shared;

  /**
   * What can be seen in a target.
   *
   * @param engine the target's
   */
  RealData(Session session, String engine) {
    this.session = session;
    this.sql = new ColumnSql(engine);
    this.shared = new SharedValues(sql);
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
   * Sources with real rows, or whose made-up rows are like the real ones.
   *
   * @param most how many rows of each table, the ones that were loaded first; 0 where rows are made
   * @throws NotTestableException if a table cannot be read, or its rows break its declarations
   */
  Sources read(List<RealTable> tables, int most) {
    List<RealTable> profiled = tables.stream().map(this::profiled).toList();
    if (!broken.isEmpty()) {
      throw new NotTestableException(
          "rows in the target break what the sources declare, on which every case relies: "
              + String.join("; ", broken));
    }
    if (most == 0) {
      List<DataTable> like = profiled.stream().map(this::withShared).toList();
      like.forEach(this::tell);
      return new Sources(like, Map.of(), sentences);
    }
    Map<String, List<List<String>>> rows = new LinkedHashMap<>();
    tables.forEach(table -> rows.put(table.name(), rows(table, most)));
    // Their batches come in any order.
    List<DataTable> played = tables.stream().map(table -> table.played().unrelated()).toList();
    return new Sources(played, rows, sentences);
  }

  private RealTable profiled(RealTable table) {
    List<DataColumn> columns = new ArrayList<>();
    for (int i = 0; i < table.there().columns().size(); i++) {
      DataColumn there = table.there().columns().get(i);
      DataColumn played = table.played().columns().get(i);
      boolean isStamp = i == table.played().loadedAt();
      if (!isCastable(table, there)) {
        columns.add(played);
        continue;
      }
      ColumnProfile profile = profile(table, there, played);
      if (!isStamp) {
        shared.add(table, played, profile);
      }
      if (!there.nullable() && profile.nulls() > 0) {
        broken.add(
            String.format(
                Locale.ROOT,
                "%s.%s is declared nullable: false and is NULL in %,d rows",
                table.name(),
                there.name(),
                profile.nulls()));
      }
      columns.add(isStamp ? played : profile.of(played));
    }
    checkKey(table);
    return new RealTable(table.played().with(columns), table.there());
  }

  private void tell(DataTable table) {
    sentences.add(
        table.name()
            + ": "
            + table.columns().stream().map(RealData::told).collect(Collectors.joining(", ")));
  }

  private static String told(DataColumn column) {
    return column.name() + " " + column.values().size() + " values, NULL " + column.nulls() + " %";
  }

  /** The table with the values that its columns share with columns of few values. */
  private DataTable withShared(RealTable table) {
    List<DataColumn> columns = new ArrayList<>();
    for (int i = 0; i < table.played().columns().size(); i++) {
      DataColumn played = table.played().columns().get(i);
      DataColumn there = table.there().columns().get(i);
      List<String> wanted = shared.wanted(table, played);
      columns.add(
          wanted.isEmpty()
              ? played
              : SharedValues.with(
                  played,
                  wanted,
                  session.query(
                      "look for shared values",
                      shared.query(table, there, wanted),
                      row -> sql.literal(row.textOrNull(1), played))));
    }
    return table.played().with(columns);
  }

  private ColumnProfile profile(RealTable table, DataColumn there, DataColumn played) {
    boolean hasRange = ColumnProfile.hasRange(there);
    String counts =
        "SELECT COUNT(*), COUNT(*) - COUNT(t), COUNT(DISTINCT t), MIN(c), MAX(c) FROM (SELECT "
            + sql.text(there)
            + " AS t, "
            + (hasRange ? sql.typed(there) : "NULL")
            + " AS c FROM "
            + table.sql()
            + ") AS values_of_column";
    String list =
        "SELECT DISTINCT " + sql.text(there) + " AS t FROM " + table.sql() + " ORDER BY t";
    return read(
        table,
        () -> {
          ColumnProfile profile =
              session
                  .first(
                      "look at " + there.name(),
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
              ? profile.with(
                  session.query("list values", list, row -> sql.literal(row.textOrNull(1), played)))
              : profile;
        });
  }

  /** Counts what no cast takes: the engine's own message would show one of these values. */
  private boolean isCastable(RealTable table, DataColumn column) {
    String purpose = "look at the type of " + column.name();
    String castable = sql.castable(column);
    if (castable == null) {
      return isCast(table, column, purpose);
    }
    String others = "SELECT COUNT(*) FROM " + table.sql() + " WHERE NOT " + castable;
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

  /** Where no engine's function tells which casts fail, one that fails tells that some do. */
  private boolean isCast(RealTable table, DataColumn column, String purpose) {
    String all = "SELECT COUNT(" + sql.typed(column) + ") FROM " + table.sql();
    try {
      session.first(purpose, all, row -> row.number(1));
      return true;
    } catch (EngineException e) {
      if (!e.isOfData()) {
        throw unreadable(table, e);
      }
      broken.add(
          String.format(
              Locale.ROOT,
              "%s.%s is declared %s, and some rows have a value that is none",
              table.name(),
              column.name(),
              column.type()));
      return false;
    }
  }

  private void checkKey(RealTable table) {
    List<Integer> numbers = table.there().uniqueKey();
    if (numbers.isEmpty()) {
      return;
    }
    List<String> names =
        numbers.stream().map(i -> '"' + table.there().columns().get(i).name() + '"').toList();
    String key = String.join(", ", names);
    String known = String.join(" IS NOT NULL AND ", names) + " IS NOT NULL";
    String repeated =
        "SELECT COUNT(*) FROM (SELECT "
            + key
            + " FROM "
            + table.sql()
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

  private List<List<String>> rows(RealTable table, int most) {
    DataTable there = table.there();
    String columns = there.columns().stream().map(sql::text).collect(Collectors.joining(", "));
    String first =
        there.grows()
            ? " ORDER BY \"" + there.columns().get(there.loadedAt()).name() + "\" NULLS LAST"
            : "";
    String query = "SELECT " + columns + " FROM " + table.sql() + first + " LIMIT " + most;
    long all =
        session
            .first("count", "SELECT COUNT(*) FROM " + table.sql(), row -> row.number(1))
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
                      for (int i = 0; i < there.columns().size(); i++) {
                        DataColumn played = table.played().columns().get(i);
                        values.add(sql.literal(row.textOrNull(i + 1), played));
                      }
                      return values;
                    }));
    sentences.add(
        String.format(Locale.ROOT, "%s: %,d of %,d rows", table.name(), rows.size(), all));
    return rows;
  }

  private static <T> T read(RealTable table, Supplier<T> reading) {
    try {
      return reading.get();
    } catch (EngineException e) {
      throw unreadable(table, e);
    }
  }

  private static NotTestableException unreadable(RealTable table, EngineException e) {
    return new NotTestableException(
        "the table of "
            + table.name()
            + " in the target cannot be read as it is declared: "
            + String.valueOf(e.getMessage()));
  }
}
