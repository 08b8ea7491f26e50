package dev.accrete.runtime.report;

import dev.accrete.compiler.CompiledProject;
import dev.accrete.compiler.dialect.RelationName;
import dev.accrete.compiler.load.SourceDeclaration;
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
    String declared =
        Optional.ofNullable(source.schema()).orElse(compiled.project().settings().schema());
    String schema = compiled.target().sources().getOrDefault(declared, declared);
    return new RelationName(schema, source.table());
  }
}
