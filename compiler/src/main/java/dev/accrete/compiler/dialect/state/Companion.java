package dev.accrete.compiler.dialect.state;

import dev.accrete.compiler.dialect.RelationName;
import dev.accrete.compiler.load.SourceDeclaration.LoadedAt;
import java.util.List;

/**
 * The source with whose rows those of another one come: events, where that one is a table of
 * contexts.
 *
 * @param name as {@code ref} has it
 * @param relation its table in the target
 * @param loadedAt its ETL timestamp
 * @param own the columns of the other source that are compared, the first one first
 * @param others the columns of this one that they equal, in the same order
 */
public record Companion(
    String name, RelationName relation, LoadedAt loadedAt, List<String> own, List<String> others) {
  public Companion {
    own = List.copyOf(own);
    others = List.copyOf(others);
    if (own.isEmpty() || own.size() != others.size()) {
      throw new IllegalArgumentException("columns are compared in pairs");
    }
  }
}
