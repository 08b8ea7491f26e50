package dev.accrete.runtime.engine;

import java.sql.ResultSet;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * The row of a result that is being read; columns count from 1. A column that is not there or of
 * another kind is an {@link EngineException}.
 */
public final class Row {
  private final ResultSet results;

  Row(ResultSet results) {
    this.results = results;
  }

  /** A text that is not NULL. */
  public String text(int column) {
    return required(column, textOrNull(column));
  }

  /** A text, or null. */
  public @Nullable String textOrNull(int column) {
    return read(column, () -> results.getString(column));
  }

  /** A number that is not NULL. */
  public long number(int column) {
    return required(column, numberOrNull(column));
  }

  /** A number, or null. */
  public @Nullable Long numberOrNull(int column) {
    return read(
        column,
        () -> {
          long value = results.getLong(column);
          return results.wasNull() ? null : value;
        });
  }

  /** Any value as the driver has it, or null. */
  public @Nullable Object value(int column) {
    return read(column, () -> results.getObject(column));
  }

  private static <T> T required(int column, @Nullable T value) {
    if (value == null) {
      throw new IllegalStateException("column " + column + " is NULL");
    }
    return value;
  }

  private static <T> @Nullable T read(int column, Get<T> get) {
    try {
      return get.get();
    } catch (SQLException e) {
      throw new EngineException("read column " + column, null, e);
    }
  }

  private interface Get<T> {
    @Nullable T get() throws SQLException;
  }

  /** Makes a value of a row. */
  @FunctionalInterface
  public interface Reader<T> {
    /** The value of the row that is being read. */
    T read(Row row);
  }
}
