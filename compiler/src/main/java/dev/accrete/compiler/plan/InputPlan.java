package dev.accrete.compiler.plan;

import dev.accrete.compiler.dialect.RelationName;
import dev.accrete.compiler.load.SourceDeclaration.LoadedAt;
import java.util.Optional;

/**
 * One input of a model, once however often it is read.
 *
 * @param name as {@code ref} has it
 * @param kind what it is
 * @param relation the table of the target
 * @param loadedAt the ETL timestamp of an append source
 */
public record InputPlan(
    String name, Kind kind, RelationName relation, Optional<LoadedAt> loadedAt) {

  /** What an input is, and so how its changes are known. */
  public enum Kind {
    /** A source that only grows, counted by batches. */
    APPEND_SOURCE,
    /** A source that never changes. */
    STATIC_SOURCE,
    /** Another model's table, which publishes its changes. */
    MODEL
  }
}
