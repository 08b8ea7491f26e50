package dev.accrete.compiler.dialect;

import dev.accrete.compiler.dialect.duckdb.DuckDbDialect;
import dev.accrete.compiler.dialect.postgres.PostgresDialect;
import dev.accrete.compiler.dialect.redshift.RedshiftDialect;
import java.util.Map;
import java.util.Optional;

/** The dialects that there are. */
public final class Dialects {
  private static final Map<String, Dialect> ALL =
      Map.of(
          "duckdb", new DuckDbDialect(),
          "postgres", new PostgresDialect(),
          "redshift", new RedshiftDialect());

  private Dialects() {}

  /** The dialect of an engine's name in {@code accrete.yml}. */
  public static Optional<Dialect> find(String engine) {
    return Optional.ofNullable(ALL.get(engine));
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
