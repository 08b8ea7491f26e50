package dev.accrete.runtime.engine.duckdb;

import dev.accrete.runtime.engine.Column;
import dev.accrete.runtime.engine.EngineException;
import dev.accrete.runtime.engine.RowAppender;
import java.math.BigDecimal;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.util.List;
import org.duckdb.DuckDBAppender;
import org.duckdb.DuckDBConnection;
import org.jspecify.annotations.Nullable;

/** DuckDB's own bulk loading, which wants each value in the width of its column. */
final class DuckDbAppender implements RowAppender {
  private final DuckDBAppender appender;
  private final String[] types;
  private final String table;

  DuckDbAppender(DuckDBConnection connection, String table, List<Column> columns) {
    this.table = table;
    this.types = columns.stream().map(Column::type).toArray(String[]::new);
    try {
      this.appender = connection.createAppender("temp", "main", table);
    } catch (SQLException e) {
      throw new EngineException("begin to append to " + table, null, e);
    }
  }

  @Override
  public void append(@Nullable Object[] values) {
    try {
      appender.beginRow();
      for (int i = 0; i < values.length; i++) {
        put(values[i], types[i]);
      }
      appender.endRow();
    } catch (SQLException e) {
      throw new EngineException("append to " + table, null, e);
    }
  }

  private void put(@Nullable Object value, String type) throws SQLException {
    if (value == null) {
      appender.appendNull();
    } else if (value instanceof String text) {
      appender.append(text);
    } else if (value instanceof Long number) {
      putWhole(number, type);
    } else if (value instanceof LocalDateTime timestamp) {
      appender.append(timestamp);
    } else if (value instanceof Boolean truth) {
      appender.append(truth.booleanValue());
    } else if (value instanceof BigDecimal decimal) {
      appender.append(decimal);
    } else {
      putRare(value, type);
    }
  }

  private void putWhole(long number, String type) throws SQLException {
    switch (type) {
      case "SMALLINT" -> appender.append((short) number);
      case "INTEGER" -> appender.append((int) number);
      default -> appender.append(number);
    }
  }

  private void putRare(Object value, String type) throws SQLException {
    if (value instanceof Double number) {
      if (type.equals("FLOAT")) {
        appender.append(number.floatValue());
      } else {
        appender.append(number.doubleValue());
      }
    } else if (value instanceof LocalDate date) {
      appender.append(date);
    } else {
      appender.append((OffsetDateTime) value);
    }
  }

  @Override
  public void close() {
    try {
      appender.close();
    } catch (SQLException e) {
      throw new EngineException("append to " + table, null, e);
    }
  }
}
