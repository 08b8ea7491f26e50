package dev.accrete.compiler.template;

import dev.accrete.compiler.diagnostic.Nearest;
import dev.accrete.compiler.load.ModelFile;
import dev.accrete.compiler.load.Project;
import dev.accrete.compiler.load.SourceDeclaration;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The names that {@code ref} takes.
 *
 * @param names sources and models
 * @param complete whether these are all, or some may stand in files that could not be read
 */
record RelationNames(Set<String> names, boolean complete) {

  static RelationNames of(Project project) {
    Set<String> names = new TreeSet<>();
    project.sources().stream().map(SourceDeclaration::name).forEach(names::add);
    project.models().stream().map(ModelFile::name).forEach(names::add);
    return new RelationNames(names, project.complete());
  }

  boolean contains(String name) {
    return names.contains(name);
  }

  @Nullable String hint(String name) {
    return Nearest.hint(name, names);
  }
}
