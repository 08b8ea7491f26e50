package dev.accrete.runtime.unittest;

import dev.accrete.compiler.diagnostic.Nearest;
import dev.accrete.compiler.dialect.Dialect;
import dev.accrete.compiler.load.UnitTest.Fixture;
import dev.accrete.compiler.load.UnitTest.Value;
import dev.accrete.compiler.source.Span;
import dev.accrete.runtime.engine.Column;
import dev.accrete.runtime.engine.EngineException;
import dev.accrete.runtime.engine.Session;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Fills tables with the rows that a test names. A value that its column cannot hold as it is
 * written is an error: what a test says is not rounded until it fits.
 */
final class NamedRows {
  private static final String TEXTS = "\"given\".\"texts\"";

  private final Session session;
  private final Dialect dialect;

  NamedRows(Session session, Dialect dialect) {
    this.session = session;
    this.dialect = dialect;
  }

  /**
   * Fills an empty table.
   *
   * @param known the columns of the table
   * @param what whose columns these are, for messages
   * @return the columns that the rows name
   */
  List<String> into(String table, Fixture rows, List<String> known, String what)
      throws UnitTestException {
    if (rows.query().isPresent()) {
      return query(table, "(" + rows.query().get() + "\n)", known, what, rows.place());
    }
    check(rows.columns(), known, what, rows.place());
    if (rows.rows().isEmpty()) {
      return rows.columns();
    }
    if (rows.columns().isEmpty()) {
      nothing(table, known, rows.rows().size());
      return rows.columns();
    }
    session.execute("take rows", "DROP TABLE IF EXISTS " + TEXTS);
    session.execute(
        "take rows",
        rows.columns().stream()
            .map(column -> dialect.quote(column) + " VARCHAR")
            .collect(Collectors.joining(", ", "CREATE TABLE " + TEXTS + " (", ")")));
    session.execute(
        "take the rows of " + what,
        rows.rows().stream()
            .map(this::values)
            .collect(Collectors.joining(",\n", "INSERT INTO " + TEXTS + " VALUES ", "")));
    hold(
        table, TEXTS, " ORDER BY rowid", rows.columns(), row -> column -> place(rows, row, column));
    session.execute(
        "take the rows of " + what,
        "INSERT INTO " + table + " BY NAME SELECT * FROM " + TEXTS + " ORDER BY rowid");
    return rows.columns();
  }

  private String values(List<Value> row) {
    return row.stream().map(this::written).collect(Collectors.joining(", ", "(", ")"));
  }

  private String written(Value value) {
    String text = value.text();
    return text == null ? "NULL" : dialect.text(text);
  }

  private static Span place(Fixture rows, int row, int column) {
    return rows.rows().get(row).get(column).place();
  }

  /** Rows without any value. */
  private void nothing(String table, List<String> known, int count) {
    session.execute(
        "take rows without values",
        known.stream()
                .map(column -> "NULL")
                .collect(Collectors.joining(", ", "INSERT INTO " + table + " SELECT ", ""))
            + " FROM range("
            + count
            + ")");
  }

  private List<String> query(
      String table, String query, List<String> known, String what, Span place)
      throws UnitTestException {
    List<String> columns = columns(query, place);
    check(columns, known, what, place);
    hold(table, query, "", columns, row -> column -> place);
    session.execute("take rows of sql", "INSERT INTO " + table + " BY NAME " + query);
    return columns;
  }

  private List<String> columns(String query, Span place) throws UnitTestException {
    try {
      return session.columns("look at rows of sql", "SELECT * FROM " + query + " LIMIT 0").stream()
          .map(Column::name)
          .toList();
    } catch (EngineException e) {
      throw UnitTestException.unplayable(place.location() + " " + e.getMessage());
    }
  }

  /** Checks that a table can hold rows as they are. */
  private void hold(
      String table,
      String rows,
      String order,
      List<String> columns,
      IntFunction<IntFunction<Span>> places)
      throws UnitTestException {
    Map<String, String> types = new LinkedHashMap<>();
    session
        .columns("look at the types of columns", "SELECT * FROM " + table + " LIMIT 0")
        .forEach(column -> types.put(column.name().toLowerCase(Locale.ROOT), column.type()));
    List<ColumnType> held =
        columns.stream()
            .map(column -> new ColumnType(types.getOrDefault(column.toLowerCase(Locale.ROOT), "")))
            .toList();
    List<String> selected = new ArrayList<>();
    for (int i = 0; i < columns.size(); i++) {
      selected.addAll(held.get(i).looks(dialect.quote(columns.get(i))));
    }
    List<List<@Nullable String>> found =
        session.query(
            "look whether columns can hold the values",
            "SELECT " + String.join(", ", selected) + " FROM " + rows + " AS r" + order,
            row -> {
              List<@Nullable String> values = new ArrayList<>();
              for (int i = 1; i <= selected.size(); i++) {
                values.add(row.textOrNull(i));
              }
              return values;
            });
    for (int row = 0; row < found.size(); row++) {
      for (int i = 0; i < columns.size(); i++) {
        int at = i * ColumnType.LOOKS;
        String wrong = held.get(i).objection(found.get(row).subList(at, at + ColumnType.LOOKS));
        if (wrong != null) {
          throw UnitTestException.unplayable(
              places.apply(row).apply(i).location() + " " + columns.get(i) + ": " + wrong);
        }
      }
    }
  }

  private static void check(List<String> columns, List<String> known, String what, Span place)
      throws UnitTestException {
    for (String column : columns) {
      if (known.stream().noneMatch(column::equalsIgnoreCase)) {
        String hint = Nearest.hint(column, known);
        throw UnitTestException.unplayable(
            place.location()
                + " "
                + what
                + " has no column "
                + column
                + (hint == null ? "" : "; " + hint));
      }
    }
  }
}
