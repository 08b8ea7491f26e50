package dev.accrete.tests.benchmarks;

import dev.accrete.tests.Repository;
import dev.accrete.tests.acceptance.ShippedModels;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * A shipped project, and what a person wrote in its place.
 *
 * @param project its name, and that of the folder of scripts
 * @param folder where it lies in the repository
 * @param title what the report calls it
 * @param columns the columns of its events
 * @param byHand the correct scripts, the plainest first
 * @param wrong the usual wrong ones
 */
record Workload(
    String project,
    String folder,
    String title,
    List<String> columns,
    List<String> byHand,
    List<String> wrong) {

  static final Workload STARTER =
      new Workload(
          "starter",
          "models/starter",
          "The founding example",
          List.of(
              "event_id",
              "etl_tstamp",
              "derived_tstamp",
              "domain_userid",
              "domain_sessionidx",
              "page_url"),
          List.of("recompute", "bounded"),
          List.of("watermark"));

  static final Workload VISITS =
      new Workload(
          "visits",
          ShippedModels.VISITS,
          "The small graph",
          List.of(
              "app_id",
              "platform",
              "etl_tstamp",
              "collector_tstamp",
              "dvce_created_tstamp",
              "event_id",
              "user_id",
              "domain_userid",
              "domain_sessionidx",
              "geo_country",
              "page_url",
              "page_title",
              "refr_medium",
              "mkt_source",
              "dvce_type",
              "domain_sessionid",
              "derived_tstamp",
              "event_name"),
          List.of("recompute", "bounded"),
          List.of());

  /** Copies the project into an empty folder, and makes ready to measure it. */
  ProjectBenchmark prepare(BenchmarkOptions options, long events, Path work) throws IOException {
    Path copy = work.resolve(project + "-" + events);
    delete(copy);
    copy(Repository.root().resolve(folder), copy);
    Files.createDirectories(copy.resolve("target"));
    return new ProjectBenchmark(
        copy,
        new EventSql(events, options.seed(), columns),
        new AccreteProcess(Repository.root().resolve("accrete")),
        scripts(byHand, "by hand, "),
        scripts(wrong, "wrong, "));
  }

  private List<HandWritten> scripts(List<String> names, String prefix) {
    Path scripts =
        Repository.root().resolve("tests/src/test/resources/benchmarks").resolve(project);
    return names.stream()
        .map(name -> new HandWritten(prefix + name, name, "hand_" + name, scripts))
        .toList();
  }

  static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : files.filter(f -> !f.toString().contains("/target")).toList()) {
        Files.copy(file, to.resolve(from.relativize(file).toString()));
      }
    }
  }

  static void delete(Path folder) throws IOException {
    if (Files.exists(folder)) {
      try (Stream<Path> files = Files.walk(folder)) {
        for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(file);
        }
      }
    }
    Files.createDirectories(folder.getParent());
  }
}
