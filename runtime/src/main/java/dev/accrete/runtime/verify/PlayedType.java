package dev.accrete.runtime.verify;

import java.util.Locale;
import java.util.Set;

/** What a declared type is where cases are played: Redshift has types that no other engine has. */
final class PlayedType {
  private static final Set<String> AS_TEXT = Set.of("geometry", "geography", "hllsketch");

  private PlayedType() {}

  /** The type in which made-up rows have a column. */
  static String of(String declared, String engine) {
    String name = declared.strip().toLowerCase(Locale.ROOT);
    boolean duck = engine.equals("duckdb");
    if (name.equals("super")) {
      return duck ? "JSON" : "JSONB";
    }
    if (AS_TEXT.contains(name) || name.matches("\\w+( varying)?\\s*\\(\\s*max\\s*\\)")) {
      return "VARCHAR";
    }
    return name.matches("(varbyte|varbinary|binary varying)\\b.*")
        ? duck ? "BLOB" : "BYTEA"
        : declared;
  }
}
