package dev.accrete.runtime.engine.postgres;

import dev.accrete.runtime.engine.Column;
import dev.accrete.runtime.engine.EngineException;
import dev.accrete.runtime.engine.RowAppender;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

/** COPY in its text format: values by tabs, rows by line feeds, {@code \N} for NULL. */
final class PostgresAppender implements RowAppender {
  private static final int CHUNK = 1 << 16;

  private final String table;
  private final int width;
  private final CopyIn copy;
  private final StringBuilder rows = new StringBuilder();

  PostgresAppender(Connection connection, String table, List<Column> columns) {
    this.table = table;
    this.width = columns.size();
    try {
      this.copy =
          connection
              .unwrap(PGConnection.class)
              .getCopyAPI()
              .copyIn("COPY " + table + " FROM STDIN");
    } catch (SQLException e) {
      throw new EngineException("begin to append to " + table, null, e);
    }
  }

  @Override
  public void append(@Nullable Object[] values) {
    for (int i = 0; i < width; i++) {
      rows.append(i == 0 ? "" : "\t").append(text(values[i]));
    }
    rows.append('\n');
    if (rows.length() >= CHUNK) {
      send();
    }
  }

  private static String text(@Nullable Object value) {
    if (value == null) {
      return "\\N";
    }
    String text = value instanceof BigDecimal decimal ? decimal.toPlainString() : value.toString();
    return text.replace("\\", "\\\\")
        .replace("\t", "\\t")
        .replace("\n", "\\n")
        .replace("\r", "\\r");
  }

  private void send() {
    byte[] bytes = rows.toString().getBytes(StandardCharsets.UTF_8);
    rows.setLength(0);
    try {
      copy.writeToCopy(bytes, 0, bytes.length);
    } catch (SQLException e) {
      throw new EngineException("append to " + table, null, e);
    }
  }

  @Override
  public void close() {
    if (!copy.isActive()) {
      return;
    }
    send();
    try {
      copy.endCopy();
    } catch (SQLException e) {
      throw new EngineException("append to " + table, null, e);
    }
  }
}
