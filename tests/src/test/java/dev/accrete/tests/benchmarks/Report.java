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

  void start(Map<String, Sample> samples) {
    line("");
    line("## Start and compile, as processes");
    line("");
    line("| command | seconds |");
    line("| --- | --- |");
    samples.forEach((command, sample) -> line("| " + command + " | " + sample.text() + " |"));
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

  private void updates(ProjectBenchmark benchmark) {
    Map<String, Sample> rows = new LinkedHashMap<>();
    benchmark.updates().forEach((name, runs) -> {
      if (!name.equals(PROCESS)) {
        rows.put(name + ": SQL of a 1 % batch", sample(runs, Measured::sql));
        rows.put(name + ": the same with opening and closing the file", sample(runs, Measured::total));
      }
    });
    rows.put("`accrete run` of a 1 % batch, the whole process", sample(benchmark.updates().get(PROCESS), Measured::total));
    benchmark.rebuilds().forEach((name, runs) -> rows.put(name + ": SQL of the full rebuild", sample(runs, Measured::sql)));
    Sample full = rows.get("Accrete: SQL of the full rebuild");
    Sample hand =
        rows.entrySet().stream()
            .filter(e -> e.getKey().startsWith("by hand, ") && e.getKey().endsWith("batch"))
            .map(Map.Entry::getValue)
            .min((a, b) -> a.median().compareTo(b.median()))
            .orElseThrow();
    line("| | seconds | to Accrete's full rebuild | to the best by hand |");
    line("| --- | --- | --- | --- |");
    rows.forEach((name, sample) ->
        line("| " + name + " | " + sample.text() + " | " + sample.ratioTo(full) + " | " + sample.ratioTo(hand) + " |"));
  }

  private void verdicts(List<ProjectBenchmark.Verdict> verdicts) {
    line("");
    line("Rows that differ from the SELECT (Accrete) or from Accrete's table (others), by `EXCEPT ALL` both ways:");
    line("");
    line("| table | whose | when | rows |");
    line("| --- | --- | --- | --- |");
    verdicts.forEach(v ->
        line(String.format(Locale.ROOT, "| %s | %s | %s | %,d |", v.table(), v.contestant(), v.when(), v.wrongRows())));
  }

  private void statements(List<Measured> runs) {
    Map<String, List<Duration>> times = new LinkedHashMap<>();
    runs.forEach(r -> r.statements().forEach((name, time) -> times.computeIfAbsent(name, n -> new ArrayList<>()).add(time)));
    line("");
    line("| statement | seconds |");
    line("| --- | --- |");
    times.forEach((name, all) -> {
      Sample sample = new Sample(all);
      if (sample.median().toMillis() >= 2) {
        line("| " + name + " | " + sample.text() + " |");
      }
    });
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
