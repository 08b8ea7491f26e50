package dev.accrete.runtime.cli;

import dev.accrete.compiler.CompiledProject;
import dev.accrete.compiler.load.ProjectSettings.TargetSettings;
import dev.accrete.runtime.engine.Database;
import dev.accrete.runtime.engine.EngineException;
import dev.accrete.runtime.engine.Session;
import dev.accrete.runtime.engine.StatementListener;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** {@code accrete debug}: versions, paths, the target, and whether it can be reached. */
@Command(
    name = "debug",
    description = "Shows versions, paths and the target, and tries the connection. Shows no secrets.",
    footerHeading = "%nExamples:%n",
    footer = {"  accrete debug", "  accrete debug -t prod"})
final class DebugCommand implements Callable<Integer> {
  private final Workspace workspace;
  private final Map<String, String> facts = new LinkedHashMap<>();

  DebugCommand(Workspace workspace) {
    this.workspace = workspace;
  }

  @Override
  public Integer call() {
    facts.put("accrete", Version.text());
    facts.put("java", System.getProperty("java.version") + " (" + System.getProperty("java.vendor") + ")");
    facts.put(
        "system", System.getProperty("os.name") + " " + System.getProperty("os.arch"));
    Optional<Path> folder = workspace.findProject();
    facts.put("project", folder.map(Path::toString).orElse("none here"));
    int code = folder.isPresent() ? project() : ExitCode.DONE;
    if (workspace.json()) {
      workspace.print(new TreeMap<>(facts));
    } else {
      facts.forEach(
          (name, value) ->
              workspace.text().println(name + " ".repeat(Math.max(1, 20 - name.length())) + value));
    }
    return code;
  }

  private int project() {
    Compilation compilation = Compilation.of(workspace);
    compilation.show(workspace);
    facts.put("compiles", compilation.hasErrors() ? "no: " + compilation.counts() : "yes");
    Optional<CompiledProject> project = compilation.project();
    if (project.isEmpty()) {
      return ExitCode.FAILED;
    }
    facts.put("name", project.get().project().settings().name());
    int connected = target(project.get().target());
    return compilation.hasErrors() ? ExitCode.FAILED : connected;
  }

  private int target(TargetSettings target) {
    Connector connector = new Connector(workspace, target);
    facts.put("target", target.name());
    facts.put("engine", target.engine());
    target
        .connection()
        .forEach((key, value) -> facts.put("target." + key, connector.shown(key, value)));
    try (Database database = connector.open();
        Session session = database.session("accrete debug", StatementListener.NONE)) {
      session.query("try the connection", "SELECT 1", row -> row.number(1));
      String version = session.connection().getMetaData().getDatabaseProductVersion();
      facts.put("connection", "ok, " + target.engine() + " " + version);
      return ExitCode.DONE;
    } catch (EngineException | CommandFailure | java.sql.SQLException e) {
      facts.put("connection", "failed: " + workspace.scrub(String.valueOf(e.getMessage())));
      return ExitCode.MISUSE;
    }
  }
}
