package dev.accrete.runtime.report;

import java.util.List;

/**
 * What {@code load --format json} prints.
 *
 * @param source the source as declared
 * @param relation the table that took the rows
 * @param files the files, as named
 * @param rows how many rows were appended; 0 where anything is wrong
 * @param stamps distinct values of {@code loaded_at} among them
 * @param reopened how many of those the table had before, so that their batches have grown
 * @param problems what is wrong with the files; nothing was loaded if there is any
 */
public record LoadResult(
    String source,
    String relation,
    List<String> files,
    long rows,
    long stamps,
    long reopened,
    List<String> problems) {
  public LoadResult {
    files = List.copyOf(files);
    problems = List.copyOf(problems);
  }
}
