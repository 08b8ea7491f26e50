package dev.accrete.runtime.verify;

import dev.accrete.runtime.engine.Database;
import dev.accrete.runtime.engine.Session;
import dev.accrete.runtime.engine.StatementListener;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Two databases, one for the runs and one for the plain copies, that many cases use in turn: in
 * memory, unless others are given.
 */
final class Playground implements AutoCloseable {
  private final Database database;
  private final Database plain;
  private final Session other;
  private final Session plainSession;
  private final PlainCopy copy;
  private final Set<String> schemas = new HashSet<>();

  Playground(Supplier<? extends Database> databases) {
    this.database = databases.get();
    this.plain = databases.get();
    this.other = database.session("verify", StatementListener.NONE);
    this.plainSession = plain.session("verify", StatementListener.NONE);
    this.copy = new PlainCopy(plainSession, plain.dialect());
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

  /** Whether random models are written for this engine: others may lack a form of theirs. */
  boolean isNative() {
    return database.dialect().engine().equals("duckdb");
  }

  /** What tells a row from its equals, within a statement. */
  String rowIdentifier() {
    return isNative() ? "rowid" : "ctid";
  }

  /** Who picks random models: by what they return over copies, where the engine is DuckDB. */
  Casting casting(Chance chance) {
    return isNative() ? new Audition(plainSession, chance) : Casting.FIRST;
  }

  /** Makes a schema, once a case. */
  void createSchema(String schema) {
    if (schemas.add(schema)) {
      other.execute("create a schema", "CREATE SCHEMA IF NOT EXISTS \"" + schema + '"');
    }
  }

  /** Drops what another case left. */
  void clear(Set<String> more) {
    schemas.addAll(more);
    schemas.forEach(s -> other.execute("clear", "DROP SCHEMA IF EXISTS \"" + s + "\" CASCADE"));
    schemas.clear();
    copy.clear();
  }

  @Override
  public void close() {
    other.close();
    plainSession.close();
    database.close();
    plain.close();
  }
}
