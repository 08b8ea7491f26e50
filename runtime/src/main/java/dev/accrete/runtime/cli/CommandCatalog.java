package dev.accrete.runtime.cli;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * All commands by name. A command's class is loaded when the command is made, and so only where it
 * is called.
 */
final class CommandCatalog {
  /**
   * Commands of the design that are not built yet, so that asking for one is not answered by a
   * guess.
   */
  static final List<String> LATER = List.of("docs", "import");

  private static final Set<String> PROJECT = Set.of("-p", "--project");

  private static final Set<String> OPTIONS_WITH_VALUE =
      Set.of("-p", "--project", "-t", "--target", "--vars", "--format");

  private static final List<String> NAMES =
      List.of(
          "demo",
          "init",
          "compile",
          "explain",
          "load",
          "seed",
          "run",
          "build",
          "test",
          "plan",
          "ls",
          "show",
          "diff",
          "lineage",
          "freshness",
          "source",
          "transpile",
          "audit",
          "verify",
          "status",
          "state",
          "debug",
          "clean",
          "completion",
          "help");

  private static final Set<String> COMPILING =
      Set.of(
          "explain", "run", "plan", "ls", "show", "diff", "lineage", "audit", "verify", "status",
          "state", "build", "test", "seed", "source");

  private CommandCatalog() {}

  /**
   * Whether a command begins by compiling the project in any case: {@code compile} itself looks
   * first whether something changed.
   */
  static boolean compiles(String name) {
    return COMPILING.contains(name);
  }

  /** The names of all commands, in the order of the help. */
  static Set<String> names() {
    return new LinkedHashSet<>(NAMES);
  }

  /** A command, made now. A switch, because a map of constructors would load every class. */
  static Object make(String name, Workspace workspace) {
    return switch (name) {
      case "demo" -> new DemoCommand(workspace);
      case "init" -> new InitCommand(workspace);
      case "compile" -> new CompileCommand(workspace);
      case "explain" -> new ExplainCommand(workspace);
      case "load" -> new LoadCommand(workspace);
      case "seed" -> new SeedCommand(workspace);
      case "run" -> new RunCommand(workspace);
      case "build" -> new BuildCommand(workspace);
      case "test" -> new TestCommand(workspace);
      case "plan" -> new PlanCommand(workspace);
      case "ls" -> new ListCommand(workspace);
      case "show" -> new ShowCommand(workspace);
      case "diff" -> new DiffCommand(workspace);
      case "lineage" -> new LineageCommand(workspace);
      case "freshness" -> new FreshnessCommand(workspace);
      case "source" -> new SourceCommand(workspace);
      case "transpile" -> new TranspileCommand(workspace);
      case "audit" -> new AuditCommand(workspace);
      case "verify" -> new VerifyCommand(workspace);
      case "status" -> new StatusCommand(workspace);
      case "state" -> new StateCommand(workspace);
      case "debug" -> new DebugCommand(workspace);
      case "clean" -> new CleanCommand(workspace);
      case "completion" -> new CompletionCommand(workspace);
      case "help" -> new HelpCommand(workspace);
      default -> throw new IllegalArgumentException(name);
    };
  }

  /** The folder that some arguments name as the project's. */
  static Optional<String> project(String[] arguments) {
    for (int i = 0; i < arguments.length - 1; i++) {
      if (PROJECT.contains(arguments[i])) {
        return Optional.of(arguments[i + 1]);
      }
    }
    return Optional.empty();
  }

  /** The command that some arguments call, where it is one that exists. */
  static Optional<String> called(String[] arguments) {
    for (int i = 0; i < arguments.length; i++) {
      if (OPTIONS_WITH_VALUE.contains(arguments[i])) {
        i++;
      } else if (!arguments[i].startsWith("-")) {
        return Optional.of(arguments[i]).filter(NAMES::contains);
      }
    }
    return Optional.empty();
  }
}
