package dev.accrete.compiler.dialect;

import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The names of the columns that Accrete's SQL adds to those of sources and models, and finds again
 * by them: a column of such a name would be taken for its own.
 */
public final class HelperColumns {
  private static final List<String> NAMES =
      List.of(
          "accrete_version",
          "accrete_count",
          "accrete_identity",
          "accrete_rows",
          "accrete_sign",
          "accrete_had",
          "accrete_has",
          "accrete_row",
          "accrete_one",
          "accrete_bound",
          "accrete_batch",
          "accrete_found");

  /** With a number behind them. */
  private static final List<String> NUMBERED =
      List.of("accrete_key_", "accrete_count_", "accrete_value_");

  private static final Pattern HELPERS =
      Pattern.compile(String.join("|", NAMES) + "|(" + String.join("|", NUMBERED) + ")[0-9]+");

  private HelperColumns() {}

  /** Whether a column may not have that name, in capital letters or small ones. */
  public static boolean isOne(String column) {
    return HELPERS.matcher(column.toLowerCase(Locale.ROOT)).matches();
  }

  /** A query for such columns of some tables, of the catalogue alone. */
  public static String of(Dialect dialect, Collection<RelationName> tables) {
    return tables.stream()
        .map(
            t ->
                "table_schema = "
                    + dialect.text(t.schema())
                    + " AND table_name = "
                    + dialect.text(t.table()))
        .sorted()
        .collect(
            Collectors.joining(
                "\n    OR ",
                "SELECT 1 FROM information_schema.columns\n  WHERE (",
                ")\n    AND (LOWER(column_name) IN ("
                    + list(dialect, NAMES)
                    + ")\n      OR RTRIM(LOWER(column_name), '0123456789') IN ("
                    + list(dialect, NUMBERED)
                    + "))"));
  }

  private static String list(Dialect dialect, List<String> names) {
    return names.stream().map(dialect::text).collect(Collectors.joining(", "));
  }
}
