package dev.accrete.runtime.cli;

import dev.accrete.compiler.diagnostic.Nearest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code accrete init}: a small working project in a folder of its own. */
@Command(
    name = "init",
    description = "Makes a small working project in a new or empty folder.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  accrete init shop              one model and two files of events",
      "  accrete init shop --from web   Snowplow's events to sessions and visitors",
    })
final class InitCommand implements Callable<Integer> {
  private final Workspace workspace;

  @Parameters(paramLabel = "DIR", description = "The folder; made if need be.")
  private Path folder = Path.of(".");

  @Option(
      names = "--from",
      paramLabel = "starter|web",
      description = "The shipped project to begin with; starter by default.")
  private String from = "starter";

  InitCommand(Workspace workspace) {
    this.workspace = workspace;
  }

  @Override
  public Integer call() throws IOException {
    if (!ShippedProject.NAMES.contains(from)) {
      throw CommandFailure.misuse(
          "no shipped project " + from, Nearest.hint(from, ShippedProject.NAMES));
    }
    Path wanted = workspace.resolve(folder);
    requireEmpty(wanted);
    for (String file : ShippedProject.copy(from, wanted)) {
      workspace.text().println("  " + folder.resolve(file));
    }
    workspace.text().println();
    workspace
        .text()
        .println("Next: cd " + folder + " && accrete compile; README.md goes on from there.");
    return ExitCode.DONE;
  }

  private void requireEmpty(Path wanted) throws IOException {
    if (!Files.exists(wanted, LinkOption.NOFOLLOW_LINKS)) {
      return;
    }
    if (!Files.isDirectory(wanted)) {
      throw CommandFailure.misuse(folder + " is a file", "name a new folder");
    }
    try (Stream<Path> children = Files.list(wanted)) {
      if (children.findAny().isPresent()) {
        throw CommandFailure.misuse(folder + " is not empty", "name a new folder");
      }
    }
  }
}
