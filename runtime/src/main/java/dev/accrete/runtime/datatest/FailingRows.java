package dev.accrete.runtime.datatest;

import dev.accrete.compiler.dialect.Dialect;
import dev.accrete.compiler.dialect.RelationName;
import dev.accrete.compiler.dialect.TestSql;
import dev.accrete.runtime.engine.Column;
import dev.accrete.runtime.engine.Session;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Rows that a test found, to be kept in a table of their own as texts: the transaction in which
 * they were found may be taken back, and they with it.
 *
 * @param test the test's name
 * @param sql its statements
 * @param columns of its SELECT
 * @param rows at most {@link TestSql#MOST_KEPT} of them
 */
record FailingRows(
    String test, TestSql sql, List<String> columns, List<List<@Nullable String>> rows) {
  private static final int ROWS_A_STATEMENT = 100;

  static FailingRows read(String test, TestSql sql, Session session) {
    List<String> columns =
        session.columns("look at the rows of " + test, sql.some(0)).stream()
            .map(Column::name)
            .toList();
    List<List<@Nullable String>> values =
        session.query(
            "read the rows of " + test,
            sql.some(TestSql.MOST_KEPT),
            row -> {
              List<@Nullable String> line = new ArrayList<>();
              for (int i = 1; i <= columns.size(); i++) {
                line.add(row.textOrNull(i));
              }
              return line;
            });
    return new FailingRows(test, sql, columns, values);
  }

  /** Puts them in the place of those before. */
  void keep(String schema, Dialect dialect, Session session) {
    RelationName table = TestSql.table(schema, test);
    String purpose = "keep the rows of " + test;
    session.execute(purpose, dialect.createSchema(table.schema()));
    session.execute(purpose, dialect.dropTable(table));
    session.execute(purpose, sql.create(table, columns));
    for (int start = 0; start < rows.size(); start += ROWS_A_STATEMENT) {
      int end = Math.min(start + ROWS_A_STATEMENT, rows.size());
      session.execute(purpose, sql.insert(table, rows.subList(start, end)));
    }
  }
}
