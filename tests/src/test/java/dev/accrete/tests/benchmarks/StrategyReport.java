package dev.accrete.tests.benchmarks;

import dev.accrete.tests.benchmarks.StrategyBenchmark.Figures;
import java.util.Locale;
import java.util.Map;

/** The figures of the strategies as Markdown. */
final class StrategyReport {
  private final StringBuilder text = new StringBuilder();

  StrategyReport(BenchmarkOptions options) {
    line("# Strategies, side by side");
    line("");
    line(
        "Written by `tests/benchmarks.sh --parts strategies`; do not edit. Seconds in SQL, medians of "
            + options.runs()
            + " runs, least and greatest in brackets; the contestants took turns in one process over one"
            + " database. *Freeze* is the part of a run that does not depend on the model: the lock, the"
            + " batch manifest. *To the best* is against the least of all ways of Accrete, *to hand*"
            + " against the least by hand. *Wrong rows* are those that differ from the SELECT after all"
            + " batches, both ways.");
    line("");
    line("- Machine: " + Machine.facts() + ".");
    line("- Load average at the start: " + Machine.load() + ".");
  }

  void add(long events, Map<String, Map<Integer, Map<String, Figures>>> figures) {
    figures.forEach(
        (table, byBatch) -> {
          line("");
          line(String.format(Locale.ROOT, "## %s; %,d events", table, events));
          byBatch.forEach((batch, byName) -> batch(batch, byName));
        });
    line("");
    line("Load average after it: " + Machine.load() + ".");
  }

  private void batch(int thousandths, Map<String, Figures> byName) {
    Sample best = least(byName, "Accrete");
    Sample hand = least(byName, "by hand");
    line("");
    line(
        "| a batch of "
            + thousandths / 10.0
            + " % | strategy | seconds | of it freeze | to the best | to hand | wrong rows |");
    line("| --- | --- | --- | --- | --- | --- | --- |");
    byName.forEach(
        (name, f) ->
            line(
                "| "
                    + String.join(
                        " | ",
                        name,
                        f.strategy(),
                        f.sql().text(),
                        f.strategy().isEmpty() ? "" : f.freeze().text(),
                        f.sql().ratioTo(best),
                        f.sql().ratioTo(hand),
                        String.valueOf(f.wrongRows()))
                    + " |"));
  }

  private static Sample least(Map<String, Figures> byName, String prefix) {
    return byName.entrySet().stream()
        .filter(e -> e.getKey().startsWith(prefix))
        .map(e -> e.getValue().sql())
        .min((a, b) -> a.median().compareTo(b.median()))
        .orElseThrow();
  }

  private void line(String line) {
    text.append(line).append('\n');
  }

  @Override
  public String toString() {
    return text.toString();
  }
}
