package dev.accrete.tests.equivalence;

import dev.accrete.runtime.verify.ChangeKind;
import dev.accrete.runtime.verify.IncidentKind;
import dev.accrete.runtime.verify.Operators;
import dev.accrete.tests.Repository;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** Writes {@code docs/reliability.md} from what long runs counted and which mutants are caught. */
final class ReliabilityPage {
  static final Path PAGE = Repository.root().resolve("docs/reliability.md");
  static final Path COUNTERS = Repository.root().resolve("docs/reliability.counters");
  private static final Path BUGS =
      Repository.root().resolve("tests/src/test/resources/equivalence/bugs.md");

  private final Counters counters;
  private final StringBuilder out = new StringBuilder();

  private ReliabilityPage(Counters counters) {
    this.counters = counters;
  }

  static String text() throws IOException {
    return new ReliabilityPage(Counters.read(COUNTERS)).written();
  }

  private String written() throws IOException {
    line("# How far it was tried");
    line("");
    line("Written by `ReliabilityPageTest` from `docs/reliability.counters`, which long runs");
    line("(`LongRunTest`, see CONTRIBUTING) go on with. Do not edit it by hand.");
    figures();
    matrix();
    mutants();
    line("## Bugs found, and what guards them");
    line("");
    out.append(Files.readString(BUGS));
    return out.toString();
  }

  private void line(String text) {
    out.append(text).append('\n');
  }

  private void row(String... cells) {
    line("| " + String.join(" | ", cells) + " |");
  }

  private void figures() {
    line("");
    line("## Random models over random histories, on DuckDB");
    line("");
    line(
        "A comparison is one table after one step, beside what its SELECT returns over plain copies");
    line("of the inputs. It counts where the table has rows and the step changed it.");
    line("");
    row("what", "how many");
    row("---", "---:");
    row("comparisons", number("comparisons"));
    row("tables looked at", number("compared"));
    row("of these not empty", share("not empty", "compared"));
    row("of these changed by the step", share("changed", "compared"));
    row("cases", number("cases"));
    row("models", number("models"));
    row("of these incremental", share("incremental", "models"));
    row("cases that failed", number("failures"));
    row(
        "runs whose process died between two statements, until the next one",
        number(Counters.incident(IncidentKind.CRASH)));
    row(
        "runs that lost their lock to another runner",
        number(Counters.incident(IncidentKind.OTHER_RUNNER)));
    row(
        "runs by other strategies than before and after",
        number(Counters.incident(IncidentKind.OTHER_STRATEGIES)));
    row("hours of a thread", String.format(Locale.ROOT, "%.1f", counters.of("seconds") / 3600.0));
    row("next seed", "" + counters.of("next seed"));
    counters
        .below("comparisons at ")
        .forEach((commit, n) -> row("comparisons at commit `" + commit + "`", format(n)));
    line("");
  }

  private void matrix() {
    line("## Comparisons by operator and by what happened before");
    line("");
    line("A model counts for each operator in its text, and a comparison for each kind of change");
    line(
        "since the one before. **0** is a gap. Each case is about one operator and one change; a long");
    line("run takes the pair with the fewest comparisons next.");
    line("");
    StringBuilder head = new StringBuilder("| operator | models | incremental |");
    StringBuilder rule = new StringBuilder("| --- | ---: | ---: |");
    for (ChangeKind kind : ChangeKind.values()) {
      head.append(' ').append(kind.word()).append(" |");
      rule.append(" ---: |");
    }
    line(head.toString());
    line(rule.toString());
    for (String operator : Operators.names()) {
      StringBuilder cells =
          new StringBuilder("| " + operator + " | " + number("models " + operator) + " | ");
      cells.append(share("incremental " + operator, "models " + operator)).append(" |");
      for (ChangeKind kind : ChangeKind.values()) {
        long n = counters.of(Counters.cell(operator, kind));
        cells.append(n == 0 ? " **0** |" : " " + format(n) + " |");
      }
      line(cells.toString());
    }
    line("");
  }

  private void mutants() {
    CaughtSeeds seeds = CaughtSeeds.read();
    List<Mutant> missed = Mutants.ALL.stream().filter(m -> !seeds.knows(m.name())).toList();
    line("## Faults that were switched on");
    line("");
    line(
        String.format(
            Locale.ROOT,
            "%d of %d mutants are caught, of %d of them within the first case. The checker rejects the"
                + " certificates of the %d that sit in the derivation.",
            Mutants.ALL.size() - missed.size(),
            Mutants.ALL.size(),
            Mutants.ALL.stream()
                .filter(m -> seeds.knows(m.name()) && seeds.of(m.name()) == 1)
                .count(),
            Mutants.CERTIFICATES.size()));
    missed.forEach(m -> line("Not caught yet: " + m.name() + "."));
    line("");
    row("mutant", "rule", "caught by case", "what it breaks");
    row("---", "---", "---:", "---");
    for (Mutant m : Mutants.ALL) {
      String caught = seeds.knows(m.name()) ? "" + seeds.of(m.name()) : "never";
      row(m.name(), m.rule(), caught, m.sentence());
    }
    line("");
  }

  private String number(String name) {
    return format(counters.of(name));
  }

  private static String format(long number) {
    return String.format(Locale.ROOT, "%,d", number);
  }

  private String share(String part, String all) {
    long of = counters.of(all);
    return of == 0 ? "–" : String.format(Locale.ROOT, "%.0f %%", 100.0 * counters.of(part) / of);
  }
}
