package dev.accrete.compiler.template;

import dev.accrete.compiler.diagnostic.Checked;
import dev.accrete.compiler.diagnostic.Findings;
import dev.accrete.compiler.load.ProjectSettings.TargetSettings;
import dev.accrete.compiler.template.ValueRendering.World;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Evaluates the templates of one target, the chosen one. Its names (schemas) are needed to compile,
 * its connection when one is made: two calls, so that no secret is read earlier than it must be.
 */
public final class TargetTemplates {
  private static final String PASSWORD = "password";

  private final World world;
  private final ValueRendering rendering = new ValueRendering(Limits.DEFAULT);

  /**
   * Templates of targets.
   *
   * @param variables what {@code var} finds
   * @param environment what {@code env} finds, under any name
   */
  public TargetTemplates(Map<String, Object> variables, Map<String, String> environment) {
    this.world = new World(variables, environment, true);
  }

  /** The target with its schemas evaluated; its connection stays as written. */
  public Checked<TargetSettings> names(TargetSettings target) {
    Findings findings = new Findings();
    Map<String, String> sources = new LinkedHashMap<>();
    target
        .sources()
        .forEach((declared, here) -> sources.put(declared, text(here, target, findings)));
    @Nullable String schema =
        target.schema() == null ? null : text(target.schema(), target, findings);
    String stateSchema = text(target.stateSchema(), target, findings);
    return findings.with(
        new TargetSettings(
            target.name(),
            target.engine(),
            schema,
            stateSchema,
            sources,
            target.onChange(),
            target.connection(),
            target.span()));
  }

  /** The target's connection with its secrets in the clear. */
  public Checked<ConnectionSettings> connection(TargetSettings target) {
    Findings findings = new Findings();
    Map<String, String> values = new LinkedHashMap<>();
    SortedSet<String> secrets = new TreeSet<>();
    target
        .connection()
        .forEach(
            (key, written) -> {
              String value = text(written, target, findings);
              values.put(key, value);
              if (key.endsWith(PASSWORD)) {
                secrets.add(value);
              }
              secrets.addAll(fromEnvironment(written));
            });
    secrets.remove("");
    return findings.with(new ConnectionSettings(values, secrets));
  }

  private String text(String written, TargetSettings target, Findings findings) {
    return rendering.evaluate(written, target.span(), world, findings).orElse("");
  }

  /**
   * The values of all variables whose names stand in a template: more than it may have read, never
   * fewer.
   */
  private Set<String> fromEnvironment(String written) {
    Set<String> values = new TreeSet<>();
    if (written.contains("${")) {
      Set<String> words = MacroNames.words(written);
      world
          .environment()
          .forEach(
              (name, value) -> {
                if (words.contains(name)) {
                  values.add(value);
                }
              });
    }
    return values;
  }
}
