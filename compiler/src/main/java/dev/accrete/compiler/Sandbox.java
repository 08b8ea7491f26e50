package dev.accrete.compiler;

import dev.accrete.compiler.load.Project;
import dev.accrete.compiler.load.ProjectSettings.TargetSettings;
import dev.accrete.compiler.load.SourceDeclaration;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Where a compilation puts things in place of what its target says, so that a project can be played
 * beside its own tables.
 *
 * @param engine duckdb, postgres or redshift, whatever the target's
 * @param prefix what the schemas of models, sources and state begin with; empty where these are
 *     those of the target
 */
public record Sandbox(String engine, String prefix) {

  /** A database of its own, where each schema may have the target's name. */
  public static Sandbox apart(String engine) {
    return new Sandbox(engine, "");
  }

  /**
   * The target as the sandbox has it. Models without a schema of their own go to the schema that is
   * called like the prefix, and all others to schemas that begin with it.
   */
  TargetSettings of(Project project, TargetSettings target) {
    return prefix.isEmpty()
        ? with(target, target.schema(), target.stateSchema(), target.sources())
        : with(target, prefix, prefix + "_" + target.stateSchema(), sources(project, target));
  }

  private Map<String, String> sources(Project project, TargetSettings target) {
    Map<String, String> sources = new TreeMap<>();
    for (SourceDeclaration source : project.sources()) {
      Stream.concat(
              Stream.ofNullable(source.schema()),
              source.landing().stream().flatMap(l -> Stream.ofNullable(l.schema())))
          .forEach(s -> sources.put(s, prefix + "_" + target.sources().getOrDefault(s, s)));
    }
    return sources;
  }

  private TargetSettings with(
      TargetSettings target,
      @Nullable String schema,
      String stateSchema,
      Map<String, String> sources) {
    return new TargetSettings(
        target.name(),
        engine,
        schema,
        stateSchema,
        sources,
        target.onChange(),
        target.connection(),
        target.span());
  }
}
