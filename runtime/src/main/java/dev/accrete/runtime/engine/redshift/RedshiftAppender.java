package dev.accrete.runtime.engine.redshift;

import dev.accrete.compiler.dialect.Dialect;
import dev.accrete.runtime.engine.EngineException;
import dev.accrete.runtime.engine.RowAppender;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.jspecify.annotations.Nullable;

/**
 * INSERT of many rows at once. Redshift copies from files of S3 alone, which is the way for volume;
 * this is for samples and tests.
 */
final class RedshiftAppender implements RowAppender {
  /** Redshift takes statements of up to 16 MB. */
  private static final int MOST_CHARACTERS = 1 << 20;

  private final Connection connection;
  private final Dialect dialect;
  private final String table;
  private final StringBuilder rows = new StringBuilder();

  /**
   * @param table as it stands in SQL
   */
  RedshiftAppender(Connection connection, Dialect dialect, String table) {
    this.connection = connection;
    this.dialect = dialect;
    this.table = table;
  }

  @Override
  public void append(@Nullable Object[] values) {
    rows.append(rows.isEmpty() ? "" : ",\n").append('(');
    for (int i = 0; i < values.length; i++) {
      rows.append(i == 0 ? "" : ", ").append(literal(values[i]));
    }
    rows.append(')');
    if (rows.length() >= MOST_CHARACTERS) {
      send();
    }
  }

  /** Constants in quotes take the type of the column that they go to. */
  private String literal(@Nullable Object value) {
    if (value == null) {
      return "NULL";
    }
    return dialect.text(
        value instanceof BigDecimal decimal ? decimal.toPlainString() : value.toString());
  }

  private void send() {
    if (rows.isEmpty()) {
      return;
    }
    try (Statement statement = connection.createStatement()) {
      statement.execute("INSERT INTO " + table + " VALUES\n" + rows);
    } catch (SQLException e) {
      throw new EngineException("append to " + table, null, e);
    }
    rows.setLength(0);
  }

  @Override
  public void close() {
    send();
  }
}
