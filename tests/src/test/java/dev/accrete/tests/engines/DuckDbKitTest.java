package dev.accrete.tests.engines;

import dev.accrete.runtime.engine.Database;
import dev.accrete.runtime.engine.duckdb.DuckDbDatabase;

/** The kit on DuckDB. */
class DuckDbKitTest extends EngineKit {
  @Override
  Database open() {
    return DuckDbDatabase.inMemory();
  }

  @Override
  String target() {
    return "engine: duckdb, path: target/dev.duckdb";
  }
}
