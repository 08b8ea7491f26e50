package dev.accrete.runtime.cli;

import dev.accrete.compiler.CompiledProject;
import dev.accrete.runtime.engine.Database;
import dev.accrete.runtime.engine.EngineException;
import dev.accrete.runtime.engine.Session;
import dev.accrete.runtime.engine.StatementListener;
import dev.accrete.runtime.report.DebugReport;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;

/** {@code accrete debug}: versions, paths, the target, and whether it can be reached. */
@Command(
    name = "debug",
    description =
        "Shows versions, paths and the target, and tries the connection. Shows no secrets.",
    footerHeading = "%nExamples:%n",
    footer = {"  accrete debug", "  accrete debug -t prod"})
final class DebugCommand implements Callable<Integer> {
  private final Workspace workspace;

  DebugCommand(Workspace workspace) {
    this.workspace = workspace;
  }

  @Override
  public Integer call() {
    Optional<Compilation> compilation =
        workspace.findProject().map(folder -> Compilation.of(workspace));
    compilation.ifPresent(found -> found.show(workspace));
    Optional<CompiledProject> project = compilation.flatMap(Compilation::project);
    Optional<Trial> trial = project.map(this::tried);
    DebugReport report = report(compilation, project, trial);
    if (workspace.json()) {
      workspace.print(report);
    } else {
      print(report);
    }
    if (compilation.map(Compilation::hasErrors).orElse(false)) {
      return ExitCode.FAILED;
    }
    return trial.map(Trial::connected).orElse(true) ? ExitCode.DONE : ExitCode.MISUSE;
  }

  private DebugReport report(
      Optional<Compilation> compilation, Optional<CompiledProject> project, Optional<Trial> trial) {
    return new DebugReport(
        Version.text(),
        System.getProperty("java.version") + " (" + System.getProperty("java.vendor") + ")",
        System.getProperty("os.name") + " " + System.getProperty("os.arch"),
        workspace.findProject().map(Path::toString).orElse(null),
        project.map(found -> found.project().settings().name()).orElse(null),
        compilation.map(found -> !found.hasErrors()).orElse(null),
        project.map(found -> found.target().name()).orElse(null),
        project.map(found -> found.target().engine()).orElse(null),
        project.map(found -> settings(found)).orElse(Map.of()),
        trial.map(Trial::connected).orElse(null),
        trial.map(Trial::says).orElse(null));
  }

  private Map<String, String> settings(CompiledProject project) {
    Connector connector = new Connector(workspace, project);
    Map<String, String> settings = new LinkedHashMap<>();
    project
        .target()
        .connection()
        .forEach((key, value) -> settings.put(key, connector.shown(key, value)));
    return settings;
  }

  /** How a try to connect went. */
  private record Trial(boolean connected, String says) {}

  private Trial tried(CompiledProject project) {
    Connector connector = new Connector(workspace, project);
    try (Database database = connector.openToPlan();
        Session session = database.session("accrete debug", StatementListener.NONE)) {
      session.query("try the connection", "SELECT 1", row -> row.number(1));
      String yet = connector.isMissing() ? "; " + connector.missing() : "";
      return new Trial(true, session.productVersion() + yet);
    } catch (CommandFailure e) {
      return new Trial(false, e.line());
    } catch (EngineException e) {
      return new Trial(false, workspace.scrub(String.valueOf(e.getMessage())));
    }
  }

  private void print(DebugReport report) {
    line("accrete", report.accreteVersion());
    line("java", report.java());
    line("system", report.system());
    line("project", report.project() == null ? "none here" : report.project());
    line("name", report.projectName());
    line("compiles", word(report.compiles(), "yes", "no"));
    line("target", report.target());
    line("engine", report.engine());
    report.settings().forEach((key, value) -> line("  " + key, value));
    String trial = word(report.connected(), "works: ", "failed: ");
    line("connection", trial == null ? null : trial + report.connection());
  }

  private static @Nullable String word(@Nullable Boolean value, String yes, String no) {
    return value == null ? null : value ? yes : no;
  }

  private void line(String name, @Nullable String value) {
    if (value != null) {
      workspace.text().println(name + " ".repeat(Math.max(1, 14 - name.length())) + value);
    }
  }
}
