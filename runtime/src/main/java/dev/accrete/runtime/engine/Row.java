package dev.accrete.runtime.engine;

import java.sql.ResultSet;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** The row of a result that is being read; columns count from 1. */
public final class Row {
  private final ResultSet results;

  Row(ResultSet results) {
    this.results = results;
  }

  /** A text that is not NULL. */
  public String text(int column) throws SQLException {
    String value = results.getString(column);
    if (value == null) {
      throw new SQLException("column " + column + " is NULL");
    }
    return value;
  }

  /** A text, or null. */
  public @Nullable String textOrNull(int column) throws SQLException {
    return results.getString(column);
  }

  /** A number that is not NULL. */
  public long number(int column) throws SQLException {
    Long value = numberOrNull(column);
    if (value == null) {
      throw new SQLException("column " + column + " is NULL");
    }
    return value;
  }

  /** A number, or null. */
  public @Nullable Long numberOrNull(int column) throws SQLException {
    long value = results.getLong(column);
    return results.wasNull() ? null : value;
  }

  /** Any value as the driver has it, or null. */
  public @Nullable Object value(int column) throws SQLException {
    return results.getObject(column);
  }

  /** Makes a value of a row. */
  @FunctionalInterface
  public interface Reader<T> {
    /** The value of the row that is being read. */
    T read(Row row) throws SQLException;
  }
}
