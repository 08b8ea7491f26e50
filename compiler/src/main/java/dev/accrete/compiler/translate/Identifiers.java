package dev.accrete.compiler.translate;

import java.util.Locale;
import org.apache.calcite.sql.SqlIdentifier;

/** Names as they are compared. */
final class Identifiers {
  private Identifiers() {}

  /** The last part of a name, as it is written. */
  static String last(SqlIdentifier name) {
    return name.names.get(name.names.size() - 1);
  }

  /** A name in small letters. */
  static String folded(String name) {
    return name.toLowerCase(Locale.ROOT);
  }
}
