package dev.accrete.compiler.dialect;

/** The query for the columns in which a table allows no NULL. */
public final class NullabilitySql {
  private NullabilitySql() {}

  /**
   * The names of these columns.
   *
   * @param engine the engine of the catalogue
   */
  public static String neverNull(Dialect dialect, RelationName table, String engine) {
    return engine.equals("postgres")
        ? enforced(new CatalogueSql(dialect).isNamed(table))
        : "SELECT column_name FROM information_schema.columns\n"
            + "WHERE table_catalog = current_database() AND lower(table_schema) = lower("
            + dialect.text(table.schema())
            + ") AND lower(table_name) = lower("
            + dialect.text(table.table())
            + ") AND is_nullable = 'NO'";
  }

  /**
   * What PostgreSQL itself sees to. NOT NULL of a foreign table is a promise of who declared it,
   * also where the table is a part of another one; the information schema has the word of domains
   * as well, which an outer join of a view breaks.
   */
  private static String enforced(String isNamed) {
    return "WITH RECURSIVE parts AS (SELECT c.oid, c.oid AS whole, c.relkind\n"
        + "  FROM pg_class AS c JOIN pg_namespace AS n ON n.oid = c.relnamespace\n  WHERE "
        + isNamed
        + " AND c.relkind IN ('r', 'p', 'f')\n"
        + "  UNION SELECT i.inhrelid, p.whole, c.relkind FROM parts AS p\n"
        + "  JOIN pg_inherits AS i ON i.inhparent = p.oid JOIN pg_class AS c ON c.oid = i.inhrelid)\n"
        + "SELECT a.attname FROM pg_attribute AS a\n"
        + "WHERE a.attnum > 0 AND NOT a.attisdropped AND a.attnotnull\n"
        + "  AND a.attrelid IN (SELECT p.whole FROM parts AS p)\n"
        + "  AND a.attrelid NOT IN (SELECT p.whole FROM parts AS p WHERE p.relkind = 'f')";
  }
}
