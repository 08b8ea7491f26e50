package dev.accrete.runtime.cli;

import dev.accrete.compiler.diagnostic.Nearest;
import dev.accrete.runtime.report.LineageReport;
import dev.accrete.runtime.select.ColumnGraph;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.function.Function;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code accrete lineage}: what a column is computed from, and what is computed from it. */
@Command(
    name = "lineage",
    description =
        "Shows what a column is computed from, and what is computed from it. Conditions of filters"
            + " and joins are no lineage.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  accrete lineage sessions.start_tstamp",
      "  accrete lineage -s atomic.events.page_url   a source's column, both ways as well",
      "  accrete lineage visitors --format json      each column of a model",
    })
final class LineageCommand implements Callable<Integer> {
  private final Workspace workspace;

  @Parameters(
      arity = "0..*",
      paramLabel = "COLUMN",
      description = "MODEL.COLUMN, SOURCE.COLUMN, or a model or source for all of its columns.")
  private List<String> named = new ArrayList<>();

  @Option(
      names = {"-s", "--select"},
      arity = "1..*",
      paramLabel = "COLUMN",
      description = "The same.")
  private List<String> selected = new ArrayList<>();

  LineageCommand(Workspace workspace) {
    this.workspace = workspace;
  }

  @Override
  public Integer call() {
    ColumnGraph graph = ColumnGraph.of(Compilation.required(workspace));
    Set<String> names = new LinkedHashSet<>(named);
    names.addAll(selected);
    if (names.isEmpty()) {
      throw CommandFailure.misuse("no column is named", "accrete lineage MODEL.COLUMN");
    }
    List<String> columns = names.stream().flatMap(n -> columns(graph, n).stream()).toList();
    if (workspace.json()) {
      workspace.print(report(graph, columns));
    } else {
      columns.forEach(column -> print(graph, column));
    }
    return ExitCode.DONE;
  }

  private static List<String> columns(ColumnGraph graph, String name) {
    List<String> columns = graph.named(name);
    if (columns.isEmpty()) {
      Set<String> known = new TreeSet<>(graph.columns());
      known.addAll(graph.relations());
      throw CommandFailure.misuse("no column, model or source " + name, Nearest.hint(name, known));
    }
    return columns;
  }

  private static LineageReport report(ColumnGraph graph, List<String> columns) {
    Set<String> all = new LinkedHashSet<>();
    columns.forEach(c -> reach(c, graph::from, all));
    Set<String> after = new LinkedHashSet<>();
    columns.forEach(c -> reach(c, graph::to, after));
    all.addAll(after);
    return new LineageReport(
        columns,
        all.stream()
            .sorted()
            .map(c -> new LineageReport.Entry(c, graph.from(c), graph.to(c)))
            .toList());
  }

  private static void reach(String column, Function<String, List<String>> next, Set<String> all) {
    if (all.add(column)) {
      next.apply(column).forEach(c -> reach(c, next, all));
    }
  }

  private void print(ColumnGraph graph, String column) {
    workspace.text().println(column);
    print("computed from", column, graph::from);
    print("read by", column, graph::to);
  }

  private void print(String title, String column, Function<String, List<String>> next) {
    List<String> first = next.apply(column);
    workspace.text().println("  " + title + (first.isEmpty() ? " nothing" : ""));
    Set<String> seen = new HashSet<>();
    first.forEach(c -> print(c, next, "    ", seen));
  }

  private void print(
      String column, Function<String, List<String>> next, String indent, Set<String> seen) {
    boolean again = !seen.add(column) && !next.apply(column).isEmpty();
    workspace.text().println(indent + column + (again ? ", see above" : ""));
    if (!again) {
      next.apply(column).forEach(c -> print(c, next, indent + "  ", seen));
    }
  }
}
