package dev.accrete.compiler.dialect.duckdb;

import dev.accrete.compiler.dialect.Dialect;
import dev.accrete.compiler.dialect.FoldedNames;
import dev.accrete.compiler.dialect.RelationName;
import dev.accrete.compiler.load.SourceDeclaration.Grain;
import dev.accrete.compiler.tree.ValueTypes;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * DuckDB 2.0.
 *
 * <p>Staging tables are temporary: they belong to one connection, are not written to the log, and a
 * killed process leaves none behind.
 */
public final class DuckDbDialect implements Dialect {
  /**
   * An optimizer with which DuckDB 2.0.0 ends some outer joins of joins in an internal error (its
   * issue 24807: "dict-surviving join"). The shipped sessions meet it from a million events on.
   */
  public static final String DEFECTIVE_OPTIMIZER = "projection_pullup";

  @Override
  public String engine() {
    return "duckdb";
  }

  @Override
  public List<String> precautions() {
    return List.of("SET disabled_optimizers = '" + DEFECTIVE_OPTIMIZER + "'");
  }

  /** Dates, integer division and the order of NULL as Redshift has them; text compares by bytes. */
  @Override
  public List<String> sessionSettings() {
    return settings("SET ");
  }

  /**
   * The statements that prepare an open database for all its connections.
   *
   * @param externalAccess whether statements may read files other than the database, as a load of
   *     Parquet must; otherwise a quoted table name would read one
   */
  public List<String> databaseSettings(boolean externalAccess) {
    List<String> all = new ArrayList<>(settings("SET GLOBAL "));
    if (!externalAccess) {
      all.add("SET enable_external_access = false");
      all.add("SET lock_configuration = true");
    }
    return List.copyOf(all);
  }

  /** Whether {@link #databaseSettings} were carried out and locked by another connection. */
  public String isLocked() {
    return "SELECT current_setting('lock_configuration')";
  }

  private static List<String> settings(String set) {
    return List.of(
        set + "TimeZone = 'UTC'",
        set + "integer_division = true",
        set + "default_null_order = 'nulls_last_on_asc_first_on_desc'",
        set + "default_collation = ''");
  }

  @Override
  public String quote(String identifier) {
    if (FoldedNames.isPlain(identifier) && !DuckDbKeywords.mustBeQuoted(identifier)) {
      return identifier;
    }
    return '"' + identifier.replace("\"", "\"\"") + '"';
  }

  @Override
  public String text(String value) {
    return "'" + value.replace("'", "''") + "'";
  }

  @Override
  public String nullSafeEquals(String left, String right) {
    return left + " IS NOT DISTINCT FROM " + right;
  }

  @Override
  public String batchOf(Grain grain, String timestamp) {
    return switch (grain) {
      case STAMP -> timestamp;
      case HOUR -> "date_trunc('hour', " + timestamp + ")";
      case DAY -> "date_trunc('day', " + timestamp + ")";
    };
  }

  /** Hashed again, as DuckDB joins the hashes of columns by a bare XOR. */
  @Override
  public String rowHash(List<String> columns) {
    return "hash(hash(" + String.join(", ", columns) + "))";
  }

  @Override
  public String stage(String name, String select) {
    return "CREATE OR REPLACE TEMPORARY TABLE " + quote(name) + " AS\n" + select;
  }

  @Override
  public String stageEmpty(String name, String select) {
    return stage(name, select) + "\nWITH NO DATA";
  }

  @Override
  public String stageColumns(String name, List<String> columns) {
    return "CREATE OR REPLACE TEMPORARY TABLE "
        + quote(name)
        + " (\n  "
        + String.join(",\n  ", columns)
        + "\n)";
  }

  @Override
  public String dropStage(String name) {
    return "DROP TABLE IF EXISTS temp." + quote(name);
  }

  @Override
  public String create(RelationName table, String select) {
    return "CREATE TABLE " + relation(table) + " AS\n" + select;
  }

  @Override
  public String createIfAbsent(RelationName table, String select) {
    return "CREATE TABLE IF NOT EXISTS " + relation(table) + " AS\n" + select;
  }

  @Override
  public String createEmpty(RelationName table, String select) {
    return "CREATE TABLE IF NOT EXISTS " + relation(table) + " AS\n" + select + "\nWITH NO DATA";
  }

  @Override
  public String dropTable(RelationName table) {
    return "DROP TABLE IF EXISTS " + relation(table);
  }

  @Override
  public String dropView(RelationName view) {
    return "DROP VIEW IF EXISTS " + relation(view);
  }

  @Override
  public String createView(RelationName view, List<String> columns, String select) {
    String names = columns.isEmpty() ? "" : " (" + columns(columns) + ")";
    return "CREATE OR REPLACE VIEW " + relation(view) + names + " AS\n" + select;
  }

  @Override
  public String createSchema(String schema) {
    return "CREATE SCHEMA IF NOT EXISTS " + quote(schema);
  }

  @Override
  public String createStateTable(RelationName table, List<String> columns, List<String> key) {
    String primaryKey = key.isEmpty() ? "" : ",\n  PRIMARY KEY (" + columns(key) + ")";
    return "CREATE TABLE IF NOT EXISTS "
        + relation(table)
        + " (\n  "
        + String.join(",\n  ", columns)
        + primaryKey
        + "\n)";
  }

  @Override
  public String timestamp(String value) {
    return "TIMESTAMP " + text(value);
  }

  @Override
  public String now() {
    return "CAST(now() AS TIMESTAMP)";
  }

  @Override
  public String freshIdentifier() {
    return "CAST(uuid() AS VARCHAR)";
  }

  @Override
  public String repetitions(String count) {
    return ", UNNEST(generate_series(1, " + count + "))";
  }

