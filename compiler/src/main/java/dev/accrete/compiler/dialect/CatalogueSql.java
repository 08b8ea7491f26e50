package dev.accrete.compiler.dialect;

import java.util.Collection;
import java.util.stream.Collectors;

/**
 * Queries of the catalogue that PostgreSQL and Redshift both have, {@code pg_catalog}: Redshift's
 * own views of it ({@code pg_table_def}, {@code svv_columns}) show only some schemas, or need
 * rights of their own.
 */
public final class CatalogueSql {
  private final Dialect dialect;

  /** The queries, with constants as a dialect writes them. */
  public CatalogueSql(Dialect dialect) {
    this.dialect = dialect;
  }

  /** A query for the columns of a table or view, in order: name, type. */
  public String columnsOf(RelationName table) {
    return "SELECT a.attname, format_type(a.atttypid, a.atttypmod)\nFROM pg_attribute AS a\n"
        + "JOIN pg_class AS c ON c.oid = a.attrelid\n"
        + "JOIN pg_namespace AS n ON n.oid = c.relnamespace\n"
        + "WHERE lower(n.nspname) = lower("
        + dialect.text(table.schema())
        + ") AND lower(c.relname) = lower("
        + dialect.text(table.table())
        + ") AND c.relkind IN ('r', 'p', 'v', 'm', 'f') AND a.attnum > 0 AND NOT a.attisdropped\n"
        + "ORDER BY a.attnum";
  }

  /** A query for the tables and views of some schemas: schema, table. */
  public String relationsIn(Collection<String> schemas) {
    return relations("'r', 'p', 'v', 'm', 'f'", schemas);
  }

  /** A query for the views of some schemas: schema, view. */
  public String viewsIn(Collection<String> schemas) {
    return relations("'v'", schemas);
  }

  private String relations(String kinds, Collection<String> schemas) {
    return "SELECT n.nspname, c.relname\nFROM pg_class AS c\n"
        + "JOIN pg_namespace AS n ON n.oid = c.relnamespace\nWHERE c.relkind IN ("
        + kinds
        + ") AND n.nspname IN ("
        + schemas.stream().map(dialect::text).collect(Collectors.joining(", "))
        + ")";
  }
}
