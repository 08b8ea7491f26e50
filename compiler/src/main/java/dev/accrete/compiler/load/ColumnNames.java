package dev.accrete.compiler.load;

import java.util.Locale;

/** How column names in YAML are meant. */
final class ColumnNames {
  private ColumnNames() {}

  /**
   * The name as the dialect folds it, to lower case; in double quotes inside the YAML text it stays
   * as written, {@code ""} meaning one quote.
   */
  static String folded(String written) {
    boolean quoted = written.length() > 2 && written.startsWith("\"") && written.endsWith("\"");
    return quoted
        ? written.substring(1, written.length() - 1).replace("\"\"", "\"")
        : written.toLowerCase(Locale.ROOT);
  }
}
