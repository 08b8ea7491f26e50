package dev.accrete.compiler;

import dev.accrete.compiler.cache.CacheKey;
import dev.accrete.compiler.cache.ModelCache;
import dev.accrete.compiler.load.Project;
import dev.accrete.compiler.load.ProjectFiles;
import dev.accrete.compiler.load.ProjectSettings.TargetSettings;
import dev.accrete.compiler.plan.TargetRelations;
import dev.accrete.compiler.template.RenderSettings;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The hash of everything that any model or test may look at, but for the texts of the models: the
 * build of the compiler, the project's settings and declarations, which models there are, and each
 * text that is none.
 */
final class ProjectKey {
  private ProjectKey() {}

  /** The key of a project in one target; empty where nothing is kept. */
  static String of(
      ModelCache cache,
      ProjectFiles files,
      CompileOptions options,
      Project project,
      TargetSettings target,
      TargetRelations relations) {
    if (cache.equals(ModelCache.NONE)) {
      return "";
    }
    Set<String> models =
        project.models().stream().map(m -> m.file().path()).collect(Collectors.toSet());
    CacheKey key =
        new CacheKey().text(cache.program()).secret(project.settings()).value(project.sources());
    key.secret(new TreeMap<>(options.variables())).secret(visible(options.environment()));
    key.value(List.of(target.name(), target.engine(), target.stateSchema(), relations.schema()));
    key.value(new TreeMap<>(target.sources())).value(target.schema());
    // Hooks may name any model, also one that no SELECT of theirs reads.
    project
        .models()
        .forEach(
            m ->
                key.value(List.of(m.name(), m.configuration().materialized(), relations.model(m))));
    files.files().values().stream()
        .filter(file -> !models.contains(file.path()))
        .forEach(file -> key.text(file.path()).secret(file.text()));
    return key.hash();
  }

  /** What the templates of models and hooks may read of the environment. */
  private static Map<String, String> visible(Map<String, String> environment) {
    Map<String, String> visible = new TreeMap<>(environment);
    visible.keySet().removeIf(name -> !name.startsWith(RenderSettings.OWN_PREFIX));
    return visible;
  }
}
