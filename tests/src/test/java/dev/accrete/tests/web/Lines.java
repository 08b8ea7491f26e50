package dev.accrete.tests.web;

import dev.accrete.tests.acceptance.Warehouse;
import java.util.List;
import java.util.stream.Collectors;

/** Rows of a table as lines of text, in the spelling of {@link Row}, on either engine. */
final class Lines {
  private Lines() {}

  static List<String> of(Warehouse warehouse, String model, List<String> columns) {
    boolean duckDb = warehouse.project().target().engine().toString().equalsIgnoreCase("duckdb");
    String line =
        columns.stream().map(c -> spelled(c, duckDb)).collect(Collectors.joining(" || '|' || "));
    return warehouse.texts("SELECT " + line + " FROM derived." + model);
  }

  private static String spelled(String column, boolean duckDb) {
    String text = "CAST(" + column + " AS VARCHAR)";
    if (column.matches(".*_tstamp(_local)?")) {
      text =
          duckDb
              ? "strftime(" + column + ", '%Y-%m-%d %H:%M:%S.%f')"
              : "to_char(" + column + ", 'YYYY-MM-DD HH24:MI:SS.US')";
    }
    if (column.matches("geo_latitude|geo_longitude")) {
      text = "regexp_replace(" + text + ", '[.]0$', '')";
    }
    return "COALESCE(" + text + ", 'NULL')";
  }
}
