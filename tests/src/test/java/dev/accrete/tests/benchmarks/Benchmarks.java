package dev.accrete.tests.benchmarks;

import dev.accrete.tests.Repository;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/** Where {@code tests/benchmarks.sh} begins. */
public final class Benchmarks {
  private Benchmarks() {}

  /** Measures, and writes the report. */
  public static void main(String[] arguments) throws IOException {
    BenchmarkOptions options;
    try {
      options = BenchmarkOptions.of(arguments);
    } catch (IllegalArgumentException e) {
      System.err.println(e.getMessage());
      System.exit(2);
      return;
    }
    Path work = Repository.root().resolve("tests/target/benchmarks");
    if (options.parts().equals(Set.of("strategies"))) {
      strategies(options, work);
      return;
    }
    if (options.parts().equals(Set.of("web"))) {
      web(options, work);
      return;
    }
    if (options.parts().equals(Set.of("compile"))) {
      compile(options, work);
      return;
    }
    Report report = new Report(options);
    if (options.parts().contains("start")) {
      report.start(new StartBenchmark(work).run());
    }
    for (Workload workload : List.of(Workload.STARTER, Workload.VISITS)) {
      if (options.parts().contains(workload.project())) {
        for (long events : options.sizes()) {
          measure(workload, events, options, work, report);
        }
      }
    }
    Files.writeString(options.output(), report.toString());
  }

  private static void strategies(BenchmarkOptions options, Path work) throws IOException {
    StrategyReport report = new StrategyReport(options);
    for (long events : options.sizes()) {
      System.err.println("benchmarks: strategies, " + events + " events");
      report.add(events, new StrategyBenchmark(work, events, options.runs()).measure());
    }
    Files.writeString(options.output(), report.toString());
  }

  private static void web(BenchmarkOptions options, Path work) throws IOException {
    WebReport report = new WebReport(options);
    for (long events : options.sizes()) {
      System.err.println("benchmarks: web, " + events + " events");
      WebBenchmark benchmark = new WebBenchmark(work, events, options.seed());
      benchmark.run(options.runs());
      report.add(events, benchmark);
      if (!options.keep()) {
        Workload.delete(benchmark.folder());
      }
      Files.writeString(options.output(), report.toString());
    }
  }

  /** The sizes are numbers of models. */
  private static void compile(BenchmarkOptions options, Path work) throws IOException {
    CompileReport report = new CompileReport(options);
    for (long models : options.sizes()) {
      System.err.println("benchmarks: compile, " + models + " models");
      CompileBenchmark benchmark = new CompileBenchmark(work, (int) models, options.seed());
      report.add(models, benchmark.measure(options.runs()), benchmark.floor(), benchmark.checks());
    }
    Files.writeString(options.output(), report.toString());
  }

  private static void measure(
      Workload workload, long events, BenchmarkOptions options, Path work, Report report)
      throws IOException {
    System.err.println("benchmarks: " + workload.project() + ", " + events + " events");
    ProjectBenchmark benchmark = workload.prepare(options, events, work);
    benchmark.run(options.runs());
    report.project(workload, events, benchmark);
    if (!options.keep()) {
      Workload.delete(benchmark.folder());
    }
  }
}
