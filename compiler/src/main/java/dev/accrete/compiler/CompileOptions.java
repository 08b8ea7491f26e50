package dev.accrete.compiler;

import java.util.Map;
import java.util.Optional;

/**
 * What a compilation depends on besides the project's files.
 *
 * @param target the target's name, or empty for the project's default
 * @param variables replace those of accrete.yml
 * @param environment what {@code env()} may see
 */
public record CompileOptions(
    Optional<String> target, Map<String, Object> variables, Map<String, String> environment) {
  /** The project's default target, no overrides, an empty environment. */
  public static final CompileOptions DEFAULT =
      new CompileOptions(Optional.empty(), Map.of(), Map.of());

  public CompileOptions {
    variables = Map.copyOf(variables);
    environment = Map.copyOf(environment);
  }
}
