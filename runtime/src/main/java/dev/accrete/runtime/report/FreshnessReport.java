package dev.accrete.runtime.report;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What {@code freshness --format json} prints.
 *
 * @param sources in the order of their names
 */
public record FreshnessReport(List<Entry> sources) {
  public FreshnessReport {
    sources = List.copyOf(sources);
  }

  /**
   * One source.
   *
   * @param uniqueId {@code source.PROJECT.NAME}
   * @param name as models name it
   * @param status {@code pass}, {@code warn}, {@code error}; {@code unknown} where no column tells
   *     the age of its rows
   * @param newest the newest row's timestamp, UTC; null where there is none
   * @param ageSeconds its age; null where there is none
   * @param warnAfterSeconds the age above which it is a warning; null where none is declared
   * @param errorAfterSeconds the age above which it is an error; null where none is declared
   * @param message why there is no age, or null
   */
  public record Entry(
      String uniqueId,
      String name,
      String status,
      @Nullable String newest,
      @Nullable Long ageSeconds,
      @Nullable Long warnAfterSeconds,
      @Nullable Long errorAfterSeconds,
      @Nullable String message) {}
}
