package dev.accrete.runtime.report;

import java.util.List;

/**
 * What {@code seed --format json} prints.
 *
 * @param seeds one for each selected seed
 */
public record SeedReport(List<Entry> seeds) {
  public SeedReport {
    seeds = List.copyOf(seeds);
  }

  /**
   * A seed.
   *
   * @param status loaded, unchanged or error
   * @param problems what is wrong with its file; the table stays as it was if there is any
   */
  public record Entry(
      String uniqueId,
      String name,
      String relation,
      String status,
      long rows,
      List<String> problems) {
    public Entry {
      problems = List.copyOf(problems);
    }
  }
}
