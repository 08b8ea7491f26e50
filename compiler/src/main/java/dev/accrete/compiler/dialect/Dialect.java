package dev.accrete.compiler.dialect;

import java.util.List;

/** How one engine writes what Accrete needs. */
public interface Dialect {

  /** The engine's name in {@code accrete.yml}: duckdb, postgres or redshift. */
  String engine();

  /** The statements that every connection and script begins with; part of each fingerprint. */
  List<String> sessionSettings();

  /** An identifier, quoted where it must be to mean itself. */
  String quote(String identifier);

  /** A text constant. */
  String text(String value);

  /** A condition that is true where both sides are equal or both are NULL, and that the engine can hash. */
  String nullSafeEquals(String left, String right);

  /** A table as it stands in FROM. */
  default String relation(RelationName name) {
    return quote(name.schema()) + "." + quote(name.table());
  }
}
