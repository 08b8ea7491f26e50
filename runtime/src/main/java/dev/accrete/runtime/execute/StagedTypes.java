package dev.accrete.runtime.execute;

import dev.accrete.compiler.dialect.ColumnLimit;
import dev.accrete.compiler.dialect.Dialect;
import dev.accrete.compiler.dialect.RelationName;
import dev.accrete.compiler.dialect.state.StandingSql;
import dev.accrete.compiler.plan.SideTable;
import dev.accrete.runtime.engine.Row;
import dev.accrete.runtime.engine.TypedColumn;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/**
 * Looks whether staged rows go into a table as they are. A column of what a model reads may have
 * got more digits than its table's column has, or longer texts, and the engine would round or cut
 * what is put there, or refuse it.
 */
final class StagedTypes {
  private final RunContext context;
  private final StandingSql queries;
  private final Bindings bindings;

  StagedTypes(RunContext context, Bindings bindings) {
    this.context = context;
    this.queries = new StandingSql(context.tables());
    this.bindings = bindings;
  }

  /**
   * Looks.
   *
   * @param staged the staging table; it may have further columns
   * @return the columns that may hold what the table's cannot, though none does
   * @throws OutgrownException if a column of it has values that the table's cannot hold
   */
  List<String> check(String staged, RelationName table) {
    return check(staged, table, List.of());
  }

  /** The same of all columns but some, which hold something else in the table. */
  List<String> check(String staged, RelationName table, Collection<String> except) {
    Map<String, TypedColumn> columns =
        columns(queries.stagedShape(staged), "what was staged", except);
    List<TypedColumn> wanted = types(queries.shape(table), table.plain());
    requireRoom(columns, wanted, table);
    return checkValues(context.tables().dialect().quote(staged), columns, wanted, table);
  }

  /**
   * Looks at keys before they are staged: what holds them has the types of the table.
   *
   * @param select for them, in the order of the columns
   */
  void checkKeys(String select, List<String> keyColumns, RelationName table) {
    Dialect dialect = context.tables().dialect();
    String from = "(\n" + select + "\n) AS route (" + dialect.columns(keyColumns) + ")";
    Map<String, TypedColumn> columns =
        columns("SELECT * FROM " + from + " WHERE 1 = 0", "the touched keys", List.of());
    checkValues(from, columns, types(queries.shape(table), table.plain()), table);
  }

  /**
   * Looks whether a side table would have other columns now. What it holds of a group may need more
   * digits than each row that is added to it: a sum of {@code bigint} is a decimal on PostgreSQL.
   *
   * @throws OutgrownException if a column of it could not hold what it is to hold
   */
  void checkMade(SideTable side) {
    String query = side.shape(context.tables().dialect());
    requireRoom(
        columns(query, side.table().plain(), List.of()),
        types(queries.shape(side.table()), side.table().plain()),
        side.table());
  }

  private Map<String, TypedColumn> columns(String query, String what, Collection<String> except) {
    Map<String, TypedColumn> columns = new HashMap<>();
    types(query, what).stream()
        .filter(c -> !except.contains(c.name()))
        .forEach(c -> columns.put(c.name().toLowerCase(Locale.ROOT), c));
    return columns;
  }

  private static void requireRoom(
      Map<String, TypedColumn> columns, List<TypedColumn> wanted, RelationName table) {
    for (TypedColumn column : wanted) {
      TypedColumn own = columns.get(column.name().toLowerCase(Locale.ROOT));
      if (own != null && own.losesIn(column)) {
        throw outgrown(own, column, table);
      }
    }
  }

  /** Types alone do not tell: the SQL of an increment may forget the length of a text. */
  private List<String> checkValues(
      String from, Map<String, TypedColumn> columns, List<TypedColumn> wanted, RelationName table) {
    Map<ColumnLimit, OutgrownException> limits = new LinkedHashMap<>();
    for (TypedColumn column : wanted) {
      TypedColumn own = columns.get(column.name().toLowerCase(Locale.ROOT));
      if (own != null) {
        own.limitIn(column).ifPresent(l -> limits.put(l, outgrown(own, column, table)));
      }
    }
    List<ColumnLimit> asked = List.copyOf(limits.keySet());
    if (!asked.isEmpty()) {
      String query = ColumnLimit.broken(context.tables().dialect(), from, asked);
      context
          .session()
          .first("look whether values fit", bindings.bind(query), row -> firstBroken(row, asked))
          .filter(i -> i < asked.size())
          .ifPresent(
              i -> {
                throw Objects.requireNonNull(limits.get(asked.get(i)));
              });
    }
    return asked.stream().map(ColumnLimit::column).toList();
  }

  private static int firstBroken(Row row, List<ColumnLimit> limits) {
    int i = 0;
    while (i < limits.size() && row.number(i + 1) == 0) {
      i++;
    }
    return i;
  }

  /** That a column holds no longer what it is to hold. */
  static OutgrownException outgrown(TypedColumn now, TypedColumn was, RelationName table) {
    return new OutgrownException(
        "the column "
            + now.name()
            + " is "
            + now.shown()
            + " now, and was "
            + was.shown()
            + " in "
            + table.plain());
  }

  private List<TypedColumn> types(String query, String what) {
    return context.session().types("look at the types of " + what, bindings.bind(query));
  }
}
