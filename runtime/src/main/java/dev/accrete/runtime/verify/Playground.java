package dev.accrete.runtime.verify;

import dev.accrete.runtime.engine.Database;
import dev.accrete.runtime.engine.Session;
import dev.accrete.runtime.engine.StatementListener;
import dev.accrete.runtime.engine.duckdb.DuckDbDatabase;
import java.util.HashSet;
import java.util.Set;

/**
 * Two databases in memory, one for the runs and one for the plain copies, that many cases use in
 * turn.
 */
final class Playground implements AutoCloseable {
  private final Database database = DuckDbDatabase.inMemory();
  private final Database plain = DuckDbDatabase.inMemory();
  private final Session other = database.session("verify", StatementListener.NONE);
  private final Session plainSession = plain.session("verify", StatementListener.NONE);
  private final PlainCopy copy = new PlainCopy(plainSession);
  private final Set<String> schemas = new HashSet<>();

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
