package dev.accrete.redshift;

import java.util.Locale;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.type.SqlTypeName;
import org.jspecify.annotations.Nullable;

/** The other names of text types: BPCHAR, NCHAR and NVARCHAR. */
final class TextTypes {
  private TextTypes() {}

  /** The type that a name is another one for; null where it is none of a text. */
  static @Nullable SqlTypeName of(SqlIdentifier name) {
    if (!name.isSimple()) {
      return null;
    }
    return switch (name.getSimple().toUpperCase(Locale.ROOT)) {
      case "BPCHAR", "NCHAR" -> SqlTypeName.CHAR;
      case "NVARCHAR" -> SqlTypeName.VARCHAR;
      default -> null;
    };
  }
}
