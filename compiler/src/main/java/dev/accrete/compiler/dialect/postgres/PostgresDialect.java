package dev.accrete.compiler.dialect.postgres;

import dev.accrete.compiler.dialect.Dialect;
import dev.accrete.compiler.dialect.RelationName;
import dev.accrete.compiler.load.SourceDeclaration.Grain;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * PostgreSQL, from 14 on.
 *
 * <p>Staging tables are temporary: they belong to one connection, and a killed process leaves none
 * behind. They are analyzed once they are full, as the planner otherwise takes touched keys for a
 * third of the table.
 */
public final class PostgresDialect implements Dialect {
  private static final Pattern PLAIN = Pattern.compile("[a-z_][a-z0-9_]*");

  /** What is longer is cut by the server, so that two names may become one. */
  private static final int LONGEST_NAME = 63;

  private static final int KEPT_OF_LONG_NAME = 20;

  @Override
  public String engine() {
    return "postgres";
  }

  @Override
  public List<String> sessionSettings() {
    return List.of(
        "SET TIME ZONE 'UTC'",
        "SET DateStyle = 'ISO, YMD'",
        "SET IntervalStyle = 'postgres'",
        "SET extra_float_digits = 1",
        "SET standard_conforming_strings = on");
  }

  /** Names fold to lower case, as they do where authors write them without quotes. */
  @Override
  public String quote(String identifier) {
    String name = shortened(identifier.toLowerCase(Locale.ROOT));
    if (PLAIN.matcher(name).matches() && !PostgresKeywords.mustBeQuoted(name)) {
      return name;
    }
    return '"' + name.replace("\"", "\"\"") + '"';
  }

  private static String shortened(String name) {
    byte[] bytes = name.getBytes(StandardCharsets.UTF_8);
    if (bytes.length <= LONGEST_NAME) {
      return name;
    }
    String hash = UUID.nameUUIDFromBytes(bytes).toString().replace("-", "").substring(0, 16);
    String start = name.replaceAll("[^a-z0-9_]", "_");
    return start.substring(0, Math.min(start.length(), KEPT_OF_LONG_NAME)) + "_" + hash;
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

  @Override
  public String stage(String name, String select) {
    return replaced(name) + " AS\n" + select + ";\nANALYZE pg_temp." + quote(name);
  }

  @Override
  public String stageEmpty(String name, String select) {
    return replaced(name) + " AS\n" + select + "\nWITH NO DATA";
  }

  @Override
  public String stageColumns(String name, List<String> columns) {
    return replaced(name) + " (\n  " + String.join(",\n  ", columns) + "\n)";
  }

  private String replaced(String name) {
    return dropStage(name) + ";\nCREATE TEMPORARY TABLE " + quote(name);
  }

  @Override
  public String dropStage(String name) {
    return "DROP TABLE IF EXISTS pg_temp." + quote(name);
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
    return createIfAbsent(table, select) + "\nWITH NO DATA";
  }

  @Override
  public String dropTable(RelationName table) {
    return "DROP TABLE IF EXISTS " + relation(table);
  }

  @Override
  public String dropView(RelationName view) {
    return "DROP VIEW IF EXISTS " + relation(view);
  }

  /** Both statements are sent at once, so that they are one transaction. */
  @Override
  public String createView(RelationName view, List<String> columns, String select) {
    String names = columns.isEmpty() ? "" : " (" + columns(columns) + ")";
    return dropView(view) + ";\nCREATE VIEW " + relation(view) + names + " AS\n" + select;
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
    return "CAST(clock_timestamp() AT TIME ZONE 'UTC' AS TIMESTAMP)";
  }

  @Override
  public String freshIdentifier() {
    return "CAST(gen_random_uuid() AS VARCHAR)";
  }

  /** The text of the whole row: numbers are printed so that they can be read back exactly. */
  @Override
  public String identity(String alias) {
    return "CAST(" + quote(alias) + " AS TEXT)";
  }

  @Override
  public String repetitions(String count) {
    return "generate_series(1, " + count + ")";
  }

  /**
   * There are none.
   *
   * @throws UnsupportedOperationException always
   */
  @Override
  public String parquet(String path) {
    throw new UnsupportedOperationException("PostgreSQL reads no Parquet files");
  }

  @Override
  public Optional<String> rowIdentifier(List<String> columns) {
    return Optional.empty();
  }

  @Override
  public String aboutDistinct(List<String> columns) {
    return "COUNT(DISTINCT ROW(" + columns(columns) + "))";
  }

  @Override
  public String literalOf(String column) {
    return "COALESCE('CAST(' || quote_literal(CAST(%1$s AS TEXT)) || ' AS ' || CAST(pg_typeof(%1$s) AS TEXT) || ')', 'NULL')"
        .formatted(quote(column));
  }

  @Override
  public String columnsOf(RelationName table) {
    return "SELECT a.attname, format_type(a.atttypid, a.atttypmod)\nFROM pg_attribute AS a\n"
        + "JOIN pg_class AS c ON c.oid = a.attrelid\n"
        + "JOIN pg_namespace AS n ON n.oid = c.relnamespace\n"
        + "WHERE lower(n.nspname) = lower("
        + text(table.schema())
        + ") AND lower(c.relname) = lower("
        + text(table.table())
        + ") AND c.relkind IN ('r', 'p', 'v', 'm', 'f') AND a.attnum > 0 AND NOT a.attisdropped\n"
        + "ORDER BY a.attnum";
  }

  @Override
  public String relationsIn(Collection<String> schemas) {
    return relations("'r', 'p', 'v', 'm', 'f'", schemas);
  }

  @Override
  public String viewsIn(Collection<String> schemas) {
    return relations("'v'", schemas);
  }

  private String relations(String kinds, Collection<String> schemas) {
    return "SELECT n.nspname, c.relname\nFROM pg_class AS c\n"
        + "JOIN pg_namespace AS n ON n.oid = c.relnamespace\nWHERE c.relkind IN ("
        + kinds
        + ") AND n.nspname IN ("
        + schemas.stream().map(this::text).collect(Collectors.joining(", "))
        + ")";
  }

  @Override
  public boolean oneProcess() {
    return false;
  }

  @Override
  public String begin() {
    return "BEGIN ISOLATION LEVEL REPEATABLE READ";
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
}
