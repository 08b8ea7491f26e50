package dev.accrete.tests.benchmarks;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;

/** The figures as Markdown. */
final class Report {
  private static final String PROCESS = "Accrete, a process";

  private final StringBuilder text = new StringBuilder();

  Report(BenchmarkOptions options) {
    line("# Benchmarks");
    line("");
    line(
        "Written by `tests/benchmarks.sh`; do not edit. Seconds, medians of "
            + options.runs()
            + " runs or more, least and greatest in brackets; the contestants took turns. Each run took in one"
            + " more batch of 1 %, so nobody read warm results. Seed "
            + options.seed()
            + ".");
    line("");
    line("- Machine: " + Machine.facts() + ".");
    line("- Load average at the start: " + Machine.load() + ".");
  }

  void start(Map<String, List<Measured>> runs) {
    line("");
    line("## Start and compile, as processes");
    line("");
    line("| command | seconds | CPU seconds |");
    line("| --- | --- | --- |");
    runs.forEach(
        (command, all) ->
            line(
                "| "
                    + command
                    + " | "
                    + sample(all, Measured::total).text()
                    + " | "
                    + cpu(all)
                    + " |"));
  }

  void project(Workload workload, long events, ProjectBenchmark benchmark) {
    line("");
    line(String.format(Locale.ROOT, "## %s, %,d events", workload.title(), events));
    line("");
    updates(benchmark);
    verdicts(benchmark.verdicts());
    line("");
    line("Where Accrete's time in SQL goes:");
    statements(benchmark.updates().get("Accrete"));
    for (String name : workload.byHand()) {
      line("");
      line("By hand, " + name + ":");
      statements(benchmark.updates().get("by hand, " + name));
    }
    line("");
    line("Load average after it: " + Machine.load() + ".");
  }

  /** One line of the table of updates and rebuilds. */
  private record Row(String name, Sample seconds, String cpu) {}

  private void updates(ProjectBenchmark benchmark) {
    List<Row> rows = new ArrayList<>();
    benchmark
        .updates()
        .forEach(
            (name, runs) -> {
              boolean process = name.equals(PROCESS);
              String what = process ? "`accrete run`, the whole process" : name;
              rows.add(
                  new Row(
                      what, sample(runs, process ? Measured::total : Measured::sql), cpu(runs)));
            });
    benchmark
        .rebuilds()
        .forEach(
            (name, runs) ->
                rows.add(new Row(name + ": full rebuild", sample(runs, Measured::sql), cpu(runs))));
    Sample full =
        rows.stream()
            .filter(r -> r.name().equals("Accrete: full rebuild"))
            .findFirst()
            .orElseThrow()
            .seconds();
    Sample hand =
        rows.stream()
            .filter(r -> r.name().startsWith("by hand, "))
            .map(Row::seconds)
            .min((a, b) -> a.median().compareTo(b.median()))
            .orElseThrow();
    line(
        "| a batch of 1 % | seconds | CPU seconds | to Accrete's full rebuild | to the best by hand |");
    line("| --- | --- | --- | --- | --- |");
    rows.forEach(
        r ->
            line(
                "| "
                    + r.name()
                    + " | "
                    + r.seconds().text()
                    + " | "
                    + r.cpu()
                    + " | "
                    + r.seconds().ratioTo(full)
                    + " | "
                    + r.seconds().ratioTo(hand)
                    + " |"));
    line("");
    line(
        "Seconds are those in SQL, begin and commit included; CPU seconds also those of opening and closing the file, with its checkpoint.");
  }

  private void verdicts(List<ProjectBenchmark.Verdict> verdicts) {
    line("");
    line(
        "Rows that differ from the SELECT (Accrete) or from Accrete's table (others), by `EXCEPT ALL` both ways:");
    line("");
    line("| table | whose | when | rows |");
    line("| --- | --- | --- | --- |");
    verdicts.forEach(
        v ->
            line(
                String.format(
                    Locale.ROOT,
                    "| %s | %s | %s | %,d |",
                    v.table(),
                    v.contestant(),
                    v.when(),
                    v.wrongRows())));
  }

  private void statements(List<Measured> runs) {
    Map<String, List<Duration>> times = new LinkedHashMap<>();
    runs.forEach(
        r ->
            r.statements()
                .forEach(
                    (name, time) -> times.computeIfAbsent(name, n -> new ArrayList<>()).add(time)));
    line("");
    line("| statement | seconds |");
    line("| --- | --- |");
    times.forEach(
        (name, all) -> {
          Sample sample = new Sample(all);
          if (sample.median().toMillis() >= 2) {
            line("| " + name + " | " + sample.text() + " |");
          }
        });
  }

  private static String cpu(List<Measured> runs) {
    return String.format(Locale.ROOT, "%.2f", Sample.seconds(sample(runs, Measured::cpu).median()));
  }

  private static Sample sample(List<Measured> runs, Function<Measured, Duration> what) {
    return new Sample(runs.stream().map(what).toList());
  }

  private void line(String line) {
    text.append(line).append('\n');
  }

  @Override
  public String toString() {
    return text.toString();
  }
}
