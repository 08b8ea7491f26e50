package dev.accrete.compiler.plan;

import dev.accrete.compiler.dialect.RelationName;
import dev.accrete.compiler.dialect.state.StateSql;
import dev.accrete.compiler.load.SourceDeclaration.Arrival;
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
 * @param arrival how much of an append source a freeze counts
 * @param compared the columns of a snapshot source that its copy has, or of a landing source that
 *     its claims have, or of which the batches of an append source are hashed
 * @param landing the table that rows of a landing source arrive in
 */
public record InputPlan(
    String name,
    Kind kind,
    RelationName relation,
    Optional<LoadedAt> loadedAt,
    Arrival arrival,
    List<Column> compared,
    Optional<RelationName> landing) {
  public InputPlan {
    compared = List.copyOf(compared);
  }

  /** An input whose changes are not kept by columns of its own, and of which all is counted. */
  public InputPlan(String name, Kind kind, RelationName relation, Optional<LoadedAt> loadedAt) {
    this(name, kind, relation, loadedAt, Arrival.ANY, List.of(), Optional.empty());
  }

  /**
   * A table that only grows, counted by batches.
   *
   * @param hashed the columns of which its batches are hashed; none where they are counted alone
   */
  public static InputPlan appended(
      String name, RelationName relation, LoadedAt loadedAt, Arrival arrival, List<Column> hashed) {
    return new InputPlan(
        name,
        Kind.APPEND_SOURCE,
        relation,
        Optional.of(loadedAt),
        arrival,
        hashed,
        Optional.empty());
  }

  /** A mutable table, of which these columns are compared. */
  public static InputPlan snapshot(String name, RelationName relation, List<Column> compared) {
    return new InputPlan(
        name,
        Kind.SNAPSHOT_SOURCE,
        relation,
        Optional.empty(),
        Arrival.ANY,
        compared,
        Optional.empty());
  }

  /** A table whose rows are claimed from another one, and told to readers by these columns. */
  public static InputPlan landing(
      String name, RelationName relation, RelationName landing, List<Column> columns) {
    return new InputPlan(
        name,
        Kind.LANDING_SOURCE,
        relation,
        Optional.empty(),
        Arrival.ANY,
        columns,
        Optional.of(landing));
  }

  /** Whether its batches are hashed, besides being counted. */
  public boolean isHashed() {
    return kind == Kind.APPEND_SOURCE && !compared.isEmpty();
  }

  /** Whether its changes are published under versions, as a model's are. */
  public boolean isVersioned() {
    return kind == Kind.MODEL || isPublishedByFreeze();
  }

  /** Whether a freeze publishes its changes: the difference to a copy, or the claimed rows. */
  public boolean isPublishedByFreeze() {
    return kind == Kind.SNAPSHOT_SOURCE || kind == Kind.LANDING_SOURCE;
  }

  /** Whether a freeze looks at it, and its live table may have rows that no model read. */
  public boolean isFrozen() {
    return kind == Kind.APPEND_SOURCE || isPublishedByFreeze();
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
    /** A source whose rows are claimed from a landing table: the claims are its changes. */
    LANDING_SOURCE,
    /** Another model's table, which publishes its changes. */
    MODEL
  }
}
