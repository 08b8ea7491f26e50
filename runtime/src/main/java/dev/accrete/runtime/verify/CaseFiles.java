package dev.accrete.runtime.verify;

import dev.accrete.compiler.CompileOptions;
import dev.accrete.compiler.Compiler;
import dev.accrete.compiler.load.ProjectFiles;
import dev.accrete.compiler.load.ProjectSettings;
import dev.accrete.compiler.load.ProjectSettings.TargetSettings;
import dev.accrete.runtime.report.Json;
import dev.accrete.runtime.verify.SentStatements.Sent;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * The folder of a failing case: its story, its history, what the last run sent, and the project
 * without what the failure does not need. It is a project itself, whose target has no connection:
 * secrets stay where they were.
 */
final class CaseFiles {
  private static final String SETTINGS = "accrete.yml";

  private CaseFiles() {}

  /** The texts by path. */
  static Map<String, String> of(
      Shrinker.Failure failure, ModelStatements statements, String story, CompileOptions options) {
    Map<String, String> files = new TreeMap<>(failure.test().files());
    files.put(SETTINGS, Json.text(settings(failure, options)));
    files.put("story.txt", story);
    files.put(
        RecordedCase.FILE, RecordedCase.of(failure.test(), failure.mismatch().model()).text());
    files.put("statements.sql", statements(failure, statements));
    return files;
  }

  private static String statements(Shrinker.Failure failure, ModelStatements statements) {
    StringBuilder text =
        new StringBuilder(
            "-- What the run of step "
                + (failure.mismatch().step() + 1)
                + " sent for "
                + failure.mismatch().model()
                + ".\n");
    for (Sent sent : statements.all()) {
      text.append("\n-- ")
          .append(statements.wrong().contains(sent) ? "THIS WENT WRONG: " : "")
          .append(sent.purpose())
          .append('\n')
          .append(sent.sql().strip())
          .append(";\n");
    }
    return text.toString();
  }

  private static Map<String, Object> settings(Shrinker.Failure failure, CompileOptions options) {
    ProjectSettings settings = asWritten(failure.test().files(), options);
    TargetSettings target = failure.subject().project().target();
    Map<String, Object> written = new LinkedHashMap<>();
    written.put("name", settings.name());
    written.put("schema", settings.schema());
    written.put("dialect", settings.dialect());
    written.put("vars", settings.variables());
    written.put("functions", settings.functions());
    written.put("validate", word(settings.validation()));
    written.put("on_change", word(settings.onChange()));
    written.put("on_breach", word(settings.onBreach()));
    written.put("target", target.name());
    Map<String, Object> place = new LinkedHashMap<>();
    boolean isFile = target.engine().equals("duckdb");
    place.put("engine", target.engine());
    place.put(isFile ? "path" : "url", isFile ? "target/none.duckdb" : "jdbc:none");
    written.put("targets", Map.of(target.name(), place));
    return written;
  }

  /** What the project's file says, with the templates that look into the environment left in it. */
  private static ProjectSettings asWritten(Map<String, String> files, CompileOptions options) {
    Map<String, String> names = new TreeMap<>();
    options.environment().keySet().forEach(name -> names.put(name, "${env('" + name + "')}"));
    CompileOptions own = new CompileOptions(options.target(), options.variables(), names);
    return Compiler.declarations(ProjectFiles.of(files), own).value().settings();
  }

  private static String word(Enum<?> choice) {
    return choice.name().toLowerCase(Locale.ROOT);
  }
}
