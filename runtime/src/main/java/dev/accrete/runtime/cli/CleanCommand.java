package dev.accrete.runtime.cli;

import dev.accrete.runtime.artifact.TargetFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code accrete clean}: deletes {@code target/}. */
@Command(
    name = "clean",
    description = {
      "Deletes the project's target/ folder, and nothing else.",
      "A database in it holds tables that took work to build: it is kept unless --all is given.",
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  accrete clean         compiled SQL, manifests, logs",
      "  accrete clean --all   also the DuckDB files there",
    })
final class CleanCommand implements Callable<Integer> {
  private final Workspace workspace;

  @Option(names = "--all", description = "Deletes databases in target/ as well.")
  private boolean all;

  CleanCommand(Workspace workspace) {
    this.workspace = workspace;
  }

  @Override
  public Integer call() throws IOException {
    TargetFolder target = workspace.targetFolder();
    if (Files.isSymbolicLink(target.path())) {
      throw CommandFailure.misuse(
          "target is a symbolic link", "delete it yourself if that is what you mean");
    }
    List<Path> databases = all ? List.of() : databases(target);
    if (databases.isEmpty()) {
      target.delete();
      workspace.text().println("Deleted target/.");
    } else {
      target.deleteAllBut(databases);
      workspace
          .text()
          .println("Deleted target/ but for " + names(databases) + ", which clean --all deletes.");
    }
    return ExitCode.DONE;
  }

  private static String names(List<Path> files) {
    return String.join(", ", files.stream().map(file -> file.getFileName().toString()).toList());
  }

  private static List<Path> databases(TargetFolder target) throws IOException {
    if (!target.exists()) {
      return List.of();
    }
    try (Stream<Path> children = Files.list(target.path())) {
      return children
          .filter(child -> child.getFileName().toString().matches(".*\\.duckdb(\\.wal)?"))
          .sorted()
          .toList();
    }
  }
}
