package dev.accrete.compiler.load;

import dev.accrete.compiler.diagnostic.Code;
import dev.accrete.compiler.diagnostic.Diagnostic;
import dev.accrete.compiler.diagnostic.Nearest;
import dev.accrete.compiler.load.SeedRows.Cell;
import dev.accrete.compiler.load.UnitTest.Fixture;
import dev.accrete.compiler.load.UnitTest.Value;
import dev.accrete.compiler.load.YamlValue.Field;
import dev.accrete.compiler.load.YamlValue.Fields;
import dev.accrete.compiler.load.YamlValue.Items;
import dev.accrete.compiler.load.YamlValue.Scalar;
import dev.accrete.compiler.source.SourceFile;
import dev.accrete.compiler.source.Span;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Reads the rows of unit tests: {@code format} dict, csv or sql, in {@code rows} or in a file of
 * {@code tests/fixtures/}.
 */
final class FixtureReader {
  /** Where the files are. */
  static final String FOLDER = "tests/fixtures/";

  private final Map<String, SourceFile> files = new LinkedHashMap<>();

  FixtureReader(ProjectFiles project) {
    for (SourceFile file : project.files().values()) {
      if (file.path().startsWith(FOLDER)) {
        files.put(file.path().substring(FOLDER.length()), file);
      }
    }
  }

  /** The rows that a section names; absent where they cannot be used, which is reported. */
  Optional<Fixture> finished(Section section) {
    Optional<Fixture> fixture = read(section);
    section.finish();
    return fixture;
  }

  private Optional<Fixture> read(Section section) {
    String format = section.choice("format", List.of("dict", "csv", "sql")).orElse("dict");
    Optional<YamlValue> rows = section.value("rows");
    Optional<String> fixture = section.text("fixture");
    if (fixture.isPresent()) {
      return file(section, format, fixture.get());
    }
    if (rows.isEmpty()) {
      if (!section.isMisspelt("rows")) {
        section.missing("rows");
      }
      return Optional.empty();
    }
    if (format.equals("dict")) {
      return dict(section, rows.get());
    }
    if (!(rows.get() instanceof Scalar text)) {
      section.wrong("rows", "a text of format " + format, rows.get());
      return Optional.empty();
    }
    return format.equals("sql")
        ? Optional.of(query(text.text(), text.span()))
        : csv(section, text.text(), text, cell -> text.span());
  }

  private Optional<Fixture> file(Section section, String format, String name) {
    YamlValue written = section.value("fixture").orElseThrow();
    if (format.equals("dict")) {
      section
          .value("format")
          .ifPresentOrElse(
              dict -> section.wrong("format", "csv or sql beside a fixture", dict),
              () -> section.missing("format, csv or sql, beside its fixture"));
      return Optional.empty();
    }
    String wanted = name.endsWith("." + format) ? name : name + "." + format;
    SourceFile file = files.get(wanted);
    if (file == null) {
      section.wrong(
          "fixture", "a file of " + FOLDER, written, Nearest.hint(wanted, files.keySet()));
      return Optional.empty();
    }
    if (format.equals("sql")) {
      return Optional.of(query(file.text(), new Span(file, 0, 0)));
    }
    int start = file.text().length() - file.text().stripLeading().length();
    return csv(
        section,
        file.text(),
        written,
        cell -> new Span(file, start + cell.start(), start + cell.end()));
  }

  private static Fixture query(String text, Span place) {
    String query = text.strip().replaceAll("(?:\\s*;)+$", "");
    return new Fixture(List.of(), List.of(), Optional.of(query), place);
  }

  /**
   * Rows below a header.
   *
   * @param places where a cell of the text stands in its file
   */
  private static Optional<Fixture> csv(
      Section section, String text, YamlValue written, Function<Cell, Span> places) {
    SeedRows.Read read = SeedRows.of(text.strip());
    int width = read.rows().isEmpty() ? 0 : read.rows().get(0).size();
    if (read.broken().isPresent()
        || width == 0
        || read.rows().stream().anyMatch(row -> row.size() != width)) {
      section.wrong("rows", "CSV with a header, each row as long as that", written);
      return Optional.empty();
    }
    Map<String, String> columns = new LinkedHashMap<>();
    for (Cell cell : read.rows().get(0)) {
      String column = ColumnNames.folded(cell.text().strip());
      if (columns.putIfAbsent(key(column), column) != null) {
        section.findings().add(twice(column, places.apply(cell)));
        return Optional.empty();
      }
    }
    List<List<Value>> rows = new ArrayList<>();
    for (List<Cell> row : read.rows().subList(1, read.rows().size())) {
      List<Value> values = new ArrayList<>();
      row.forEach(
          cell -> values.add(new Value(cell.isNull() ? null : cell.text(), places.apply(cell))));
      rows.add(values);
    }
    Span place = places.apply(read.rows().get(0).get(0));
    return Optional.of(new Fixture(List.copyOf(columns.values()), rows, Optional.empty(), place));
  }

  /** Maps of column to value; a column that one of them lacks is NULL there. */
  private static Optional<Fixture> dict(Section section, YamlValue written) {
    if (!(written instanceof Items list)) {
      section.wrong("rows", "a list of maps", written);
      return Optional.empty();
    }
    Map<String, String> columns = new LinkedHashMap<>();
    List<Map<String, Value>> maps = new ArrayList<>();
    for (YamlValue item : list.items()) {
      if (!(item instanceof Fields map)) {
        section.wrong("a row", "a map of columns", item);
        return Optional.empty();
      }
      Optional<Map<String, Value>> row = row(section, map, columns);
      if (row.isEmpty()) {
        return Optional.empty();
      }
      maps.add(row.get());
    }
    List<List<Value>> rows = new ArrayList<>();
    for (int i = 0; i < maps.size(); i++) {
      Map<String, Value> map = maps.get(i);
      Value nothing = new Value(null, list.items().get(i).span());
      rows.add(columns.keySet().stream().map(c -> map.getOrDefault(c, nothing)).toList());
    }
    return Optional.of(
        new Fixture(List.copyOf(columns.values()), rows, Optional.empty(), written.span()));
  }

  /**
   * The values of a row by the keys of their columns.
   *
   * @param columns the names that rows have so far, by their keys; takes in those of this one
   */
  private static Optional<Map<String, Value>> row(
      Section section, Fields map, Map<String, String> columns) {
    Map<String, Value> row = new LinkedHashMap<>();
    for (Field field : map.fields()) {
      if (!(field.value() instanceof Scalar value)) {
        section.wrong(field.key().text(), "a value", field.value());
        return Optional.empty();
      }
      String column = ColumnNames.folded(field.key().text());
      boolean nothing = value.isNothing() || !value.quoted() && value.text().equals("null");
      Value taken = new Value(nothing ? null : value.text(), value.span());
      if (row.putIfAbsent(key(column), taken) != null) {
        section.findings().add(twice(field.key().text(), field.key().span()));
        return Optional.empty();
      }
      columns.putIfAbsent(key(column), column);
    }
    return Optional.of(row);
  }

  /** Tests are played on DuckDB, which does not tell the cases of names apart, quoted or not. */
  private static String key(String column) {
    return column.toLowerCase(Locale.ROOT);
  }

  private static Diagnostic twice(String column, Span place) {
    return Diagnostic.of(Code.DUPLICATE_KEY, place, column);
  }
}
