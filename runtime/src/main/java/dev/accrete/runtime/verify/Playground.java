package dev.accrete.runtime.verify;

import dev.accrete.runtime.engine.CancelledException;
import dev.accrete.runtime.engine.Database;
import dev.accrete.runtime.engine.EngineException;
import dev.accrete.runtime.engine.Session;
import dev.accrete.runtime.engine.StatementListener;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Two databases, one for the runs and one for the plain copies, that many cases use in turn; or
 * schemas of two kinds in one.
 */
final class Playground implements AutoCloseable {
  private final Database database;
  private final Session other;
  private final Session plainSession;
  private final PlainCopy copy;
  private final Runnable closing;
  private final Optional<ScratchSchemas> scratch;
  private final boolean random;
  private final Set<String> schemas = new HashSet<>();

  /** All that any case had, those that runs made included. */
  private final Set<String> all = new HashSet<>();

  private Playground(
      Database database,
      Database plain,
      Optional<ScratchSchemas> scratch,
      boolean random,
      Runnable closing) {
    this.database = database;
    this.random = random;
    this.scratch = scratch;
    this.closing = closing;
    this.other = database.session("accrete verify", StatementListener.NONE);
    this.plainSession = plain.session("accrete verify", StatementListener.NONE);
    this.copy = new PlainCopy(plainSession, plain.dialect(), scratch);
  }

  /**
   * In two databases that nobody else uses.
   *
   * @param random whether projects are made up
   */
  static Playground of(Supplier<? extends Database> databases, boolean random) {
    Database database = databases.get();
    Database plain = databases.get();
    return new Playground(
        database,
        plain,
        Optional.empty(),
        random,
        () -> {
          database.close();
          plain.close();
        });
  }

  /** In schemas of its own beside somebody's tables. */
  static Playground in(Database database, ScratchSchemas scratch) {
    return new Playground(database, database, Optional.of(scratch), false, () -> {});
  }

  Database database() {
    return database;
  }

  /** A connection beside the runs: what somebody else does. */
  Session other() {
    return other;
  }

  PlainCopy copy() {
    return copy;
  }

  /** Whether models may have a form that this engine lacks, as random ones are for DuckDB. */
  boolean mayLackForms() {
    return random && !isNative();
  }

  private boolean isNative() {
    return database.dialect().engine().equals("duckdb");
  }

  /** What tells a row from its equals, within a statement; Redshift has nothing like that. */
  Optional<String> rowIdentifier() {
    return switch (database.dialect().engine()) {
      case "duckdb" -> Optional.of("rowid");
      case "postgres" -> Optional.of("ctid");
      default -> Optional.empty();
    };
  }

  /** Who picks random models: by what they return over copies, where the engine is DuckDB. */
  Casting casting(Chance chance) {
    return isNative() ? new Audition(plainSession, chance) : Casting.FIRST;
  }

  /** Makes a schema, once a case. */
  void createSchema(String schema) {
    if (schemas.add(schema)) {
      scratch.ifPresent(s -> s.requireOwn(schema));
      try {
        other.execute("create a schema", "CREATE SCHEMA IF NOT EXISTS \"" + schema + '"');
      } catch (CancelledException e) {
        throw e;
      } catch (EngineException e) {
        throw new NotTestableException(
            String.valueOf(e.getMessage())
                + (scratch.isPresent()
                    ? "; cases are played in schemas of their own, which the target's user must be"
                        + " allowed to make, or in memory (--play-on memory)"
                    : ""));
      }
    }
  }

  /** Drops what another case left. */
  void clear(Set<String> more) {
    schemas.addAll(more);
    drop(schemas);
    all.addAll(schemas);
    schemas.clear();
    copy.clear();
  }

  private void drop(Set<String> gone) {
    for (String schema : gone) {
      scratch.ifPresent(s -> s.requireOwn(schema));
      other.execute("clear", "DROP SCHEMA IF EXISTS \"" + schema + "\" CASCADE");
    }
  }

  /** Leaves nothing in somebody's database, also where the work was cancelled. */
  private void leave() {
    other.needed(
        () -> {
          all.addAll(schemas);
          other.rollback();
          drop(all);
          return true;
        });
    plainSession.needed(
        () -> {
          plainSession.rollback();
          copy.clear();
          return true;
        });
  }

  @Override
  public void close() {
    if (scratch.isPresent()) {
      leave();
    }
    other.close();
    plainSession.close();
    closing.run();
  }
}
