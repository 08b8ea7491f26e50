package dev.accrete.compiler.dialect.postgres;

import dev.accrete.compiler.dialect.CatalogueSql;
import dev.accrete.compiler.dialect.Dialect;
import dev.accrete.compiler.dialect.FoldedNames;
import dev.accrete.compiler.dialect.GrantSql;
import dev.accrete.compiler.dialect.RelationName;
import dev.accrete.compiler.load.SourceDeclaration.Grain;
import dev.accrete.compiler.tree.ValueTypes;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * PostgreSQL, from 14 on.
 *
 * <p>Staging tables are temporary: they belong to one connection, and a killed process leaves none
 * behind. They are analyzed once they are full, as the planner otherwise takes touched keys for a
 * third of the table.
 */
public final class PostgresDialect implements Dialect {
  /** What is longer is cut by the server, so that two names may become one. */
  private static final int LONGEST_NAME = 63;

  private static final FoldedNames NAMES =
      new FoldedNames(LONGEST_NAME, PostgresKeywords::mustBeQuoted);

  private final CatalogueSql catalogue = new CatalogueSql(this);

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
        "SET work_mem = '64MB'",
        "SET standard_conforming_strings = on");
  }

  /** Names fold to lower case, as they do where authors write them without quotes. */
  @Override
  public String quote(String identifier) {
    return NAMES.quote(identifier);
  }

  @Override
  public String stored(String identifier) {
    return NAMES.stored(identifier);
  }

  @Override
  public String text(String value) {
    return "'" + value.replace("'", "''") + "'";
  }

  @Override
  public String nullSafeEquals(String left, String right) {
    return left + " IS NOT DISTINCT FROM " + right;
  }

  /**
   * By IN, which is carried out by hashing; IS NOT DISTINCT FROM is not. A row with a NULL among
   * its values is looked for among those that have one too.
   */
  @Override
  public String isAmong(
      List<String> values, List<String> members, String from, List<String> where) {
    if (values.isEmpty()) {
      return Dialect.super.isAmong(values, members, from, where);
    }
    List<String> whole = new ArrayList<>(where);
    members.forEach(member -> whole.add(member + " IS NOT NULL"));
    List<String> broken = new ArrayList<>(where);
    broken.add("(" + anyIsNull(members) + ")");
    return "CASE WHEN "
        + anyIsNull(values)
        + " THEN "
        + Dialect.super.isAmong(values, members, from, broken)
        + " ELSE ("
        + String.join(", ", values)
        + ") IN (\n  SELECT "
        + String.join(", ", members)
        + "\n  FROM "
        + from
        + "\n  WHERE "
        + String.join("\n    AND ", whole)
        + "\n) END";
  }

  private static String anyIsNull(List<String> values) {
    return values.stream().map(v -> v + " IS NULL").collect(Collectors.joining(" OR "));
  }

  @Override
  public String batchOf(Grain grain, String timestamp) {
    return switch (grain) {
      case STAMP -> timestamp;
      case HOUR -> "date_trunc('hour', " + timestamp + ")";
      case DAY -> "date_trunc('day', " + timestamp + ")";
    };
  }

  /** A row as text has nothing for NULL, and quotes around an empty text. */
  @Override
  public String rowHash(List<String> columns) {
    return "hashtextextended(CAST(ROW(" + String.join(", ", columns) + ") AS TEXT), 0)";
  }

  @Override
  public String stage(String name, String select) {
    return replaced(name) + " AS\n" + select + ";\nANALYZE pg_temp." + quote(name);
  }

  /** A function forgets length, precision and scale, and keeps the type. */
  @Override
  public String anyLength(String column) {
    return "FIRST_VALUE(" + quote(column) + ") OVER () AS " + quote(column);
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
  public Optional<String> replaceView(RelationName view, List<String> columns, String select) {
    String names = columns.isEmpty() ? "" : " (" + columns(columns) + ")";
    return Optional.of("CREATE OR REPLACE VIEW " + relation(view) + names + " AS\n" + select);
  }

  @Override
  public Optional<String> dependants(RelationName relation) {
    return Optional.of(
        catalogue.dependants(
            relation, "COALESCE(' WITH (' || array_to_string(v.reloptions, ', ') || ')', '')"));
  }

  @Override
  public List<String> keepsakes(RelationName relation, List<String> columns) {
    return List.of(
        new GrantSql(this, false).giveBack(relation),
        catalogue.comments(relation, columns),
        catalogue.owner(relation));
  }

  @Override
  public Optional<GrantSql> grants() {
    return Optional.of(new GrantSql(this, false));
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
  public String identity(String alias, List<String> columns) {
    return "CAST(" + quote(alias) + " AS TEXT)";
  }

  /** A numeric may be NaN, and has a scale of its own where its column has none. */
  @Override
  public boolean equalDecimalsDiffer() {
    return true;
  }

  @Override
  public String typeOfColumn() {
    return "CASE WHEN data_type = 'numeric' AND numeric_scale IS NULL THEN "
        + text(ValueTypes.ANY_SCALE)
        + " WHEN collation_name IN (SELECT collname FROM pg_catalog.pg_collation"
        + " WHERE NOT collisdeterministic) THEN "
        + text(ValueTypes.COLLATED)
        + " ELSE data_type END";
  }

  @Override
  public String repetitions(String count) {
    return ", generate_series(1, " + count + ")";
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
    return catalogue.columnsOf(table);
  }

  @Override
  public String relationsIn(Collection<String> schemas) {
    return catalogue.relationsIn(schemas);
  }

  @Override
  public String viewsIn(Collection<String> schemas) {
    return catalogue.viewsIn(schemas);
  }

  @Override
  public boolean oneProcess() {
    return false;
  }

  @Override
  public Optional<String> replaced(Collection<RelationName> relations) {
    return relations.isEmpty()
        ? Optional.empty()
        : Optional.of(ReplacedTables.condition(this, relations));
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
  public boolean hasSavepoints() {
    return true;
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
