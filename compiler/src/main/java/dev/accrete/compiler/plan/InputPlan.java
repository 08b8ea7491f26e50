package dev.accrete.compiler.plan;

import dev.accrete.compiler.dialect.RelationName;
import dev.accrete.compiler.dialect.state.StateSql;
import dev.accrete.compiler.load.SourceDeclaration.Column;
import dev.accrete.compiler.load.SourceDeclaration.LoadedAt;
import java.util.List;
import java.util.Optional;

/**
 * One input of a model, once however often it is read.
 *
 * @param name as {@code ref} has it
 * @param kind what it is
 * @param relation the table of the target
 * @param loadedAt the ETL timestamp of an append source
 * @param compared the columns of a snapshot source that its copy has
 */
public record InputPlan(
    String name,
    Kind kind,
    RelationName relation,
    Optional<LoadedAt> loadedAt,
    List<Column> compared) {
  public InputPlan {
    compared = List.copyOf(compared);
  }

  /** An input that is no snapshot source. */
  public InputPlan(String name, Kind kind, RelationName relation, Optional<LoadedAt> loadedAt) {
    this(name, kind, relation, loadedAt, List.of());
  }

  /** Whether its changes are published under versions, as a model's are. */
  public boolean isVersioned() {
    return kind == Kind.MODEL || kind == Kind.SNAPSHOT_SOURCE;
  }

  /** The table that models read: the relation itself, or the copy of a snapshot source. */
  public RelationName kept(StateSql state) {
    return kind == Kind.SNAPSHOT_SOURCE ? state.copyTable(name) : relation;
  }

  /** What an input is, and so how its changes are known. */
  public enum Kind {
    /** A source that only grows, counted by batches. */
    APPEND_SOURCE,
    /** A source that never changes. */
    STATIC_SOURCE,
    /** A mutable table: a copy of it is kept, and published like a model. */
    SNAPSHOT_SOURCE,
    /** Another model's table, which publishes its changes. */
    MODEL
  }
}
