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
 * @param complete false where a file of declarations, macros or a seed could not be read, which is
 *     reported: a name that is not found may be one of its names, so nothing is said about it
 * @param dataTests the data tests, by name
 * @param unitTests tests of models on rows that they name
 * @param selectors the selections of {@code selectors.yml}, in order
 */
public record Project(
    ProjectSettings settings,
    List<SourceDeclaration> sources,
    List<ModelFile> models,
    List<SourceFile> macros,
    boolean complete,
    List<DataTest> dataTests,
    List<UnitTest> unitTests,
    List<NamedSelector> selectors) {
  public Project {
    selectors = List.copyOf(selectors);
    unitTests = List.copyOf(unitTests);
    dataTests = List.copyOf(dataTests);
    sources = List.copyOf(sources);
    models = List.copyOf(models);
    macros = List.copyOf(macros);
  }

  /** A project all of whose files could be read. */
  public Project(
      ProjectSettings settings,
      List<SourceDeclaration> sources,
      List<ModelFile> models,
      List<SourceFile> macros) {
    this(settings, sources, models, macros, true, List.of(), List.of(), List.of());
  }
}
