package dev.accrete.tests.engines;

import dev.accrete.runtime.engine.Database;

/** The kit on a real PostgreSQL. */
class PostgresKitTest extends ServerKit {
  @Override
  Database open() {
    return PostgresServer.fresh();
  }

  @Override
  String target() {
    return "engine: postgres, url: \"jdbc:postgresql://localhost/test\"";
  }
}
