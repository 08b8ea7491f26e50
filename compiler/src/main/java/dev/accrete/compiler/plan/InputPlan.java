package dev.accrete.compiler.plan;

import dev.accrete.compiler.dialect.Dialect;
import dev.accrete.compiler.dialect.RelationName;
import dev.accrete.compiler.dialect.state.BatchHashSql;
import dev.accrete.compiler.dialect.state.ClaimSql;
import dev.accrete.compiler.dialect.state.Companion;
import dev.accrete.compiler.dialect.state.DeletedSql;
import dev.accrete.compiler.dialect.state.StateSql;
import dev.accrete.compiler.dialect.state.StateTables;
import dev.accrete.compiler.load.SourceDeclaration.Arrival;
import dev.accrete.compiler.load.SourceDeclaration.Column;
import dev.accrete.compiler.load.SourceDeclaration.LoadedAt;
import dev.accrete.compiler.load.SourceDeclaration.Move;
import java.util.ArrayList;
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
 * @param compared the columns of a snapshot source that its copy has, of a landing source that its
 *     claims have, or of an append source that its hashes are of, or copies of its deleted rows
 *     have
 * @param landing the table that rows of a landing source arrive in
 * @param deleted where copies of the rows are that were deleted from an append source; absent where
 *     nobody keeps them
 * @param companion the source with whose rows those of a source come that is loaded with another
 * @param waits whether claimed rows of a landing source wait beside its table until all readers
 *     have taken them in, so that it is read together with these
 */
