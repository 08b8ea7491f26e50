package dev.accrete.compiler.load;

import dev.accrete.compiler.load.SeedRows.Cell;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The type of a seed's column that nobody declares: the narrowest of a few that holds each of its
 * values as it is written. What stands in quotes is text.
 */
final class SeedTypes {
  /** As long as Redshift has them. */
  private static final String TEXT = "varchar(65535)";

  private static final Pattern WHOLE = Pattern.compile("-?(?:0|[1-9][0-9]{0,17})");
  private static final Pattern DECIMAL =
      Pattern.compile("-?(?<whole>0|[1-9][0-9]{0,19})(?:\\.(?<part>[0-9]{1,18}))?");
  private static final Pattern DATE = Pattern.compile("[0-9]{4}-[01][0-9]-[0-3][0-9]");
  private static final Pattern TIMESTAMP =
      Pattern.compile(DATE.pattern() + "[ T][0-2][0-9]:[0-5][0-9]:[0-5][0-9](?:\\.[0-9]{1,6})?");

  private SeedTypes() {}

  /** The type of a column's values. */
  static String of(List<Cell> column) {
    List<Cell> values = column.stream().filter(cell -> !cell.isNull()).toList();
    if (values.isEmpty() || values.stream().anyMatch(Cell::quoted)) {
      return TEXT;
    }
    if (all(values, text -> text.equalsIgnoreCase("true") || text.equalsIgnoreCase("false"))) {
      return "boolean";
    }
    if (all(values, WHOLE.asMatchPredicate())) {
      return "bigint";
    }
    if (all(values, DECIMAL.asMatchPredicate())) {
      return "decimal(38, " + scale(values) + ")";
    }
    if (all(values, SeedTypes::isDate)) {
      return "date";
    }
    return all(values, SeedTypes::isTimestamp) ? "timestamp" : TEXT;
  }

  private static boolean all(List<Cell> values, Predicate<String> is) {
    return values.stream().map(Cell::text).allMatch(is);
  }

  private static int scale(List<Cell> values) {
    int scale = 0;
    for (Cell value : values) {
      Matcher matcher = DECIMAL.matcher(value.text());
      String part = matcher.matches() ? matcher.group("part") : null;
      scale = Math.max(scale, part == null ? 0 : part.length());
    }
    return scale;
  }

  private static boolean isDate(String text) {
    return DATE.matcher(text).matches() && isDay(text);
  }

  private static boolean isTimestamp(String text) {
    return TIMESTAMP.matcher(text).matches()
        && isDay(text.substring(0, 10))
        && Integer.parseInt(text.substring(11, 13)) < 24;
  }

  private static boolean isDay(String text) {
    try {
      return java.time.LocalDate.parse(text).getYear() > 0;
    } catch (java.time.DateTimeException e) {
      return false;
    }
  }
}
