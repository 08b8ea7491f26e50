package dev.accrete.compiler.dialect;

import java.util.List;

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
    String listed = dialect.columns(columns);
    return "SELECT "
        + listed
        + " FROM "
        + first
        + "\nEXCEPT ALL\nSELECT "
        + listed
        + " FROM "
        + second;
  }

  /** The first of those rows. */
  public String onlyRows(List<String> columns, String first, String second, long limit) {
    return rows("(\n" + only(columns, first, second) + "\n) AS difference", limit);
  }

  /** How many those rows are. */
  public String onlyCount(List<String> columns, String first, String second) {
    return count("(\n" + only(columns, first, second) + "\n) AS difference");
  }
}
