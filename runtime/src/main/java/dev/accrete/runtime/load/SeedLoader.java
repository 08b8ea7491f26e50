package dev.accrete.runtime.load;

import dev.accrete.compiler.dialect.LoadSql;
import dev.accrete.compiler.dialect.RelationName;
import dev.accrete.compiler.dialect.Statement;
import dev.accrete.compiler.dialect.state.SeedSql;
import dev.accrete.compiler.dialect.state.StateTables;
import dev.accrete.runtime.csv.LengthUnit;
import dev.accrete.runtime.engine.Database;
import dev.accrete.runtime.engine.EngineException;
import dev.accrete.runtime.engine.Session;
import dev.accrete.runtime.engine.StatementListener;
import dev.accrete.runtime.load.SeedResult.Status;
import dev.accrete.runtime.state.StateStore;
import java.io.IOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Loads seeds whose files changed, each in one transaction that replaces its rows. Models read a
 * seed as a snapshot source: the next freeze finds by itself which rows differ.
 */
public final class SeedLoader {
  private final Database database;
  private final StateTables state;
  private final Clock clock;
  private final LengthUnit lengths;
  private final SeedSql sql;

  /**
   * A loader.
   *
   * @param lengths what the n of {@code varchar(n)} counts in the project's dialect
   */
  public SeedLoader(Database database, StateTables state, Clock clock, LengthUnit lengths) {
    this.database = database;
    this.state = state;
    this.clock = clock;
    this.lengths = lengths;
    this.sql = new SeedSql(state);
  }

  private record Known(String shape, String content) {}

  /** The seeds whose tables are absent, or were loaded from other files. */
  public List<Seed> changed(List<Seed> seeds) {
    try (Session session = session("look at seeds")) {
      Map<String, Known> known = known(session);
      Set<RelationName> tables = tables(session, seeds);
      return seeds.stream()
          .filter(seed -> !tables.contains(seed.table()) || !isKnown(seed, known))
          .toList();
    }
  }

  private static boolean isKnown(Seed seed, Map<String, Known> known) {
    return new Known(seed.shape(), seed.content()).equals(known.get(seed.name()));
  }

  private Session session(String purpose) {
    return database.session("accrete " + purpose, StatementListener.NONE);
  }

  private Map<String, Known> known(Session session) {
    Map<String, Known> known = new HashMap<>();
    if (tables(session, Set.of(state.schema())).contains(seedTable())) {
      session
          .query(
              "look which files seeds were loaded from",
              sql.known(),
              row -> Map.entry(row.text(1), new Known(row.text(2), row.text(3))))
          .forEach(entry -> known.put(entry.getKey(), entry.getValue()));
    }
    return known;
  }

  private RelationName seedTable() {
    return new RelationName(state.schema(), SeedSql.SEED);
  }

  private Set<RelationName> tables(Session session, List<Seed> seeds) {
    return tables(
        session, seeds.stream().map(seed -> seed.table().schema()).collect(Collectors.toSet()));
  }

  private Set<RelationName> tables(Session session, Set<String> schemas) {
    return schemas.isEmpty() ? Set.of() : new StateStore(session, state).relations(schemas);
  }

  /**
   * Loads seeds, under the lock of a run: each of its own, whatever becomes of others. A table of a
   * seed's name that no seed was loaded into stays, and the seed fails.
   *
   * @param refresh load them from unchanged files as well, and into tables that held something else
   */
  public List<SeedResult> load(List<Seed> seeds, boolean refresh, String runId) {
    List<SeedResult> results = new ArrayList<>();
    try (Session session = session("seed " + runId)) {
      session.execute(
          "create the schema of the state", state.dialect().createSchema(state.schema()));
      session.execute("create the table of seeds", sql.create().sql());
      Map<String, Known> known = known(session);
      Set<RelationName> tables = new HashSet<>(tables(session, seeds));
      for (Seed seed : seeds) {
        boolean there = tables.contains(seed.table());
        Optional<Known> before = Optional.ofNullable(known.get(seed.name()));
        if (there && !refresh && isKnown(seed, known)) {
          results.add(
              new SeedResult(seed.name(), seed.table().plain(), Status.UNCHANGED, 0, List.of()));
        } else if (there && !refresh && before.isEmpty()) {
          results.add(failed(seed, List.of(foreign(seed))));
        } else {
          results.add(load(seed, there, before, runId));
        }
      }
    }
    return results;
  }

  private static String foreign(Seed seed) {
    return "the table "
        + seed.table().plain()
        + " is there, and was not loaded from a seed: rename the seed, or replace the table with"
        + " `accrete seed "
        + seed.name()
        + " --full-refresh`";
  }

  private SeedResult load(Seed seed, boolean there, Optional<Known> known, String runId) {
    boolean anew = there && known.filter(k -> k.shape().equals(seed.shape())).isEmpty();
    String content = seed.content();
    LoadRequest request =
        new LoadRequest(
            seed.source(),
            seed.table(),
            Optional.empty(),
            List.of(seed.file()),
            false,
            true,
            lengths);
    try {
      LoadOutcome outcome =
          new SourceLoader(database, clock, StatementListener.NONE)
              .load(
                  request,
                  session -> {
                    if (anew) {
                      session.execute(
                          "drop the seed of another shape",
                          new LoadSql(database.dialect(), seed.table()).dropTable());
                    }
                  },
                  session -> {
                    execute(session, sql.forget(seed.name()));
                    execute(session, sql.note(seed.name(), seed.shape(), content, runId));
                  });
      return outcome.succeeded()
          ? new SeedResult(
              seed.name(), seed.table().plain(), Status.LOADED, outcome.rows(), List.of())
          : failed(seed, outcome.problems());
    } catch (EngineException | IOException e) {
      return failed(seed, List.of(String.valueOf(e.getMessage())));
    }
  }

  private static void execute(Session session, Statement statement) {
    session.execute(statement.purpose(), statement.sql());
  }

  private static SeedResult failed(Seed seed, List<String> problems) {
    return new SeedResult(seed.name(), seed.table().plain(), Status.ERROR, 0, problems);
  }
}
