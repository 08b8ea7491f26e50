package dev.accrete.runtime.cli;

import dev.accrete.compiler.CompileOptions;
import dev.accrete.compiler.diagnostic.Checked;
import dev.accrete.compiler.diagnostic.DiagnosticPrinter;
import dev.accrete.compiler.load.VariableText;
import dev.accrete.runtime.artifact.SourceLook;
import dev.accrete.runtime.artifact.TargetFolder;
import dev.accrete.runtime.cli.terminal.Capabilities;
import dev.accrete.runtime.cli.terminal.Style;
import dev.accrete.runtime.cli.terminal.TextTable;
import dev.accrete.runtime.report.Json;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What every command works with: the process, the options, the project's folder, and where output
 * goes.
 */
final class Workspace {
  private static final String SETTINGS = "accrete.yml";

  private final Shell shell;
  private final GlobalOptions options;
  private final Interruption interruption;
  private final Secrets secrets = new Secrets();
  private Optional<SourceLook> early = Optional.empty();

  Workspace(Shell shell, GlobalOptions options, Interruption interruption) {
    this.interruption = interruption;
    this.shell = shell;
    this.options = options;
  }

  /** The same process and output, with the project in another folder and its own target. */
  Workspace in(Path folder) {
    GlobalOptions other = new GlobalOptions();
    other.format = options.format;
    other.project = folder;
    return new Workspace(shell, other, interruption);
  }

  Shell shell() {
    return shell;
  }

  /** What the process is told from outside. */
  Interruption interruption() {
    return interruption;
  }

  boolean json() {
    return options.format == GlobalOptions.Format.JSON;
  }

  /** Prints the result for programs: JSON, alone on standard output. */
  void print(Object result) {
    shell.out().print(Json.text(result));
    shell.out().flush();
  }

  /** Where people's text goes: standard output, unless that belongs to JSON. */
  PrintStream text() {
    return json() ? shell.err() : shell.out();
  }

  /** What the stream of people's text can show. */
  Capabilities capabilities() {
    return json() ? shell.errCapabilities() : shell.outCapabilities();
  }

  Style style() {
    return new Style(capabilities());
  }

  void print(TextTable table) {
    // As one text: lines are flushed one by one, and a project may have ten thousand models.
    text().println(String.join(System.lineSeparator(), table.lines(capabilities())));
  }

  /** One line of advice or warning, on standard error. */
  void say(String line) {
    shell.err().println("accrete: " + line);
  }

  Optional<String> target() {
    return Optional.ofNullable(options.target);
  }

  /** A path of the command line, from the working directory. */
  Path resolve(Path path) {
    return resolve(shell, path);
  }

  private static Path resolve(Shell shell, Path path) {
    return shell.directory().resolve(path).normalize();
  }

  /** The project's folder, where there is one. */
  Optional<Path> findProject() {
    return findProject(shell, options.project);
  }

  /** The folder that somebody named, or the one above the working directory. */
  static Optional<Path> findProject(Shell shell, @Nullable Path named) {
    if (named != null) {
      return Optional.of(resolve(shell, named)).filter(Workspace::isProject);
    }
    for (Path folder = shell.directory(); folder != null; folder = folder.getParent()) {
      if (isProject(folder)) {
        return Optional.of(folder);
      }
    }
    return Optional.empty();
  }

  /** The project's folder; its absence is the user's mistake. */
  Path project() {
    return findProject()
        .orElseThrow(
            () ->
                CommandFailure.misuse(
                    "no " + SETTINGS + " in " + named(options.project),
                    "accrete init makes a project, -p names the folder of one"));
  }

  private String named(@Nullable Path given) {
    return given == null ? shell.directory() + " or above it" : given.toString();
  }

  static boolean isProject(Path folder) {
    return Files.isRegularFile(folder.resolve(SETTINGS));
  }

  /** Begins to look at the files of a project, which may turn out to be another one. */
  void lookEarly(Path project) {
    early = Optional.of(SourceLook.begin(project, shell.clock().instant()));
  }

  /** A look at the project's files, begun early or now. */
  SourceLook sourceLook() {
    Path project = project();
    return early
        .filter(look -> look.root().equals(project))
        .orElseGet(() -> SourceLook.begin(project, shell.clock().instant()));
  }

  TargetFolder targetFolder() {
    return TargetFolder.of(project());
  }

  /** The project's {@code target/} folder, made if need be; absent outside a project. */
  Optional<Path> existingTargetFolder() {
    return findProject().map(TargetFolder::of).filter(TargetFolder::exists).map(TargetFolder::path);
  }

  /** What the command line adds to a compilation. */
  CompileOptions compileOptions() {
    return new CompileOptions(target(), variables(), shell.projectEnvironment());
  }

  /** The words of the command line that {@link #compileOptions} come from. */
  String words() {
    String target = options.target == null ? "" : " -t " + SelectionOptions.quoted(options.target);
    String variables =
        options.variables == null ? "" : " --vars " + SelectionOptions.quoted(options.variables);
    return scrub(target + variables);
  }

  private Map<String, Object> variables() {
    if (options.variables == null) {
      return Map.of();
    }
    Checked<Map<String, Object>> read = VariableText.read("--vars", options.variables);
    if (read.hasErrors()) {
      throw CommandFailure.misuse(
          DiagnosticPrinter.sentence(read.diagnostics().get(0)), "write --vars '{site: shop}'");
    }
    return read.value();
  }

  /** Whether a target's path may lead out of the project. */
  boolean outsideAllowed() {
    return options.allowOutside;
  }

  Secrets secrets() {
    return secrets;
  }

  /** A text without the secrets that are known by now. */
  String scrub(String text) {
    return secrets.scrub(text);
  }
}
