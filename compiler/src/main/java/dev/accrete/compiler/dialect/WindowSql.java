package dev.accrete.compiler.dialect;

import dev.accrete.compiler.load.ModelFile.TimeWindow;
import java.util.Locale;

/** The SQL of a time window: from where on a table is written again. */
public final class WindowSql {
  private static final String BEGINNING = "TIMESTAMP '0001-01-01 00:00:00'";

  private WindowSql() {}

  /**
   * An expression for the start of a window: the start of the grain of the table's greatest value,
   * so many grains before; the beginning of time where the table has no value.
   *
   * @param column the window's column, quoted
   * @param table the table, as it stands in FROM
   */
  public static String start(TimeWindow window, String column, String table) {
    boolean weeks = window.grain().equals("week");
    String unit = weeks ? "DAY" : window.grain().toUpperCase(Locale.ROOT);
    int units = weeks ? Math.multiplyExact(window.lookback(), 7) : window.lookback();
    return String.format(
        Locale.ROOT,
        "COALESCE((SELECT DATE_TRUNC('%s', MAX(%s)) - INTERVAL '%d' %s FROM %s), %s)",
        window.grain(),
        column,
        units,
        unit,
        table,
        BEGINNING);
  }
}
