package dev.accrete.compiler.template;

import dev.accrete.compiler.diagnostic.Findings;
import dev.accrete.compiler.load.ValueTemplates;
import dev.accrete.compiler.source.Span;
import dev.accrete.compiler.template.ValueRendering.World;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Evaluates templates in YAML values for the load step, with {@code var} and {@code env}. */
public final class YamlTemplates implements ValueTemplates {
  private final Map<String, Object> overrides;
  private final Map<String, String> environment;
  private final ValueRendering rendering = new ValueRendering(Limits.DEFAULT);

  /**
   * Templates over an environment.
   *
   * @param overrides values of {@code --vars}, which go before those of accrete.yml
   * @param environment the environment's variables; only those of Accrete's own prefix are given
   *     out
   */
  public YamlTemplates(Map<String, Object> overrides, Map<String, String> environment) {
    this.overrides = Collections.unmodifiableMap(new LinkedHashMap<>(overrides));
    this.environment = Collections.unmodifiableMap(new LinkedHashMap<>(environment));
  }

  @Override
  public Optional<String> evaluate(
      String template, Span place, Map<String, Object> variables, Findings findings) {
    Map<String, Object> all = new LinkedHashMap<>(variables);
    all.putAll(overrides);
    return rendering.evaluate(template, place, new World(all, environment, false), findings);
  }
}
