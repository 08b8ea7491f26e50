package dev.accrete.compiler.load;

import dev.accrete.compiler.diagnostic.Checked;
import dev.accrete.compiler.diagnostic.DiagnosticPrinter;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Loads projects given as texts, for tests; templates in YAML become their own text in angle
 * brackets.
 */
final class Loading {
  static final String SETTINGS =
      """
      name: web
      schema: derived
      targets:
        dev: {engine: duckdb, path: target/dev.duckdb}
      """;
  private static final ValueTemplates TEMPLATES =
      (template, place, variables, findings) ->
          Optional.of(template.replace("${", "<").replace("}", ">"));

  private Loading() {}

  /** A project of accrete.yml and pairs of path and text. */
  static Checked<Project> project(String... pathsAndTexts) {
    Map<String, String> texts = new TreeMap<>(Map.of("accrete.yml", SETTINGS));
    for (int i = 0; i < pathsAndTexts.length; i += 2) {
      texts.put(pathsAndTexts[i], pathsAndTexts[i + 1]);
    }
    return files(ProjectFiles.of(texts));
  }

  static Checked<Project> files(ProjectFiles files) {
    return new ProjectLoader(TEMPLATES).load(files);
  }

  static Checked<Project> settings(String text) {
    return project("accrete.yml", text);
  }

  static Checked<Project> sources(String text) {
    return project("models/sources.yml", text);
  }

  static Checked<Project> model(String text) {
    return project("models/m.sql", text);
  }

  /** The first lines of all diagnostics. */
  static List<String> messages(Checked<?> checked) {
    return checked.diagnostics().stream().map(DiagnosticPrinter::sentence).toList();
  }
}