  /** Read as one file, whatever pattern its name looks like. */
  @Override
  public String parquet(String path) {
    return "read_parquet(" + text(path.replaceAll("([\\[*?])", "[$1]")) + ")";
  }

  /** Stays the same in a transaction alone: a checkpoint between two may move rows together. */
  @Override
  public Optional<String> rowIdentifier(List<String> columns) {
    boolean hidden = columns.stream().anyMatch("rowid"::equalsIgnoreCase);
    return hidden ? Optional.empty() : Optional.of("rowid");
  }

  /**
   * A semi join reads all columns of the rows that it tries. One by the identifier skips row groups
   * beside the least and the greatest that was found: a twentieth of the time on a table of forty
   * texts whose rows are at its end, half of it where they are anywhere.
   */
  @Override
  public Optional<String> lateRows(List<String> columns) {
    return rowIdentifier(columns);
  }

  @Override
  public Optional<String> lateRowsOf(RelationName relation) {
    return Optional.of(
        "SELECT 'rowid' FROM duckdb_tables() AS t\nWHERE database_name = current_database() AND lower(schema_name) = lower("
            + text(relation.schema())
            + ") AND lower(table_name) = lower("
            + text(relation.table())
            + ")\n  AND NOT EXISTS (SELECT 1 FROM duckdb_columns() AS c WHERE c.table_oid = t.table_oid AND lower(c.column_name) = 'rowid')");
  }

  /** A sketch over a hash takes a tenth of the time of a grouping with text in it. */
  @Override
  public String aboutDistinct(List<String> columns) {
    return "approx_count_distinct(hash(" + columns(columns) + "))";
  }

  @Override
  public String literalOf(String column) {
    return "COALESCE('CAST(''' || %1$s || ''' AS ' || typeof(%1$s) || ')', 'NULL')"
        .formatted(quote(column));
  }

  @Override
  public Optional<String> finerStamps(RelationName relation, String column) {
    return Optional.of(
        "(SELECT typeof(MIN(%s)) FROM %s WHERE FALSE) = 'TIMESTAMP_NS'"
            .formatted(quote(column), relation(relation)));
  }

  @Override
  public String columnsOf(RelationName table) {
    return "SELECT column_name, data_type FROM duckdb_columns()\nWHERE database_name ="
        + " current_database() AND lower(schema_name) = lower("
        + text(table.schema())
        + ") AND lower(table_name) = lower("
        + text(table.table())
        + ")\nORDER BY column_index";
  }

  /** Table by table: a look at the columns of all of them makes those of the catalogue's views. */
  @Override
  public String columnsOfTables(Collection<RelationName> tables) {
    return tables.stream()
        .map(
            table ->
                "SELECT %s AS table_schema, %s AS table_name, name AS column_name, type AS data_type FROM pragma_table_info(%s)"
                    .formatted(text(table.schema()), text(table.table()), text(relation(table))))
        .collect(Collectors.joining("\n  UNION ALL ", "(", ") AS columns"));
  }

  /** Not the information schema, whose first use costs 0.1 s. */
  @Override
  public String relationsIn(Collection<String> schemas) {
    return "SELECT schema_name, table_name FROM duckdb_tables()"
        + own(schemas)
        + "\nUNION ALL\n"
        + viewsIn(schemas);
  }

  @Override
  public String viewsIn(Collection<String> schemas) {
    return "SELECT schema_name, view_name FROM duckdb_views()" + own(schemas);
  }

  /** Names are equal whatever the case of their letters. */
  @Override
  public RelationName catalogued(RelationName relation) {
    return new RelationName(
        relation.schema().toLowerCase(Locale.ROOT), relation.table().toLowerCase(Locale.ROOT));
  }

  @Override
  public String isThere(RelationName relation) {
    RelationName name = catalogued(relation);
    return "EXISTS (SELECT 1 FROM information_schema.tables WHERE table_catalog = current_database()"
        + " AND lower(table_schema) = "
        + text(name.schema())
        + " AND lower(table_name) = "
        + text(name.table())
        + ")";
  }

  private String own(Collection<String> schemas) {
    return "\nWHERE database_name = current_database() AND schema_name IN ("
        + schemas.stream().map(this::text).collect(Collectors.joining(", "))
        + ")";
  }

  @Override
  public boolean oneProcess() {
    return true;
  }

  @Override
  public String begin() {
    return "BEGIN TRANSACTION";
  }

  @Override
  public String commit() {
    return "COMMIT";
  }

  @Override
  public String failWhere(Map<String, String> messageByCondition) {
    StringBuilder sql = new StringBuilder("SELECT CAST(CASE");
    messageByCondition.forEach(
        (condition, message) ->
            sql.append("\n  WHEN ").append(condition).append("\n    THEN ").append(text(message)));
    return sql.append("\n  ELSE '1' END AS INTEGER) AS may_go_on").toString();
  }

  /** The hash has no sign. */
  @Override
  public String digest(List<String> columns) {
    return "CAST(" + rowHash(columns.stream().map(this::quote).toList()) + " >> 4 AS BIGINT)";
  }

  @Override
  public String sizedTypeOfColumn() {
    return "data_type";
  }

  /** Its catalogue tells collations in the text that makes a table alone. */
  @Override
  public String typeOfColumn() {
    return "CASE WHEN data_type = 'VARCHAR' AND (table_schema, table_name) IN"
        + " (SELECT (schema_name, table_name) FROM duckdb_tables() WHERE sql ILIKE '% COLLATE %') THEN "
        + text(ValueTypes.COLLATED)
        + " ELSE data_type END";
  }

  /** The text of the whole row: DuckDB prints numbers so that they can be read back exactly. */
  @Override
  public String identity(String alias, List<String> columns) {
    return "CAST(" + quote(alias) + " AS VARCHAR)";
  }
}
