package dev.accrete.compiler.dialect;

import dev.accrete.compiler.dialect.duckdb.DuckDbDialect;
import java.util.Optional;

/** The dialects that there are. */
public final class Dialects {
  private static final Dialect DUCKDB = new DuckDbDialect();

  private Dialects() {}

  /** The dialect of an engine's name in {@code accrete.yml}. */
  public static Optional<Dialect> find(String engine) {
    return engine.equals("duckdb") ? Optional.of(DUCKDB) : Optional.empty();
  }

  /**
   * The dialect of an engine.
   *
   * @throws IllegalArgumentException where there is none; the load step has checked the name
   */
  public static Dialect of(String engine) {
    return find(engine).orElseThrow(() -> new IllegalArgumentException("no dialect for " + engine));
  }
}
