package dev.accrete.compiler;

import dev.accrete.compiler.CompiledModel.Status;
import dev.accrete.compiler.diagnostic.Diagnostic;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Takes their results from models that must not run although their SQL compiles: an error was found
 * in their front matter, two of them would write one table, or a file that concerns them all is
 * wrong, such as the declaration of a source.
 */
final class EarlyErrors {
  private final List<Diagnostic> errors;

  /** What was found before any SQL was looked at. */
  EarlyErrors(List<Diagnostic> early) {
    this.errors = early.stream().filter(Diagnostic::isError).toList();
  }

  /** The models in the same order, parents first. */
  List<CompiledModel> spoil(List<CompiledModel> models) {
    if (errors.isEmpty()) {
      return models;
    }
    Set<String> files =
        models.stream().map(m -> m.file().file().path()).collect(Collectors.toSet());
    boolean all =
        errors.stream().anyMatch(e -> e.span() == null || !files.contains(e.span().file().path()));
    Set<String> spoiled = new HashSet<>();
    List<CompiledModel> left = new ArrayList<>();
    for (CompiledModel model : models) {
      boolean own = all || isIn(model.file().file().path());
      boolean reads = model.readsModels().stream().anyMatch(spoiled::contains);
      if (own || reads) {
        spoiled.add(model.name());
      }
      left.add(
          own
              ? without(model, Status.ERROR)
              : reads ? without(model, Status.UPSTREAM_ERROR) : model);
    }
    return left;
  }

  private boolean isIn(String path) {
    return errors.stream().anyMatch(e -> e.span() != null && e.span().file().path().equals(path));
  }

  private static CompiledModel without(CompiledModel model, Status status) {
    Status now = model.result().isEmpty() ? model.status() : status;
    return new CompiledModel(
        model.file(), now, model.readsModels(), model.readsSources(), Optional.empty());
  }
}
