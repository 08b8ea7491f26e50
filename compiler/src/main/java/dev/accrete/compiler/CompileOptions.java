package dev.accrete.compiler;

import java.util.Map;
import java.util.Optional;

/**
 * What a compilation depends on besides the project's files.
 *
 * @param target the target's name, or empty for the project's default
 * @param variables replace those of accrete.yml
 * @param environment what {@code env()} may see
 * @param sandbox where everything goes in place of the target; empty for the target itself
 */
public record CompileOptions(
    Optional<String> target,
    Map<String, Object> variables,
    Map<String, String> environment,
    Optional<Sandbox> sandbox) {
  /** The project's default target, no overrides, an empty environment. */
  public static final CompileOptions DEFAULT =
      new CompileOptions(Optional.empty(), Map.of(), Map.of());

  public CompileOptions {
    variables = Map.copyOf(variables);
    environment = Map.copyOf(environment);
  }

  /** Options that leave everything where the target has it. */
  public CompileOptions(
      Optional<String> target, Map<String, Object> variables, Map<String, String> environment) {
    this(target, variables, environment, Optional.empty());
  }

  /** The same in a sandbox. */
  public CompileOptions in(Sandbox place) {
    return new CompileOptions(target, variables, environment, Optional.of(place));
  }
}
