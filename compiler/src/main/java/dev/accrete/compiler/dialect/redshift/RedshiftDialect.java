package dev.accrete.compiler.dialect.redshift;

import dev.accrete.compiler.dialect.CatalogueSql;
import dev.accrete.compiler.dialect.Dialect;
import dev.accrete.compiler.dialect.FoldedNames;
import dev.accrete.compiler.dialect.GrantSql;
import dev.accrete.compiler.dialect.RelationName;
import dev.accrete.compiler.dialect.Storage;
import dev.accrete.compiler.load.SourceDeclaration.Grain;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Amazon Redshift. What of it was tried and what was only read is told in {@code
 * docs/engines/redshift.md}.
 *
 * <p>Staging tables are temporary: they belong to one connection, and a killed process leaves none
 * behind. CREATE TABLE AS gathers its own statistics, so they are not analyzed. No key or
 * uniqueness is ever declared: Redshift enforces none, and its planner believes them.
 */
public final class RedshiftDialect implements Dialect {
  private static final int LONGEST_NAME = 127;

  private static final FoldedNames NAMES =
      new FoldedNames(LONGEST_NAME, RedshiftKeywords::mustBeQuoted);

  private final CatalogueSql catalogue = new CatalogueSql(this);

  @Override
  public String engine() {
    return "redshift";
  }

  /** Names fold to lower case even in quotes, as {@link #quote} has them. */
  @Override
  public List<String> sessionSettings() {
    return List.of(
        "SET timezone TO 'UTC'",
        "SET datestyle TO 'ISO, MDY'",
        "SET extra_float_digits TO 0",
        "SET enable_case_sensitive_identifier TO false");
  }

  @Override
  public String quote(String identifier) {
    return NAMES.quote(identifier);
  }

  @Override
  public String stored(String identifier) {
    return NAMES.stored(identifier);
  }

  /** A backslash begins an escape in Redshift's constants, as in PostgreSQL 8.0. */
  @Override
  public String text(String value) {
    return "'" + value.replace("\\", "\\\\").replace("'", "''") + "'";
  }

  @Override
  public String nullSafeEquals(String left, String right) {
    return "(%1$s = %2$s OR %1$s IS NULL AND %2$s IS NULL)".formatted(left, right);
  }

  @Override
  public String isAmong(
      List<String> values, List<String> members, String from, List<String> where) {
    return new Membership(values, members, from, where).condition();
  }

  @Override
  public String isIn(String value, String member, String from) {
    return "(%1$s IS NOT NULL AND %1$s IN (SELECT %2$s FROM %3$s WHERE %2$s IS NOT NULL)\n  OR %1$s IS NULL AND EXISTS (SELECT 1 FROM %3$s WHERE %2$s IS NULL))"
        .formatted(value, member, from);
  }

  @Override
  public String batchOf(Grain grain, String timestamp) {
    return switch (grain) {
      case STAMP -> timestamp;
      case HOUR -> "DATE_TRUNC('hour', " + timestamp + ")";
      case DAY -> "DATE_TRUNC('day', " + timestamp + ")";
    };
  }

  @Override
  public String stage(String name, String select) {
    return replaced(name) + " AS\n" + select;
  }

  /** CREATE TABLE AS tells no count, as in PostgreSQL before 9.0. */
  @Override
  public boolean countsStagedRows() {
    return false;
  }

  /** Redshift has no WITH NO DATA. */
  @Override
  public String stageEmpty(String name, String select) {
    return stage(name, empty(select));
  }

  private static String empty(String select) {
    return "SELECT * FROM (\n" + select + "\n) AS shape\nWHERE 1 = 0";
  }

  @Override
  public String stageColumns(String name, List<String> columns) {
    return replaced(name) + " " + Columns.of(columns);
  }

  private String replaced(String name) {
    return dropStage(name) + ";\nCREATE TEMPORARY TABLE " + quote(name);
  }

