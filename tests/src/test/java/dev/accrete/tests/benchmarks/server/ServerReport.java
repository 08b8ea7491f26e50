package dev.accrete.tests.benchmarks.server;

import dev.accrete.tests.benchmarks.Machine;
import dev.accrete.tests.benchmarks.server.ServerBenchmark.Done;
import dev.accrete.tests.benchmarks.server.ServerBenchmark.Ran;
import java.time.Duration;
import java.util.IntSummaryStatistics;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The figures as Markdown. */
final class ServerReport {
  private final int models;
  private final StringBuilder text = new StringBuilder();
  private final Map<String, Map<String, IntSummaryStatistics>> counts = new TreeMap<>();

  ServerReport(int models) {
    this.models = models;
    line("# Many models on PostgreSQL, beside psql");
    line("");
    line(
        "Written by `tests/benchmarks.sh --parts models`; do not edit. `accrete run` of "
            + models
            + " models (groups of ten in chains, as in [Compiling big projects](benchmarks-compile.md)) on a real PostgreSQL"
            + " on the same machine, without `fsync`, over twenty tables of events and twenty of contexts of 2,000 rows, to"
            + " which hours of 200 come. The server logs each statement and how long it took. Then the same statements are"
            + " played again on a copy of the database as it was before, each session's by a `psql` of its own: a statement"
            + " waits for those that had ended before it began, and for nothing else. So what remains between the two is what"
            + " Accrete adds: its own time between statements, the JDBC driver's, a thread that has nothing to do.");
    line("");
    line(
        "In the same run it is checked that both databases then hold the same tables, and `accrete audit` compares each"
            + " table with its SELECT.");
    line("");
    line("- Machine: " + Machine.facts() + ".");
    line(
        "- Load average at the start: "
            + Machine.load()
            + ". Where others are at work on the machine, take the ratios.");
  }

  void threads(int threads) {
    line("");
    line("## `--threads " + threads + "`");
    line("");
    line(
        "| run | process, s | of it with the server, s | psql, s | with the server / psql | added per model, ms"
            + " | statements | in the server, ms each |");
    line("| --- | --- | --- | --- | --- | --- | --- | --- |");
  }

  void add(String what, Ran ran) {
    double inServer = ran.statements().stream().mapToDouble(LoggedStatement::millis).sum();
    line(
        String.format(
            Locale.ROOT,
            "| %s | %.2f | %.2f | %.2f | %.2f | %.1f | %,d | %.2f |",
            what,
            seconds(ran.whole()),
            seconds(ran.onServer()),
            seconds(ran.played()),
            seconds(ran.onServer()) / seconds(ran.played()),
            1_000 * (seconds(ran.onServer()) - seconds(ran.played())) / models,
            ran.statements().size(),
            inServer / ran.statements().size()));
    Map<String, IntSummaryStatistics> here = counts.computeIfAbsent(what, w -> new TreeMap<>());
    ran.models().values().stream()
        .collect(Collectors.groupingBy(Done::strategy, Collectors.summarizingInt(Done::statements)))
        .forEach((strategy, count) -> here.merge(strategy, count, ServerReport::both));
  }

  private static IntSummaryStatistics both(IntSummaryStatistics one, IntSummaryStatistics other) {
    one.combine(other);
    return one;
  }

  private static double seconds(Duration time) {
    return time.toNanos() / 1e9;
  }

  private void line(String words) {
    text.append(words).append('\n');
  }

  @Override
  public String toString() {
    StringBuilder all = new StringBuilder(text);
    all.append(
        "\n## Statements per model\n\nBEGIN and COMMIT among them, both runs together. On a server that takes 20 to 200 ms for each, as Redshift does,"
            + " 25 statements are 0.5 to 5 s a model, which `--threads` brings down.\n\n");
    all.append("| run | strategy | models | statements, least | on average | most |\n");
    all.append("| --- | --- | --- | --- | --- | --- |\n");
    counts.forEach(
        (run, strategies) ->
            strategies.forEach(
                (strategy, count) ->
                    all.append(
                        String.format(
                            Locale.ROOT,
                            "| %s | %s | %d | %d | %.1f | %d |%n",
                            run,
                            strategy,
                            count.getCount(),
                            count.getMin(),
                            count.getAverage(),
                            count.getMax()))));
    return all.toString();
  }
}
