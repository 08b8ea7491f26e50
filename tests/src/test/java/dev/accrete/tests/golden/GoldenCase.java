package dev.accrete.tests.golden;

import dev.accrete.compiler.CompileOptions;
import dev.accrete.compiler.CompiledModel;
import dev.accrete.compiler.CompiledProject;
import dev.accrete.compiler.Compiler;
import dev.accrete.compiler.diagnostic.Checked;
import dev.accrete.compiler.diagnostic.Diagnostic;
import dev.accrete.compiler.diagnostic.DiagnosticPrinter;
import dev.accrete.compiler.load.ProjectFiles;
import dev.accrete.compiler.load.ProjectFilesReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * One golden case: a project, and in its folder {@code expected} what the compiler makes of it.
 *
 * @param folder the project
 * @param kind what is expected of it
 */
record GoldenCase(Path folder, Kind kind) {
  private static final String REFUSALS = "## What rules out cheaper ways\n";

  /** What the cases of a folder are about; each shows that alone. */
  enum Kind {
    /** Models that are derived: their scripts and explanations. */
    DERIVATIONS,
    /** Models that are rebuilt in full, and why. */
    REFUSALS,
    /** Projects with mistakes, and what is said of them. */
    DIAGNOSTICS
  }

  Path expectedFolder() {
    return folder.resolve("expected");
  }

  /** The expected files by name. */
  SortedMap<String, String> expected() throws IOException {
    SortedMap<String, String> files = new TreeMap<>();
    if (!Files.exists(expectedFolder())) {
      return files;
    }
    try (Stream<Path> walk = Files.walk(expectedFolder())) {
      for (Path file : walk.filter(Files::isRegularFile).toList()) {
        files.put(
            expectedFolder().relativize(file).toString().replace('\\', '/'),
            Files.readString(file));
      }
    }
    return files;
  }

  /**
   * What the compiler makes of the project now, by the names of the expected files; nothing is left
   * out but what is empty.
   */
  SortedMap<String, String> actual() {
    Checked<ProjectFiles> files = ProjectFilesReader.read(folder);
    List<Diagnostic> diagnostics = new ArrayList<>(files.diagnostics());
    Checked<Optional<CompiledProject>> compiled =
        Compiler.compile(files.value(), CompileOptions.DEFAULT);
    diagnostics.addAll(compiled.diagnostics());
    SortedMap<String, String> actual = new TreeMap<>();
    actual.put(
        "diagnostics.txt",
        DiagnosticPrinter.print(diagnostics).replace(folder.toString(), "PROJECT"));
    List<CompiledModel> models = compiled.value().map(CompiledProject::models).orElse(List.of());
    if (kind == Kind.DERIVATIONS) {
      models.forEach(m -> derivation(m, actual));
    }
    if (kind != Kind.DIAGNOSTICS) {
      actual.put("refusals.md", refusals(models));
    }
    actual.values().removeIf(String::isEmpty);
    return actual;
  }

  private static void derivation(CompiledModel model, Map<String, String> actual) {
    model
        .result()
        .ifPresent(
            result -> {
              actual.put(model.name() + "/select.sql", result.select());
              actual.put(model.name() + "/full.sql", result.full());
              actual.put(model.name() + "/incremental.sql", result.incremental());
              // The explanation ends with both scripts, which have files of their own here.
              actual.put(
                  model.name() + "/explain.md", result.explanation().split("\n## Scripts\n")[0]);
            });
  }

  /** What the explanations of all models say of refusals. */
  private static String refusals(List<CompiledModel> models) {
    StringBuilder text = new StringBuilder();
    for (CompiledModel model : models) {
      String explanation = model.result().map(CompiledModel.Result::explanation).orElse("");
      int start = explanation.indexOf(REFUSALS);
      if (start >= 0) {
        String section = explanation.substring(start + REFUSALS.length()).split("\n## ")[0];
        text.append(text.isEmpty() ? "" : "\n")
            .append("# ")
            .append(model.name())
            .append("\n")
            .append(section.stripTrailing())
            .append('\n');
      }
    }
    return text.toString();
  }
}
