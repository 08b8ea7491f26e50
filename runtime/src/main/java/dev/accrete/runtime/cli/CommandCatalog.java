package dev.accrete.runtime.cli;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** All commands by name. A command's class is loaded when the command is made, and so only where it is called. */
final class CommandCatalog {
  /** Commands of the design that are not built yet, so that asking for one is not answered by a guess. */
  static final List<String> LATER =
      List.of(
          "build", "verify", "test", "lineage", "state", "audit", "freshness", "source",
          "transpile", "docs", "import");

  private static final Set<String> OPTIONS_WITH_VALUE =
      Set.of("-p", "--project", "-t", "--target", "--vars", "--format");

  private static final Map<String, Function<Workspace, Object>> COMMANDS = commands();

  private CommandCatalog() {}

  private static Map<String, Function<Workspace, Object>> commands() {
    Map<String, Function<Workspace, Object>> all = new LinkedHashMap<>();
    all.put("demo", DemoCommand::new);
    all.put("init", InitCommand::new);
    all.put("compile", CompileCommand::new);
    all.put("explain", ExplainCommand::new);
    all.put("load", LoadCommand::new);
    all.put("run", RunCommand::new);
    all.put("plan", PlanCommand::new);
    all.put("ls", ListCommand::new);
    all.put("show", ShowCommand::new);
    all.put("diff", DiffCommand::new);
    all.put("status", StatusCommand::new);
    all.put("debug", DebugCommand::new);
    all.put("clean", CleanCommand::new);
    all.put("completion", CompletionCommand::new);
    all.put("help", HelpCommand::new);
    return all;
  }

  /** The names of all commands, in the order of the help. */
  static Set<String> names() {
    return COMMANDS.keySet();
  }

  /** A command, made now. */
  static Object make(String name, Workspace workspace) {
    Function<Workspace, Object> maker = COMMANDS.get(name);
    if (maker == null) {
      throw new IllegalArgumentException(name);
    }
    return maker.apply(workspace);
  }

  /** The command that some arguments call, where it is one that exists. */
  static Optional<String> called(String[] arguments) {
    for (int i = 0; i < arguments.length; i++) {
      if (OPTIONS_WITH_VALUE.contains(arguments[i])) {
        i++;
      } else if (!arguments[i].startsWith("-")) {
        return Optional.of(arguments[i]).filter(COMMANDS::containsKey);
      }
    }
    return Optional.empty();
  }
}
