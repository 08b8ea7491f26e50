package dev.accrete.tests.benchmarks;

import dev.accrete.tests.benchmarks.CompileProcess.Seen;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The figures of compiling big projects as Markdown. */
final class CompileReport {
  private final StringBuilder text = new StringBuilder();

  CompileReport(BenchmarkOptions options) {
    line("# Compiling big projects");
    line("");
    line(
        "Written by `tests/benchmarks.sh --parts compile`; do not edit. `accrete compile` as whole processes, with the options"
            + " that the launcher gives Java; medians of "
            + options.runs()
            + " runs, least and greatest in brackets. The project is made for this: groups of ten models in chains up to five"
            + " deep (selects, deduplication, joins, windows, groupings, EXISTS, UNION ALL), over forty sources, each model's"
            + " columns, conditions and functions drawn anew. Both scripts, the SELECT and the explanation of each model are"
            + " written, as are the scripts of all models and the manifest. Where no file was touched since the last"
            + " compilation, and none in the three seconds before that, the project is not read; where one was, all of it is."
            + " Seed "
            + options.seed()
            + ".");
    line("");
    line("- Machine: " + Machine.facts() + ".");
    line(
        "- Load average at the start: "
            + Machine.load()
            + ". Where others are at work on the machine, CPU seconds say more than seconds.");
  }

  void add(
      long models,
      Map<String, List<Seen>> seen,
      Map<CompileFloor.Step, List<Seen>> floor,
      Map<String, Long> checks) {
    line("");
    line(String.format(Locale.ROOT, "## %,d models", models));
    line("");
    line("| compiled | seconds | CPU seconds | most memory, MB |");
    line("| --- | --- | --- | --- |");
    seen.forEach(this::row);
    line("");
    line(
        "What no compiler on FreeMarker and Calcite can leave out, alone, in the same run, with two threads and the same options"
            + " for Java, but for the launcher's archive of classes: each row does what those above it do, too. Calcite accepted every"
            + " model. Nothing is translated, derived, proved or kept.");
    line("");
    line("| of each model | seconds | CPU seconds | most memory, MB |");
    line("| --- | --- | --- | --- |");
    floor.forEach((step, all) -> row(words(step), all));
    line("");
    line("Files that differ from those of a compilation from nothing on one core:");
    line("");
    line("| after compiling | files that differ |");
    line("| --- | --- |");
    checks.forEach((what, different) -> line("| " + what + " | " + different + " |"));
    line("");
    line("Load average after it: " + Machine.load() + ".");
  }

  private static String words(CompileFloor.Step step) {
    return switch (step) {
      case TEMPLATES -> "the template filled in, once";
      case PARSED -> "its SELECT parsed, once";
      case VALIDATED -> "its SELECT validated by Calcite as it comes, once";
      case WRITTEN -> "four files written, as big as Accrete's";
    };
  }

  private void row(String what, List<Seen> all) {
    line(
        "| "
            + what
            + " | "
            + new Sample(all.stream().map(Seen::total).toList()).text()
            + " | "
            + new Sample(all.stream().map(Seen::cpu).toList()).text()
            + " | "
            + all.stream().mapToLong(Seen::peak).max().orElse(0) / 1_000_000
            + " |");
  }

  private void line(String words) {
    text.append(words).append('\n');
  }

  @Override
  public String toString() {
    return text.toString();
  }
}
