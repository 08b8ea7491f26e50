package dev.accrete.compiler.dialect;

/** The query for the columns in which a table allows no NULL. */
public final class NullabilitySql {
  private NullabilitySql() {}

  /** The names of these columns. */
  public static String neverNull(Dialect dialect, RelationName table) {
    return "SELECT column_name FROM information_schema.columns\n"
        + "WHERE table_catalog = current_database() AND lower(table_schema) = lower("
        + dialect.text(table.schema())
        + ") AND lower(table_name) = lower("
        + dialect.text(table.table())
        + ") AND is_nullable = 'NO'";
  }
}
