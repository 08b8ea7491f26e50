package dev.accrete.tests.kills;

import dev.accrete.tests.Repository;
import dev.accrete.tests.equivalence.Counters;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.ToLongFunction;

/** Writes {@code docs/kills.md} from what long runs of kills counted. */
final class KillsPage {
  static final Path PAGE = Repository.root().resolve("docs/kills.md");
  private static final Path COUNTERS = Repository.root().resolve("docs/kills.counters");

  private final Counters counters;
  private final StringBuilder out = new StringBuilder();

  private KillsPage(Counters counters) {
    this.counters = counters;
  }

  static String text() throws IOException {
    return new KillsPage(Counters.read(COUNTERS)).written();
  }

  private String written() {
    out.append(
        """
        # Runs that were killed

        Written by `KillsPageTest` from `docs/kills.counters`, which long runs of `KilledRunsTest` (see CONTRIBUTING) go on with. Do not
        edit it by hand.

        A run is killed, without a chance to tidy up: its process (SIGKILL) on DuckDB, or on PostgreSQL, where the server lives on with the open
        transaction, the temporary tables and the lock; its connections (`pg_terminate_backend`); or all processes of the server, which is started
        again. The next run has to end well. Then each table is compared with its SELECT; every row that was sent to a landing
        table has to be taken in once; no table and no connection of the dead run may be left (after the server was killed PostgreSQL sweeps temporary tables itself, later), the lock has to be free, and
        in one case of three a further run must find nothing to do. Before each kill rows arrive, come late, are moved and deleted; models, drawn from
        those that an engine has to pass, use every strategy and kind of source.

        """);
    table(
        "what was killed",
        List.of("kills", "of these wrong"),
        kind -> List.of(counters.of(KillCounts.total(kind)), counters.of(KillCounts.failed(kind))));
    line("## Where they hit");
    line("");
    List<Moment> moments = Arrays.stream(Moment.values()).filter(m -> m != Moment.ENDED).toList();
    table(
        "what was killed",
        moments.stream().map(Moment::words).toList(),
        kind -> moments.stream().map(m -> counters.of(KillCounts.at(kind, m))).toList());
    line("## What the killed run had committed or had nothing to do for");
    line("");
    List<Outcome> outcomes = List.of(Outcome.values());
    table(
        "what was killed",
        outcomes.stream().map(Outcome::words).toList(),
        kind -> outcomes.stream().map(o -> counters.of(KillCounts.found(kind, o))).toList());
    figures();
    return out.toString();
  }

  private void table(
      String corner, List<String> heads, java.util.function.Function<Kind, List<Long>> cells) {
    line("| " + corner + " | " + String.join(" | ", heads) + " |");
    line("| --- |" + " ---: |".repeat(heads.size()));
    List<List<Long>> rows = new ArrayList<>();
    for (Kind kind : Kind.values()) {
      rows.add(cells.apply(kind));
      row(kind.words(), rows.get(rows.size() - 1));
    }
    List<Long> sums = new ArrayList<>();
    for (int column = 0; column < heads.size(); column++) {
      int at = column;
      ToLongFunction<List<Long>> cell = row -> row.get(at);
      sums.add(rows.stream().mapToLong(cell).sum());
    }
    row("all", sums);
    line("");
  }

  private void row(String head, List<Long> cells) {
    out.append("| ").append(head);
    cells.forEach(cell -> out.append(" | ").append(String.format(Locale.ROOT, "%,d", cell)));
    line(" |");
  }

  private void figures() {
    line("## How long, and where it goes on");
    line("");
    line(
        "Some kills of the server are set aside: it ran with `synchronous_commit = off` then, and lost");
    line("the load that it had acknowledged last, before the run that was killed.");
    line("");
    line("| what | |");
    line("| --- | ---: |");
    line(String.format(Locale.ROOT, "| hours | %.1f |", counters.of(KillCounts.SECONDS) / 3600.0));
    line("| next seed | " + counters.of(KillCounts.NEXT_SEED) + " |");
    line(
        "| runs that were over before they were killed | " + counters.of(KillCounts.MISSED) + " |");
    line("| kills of the server set aside | " + counters.of("set aside") + " |");
    counters
        .below(KillCounts.AT_COMMIT)
        .forEach((commit, n) -> line("| kills at commit `" + commit + "` | " + n + " |"));
  }

  private void line(String text) {
    out.append(text).append('\n');
  }
}
