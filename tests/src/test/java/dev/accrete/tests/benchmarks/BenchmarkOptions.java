package dev.accrete.tests.benchmarks;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * What to measure.
 *
 * @param sizes events that the tables start from
 * @param runs measured runs of each contestant
 * @param seed of the events
 * @param parts which of {@code starter}, {@code visits} and {@code start}; or {@code web}, {@code
 *     strategies} or {@code compile} alone, which have reports of their own; sizes are models for
 *     the last
 * @param output the Markdown file
 * @param keep whether the databases are kept
 */
record BenchmarkOptions(
    List<Long> sizes, int runs, long seed, Set<String> parts, Path output, boolean keep) {
  static final String USAGE =
      "[--sizes 1000000,10000000] [--runs 5] [--seed 1] [--parts starter,visits,start] [--output FILE] [--keep]";

  BenchmarkOptions {
    sizes = List.copyOf(sizes);
    parts = Set.copyOf(parts);
  }

  /** Reads flags. */
  static BenchmarkOptions of(String... arguments) {
    BenchmarkOptions options =
        new BenchmarkOptions(
            List.of(1_000_000L, 10_000_000L),
            5,
            1,
            Set.of("starter", "visits", "start"),
            Path.of("docs/benchmarks.md"),
            false);
    List<String> rest = new ArrayList<>(List.of(arguments));
    while (!rest.isEmpty()) {
      String flag = rest.remove(0);
      options = flag.equals("--keep") ? options.kept() : options.with(flag, value(flag, rest));
    }
    return options;
  }

  private static String value(String flag, List<String> rest) {
    if (rest.isEmpty()) {
      throw new IllegalArgumentException(flag + " needs a value");
    }
    return rest.remove(0);
  }

  private BenchmarkOptions with(String flag, String value) {
    return switch (flag) {
      case "--sizes" ->
          new BenchmarkOptions(
              List.of(value.split(",")).stream().map(Long::valueOf).toList(),
              runs,
              seed,
              parts,
              output,
              keep);
      case "--runs" ->
          new BenchmarkOptions(sizes, Integer.parseInt(value), seed, parts, output, keep);
      case "--seed" ->
          new BenchmarkOptions(sizes, runs, Long.parseLong(value), parts, output, keep);
      case "--parts" ->
          new BenchmarkOptions(sizes, runs, seed, Set.of(value.split(",")), output, keep);
      case "--output" -> new BenchmarkOptions(sizes, runs, seed, parts, Path.of(value), keep);
      default -> throw new IllegalArgumentException("no flag " + flag + "; " + USAGE);
    };
  }

  private BenchmarkOptions kept() {
    return new BenchmarkOptions(sizes, runs, seed, parts, output, true);
  }
}
