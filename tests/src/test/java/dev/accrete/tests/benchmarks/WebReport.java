package dev.accrete.tests.benchmarks;

import dev.accrete.runtime.execute.ModelResult;
import dev.accrete.runtime.sample.RowKind;
import dev.accrete.tests.benchmarks.WebBenchmark.Batch;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.ToLongFunction;

/** The figures of the shipped web models as Markdown. */
final class WebReport {
  private final StringBuilder text = new StringBuilder();

  WebReport(BenchmarkOptions options) {
    line("# The shipped web models");
    line("");
    line(
        "Written by `tests/benchmarks.sh --parts web`; do not edit. Generated events of a month (columns"
            + " that the generator does not fill are NULL), then "
            + options.runs()
            + " batches of an hour each, with events that come late, copies, contexts that come an hour later,"
            + " and logins. Seconds in SQL, medians over the batches, least and greatest in brackets; the"
            + " contestants took turns in one process over one DuckDB. *By hand* is"
            + " `tests/src/test/resources/benchmarks/web`: the same tables, kept up to date by SQL that was"
            + " written to be as fast as it can be and right. Seed "
            + options.seed()
            + ".");
    line("");
    line("- Machine: " + Machine.facts() + ".");
    line("- Load average at the start: " + Machine.load() + ".");
  }

  void add(long events, WebBenchmark benchmark) {
    line("");
    line(String.format(Locale.ROOT, "## %,d events", events));
    line("");
    batches(benchmark.batches());
    whole(benchmark);
    models(benchmark);
    pin(benchmark);
    verdicts(benchmark);
    line("");
    line("Load average after it: " + Machine.load() + ".");
  }

  private void batches(List<Batch> batches) {
    line(
        String.format(
            Locale.ROOT,
            "A batch brings %s rows of events (of them sent late %s, held back under a stamp that was"
                + " loaded before %s, copies %s, of which %s win over the row loaded before, logins that"
                + " show an old cookie to be somebody known %s), %s rows of contexts, and touches %s cookies.",
            average(batches, b -> b.brought().events()),
            average(batches, b -> b.brought().of(RowKind.LATE)),
            average(batches, b -> b.brought().of(RowKind.HELD_BACK)),
            average(
                batches,
                b ->
                    b.brought().of(RowKind.REPEATED)
                        + b.brought().of(RowKind.LOSING_COPY)
                        + b.brought().of(RowKind.WINNING_COPY)),
            average(batches, b -> b.brought().of(RowKind.WINNING_COPY)),
            average(batches, b -> b.brought().of(RowKind.IDENTIFYING)),
            average(batches, b -> b.brought().contexts()),
            average(batches, b -> b.brought().cookies())));
  }

  private static String average(List<Batch> batches, ToLongFunction<Batch> what) {
    return String.format(
        Locale.ROOT, "%,.0f", batches.stream().mapToLong(what).average().orElse(0));
  }

  private void whole(WebBenchmark benchmark) {
    Sample full = sample(benchmark.rebuilds(), Measured::sql);
    Sample hand = sample(benchmark.updates().get("by hand"), Measured::sql);
    line("");
    line("| an hour's batch, all tables | seconds | CPU seconds | to the full rebuild | to hand |");
    line("| --- | --- | --- | --- | --- |");
    benchmark.updates().forEach((name, runs) -> whole(name, runs, full, hand));
    whole("full rebuild", benchmark.rebuilds(), full, hand);
    line("");
    line(
        "CPU seconds also count opening and closing the file, with its checkpoint. In the SQL of Accrete is"
            + " what it does beside the tables, by hand there is none of it: counting the stamps of both sources, the"
            + " lock, the state. By hand all tables are one transaction, whose commit stands in the line of visitors. The rebuild is Accrete's, of the models' own SELECTs.");
  }

  private void whole(String name, List<Measured> runs, Sample full, Sample hand) {
    Sample seconds = sample(runs, Measured::sql);
    line(
        "| "
            + String.join(
                " | ",
                name,
                seconds.text(),
                sample(runs, Measured::cpu).text(),
                seconds.ratioTo(full),
                seconds.ratioTo(hand))
            + " |");
  }

  private void models(WebBenchmark benchmark) {
    List<Measured> accrete = Objects.requireNonNull(benchmark.updates().get("Accrete"));
    List<Measured> byHand = Objects.requireNonNull(benchmark.updates().get("by hand"));
    line("");
    line(
        "| model | strategy | keys touched | rows deleted | inserted | Accrete | by hand | full rebuild | to the rebuild | to hand |");
    line("| --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |");
    for (String model : benchmark.models()) {
      Sample ours = of(model, accrete);
      Sample hand = of(model, byHand);
      Sample full = of(model, benchmark.rebuilds());
      line(
          "| "
              + String.join(
                  " | ",
                  model,
                  result(benchmark, model).strategy().word(),
                  average(
                      benchmark.batches(),
                      b -> Objects.requireNonNullElse(result(b, model).keysTouched(), 0L)),
                  average(benchmark.batches(), b -> result(b, model).rowsDeleted()),
                  average(benchmark.batches(), b -> result(b, model).rowsInserted()),
                  ours.text(),
                  hand.text(),
                  full.text(),
                  ours.ratioTo(full),
                  ours.ratioTo(hand))
              + " |");
    }
    Sample beside = of("run", accrete);
    line(
        "| beside the models | | | | | "
            + beside.text()
            + " | | "
            + of("run", benchmark.rebuilds()).text()
            + " | | |");
  }

  private static ModelResult result(WebBenchmark benchmark, String model) {
    List<Batch> batches = benchmark.batches();
    return result(batches.get(batches.size() - 1), model);
  }

  private static ModelResult result(Batch batch, String model) {
    return batch.results().stream()
        .filter(result -> result.model().equals(model))
        .findFirst()
        .orElseThrow();
  }

  private void pin(WebBenchmark benchmark) {
    Sample pinned = of("visitors", Objects.requireNonNull(benchmark.updates().get("Accrete")));
    Sample recomputed =
        of("visitors", Objects.requireNonNull(benchmark.updates().get(WebBenchmark.UNPINNED)));
    line("");
    line(
        "The pin of `visitors` to merge: "
            + pinned.text()
            + " with it, "
            + recomputed.text()
            + " without, where it is recomputed: a ratio of "
            + pinned.ratioTo(recomputed)
            + ".");
  }

  private void verdicts(WebBenchmark benchmark) {
    line("");
    line(
        "Rows that differ after all batches, each counted as often as it comes: Accrete's from the SELECT over"
            + " the tables that it reads, the others' from Accrete's.");
    line("");
    line("| whose | table | rows |");
    line("| --- | --- | --- |");
    benchmark
        .wrongRows()
        .forEach((what, rows) -> line(String.format(Locale.ROOT, "| %s | %,d |", what, rows)));
  }

  /** What the statements of a model took. */
  private static Sample of(String model, List<Measured> runs) {
    return sample(
        runs,
        run ->
            run.statements().entrySet().stream()
                .filter(e -> e.getKey().startsWith(model + ": "))
                .map(e -> e.getValue())
                .reduce(Duration.ZERO, Duration::plus));
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