  /**
   * Redshift has no name for the schema of temporary tables, and finds them before others. So where
   * a table of somebody else could have the name, there is a temporary one first, lest that be
   * dropped.
   */
  @Override
  public String dropStage(String name) {
    String table = quote(name);
    String drop = "DROP TABLE IF EXISTS " + table;
    return table.startsWith("\"")
        ? drop
        : "CREATE TEMPORARY TABLE IF NOT EXISTS " + table + " (gone INTEGER);\n" + drop;
  }

  @Override
  public String create(RelationName table, String select) {
    return create(table, Storage.AUTOMATIC, select);
  }

  /**
   * Without a wish Redshift chooses the distribution itself, and changes it as the table grows. It
   * has to be told: CREATE TABLE AS would take that of the staging table, which knows no readers.
   */
  @Override
  public String create(RelationName table, Storage storage, String select) {
    String distribution = storage.distribution().map(this::distribution).orElse("DISTSTYLE AUTO");
    String sortkeys =
        storage.sortkeys().isEmpty() ? "" : "\nSORTKEY (" + columns(storage.sortkeys()) + ")";
    return "CREATE TABLE " + relation(table) + "\n" + distribution + sortkeys + "\nAS\n" + select;
  }

  private String distribution(String wish) {
    return switch (wish) {
      case "all", "even", "auto" -> "DISTSTYLE " + wish.toUpperCase(Locale.ROOT);
      default -> "DISTKEY (" + quote(wish) + ")";
    };
  }

  /** Empty: CREATE TABLE AS knows no IF NOT EXISTS, while CREATE TABLE (LIKE …) does. */
  @Override
  public String createIfAbsent(RelationName table, String select) {
    return createEmpty(table, select);
  }

  @Override
  public String createEmpty(RelationName table, String select) {
    String shape = "shape of " + table.plain();
    return stageEmpty(shape, select)
        + ";\nCREATE TABLE IF NOT EXISTS "
        + relation(table)
        + " (LIKE "
        + quote(shape)
        + ");\n"
        + dropStage(shape);
  }

  @Override
  public String dropTable(RelationName table) {
    return "DROP TABLE IF EXISTS " + relation(table);
  }

  @Override
  public String dropView(RelationName view) {
    return "DROP VIEW IF EXISTS " + relation(view);
  }

  /**
   * Late binding: the tables below may be dropped and created again. OR REPLACE takes only the same
   * columns again.
   */
  @Override
  public String createView(RelationName view, List<String> columns, String select) {
    String names = columns.isEmpty() ? "" : " (" + columns(columns) + ")";
    return dropView(view)
        + ";\nCREATE VIEW "
        + relation(view)
        + names
        + " AS\n"
        + select
        + "\nWITH NO SCHEMA BINDING";
  }

  /** Views that are bound to what they read; late-binding ones, as models are, keep nothing. */
  @Override
  public Optional<String> dependants(RelationName relation) {
    return Optional.of(catalogue.dependants(relation, "''"));
  }

  @Override
  public List<String> keepsakes(RelationName relation, List<String> columns) {
    return List.of(
        new GrantSql(this, true).giveBack(relation),
        catalogue.comments(relation, columns),
        catalogue.owner(relation));
  }

  @Override
  public Optional<GrantSql> grants() {
    return Optional.of(new GrantSql(this, true));
  }

  @Override
  public String createSchema(String schema) {
    return "CREATE SCHEMA IF NOT EXISTS " + quote(schema);
  }

  @Override
  public String createStateTable(RelationName table, List<String> columns, List<String> key) {
    return "CREATE TABLE IF NOT EXISTS " + relation(table) + " " + Columns.of(columns);
  }

  @Override
  public String timestamp(String value) {
    return "TIMESTAMP " + text(value);
  }

  /** In UTC by the session's setting; NOW and its like run on the leader alone. */
  @Override
  public String now() {
    return "GETDATE()";
  }

