package dev.accrete.runtime.verify;

import dev.accrete.compiler.dialect.DeclaredType;
import java.util.Locale;

/** What a declared type is where cases are played, and how its values are written there. */
final class PlayedType {
  private static final String BYTES = "(varbyte|varbinary|binary varying)\\b.*";

  private PlayedType() {}

  /** The type in which made-up rows have a column. */
  static String of(String declared, String engine) {
    return DeclaredType.isText(declared) ? "VARCHAR" : DeclaredType.on(engine, declared);
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
