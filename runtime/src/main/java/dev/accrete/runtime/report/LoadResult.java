package dev.accrete.runtime.report;

import java.util.List;

/**
 * What {@code load --format json} prints.
 *
 * @param source the source as declared
 * @param relation the table that took the rows
 * @param rows how many
 * @param files the files, as named
 */
public record LoadResult(String source, String relation, long rows, List<String> files) {
  public LoadResult {
    files = List.copyOf(files);
  }
}
