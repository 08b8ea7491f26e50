package dev.accrete.compiler.load;

import dev.accrete.compiler.source.SourceFile;
import dev.accrete.compiler.source.Span;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What accrete.yml says.
 *
 * @param file the file itself
 * @param name the project's name
 * @param schema where models go, unless a model or a target says otherwise
 * @param dialect the SQL that the models are written in: redshift, postgres or duckdb
 * @param defaultTarget the name of the target used without {@code -t}
 * @param variables {@code vars}: text, number, boolean, list or map values as YAML has them,
 *     string-first
 * @param validation how strictly SQL is checked
 * @param onChange what a changed model does
 * @param onBreach what a declaration that proves false does
 * @param functions what the user's own functions promise: name in lower case to {@code
 *     deterministic} or other words
 * @param targets by name, in the order written
 * @param around hooks and grants of every model that is stored
 */
public record ProjectSettings(
    SourceFile file,
    String name,
    String schema,
    String dialect,
    String defaultTarget,
    Map<String, Object> variables,
    Validation validation,
    OnChange onChange,
    OnBreach onBreach,
    Map<String, String> functions,
    Map<String, TargetSettings> targets,
    HooksAndGrants around) {

  /** How strictly SQL is checked. */
  public enum Validation {
    STRICT,
    WARN,
    OFF
  }

  /** What a changed model does at its next run. */
  public enum OnChange {
    REBUILD,
    FAIL,
    DEFER
  }

  /** What a declaration that proves false does. */
  public enum OnBreach {
    REBUILD,
    FAIL
  }

  /**
   * One target: an engine and where things go there.
   *
   * @param name the target's name
   * @param engine duckdb, postgres or redshift
   * @param schema replaces the project's schema, or null
   * @param stateSchema the schema of Accrete's own tables, {@code accrete} by default
   * @param sources maps the schema that a source is declared with to the one it has here
   * @param onChange replaces the project's, or null
   * @param connection every other key (path, url, user, password, …) as written, not yet evaluated:
   *     secrets stay templates
   * @param span the place of the target in the file
   */
  public record TargetSettings(
      String name,
      String engine,
      @Nullable String schema,
      String stateSchema,
      Map<String, String> sources,
      @Nullable OnChange onChange,
      Map<String, String> connection,
      Span span) {}
}
