package dev.accrete.runtime.state;

import dev.accrete.compiler.dialect.RelationName;
import dev.accrete.compiler.dialect.Statement;
import dev.accrete.compiler.dialect.state.FreezeSql;
import dev.accrete.compiler.dialect.state.MadeSql;
import dev.accrete.compiler.dialect.state.SourceColumnSql;
import dev.accrete.compiler.dialect.state.StandingSql;
import dev.accrete.compiler.dialect.state.StateSchema;
import dev.accrete.compiler.dialect.state.StateTables;
import dev.accrete.runtime.engine.Row;
import dev.accrete.runtime.engine.Session;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads the state of one project in one target schema. */
public final class StateStore {
  private final Session session;
  private final StateTables tables;
  private final StandingSql sql;

  /** The state as a session sees it. */
  public StateStore(Session session, StateTables tables) {
    this.session = session;
    this.tables = tables;
    this.sql = new StandingSql(tables);
  }

  /** The tables and views that some schemas hold. */
  public Set<RelationName> relations(Collection<String> schemas) {
    return new LinkedHashSet<>(
        session.query(
            "look which tables there are",
            sql.relations(schemas),
            row -> new RelationName(row.text(1), row.text(2))));
  }

  /**
   * What some schemas hold.
   *
   * @param all tables and views
   * @param views the views among them
   */
  public record Relations(Set<RelationName> all, Set<RelationName> views) {
    public Relations {
      all = Collections.unmodifiableSet(new LinkedHashSet<>(all));
      views = Collections.unmodifiableSet(new LinkedHashSet<>(views));
    }
  }

  /** The tables and views that some schemas hold, and which of them are views. */
  public Relations relationsAndViews(Collection<String> schemas) {
    Set<RelationName> all = new LinkedHashSet<>();
    Set<RelationName> views = new LinkedHashSet<>();
    session.query(
        "look which tables and views there are",
        sql.relationsAndViews(schemas),
        row -> (row.number(3) == 1 ? views : all).add(new RelationName(row.text(1), row.text(2))));
    all.addAll(views);
    return new Relations(all, views);
  }

  /** Whether all of the state's tables are there, for any project. */
  public boolean exists() {
    return relations(List.of(tables.schema())).contains(new StateSchema(tables).lastTable());
  }

  /**
   * Creates what is absent, in the session's open transaction; a creation that was broken off goes
   * on.
   *
   * @throws StateTooNewException if a later Accrete wrote the state
   */
  public void prepareHere() {
    Map<String, Long> beginning = beginning();
    if (!isComplete(beginning)) {
      create(new StateSchema(tables).create());
      create(new StateSchema(tables).firstRows());
      beginning = beginning();
    }
    checkVersion(beginning);
  }

  /**
   * The same where no transaction is open: tables statement by statement, then the rows in a
   * transaction, so that they can be inserted behind a lock.
   */
  public void prepare() {
    Map<String, Long> beginning = beginning();
    if (!isComplete(beginning)) {
      create(new StateSchema(tables).create());
      session.begin();
      try {
        create(new StateSchema(tables).firstRows());
        session.commit();
      } catch (RuntimeException e) {
        session.rollback();
        throw e;
      }
      beginning = beginning();
    }
    checkVersion(beginning);
  }

  /** What the state's rows tell, each number by its name; nothing where tables are absent. */
  private Map<String, Long> beginning() {
    Map<String, Long> numbers = new HashMap<>();
    if (relations(List.of(tables.schema()))
        .containsAll(
            List.of(
                new StateSchema(tables).lastTable(),
                new MadeSql(tables).table(),
                new SourceColumnSql(tables).table()))) {
      session.query(
          "read the last freeze, the lock and the state's version",
          sql.beginning(),
          row -> numbers.put(row.text(1), row.number(2)));
    }
    return numbers;
  }

  private static boolean isComplete(Map<String, Long> beginning) {
    return beginning.keySet().containsAll(List.of(StandingSql.FREEZE, StandingSql.LOCK_ROW));
  }

  /** The table or view that each model is known to have made, as it is noted. */
  public Map<String, String> made() {
    Map<String, String> made = new HashMap<>();
    session.query(
        "look what the models made",
        new MadeSql(tables).known(),
        row -> made.put(row.text(1), row.text(2)));
    return made;
  }

  /**
   * A column of a source as a freeze found it.
   *
   * @param source its table
   * @param name its name
   * @param type its type, empty where it is gone
   * @param freezeId the freeze
   */
  public record SourceColumn(String source, String name, String type, long freezeId) {}

