package dev.accrete.runtime.cli;

import dev.accrete.compiler.CompiledProject;
import dev.accrete.compiler.dialect.RelationName;
import dev.accrete.compiler.dialect.state.StateTables;
import dev.accrete.compiler.dialect.state.WaitingSql;
import dev.accrete.compiler.plan.InputPlan;
import dev.accrete.runtime.cli.terminal.Numbers;
import dev.accrete.runtime.cli.terminal.TextTable;
import dev.accrete.runtime.engine.Database;
import dev.accrete.runtime.engine.Session;
import dev.accrete.runtime.engine.StatementListener;
import dev.accrete.runtime.execute.ModelRequest;
import dev.accrete.runtime.execute.ModelResult;
import dev.accrete.runtime.execute.RunStrategy;
import dev.accrete.runtime.report.Identity;
import dev.accrete.runtime.report.StatusReport;
import dev.accrete.runtime.state.ModelVersion;
import dev.accrete.runtime.state.Position;
import dev.accrete.runtime.state.Standing;
import dev.accrete.runtime.state.StateStore;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code accrete status}: where each model stands and what waits for it. */
@Command(
    name = "status",
    description = "Shows each model's last commit, its position, and what waits for it.",
    footerHeading = "%nExamples:%n",
    footer = {"  accrete status", "  accrete status -s +visitors --format json"})
final class StatusCommand implements Callable<Integer> {
  private final Workspace workspace;

  @Mixin private SelectionOptions selection = new SelectionOptions();

  StatusCommand(Workspace workspace) {
    this.workspace = workspace;
  }

  @Override
  public Integer call() {
    CompiledProject project = Compilation.required(workspace);
    SelectedModels models = SelectedModels.of(project, selection, workspace);
    List<StatusReport.Entry> entries;
    List<StatusReport.Waiting> waiting;
    Connector connector = new Connector(workspace, project);
    boolean readOnly = connector.isReadOnly();
    try (Database database = connector.openToPlan()) {
      List<ModelRequest> requests = models.requests(false);
      entries =
          entries(
              project,
              readOnly
                  ? unknown(requests, connector.readOnly())
                  : Planning.plan(
                          workspace,
                          models,
                          requests,
                          Planning.changedSeeds(workspace, project, database),
                          database)
                      .results(),
              database);
      waiting = waiting(project, models, database);
    }
    if (workspace.json()) {
      workspace.print(new StatusReport(entries, waiting));
    } else {
      print(entries);
      for (StatusReport.Waiting source : waiting) {
        workspace
            .text()
            .println(
                source.source()
                    + ": "
                    + Numbers.count(source.rows(), "claimed row")
                    + " in "
                    + source.table()
                    + " until every reader has taken them in");
      }
    }
    return ExitCode.DONE;
  }

  /** What is new is counted in a transaction that is taken back, so this cannot be told. */
  private static List<ModelResult> unknown(List<ModelRequest> requests, String why) {
    return requests.stream().map(r -> ModelResult.cannotRun(r.plan().model(), why)).toList();
  }

  private static List<StatusReport.Entry> entries(
      CompiledProject project, List<ModelResult> next, Database database) {
    StateTables tables = Connector.state(project, database);
    List<StatusReport.Entry> entries = new ArrayList<>();
    try (Session session = database.session("accrete status", StatementListener.NONE)) {
      StateStore store = new StateStore(session, tables);
      boolean state = store.exists();
      for (ModelResult result : next) {
        Standing standing =
            state ? store.standing(result.model()) : new Standing(Optional.empty(), Map.of());
        entries.add(entry(project.project().settings().name(), standing, result));
      }
    }
    return entries;
  }

  private static List<StatusReport.Waiting> waiting(
      CompiledProject project, SelectedModels models, Database database) {
    StateTables tables = Connector.state(project, database);
    Set<InputPlan> sources = new LinkedHashSet<>();
    models.models().stream()
        .flatMap(model -> model.result().stream())
        .flatMap(result -> result.plan().inputs().stream())
        .filter(InputPlan::waits)
        .forEach(sources::add);
    List<StatusReport.Waiting> waiting = new ArrayList<>();
    try (Session session = database.session("accrete status", StatementListener.NONE)) {
      Set<RelationName> there = new StateStore(session, tables).relations(Set.of(tables.schema()));
      for (InputPlan source : sources) {
        WaitingSql sql = new WaitingSql(tables, source.name(), source.relation());
        if (there.contains(sql.relation())) {
          long rows =
              session.first("count what waits", sql.count(), row -> row.number(1)).orElse(0L);
          if (rows > 0) {
            waiting.add(
                new StatusReport.Waiting(
                    source.name(), rows, tables.dialect().relation(sql.relation())));
          }
        }
      }
    }
    return waiting;
  }

  private static StatusReport.Entry entry(String project, Standing standing, ModelResult next) {
    Optional<ModelVersion> last = standing.version().filter(version -> version.version() > 0);
    Map<String, Long> positions = new TreeMap<>();
    for (Position position : standing.positions().values()) {
      Long number = number(position);
      if (number != null) {
        positions.put(position.input(), number);
      }
    }
    return new StatusReport.Entry(
        Identity.model(project, next.model()),
        next.model(),
        standing.versionNumber(),
        last.map(ModelVersion::committedAt).orElse(null),
        last.map(ModelVersion::runId).orElse(null),
        last.map(ModelVersion::strategy).orElse(null),
        last.map(ModelVersion::rowCount).orElse(0L),
        positions,
        next.succeeded() ? next.strategy().word() : null,
        next.succeeded() ? next.reason() : next.message(),
        next.rowsPending());
  }

  private static @Nullable Long number(Position position) {
    return position.freezeId() != null ? position.freezeId() : position.changeVersion();
  }

  private void print(List<StatusReport.Entry> entries) {
    TextTable table =
        new TextTable(
            List.of("model", "last commit (UTC)", "by", ">rows", ">pending", "next", "why"));
    for (StatusReport.Entry entry : entries) {
      String committed = entry.committedAt();
      table.row(
          entry.name(),
          committed == null
              ? (RunStrategy.VIEW.word().equals(entry.next()) ? "" : "never")
              : committed.replaceFirst("\\..*", ""),
          Optional.ofNullable(entry.strategy()).orElse(""),
          committed == null ? "" : Numbers.count(entry.rowCount()),
          entry.rowsPending() == 0 ? "" : Numbers.count(entry.rowsPending()),
          Optional.ofNullable(entry.next()).orElse("cannot run"),
          Optional.ofNullable(entry.reason()).orElse(""));
    }
    workspace.print(table);
  }
}
