package dev.accrete.runtime.verify;

import java.util.Locale;
import java.util.Set;

/** What a declared type is where cases are played: Redshift has types that no other engine has. */
final class PlayedType {
  private static final Set<String> AS_TEXT = Set.of("geometry", "geography", "hllsketch");
  private static final String BYTES = "(varbyte|varbinary|binary varying)\\b.*";

  private PlayedType() {}

  /** The type in which made-up rows have a column. */
  static String of(String declared, String engine) {
    String name = declared.strip().toLowerCase(Locale.ROOT);
    boolean redshift = engine.equals("redshift");
    boolean duck = engine.equals("duckdb");
    if (name.equals("super") && !redshift) {
      return duck ? "JSON" : "JSONB";
    }
    if (AS_TEXT.contains(name)
        || name.matches("\\w+( varying)?\\s*\\(\\s*max\\s*\\)") && !redshift) {
      return "VARCHAR";
    }
    return name.matches(BYTES) && !redshift ? duck ? "BLOB" : "BYTEA" : declared;
  }

  /** A literal as an INSERT has it: Redshift takes JSON and bytes from texts by functions alone. */
  static String value(String type, String literal) {
    String name = type.strip().toLowerCase(Locale.ROOT);
    if (literal.equals("NULL")) {
      return literal;
    }
    if (name.equals("super")) {
      return "JSON_PARSE(" + literal + ")";
    }
    return name.matches(BYTES) ? "TO_VARBYTE(" + literal + ", 'hex')" : literal;
  }

  /** A literal as a value of the type, to be compared with others. */
  static String cast(String type, String literal) {
    String value = value(type, literal);
    return value.equals(literal) ? "CAST(" + literal + " AS " + type + ")" : value;
  }

  /** Whether values of the type are bytes. */
  static boolean isBytes(String type) {
    String name = type.strip().toLowerCase(Locale.ROOT);
    return name.matches(BYTES) || name.equals("bytea") || name.equals("blob");
  }

  /** Whether values of the type are equal or not: of PostgreSQL's JSON only the texts are. */
  static boolean isCompared(String type) {
    return !type.strip().equalsIgnoreCase("json");
  }
}
