package dev.accrete.runtime.engine;

import org.jspecify.annotations.Nullable;

/** Appends rows to a staging table in bulk; closing it sends the rest. */
public interface RowAppender extends AutoCloseable {

  /**
   * Appends a row: String, Long, BigDecimal, Double, Boolean, LocalDate, LocalDateTime,
   * OffsetDateTime or null for each column.
   *
   * @throws EngineException if a value does not fit its column
   */
  void append(@Nullable Object[] values);

  @Override
  void close();
}
