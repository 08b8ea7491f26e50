package dev.accrete.runtime.verify;

import dev.accrete.runtime.verify.DataTable.DataColumn;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * How the values of a column are read in an engine, and written for another one: as texts that
 * every engine takes for a value of the type.
 *
 * @param engine of the table that is read
 */
record ColumnSql(String engine) {

  /** The column's values in its declared type. */
  String typed(DataColumn column) {
    return "CAST(\"" + column.name() + "\" AS " + column.type() + ")";
  }

  /** These values as texts. */
  String text(DataColumn column) {
    String typed = typed(column);
    if (isDuckDb()) {
      return "CAST(" + typed + " AS VARCHAR)";
    }
    if (PlayedType.isBytes(column.type())) {
      return isRedshift() ? "FROM_VARBYTE(" + typed + ", 'hex')" : "ENCODE(" + typed + ", 'hex')";
    }
    if (column.type().equalsIgnoreCase("super")) {
      return "JSON_SERIALIZE(" + typed + ")";
    }
    if (column.kind() == ValueKind.BOOLEAN) {
      // Redshift casts no BOOLEAN to text.
      return "CASE WHEN " + typed + " THEN 'true' WHEN NOT " + typed + " THEN 'false' END";
    }
    return "CAST(" + typed + " AS " + (isRedshift() ? "VARCHAR(65535)" : "VARCHAR") + ")";
  }

  /** Whether a value is NULL, or the type takes it; absent where only trying tells. */
  @Nullable String castable(DataColumn column) {
    String name = '"' + column.name() + '"';
    return isDuckDb()
        ? "(" + name + " IS NULL OR TRY_CAST(" + name + " AS " + column.type() + ") IS NOT NULL)"
        : null;
  }

  /**
   * A text that was read, as a literal.
   *
   * @param played the column as it is to be filled
   */
  String literal(@Nullable String text, DataColumn played) {
    if (text == null) {
      return "NULL";
    }
    return "'" + (isDuckDb() ? text : bytes(text, played.type())).replace("'", "''") + "'";
  }

  /** Hexadecimal digits as each engine has bytes in a literal; other texts as they are. */
  private static String bytes(String text, String type) {
    return switch (type.toUpperCase(Locale.ROOT)) {
      case "BLOB" -> text.replaceAll("..", "\\\\x$0");
      case "BYTEA" -> "\\x" + text;
      default -> text;
    };
  }

  private boolean isDuckDb() {
    return engine.equals("duckdb");
  }

  private boolean isRedshift() {
    return engine.equals("redshift");
  }
}
