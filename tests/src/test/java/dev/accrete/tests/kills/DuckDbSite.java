package dev.accrete.tests.kills;

import dev.accrete.runtime.engine.Database;
import dev.accrete.runtime.engine.duckdb.DuckDbDatabase;
import java.nio.file.Path;

/** A file of DuckDB. */
final class DuckDbSite implements Site {
  private final Path file;

  DuckDbSite(Path folder) {
    this.file = folder.resolve("killed.duckdb");
  }

  @Override
  public String target() {
    return "engine: duckdb, path: killed.duckdb";
  }

  @Override
  public String address() {
    return file.toString();
  }

  @Override
  public Database open() {
    return DuckDbDatabase.open(file);
  }

  @Override
  public boolean oneProcess() {
    return true;
  }

  @Override
  public void close() {}
}
