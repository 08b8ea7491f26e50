package dev.accrete.runtime.csv;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Turns the rows of one file into typed values for declared columns.
 *
 * <p>Values come as String, Long (all whole numbers), BigDecimal, Double, Boolean, LocalDate,
 * LocalDateTime or OffsetDateTime; null for NULL.
 */
public final class CsvValues {
  private static final int SHOWN = 40;

  /** A declared column, its place in the file (-1: not there) and how its text is read. */
  private record Cell(CsvColumn column, int index, ValueReader reader) {}

  /**
   * The reader of a file, or what speaks against reading it.
   *
   * @param values null exactly where there are problems
   */
  public record Matched(@Nullable CsvValues values, List<CsvProblem> problems) {
    public Matched {
      problems = List.copyOf(problems);
    }
  }

  private final Path path;
  private final List<Cell> cells;

  private CsvValues(Path path, List<Cell> cells) {
    this.path = path;
    this.cells = List.copyOf(cells);
  }

  /**
   * Matches a file's header with the declared columns, by name without case, in any order. Nullable
   * columns that the file lacks are NULL.
   *
   * @param ignoreExtra whether columns of the file that are not declared are left out; else they
   *     are problems
   */
  public static Matched match(
      CsvFile file, List<CsvColumn> columns, LengthUnit unit, boolean ignoreExtra) {
    List<CsvProblem> problems = new ArrayList<>();
    Map<String, Integer> places = new TreeMap<>();
    for (String name : file.header()) {
      places.put(name.toLowerCase(Locale.ROOT), places.size());
    }
    List<Cell> cells = new ArrayList<>();
    for (CsvColumn column : columns) {
      Integer place = places.remove(column.name().toLowerCase(Locale.ROOT));
      if (place == null && !column.nullable()) {
        problems.add(header(file, column.name(), "declared as not null, but not in the file"));
      }
      ValueReader reader = ValueReaders.of(column.type(), unit).orElse(null);
      if (reader == null) {
        String message = "values of type " + column.type() + " cannot be loaded from CSV";
        problems.add(header(file, column.name(), message));
      } else {
        cells.add(new Cell(column, place == null ? -1 : place, reader));
      }
    }
    if (!ignoreExtra) {
      for (String name : file.header()) {
        if (places.containsKey(name.toLowerCase(Locale.ROOT))) {
          problems.add(header(file, name, "in the file, but not declared for this source"));
        }
      }
    }
    return new Matched(problems.isEmpty() ? new CsvValues(file.path(), cells) : null, problems);
  }

  private static CsvProblem header(CsvFile file, String column, String message) {
    return new CsvProblem(file.path(), 1, column, message);
  }

  /**
   * The row's values, one a declared column in the order of declaration.
   *
   * @param problems is added to, where a value does not fit; the value is null then
   */
  public @Nullable Object[] read(CsvRow row, List<CsvProblem> problems) {
    @Nullable Object[] values = new @Nullable Object[cells.size()];
    for (int i = 0; i < values.length; i++) {
      Cell cell = cells.get(i);
      String text = cell.index < 0 ? null : row.value(cell.index);
      if (text != null) {
        values[i] = cell.reader.read(text);
      }
      if (values[i] == null && (text != null || !cell.column.nullable())) {
        problems.add(misfit(row, cell, text));
      }
    }
    return values;
  }

  private CsvProblem misfit(CsvRow row, Cell cell, @Nullable String text) {
    String message =
        text == null
            ? "NULL (nothing between the commas) in a column declared as not null"
            : shown(text) + " is no " + cell.column.type() + ": expected " + cell.reader.expected();
    return new CsvProblem(path, row.line(), cell.column.name(), message);
  }

  private static String shown(String text) {
    int end = Math.min(text.length(), SHOWN);
    StringBuilder shown = new StringBuilder("\"");
    for (int i = 0; i < end; i++) {
      char c = text.charAt(i);
      shown.append(Character.isISOControl(c) ? String.format(Locale.ROOT, "\\u%04x", (int) c) : c);
    }
    return shown.append(end < text.length() ? "…\"" : "\"").toString();
  }
}
