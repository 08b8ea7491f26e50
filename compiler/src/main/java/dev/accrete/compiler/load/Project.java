package dev.accrete.compiler.load;

import dev.accrete.compiler.source.SourceFile;
import java.util.List;

/**
 * A project as its files declare it, before any template is rendered.
 *
 * @param settings what accrete.yml says
 * @param sources the declared sources, in the order of files and places
 * @param models the models, in the order of their paths
 * @param macros the files of {@code macros/}, in the order of their paths
 */
public record Project(
    ProjectSettings settings,
    List<SourceDeclaration> sources,
    List<ModelFile> models,
    List<SourceFile> macros) {
  public Project {
    sources = List.copyOf(sources);
    models = List.copyOf(models);
    macros = List.copyOf(macros);
  }
}
