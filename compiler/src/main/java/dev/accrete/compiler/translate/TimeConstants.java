package dev.accrete.compiler.translate;

import java.util.Locale;
import java.util.Set;
import org.apache.calcite.sql.SqlNode;

/** Constants of dates and times that DuckDB does not read, as it knows ISO 8601 alone. */
final class TimeConstants {
  private static final Set<String> KNOWN = Set.of("epoch", "infinity", "-infinity");

  private TimeConstants() {}

  /**
   * Requires that DuckDB reads a constant as the type that it is cast to.
   *
   * @param text the constant as it is written, in quotes
   * @param type the type as it is written
   * @throws NoEqual where it does not
   */
  static void requireKnown(String text, String type, SqlNode place) {
    String value = text.replace("'", "").strip().toLowerCase(Locale.ROOT);
    boolean time =
        text.strip().startsWith("'") && type.strip().matches("(?is)(date|datetime|timestamp).*");
    if (!time || value.matches("(?s)\\d{4,}[-/]\\d{1,2}[-/]\\d.*") || KNOWN.contains(value)) {
      return;
    }
    boolean clock = value.matches("(?s)(now|today|tomorrow|yesterday)\\b.*");
    throw new NoEqual(
        "the constant " + text.strip(),
        place,
        clock ? "write GETDATE() or CURRENT_DATE" : "write it as '2026-01-31 10:00:00'");
  }
}
