package dev.accrete.compiler.dialect;

import java.util.Collection;
import java.util.List;
import java.util.Locale;
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
        + "WHERE "
        + isNamed(table)
        + " AND c.relkind IN ('r', 'p', 'v', 'm', 'f') AND a.attnum > 0 AND NOT a.attisdropped\n"
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

  /** A query for statements that repeat the comments of a table or view, and of these columns. */
  public String comments(RelationName relation, List<String> columns) {
    String name = dialect.text(dialect.relation(relation));
    String kept =
        columns.isEmpty()
            ? ""
            : " OR a.attname IN ("
                + columns.stream()
                    .map(c -> dialect.text(c.toLowerCase(Locale.ROOT)))
                    .collect(Collectors.joining(", "))
                + ")";
    return "SELECT CASE WHEN a.attname IS NOT NULL THEN 'COMMENT ON COLUMN ' || "
        + name
        + " || '.' || quote_ident(a.attname)\n"
        + "  WHEN c.relkind = 'v' THEN 'COMMENT ON VIEW ' || "
        + name
        + "\n  ELSE 'COMMENT ON TABLE ' || "
        + name
        + " END || ' IS ' || quote_literal(d.description)\nFROM pg_description AS d\n"
        + "JOIN pg_class AS c ON c.oid = d.objoid\n"
        + "JOIN pg_namespace AS n ON n.oid = c.relnamespace\n"
        + "LEFT JOIN pg_attribute AS a ON a.attrelid = c.oid AND a.attnum = d.objsubid AND d.objsubid > 0\n"
        + "WHERE "
        + isNamed(relation)
        + " AND c.relkind IN ('r', 'p', 'v')\n  AND (d.objsubid = 0"
        + kept
        + ")\nORDER BY d.objsubid";
  }

  /** A query for the statement that hands a table or view back to another owner than the runner. */
  public String owner(RelationName relation) {
    return "SELECT 'ALTER TABLE ' || "
        + dialect.text(dialect.relation(relation))
        + " || ' OWNER TO ' || quote_ident(CAST(pg_get_userbyid(c.relowner) AS VARCHAR))\nFROM pg_class AS c\n"
        + "JOIN pg_namespace AS n ON n.oid = c.relnamespace\nWHERE "
        + isNamed(relation)
        + " AND c.relkind IN ('r', 'p', 'v') AND pg_get_userbyid(c.relowner) <> CURRENT_USER";
  }

  /**
   * A query for the relations whose rules name a relation: schema, name, kind, a statement that
   * drops it, one that creates it again.
   *
   * @param options what stands between a view's name and AS, of the class {@code v}
   */
  public String dependants(RelationName relation, String options) {
    String name = "quote_ident(m.nspname) || '.' || quote_ident(v.relname)";
    return "SELECT DISTINCT m.nspname, v.relname, CAST(v.relkind AS VARCHAR), 'DROP VIEW ' || "
        + name
        + ",\n  'CREATE VIEW ' || "
        + name
        + " || "
        + options
        + " || ' AS ' || pg_get_viewdef(v.oid)\nFROM pg_depend AS d\n"
        + "JOIN pg_rewrite AS r ON r.oid = d.objid\nJOIN pg_class AS v ON v.oid = r.ev_class\n"
        + "JOIN pg_namespace AS m ON m.oid = v.relnamespace\nJOIN pg_class AS c ON c.oid = d.refobjid\n"
        + "JOIN pg_namespace AS n ON n.oid = c.relnamespace\nWHERE "
        + isNamed(relation)
        + " AND v.oid <> c.oid\n  AND d.classid = 'pg_rewrite'::regclass AND d.refclassid = 'pg_class'::regclass\nORDER BY 1, 2";
  }

  /** The condition that a class of a namespace is a table or view. */
  public String isNamed(RelationName relation) {
    return "lower(n.nspname) = lower("
        + dialect.text(dialect.stored(relation.schema()))
        + ") AND lower(c.relname) = lower("
        + dialect.text(dialect.stored(relation.table()))
        + ")";
  }

  private String relations(String kinds, Collection<String> schemas) {
    return "SELECT n.nspname, c.relname\nFROM pg_class AS c\n"
        + "JOIN pg_namespace AS n ON n.oid = c.relnamespace\nWHERE c.relkind IN ("
        + kinds
        + ") AND n.nspname IN ("
        + schemas.stream().map(dialect::stored).map(dialect::text).collect(Collectors.joining(", "))
        + ")";
  }
}