public record InputPlan(
    String name,
    Kind kind,
    RelationName relation,
    Optional<LoadedAt> loadedAt,
    Arrival arrival,
    List<Column> compared,
    Optional<RelationName> landing,
    Optional<Deleted> deleted,
    Optional<Companion> companion,
    boolean waits) {
  public InputPlan {
    compared = List.copyOf(compared);
  }

  private InputPlan(
      String name,
      Kind kind,
      RelationName relation,
      Optional<LoadedAt> loadedAt,
      Arrival arrival,
      List<Column> compared,
      Optional<RelationName> landing,
      Optional<Deleted> deleted,
      Optional<Companion> companion) {
    this(name, kind, relation, loadedAt, arrival, compared, landing, deleted, companion, false);
  }

  /** An input whose changes are not kept by columns of its own, and of which all is counted. */
  public InputPlan(String name, Kind kind, RelationName relation, Optional<LoadedAt> loadedAt) {
    this(
        name,
        kind,
        relation,
        loadedAt,
        Arrival.ANY,
        List.of(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
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
        Optional.empty(),
        Optional.empty(),
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
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  /**
   * A table whose rows are claimed from another one, and told to readers by these columns.
   *
   * @param move when claimed rows come into the table
   */
  public static InputPlan landing(
      String name, RelationName relation, RelationName landing, List<Column> columns, Move move) {
    return new InputPlan(
        name,
        Kind.LANDING_SOURCE,
        relation,
        Optional.empty(),
        Arrival.ANY,
        columns,
        Optional.of(landing),
        Optional.empty(),
        Optional.empty(),
        move == Move.AFTER);
  }

  /** A table whose rows are counted by the batches of those that they come with. */
  public static InputPlan loadedWith(String name, RelationName relation, Companion companion) {
    return new InputPlan(
        name,
        Kind.LOADED_WITH_SOURCE,
        relation,
        Optional.empty(),
        Arrival.ANY,
        List.of(),
        Optional.empty(),
        Optional.empty(),
        Optional.of(companion));
  }

  /**
   * Of two plans of one source, the one that knows more of it: where copies of its rows are, or of
   * which columns its batches are hashed. Whoever is loaded with it knows neither.
   */
  public static InputPlan knowingMore(InputPlan one, InputPlan other) {
    return other.deleted().isPresent() || other.isHashed() ? other : one;
  }

  /** This source, after the one with which it is loaded: what a freeze has to count for it. */
  public List<InputPlan> withCompanion() {
    return companion
        .map(c -> List.of(new InputPlan(c.name(), c.relation(), c.loadedAt()), this))
        .orElse(List.of(this));
  }

  private InputPlan(String name, RelationName relation, LoadedAt loadedAt) {
    this(name, Kind.APPEND_SOURCE, relation, Optional.of(loadedAt));
  }

  /** Whether its batches are hashed, besides being counted. */
  public boolean isHashed() {
    return kind == Kind.APPEND_SOURCE && deleted.isEmpty() && !compared.isEmpty();
  }

  /** Whether a freeze counts it by batches, so that a position in it is a freeze. */
  public boolean isCounted() {
    return kind == Kind.APPEND_SOURCE || kind == Kind.LOADED_WITH_SOURCE;
  }

  /** The same append source, where copies of its deleted rows are kept; they have these columns. */
  public InputPlan withDeleted(Deleted copies, List<Column> columns) {
    return new InputPlan(
        name, kind, relation, loadedAt, arrival, columns, landing, Optional.of(copies), companion);
  }

  /**
   * Where copies of the rows are that were deleted from an append source.
   *
   * @param name the source that holds them, as {@code ref} has it
   * @param relation its table
   * @param noted its column that says when a deletion was noted
   */
  public record Deleted(String name, RelationName relation, LoadedAt noted) {}

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
    return isCounted() || isPublishedByFreeze();
  }

  /** The table that models read: the relation itself, or the copy of a snapshot source. */
  public RelationName kept(StateSql state) {
    return kind == Kind.SNAPSHOT_SOURCE ? state.copyTable(name) : relation;
  }

  /** Every table that models read for it, changes among them. */
  public List<RelationName> tables(StateSql state) {
    List<RelationName> tables = new ArrayList<>(List.of(kept(state)));
    if (isVersioned()) {
      tables.add(state.changesTable(name));
    }
    if (waits) {
      tables.add(state.waitingTable(relation));
    }
    deleted.ifPresent(copies -> tables.add(copies.relation()));
    companion.ifPresent(with -> tables.add(with.relation()));
    return tables;
  }

  /** Every table that a freeze reads for it, the state aside. */
  public List<RelationName> frozenTables() {
    List<RelationName> tables = new ArrayList<>(List.of(relation));
    landing.ifPresent(tables::add);
    deleted.ifPresent(copies -> tables.add(copies.relation()));
    companion.ifPresent(with -> tables.add(with.relation()));
    return tables;
  }

  /**
   * All rows that models read of a source whose claimed rows wait, as it stands in FROM: those of
   * its table and those that wait, by the declared columns. Others who read the table see the first
   * alone.
   */
  public String withWaiting(Dialect dialect, StateSql state) {
    String columns = dialect.columns(compared.stream().map(Column::name).toList());
    return "(\n  SELECT "
        + columns
        + "\n  FROM "
        + dialect.relation(relation)
        + "\n  UNION ALL\n  SELECT "
        + columns
        + "\n  FROM "
        + dialect.relation(state.waitingTable(relation))
        + "\n)";
  }

  /** How a landing source is claimed; absent for others. */
  public Optional<ClaimSql> claim(StateTables tables) {
    return landing.map(from -> new ClaimSql(tables, name, relation, from, compared, waits));
  }

  /** How the batches of an append source are hashed; absent where they are counted alone. */
  public Optional<BatchHashSql> hashes(StateTables tables) {
    return isHashed()
        ? Optional.of(
            new BatchHashSql(
                tables,
                relation,
                loadedAt.orElseThrow(),
                compared.stream().map(Column::name).toList()))
        : Optional.empty();
  }

  /** What is asked and kept of the deleted rows of an append source, where there are copies. */
  public Optional<DeletedSql> deletedSql(StateTables tables) {
    return deleted.map(
        copies ->
            new DeletedSql(
                tables,
                relation,
                loadedAt.orElseThrow(),
                copies.relation(),
                copies.noted(),
                compared.stream().map(Column::name).toList()));
  }

  /** What an input is, and so how its changes are known. */
  public enum Kind {
    /** A source that only grows, counted by batches. */
    APPEND_SOURCE,
    /** A source without stamps that only grows, counted by the batches of the rows it joins. */
    LOADED_WITH_SOURCE,
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
