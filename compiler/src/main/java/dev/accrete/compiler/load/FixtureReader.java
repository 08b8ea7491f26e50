package dev.accrete.compiler.load;

import dev.accrete.compiler.diagnostic.Nearest;
import dev.accrete.compiler.load.SeedRows.Cell;
import dev.accrete.compiler.load.UnitTest.Fixture;
import dev.accrete.compiler.load.YamlValue.Field;
import dev.accrete.compiler.load.YamlValue.Fields;
import dev.accrete.compiler.load.YamlValue.Items;
import dev.accrete.compiler.load.YamlValue.Scalar;
import dev.accrete.compiler.source.SourceFile;
import dev.accrete.compiler.source.Span;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

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
    return text(section, format, text.text(), text.span(), rows.get());
  }

  private Optional<Fixture> file(Section section, String format, String name) {
    YamlValue written = section.value("fixture").orElseThrow();
    if (format.equals("dict")) {
      section.wrong("format", "csv or sql beside a fixture", written);
      return Optional.empty();
    }
    String wanted = name.endsWith("." + format) ? name : name + "." + format;
    SourceFile file = files.get(wanted);
    if (file == null) {
      section.wrong(
          "fixture", "a file of " + FOLDER, written, Nearest.hint(wanted, files.keySet()));
      return Optional.empty();
    }
    return text(section, format, file.text(), new Span(file, 0, 0), written);
  }

  private static Optional<Fixture> text(
      Section section, String format, String text, Span place, YamlValue written) {
    if (format.equals("sql")) {
      String query = text.strip().replaceAll("(?:\\s*;)+$", "");
      return Optional.of(new Fixture(List.of(), List.of(), Optional.of(query), place));
    }
    SeedRows.Read read = SeedRows.of(text.strip());
    int width = read.rows().isEmpty() ? 0 : read.rows().get(0).size();
    if (read.broken().isPresent()
        || width == 0
        || read.rows().stream().anyMatch(row -> row.size() != width)) {
      section.wrong("rows", "CSV with a header, each row as long as that", written);
      return Optional.empty();
    }
    List<String> columns =
        read.rows().get(0).stream().map(c -> ColumnNames.folded(c.text().strip())).toList();
    List<List<@Nullable String>> rows = new ArrayList<>();
    for (List<Cell> row : read.rows().subList(1, read.rows().size())) {
      List<@Nullable String> values = new ArrayList<>();
      row.forEach(cell -> values.add(cell.isNull() ? null : cell.text()));
      rows.add(values);
    }
    return Optional.of(new Fixture(columns, rows, Optional.empty(), place));
  }

  /** Maps of column to value; a column that one of them lacks is NULL there. */
  private static Optional<Fixture> dict(Section section, YamlValue written) {
    if (!(written instanceof Items list)) {
      section.wrong("rows", "a list of maps", written);
      return Optional.empty();
    }
    List<Map<String, @Nullable String>> maps = new ArrayList<>();
    Map<String, Boolean> columns = new LinkedHashMap<>();
    for (YamlValue item : list.items()) {
      if (!(item instanceof Fields map)) {
        section.wrong("a row", "a map of columns", item);
        return Optional.empty();
      }
      Map<String, @Nullable String> row = new LinkedHashMap<>();
      for (Field field : map.fields()) {
        if (!(field.value() instanceof Scalar value)) {
          section.wrong(field.key().text(), "a value", field.value());
          return Optional.empty();
        }
        String column = ColumnNames.folded(field.key().text());
        boolean nothing = value.isNothing() || !value.quoted() && value.text().equals("null");
        row.put(column, nothing ? null : value.text());
        columns.put(column, true);
      }
      maps.add(row);
    }
    List<List<@Nullable String>> rows = new ArrayList<>();
    for (Map<String, @Nullable String> map : maps) {
      List<@Nullable String> row = new ArrayList<>();
      columns.keySet().forEach(column -> row.add(map.get(column)));
      rows.add(row);
    }
    return Optional.of(
        new Fixture(List.copyOf(columns.keySet()), rows, Optional.empty(), written.span()));
  }
}