  /**
   * What a run has to know of its project beforehand.
   *
   * @param made the table or view that each model is known to have made, as it is noted
   * @param columns the types that the columns of sources had, where a freeze found another one
   */
  public record Known(Map<String, String> made, List<SourceColumn> columns) {
    public Known {
      made = Map.copyOf(made);
      columns = List.copyOf(columns);
    }
  }

  /** What a run has to know of its project beforehand. */
  public Known known() {
    Map<String, String> made = new HashMap<>();
    List<SourceColumn> columns = new ArrayList<>();
    session.query(
        "look what the models made, and which columns the sources had",
        new SourceColumnSql(tables).knownAndMade(),
        row ->
            row.text(1).isEmpty()
                ? made.put(row.text(2), row.text(3))
                : columns.add(
                    new SourceColumn(row.text(1), row.text(2), row.text(3), row.number(4))));
    return new Known(made, columns);
  }

  private void create(List<Statement> statements) {
    statements.forEach(statement -> session.execute("create the state", statement.sql()));
  }

  private void checkVersion(Map<String, Long> beginning) {
    long version = beginning.getOrDefault(StandingSql.VERSION, (long) StateSchema.CURRENT);
    if (version > StateSchema.CURRENT) {
      throw new StateTooNewException(tables.schema(), version);
    }
  }

  /** The number of the last freeze, absent where this project has none here. */
  public Optional<Long> lastFreeze() {
    return session.first(
        "read the last freeze", new FreezeSql(tables).lastFreeze(), row -> row.number(1));
  }

  /** Where a model stands. */
  public Standing standing(String model) {
    Optional<ModelVersion> version =
        session.first("read the version of " + model, sql.version(model), StateStore::version);
    Map<String, Position> positions = new LinkedHashMap<>();
    if (version.isPresent()) {
      session
          .query("read the positions of " + model, sql.positions(model), StateStore::position)
          .forEach(position -> positions.put(position.input(), position));
    }
    return new Standing(version, positions);
  }

  /**
   * Where all models stand that were ever built, by name: two statements for all of them.
   *
   * <p>Versions come first. Where somebody commits between the two, a model has an old version and
   * new positions, from which nothing can be committed; a new version with old positions would take
   * in a second time what lies between them.
   */
  public Map<String, Standing> standings() {
    List<ModelVersion> versions = versions();
    Map<String, Map<String, Position>> positions = new HashMap<>();
    session.query(
        "read the positions",
        sql.positions(),
        row ->
            positions
                .computeIfAbsent(row.text(1), model -> new LinkedHashMap<>())
                .put(row.text(2), position(row)));
    Map<String, Standing> standings = new HashMap<>();
    for (ModelVersion version : versions) {
      standings.put(
          version.model(),
          new Standing(Optional.of(version), positions.getOrDefault(version.model(), Map.of())));
    }
    return standings;
  }

  /** The version rows of all models, by name. */
  public List<ModelVersion> versions() {
    return session.query("read the versions", sql.versions(), StateStore::version);
  }

  /** What a model published after a reader's position. */
  public PendingChanges published(String model, long position) {
    Map<String, Published> kinds = new HashMap<>();
    session.query(
        "read what " + model + " published",
        sql.published(model, position),
        row ->
            kinds.put(
                row.text(1),
                new Published(row.number(2), row.number(3), row.number(4), row.number(5))));
    Published rows = kinds.getOrDefault("rows", Published.NOTHING);
    return new PendingChanges(
        kinds.getOrDefault("version", Published.NOTHING).lastVersion(),
        position,
        rows.times(),
        kinds.getOrDefault("reset", Published.NOTHING).times(),
        kinds.getOrDefault("dropped", Published.NOTHING).lastVersion(),
        rows.removed() + rows.inserted(),
        rows.removed());
  }

  /** A row of {@link StandingSql#published}. */
  private record Published(long times, long lastVersion, long removed, long inserted) {
    static final Published NOTHING = new Published(0, 0, 0, 0);
  }

  private static ModelVersion version(Row row) {
    return new ModelVersion(
        row.text(1),
        row.number(2),
        row.text(3),
        row.number(4),
        row.number(5),
        row.text(6),
        row.text(7),
        row.text(8));
  }

  private static Position position(Row row) {
    return new Position(row.text(2), row.numberOrNull(3), row.numberOrNull(4));
  }
}