  @Override
  public String freshIdentifier() {
    return "MD5(CAST(RANDOM() AS VARCHAR) || CAST(RANDOM() AS VARCHAR) || CAST(GETDATE() AS VARCHAR))";
  }

  /**
   * The hashes of the values' bytes, which tell trailing blanks and zeros of either sign apart.
   * They matter only between rows that are equal, so that two hashes that happen to be the same
   * cost nothing but a spelling.
   */
  @Override
  public String identity(String alias, List<String> columns) {
    return hashes(columns.stream().map(c -> quote(alias) + "." + quote(c)).toList());
  }

  /** Trailing blanks mean nothing to a comparison, and something to LENGTH. */
  @Override
  public boolean equalTextsDiffer() {
    return true;
  }

  @Override
  public String spelling(String column) {
    return "FNV_HASH(" + column + ")";
  }

  @Override
  public String repetitions(String count) {
    return Repetition.of(count);
  }

  /**
   * There are none; volume goes by COPY.
   *
   * @throws UnsupportedOperationException always
   */
  @Override
  public String parquet(String path) {
    throw new UnsupportedOperationException("Redshift reads no files of this machine");
  }

  @Override
  public Optional<String> rowIdentifier(List<String> columns) {
    return Optional.empty();
  }

  @Override
  public String aboutDistinct(List<String> columns) {
    return "APPROXIMATE COUNT(DISTINCT " + hashes(columns.stream().map(this::quote).toList()) + ")";
  }

  private String hashes(List<String> columns) {
    return columns.stream()
        .map(c -> "COALESCE(CAST(" + spelling(c) + " AS VARCHAR), '')")
        .collect(Collectors.joining(" || ' ' || "));
  }

  @Override
  public String rowHash(List<String> columns) {
    return RowHash.of(columns);
  }

  /** A constant in quotes takes the type of what it is compared with. */
  @Override
  public String literalOf(String column) {
    return "COALESCE(QUOTE_LITERAL(CAST(" + quote(column) + " AS VARCHAR)), 'NULL')";
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

  /** The catalogue is the leader's, and other tables are not. */
  @Override
  public boolean catalogueStandsApart() {
    return true;
  }

  /** No key is enforced. LOCK takes no snapshot: the statement behind it does. */
  @Override
  public Optional<String> lock(RelationName table) {
    return Optional.of("LOCK TABLE " + relation(table));
  }

  @Override
  public String begin() {
    return "BEGIN";
  }

  @Override
  public String commit() {
    return "COMMIT";
  }

  @Override
  public String row(List<String> items) {
    return "SELECT " + String.join(", ", items);
  }

  /** VALUES is said to take values alone, so each row is a SELECT. */
  @Override
  public String rows(List<List<String>> rows) {
    return rows.stream()
        .map(
            items ->
                row(
                    items.stream()
                        .map(i -> i.equals("NULL") ? "CAST(NULL AS BIGINT)" : i)
                        .toList()))
        .collect(Collectors.joining("\nUNION ALL\n"));
  }

  /** Redshift has no EXCEPT ALL: rows are counted with their signs. */
  @Override
  public String difference(String columns, String first, String second) {
    return """
        SELECT %1$s FROM (
          SELECT %1$s, SUM(accrete_count) AS accrete_count FROM (
            SELECT %1$s, 1 AS accrete_count FROM %2$s
            UNION ALL
            SELECT %1$s, -1 FROM %3$s
          ) AS counted
          GROUP BY %1$s
          HAVING SUM(accrete_count) > 0
        ) AS surplus"""
            .formatted(columns, first, second)
        + repetitions("surplus.accrete_count");
  }

  @Override
  public String failWhere(Map<String, String> messageByCondition) {
    List<String> cases = new ArrayList<>();
    messageByCondition.forEach(
        (condition, message) -> cases.add("\n  WHEN " + condition + "\n    THEN " + text(message)));
    return "SELECT CAST(CASE"
        + String.join("", cases)
        + "\n  ELSE '1' END AS INTEGER) AS may_go_on";
  }
}
