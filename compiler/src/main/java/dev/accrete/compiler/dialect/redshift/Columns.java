package dev.accrete.compiler.dialect.redshift;

import java.util.List;
import java.util.regex.Pattern;

/** The columns of tables that Accrete creates by their declarations. */
final class Columns {
  /**
   * A text without a length has 256 bytes on Redshift, which would cut or refuse what others take.
   */
  private static final String LONGEST = "VARCHAR(65535)";

  private static final Pattern ENDLESS =
      Pattern.compile(
          "(?i)(?<=\\s)(varchar|character varying|nvarchar|text|string)(?=(\\s+not\\s+null)?$)");

  private Columns() {}

  /** Columns, names with types, of which texts without a length have the greatest that there is. */
  static String of(List<String> columns) {
    return "(\n  " + String.join(",\n  ", columns.stream().map(Columns::typed).toList()) + "\n)";
  }

  private static String typed(String column) {
    return ENDLESS.matcher(column).replaceFirst(LONGEST);
  }
}
