package dev.accrete.compiler.template;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What templates see of the world around the project.
 *
 * @param variables values of {@code --vars}, which go before those of accrete.yml
 * @param targetName the chosen target's name, {@code target.name}
 * @param targetSchema the schema that models go to there, {@code target.schema}
 * @param environment the environment's variables, for {@code env}
 * @param runStartedAt the SQL that stands for {@code run_started_at()}
 */
public record RenderSettings(
    Map<String, Object> variables,
    String targetName,
    String targetSchema,
    Map<String, String> environment,
    String runStartedAt) {
  /** How the names of those variables of the environment begin that models may read. */
  public static final String OWN_PREFIX = "ACCRETE_";

  public RenderSettings {
    variables = Collections.unmodifiableMap(new LinkedHashMap<>(variables));
    environment = Collections.unmodifiableMap(new LinkedHashMap<>(environment));
  }
}
