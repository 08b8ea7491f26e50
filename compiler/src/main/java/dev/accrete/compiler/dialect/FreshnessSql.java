package dev.accrete.compiler.dialect;

/** The query for the age of a table. */
public final class FreshnessSql {
  private FreshnessSql() {}

  /** The greatest value of a column, as text; NULL where the table has none. */
  public static String newest(Dialect dialect, RelationName table, String column) {
    return "SELECT CAST(MAX("
        + dialect.quote(column)
        + ") AS VARCHAR(64)) FROM "
        + dialect.relation(table);
  }
}
