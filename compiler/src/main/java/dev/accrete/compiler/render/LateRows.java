package dev.accrete.compiler.render;

import dev.accrete.compiler.dialect.Dialect;
import dev.accrete.compiler.dialect.InputSql;
import dev.accrete.compiler.dialect.InputSql.Reading.Of;
import dev.accrete.compiler.dialect.RelationSql;
import dev.accrete.compiler.dialect.Statement;
import dev.accrete.compiler.tree.Field;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Looks for the rows of a wide table by the few columns that tell them, and reads all columns of
 * those that were found by their row identifiers, where the engine gains by it ({@link
 * Dialect#lateRows}).
 */
final class LateRows {
  /** A table's row identifier, where values stand beside all of its columns. */
  static final String ROW = "accrete_row";

  private final Dialect dialect;
  private final InputSql.Reading reading;
  private final String alias;
  private final boolean names;

  /**
   * One reading of an input.
   *
   * @param names whether the values that are compared are columns of it
   */
  LateRows(Dialect dialect, InputSql.Reading reading, String alias, boolean names) {
    this.dialect = dialect;
    this.reading = reading;
    this.alias = dialect.quote(alias);
    this.names = names;
  }

  /** The identifier of the rows of a table of which all columns are known. */
  Optional<String> ofOwnTable(List<Field> columns) {
    return reading.of() == Of.OWN_TABLE ? row(columns) : Optional.empty();
  }

  private Optional<String> row(List<Field> columns) {
    return dialect.lateRows(columns.stream().map(Field::name).toList());
  }

  /** The rows that a reading of few columns finds. */
  String found(String row, String narrow) {
    return reading.from()
        + " AS "
        + alias
        + "\n  WHERE "
        + alias
        + "."
        + row
        + " IN (\n    SELECT "
        + alias
        + "."
        + (names ? row : ROW)
        + "\n    FROM "
        + RelationSql.indent(narrow, "  ")
        + "\n  )";
  }

  /**
   * The same as one more condition, for a source that may be a view or have a column that hides the
   * identifier: a run says which, and where there is none, the condition says what the others say.
   *
   * @param input its name
   * @param conditions those by which the rows are found
   */
  Optional<String> ofSource(String input, List<Field> columns, List<String> conditions) {
    if (reading.of() != Of.SOURCE || !names || row(columns).isEmpty()) {
      return Optional.empty();
    }
    String row = Statement.row(input);
    return Optional.of(
        row
            + " IN (\n  SELECT "
            + row
            + "\n  FROM "
            + reading.from()
            + " AS "
            + alias
            + "\n  WHERE "
            + conjunction(conditions)
            + "\n)");
  }

  /** Conditions that hold together. */
  static String conjunction(List<String> conditions) {
    return conditions.stream()
        .map(c -> RelationSql.indent(c, "    "))
        .collect(Collectors.joining("\n    AND "));
  }
}
