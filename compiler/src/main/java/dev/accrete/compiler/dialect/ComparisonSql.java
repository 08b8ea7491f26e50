package dev.accrete.compiler.dialect;

import java.util.List;
import java.util.stream.Collectors;

/**
 * Queries that show relations and compare two of them as bags of rows.
 *
 * <p>A relation is given as it stands in FROM.
 */
public final class ComparisonSql {
  private final Dialect dialect;

  /** The queries for an engine. */
  public ComparisonSql(Dialect dialect) {
    this.dialect = dialect;
  }

  /** The first rows of a relation. */
  public String rows(String relation, long limit) {
    return "SELECT * FROM " + relation + " LIMIT " + limit;
  }

  /** A query without rows that has a relation's columns. */
  public String shape(String relation) {
    return "SELECT * FROM " + relation + " WHERE 1 = 0";
  }

  /** Counts a relation's rows. */
  public String count(String relation) {
    return "SELECT COUNT(*) FROM " + relation;
  }

  /** The rows of the first relation that the second one lacks, each as often as it lacks it. */
  public String only(List<String> columns, String first, String second) {
    return dialect.difference(dialect.columns(columns), first, second);
  }

  /** The first of those rows. */
  public String onlyRows(List<String> columns, String first, String second, long limit) {
    return rows("(\n" + only(columns, first, second) + "\n) AS difference", limit);
  }

  /** Some keys of either relation, another choice each time. */
  public String someKeys(List<String> key, String first, String second, long number) {
    String listed = dialect.columns(key);
    return "SELECT * FROM (\nSELECT "
        + listed
        + " FROM "
        + first
        + "\nUNION\nSELECT "
        + listed
        + " FROM "
        + second
        + "\n) AS all_keys\nORDER BY RANDOM()\nLIMIT "
        + number;
  }

  /** The rows of a relation whose key is among others, as they stand in FROM. */
  public String ofKeys(String relation, List<String> key, String keys) {
    String same =
        key.stream()
            .map(dialect::quote)
            .map(column -> dialect.nullSafeEquals("r." + column, "k." + column))
            .collect(Collectors.joining(" AND "));
    return "(SELECT r.* FROM "
        + relation
        + " AS r WHERE EXISTS (SELECT 1 FROM "
        + keys
        + " AS k WHERE "
        + same
        + ")) AS chosen";
  }

  /** How many keys two relations both have. */
  public String commonKeys(List<String> key, String first, String second) {
    String listed = dialect.columns(key);
    return count(
        "(\nSELECT "
            + listed
            + " FROM "
            + first
            + "\nINTERSECT\nSELECT "
            + listed
            + " FROM "
            + second
            + "\n) AS common");
  }

  /**
   * The first rows of two relations, those of one key beside each other; the first column is 1 for
   * the one and 2 for the other.
   */
  public String sideBySide(
      List<String> columns, List<String> key, String first, String second, long limit) {
    String listed = dialect.columns(columns);
    return "SELECT * FROM (\nSELECT 1 AS accrete_sign, "
        + listed
        + " FROM "
        + first
        + "\nUNION ALL\nSELECT 2 AS accrete_sign, "
        + listed
        + " FROM "
        + second
        + "\n) AS both_sides\nORDER BY "
        + (key.isEmpty() ? listed : dialect.columns(key))
        + ", accrete_sign\nLIMIT "
        + limit;
  }

  /**
   * How many rows each of two relations has that the other one lacks, in one row of two numbers.
   * One pass over both: rows of the first count 1, rows of the second -1.
   */
  public String onlyCounts(List<String> columns, String first, String second) {
    String listed = dialect.columns(columns);
    return """
        SELECT CAST(COALESCE(SUM(CASE WHEN accrete_count > 0 THEN accrete_count ELSE 0 END), 0) AS BIGINT),
          CAST(COALESCE(SUM(CASE WHEN accrete_count < 0 THEN -accrete_count ELSE 0 END), 0) AS BIGINT)
        FROM (
          SELECT SUM(accrete_sign) AS accrete_count FROM (
            SELECT 1 AS accrete_sign, %1$s FROM %2$s
            UNION ALL
            SELECT -1, %1$s FROM %3$s
          ) AS signed_rows
          GROUP BY %1$s
          HAVING SUM(accrete_sign) <> 0
        ) AS differences"""
        .formatted(listed, first, second);
  }
}
