package dev.accrete.compiler.dialect;

import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The statements of a data test: those that look for rows that should not be there, and those that
 * keep such rows for people.
 */
public final class TestSql {
  /** How many rows of a test are kept. */
  public static final int MOST_KEPT = 1_000;

  private static final String SUFFIX = "_test_failures";

  private final Dialect dialect;
  private final String rows;

  /**
   * The statements of one test.
   *
   * @param select the rows that should not be there
   */
  public TestSql(Dialect dialect, String select) {
    this.dialect = dialect;
    this.rows = "(\n" + select + "\n) AS failures";
  }

  /** A query for their number. */
  public String count() {
    return "SELECT COUNT(*) FROM " + rows;
  }

  /** A query for some of them. */
  public String some(int most) {
    return "SELECT * FROM " + rows + " LIMIT " + most;
  }

  /** The table in which a test's rows are kept, beside the models of a schema. */
  public static RelationName table(String schema, String test) {
    return new RelationName(schema + SUFFIX, test);
  }

  /** Creates it, its columns as texts. */
  public String create(RelationName table, List<String> columns) {
    return columns.stream()
        .map(column -> dialect.quote(column) + " VARCHAR(65535)")
        .collect(Collectors.joining(", ", "CREATE TABLE " + dialect.relation(table) + " (", ")"));
  }

  /** Adds rows to it. */
  public String insert(RelationName table, List<List<@Nullable String>> values) {
    return values.stream()
        .map(this::line)
        .collect(
            Collectors.joining(",\n", "INSERT INTO " + dialect.relation(table) + " VALUES\n", ""));
  }

  private String line(List<@Nullable String> row) {
    return row.stream()
        .map(value -> value == null ? "NULL" : dialect.text(value))
        .collect(Collectors.joining(", ", "(", ")"));
  }
}
