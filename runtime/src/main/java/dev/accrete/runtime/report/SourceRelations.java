package dev.accrete.runtime.report;

import dev.accrete.compiler.CompiledProject;
import dev.accrete.compiler.dialect.RelationName;
import dev.accrete.compiler.load.SourceDeclaration;
import dev.accrete.compiler.plan.TargetRelations;
import java.util.Optional;

/** Finds the table of a source in the target. */
public final class SourceRelations {
  private SourceRelations() {}

  /**
   * As the compiler resolved it for a reader; a source that nobody reads goes by the target's
   * mapping.
   */
  public static RelationName of(CompiledProject compiled, SourceDeclaration source) {
    return compiled.models().stream()
        .flatMap(model -> model.result().stream())
        .flatMap(result -> result.plan().inputs().stream())
        .filter(input -> input.name().equals(source.name()))
        .map(input -> input.relation())
        .findFirst()
        .orElseGet(() -> mapped(compiled, source));
  }

  private static RelationName mapped(CompiledProject compiled, SourceDeclaration source) {
    return new TargetRelations(compiled.project(), compiled.target()).source(source);
  }

  /** The table that rows of a landing source arrive in; absent for other sources. */
  public static Optional<RelationName> landing(CompiledProject compiled, SourceDeclaration source) {
    return new TargetRelations(compiled.project(), compiled.target()).landing(source);
  }
}
