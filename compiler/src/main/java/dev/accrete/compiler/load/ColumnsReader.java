package dev.accrete.compiler.load;

import dev.accrete.compiler.diagnostic.Code;
import dev.accrete.compiler.diagnostic.Diagnostic;
import dev.accrete.compiler.diagnostic.Findings;
import dev.accrete.compiler.load.ModelFile.ColumnDocument;
import dev.accrete.compiler.load.SourceDeclaration.Column;
import dev.accrete.compiler.load.YamlValue.Field;
import dev.accrete.compiler.load.YamlValue.Fields;
import dev.accrete.compiler.load.YamlValue.Items;
import dev.accrete.compiler.load.YamlValue.Scalar;
import dev.accrete.compiler.source.Span;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Reads {@code columns}: a map from name to what is said of it, or, as dbt has it, a list of maps
 * with a {@code name}. A lone text is the type.
 */
final class ColumnsReader {
  private static final String KEY = "columns";

  private final Section owner;
  private final String ownerName;
  private final Findings findings;
  private final Map<String, Span> places = new LinkedHashMap<>();

  ColumnsReader(Section owner, String ownerName) {
    this.owner = owner;
    this.ownerName = ownerName;
    this.findings = owner.findings();
  }

  /** What is written for one column. */
  private record Written(String name, Section section) {}

  /** The columns of a source, which need a type. */
  List<Column> declared() {
    List<Column> columns = new ArrayList<>();
    for (Written column : written()) {
      Section section = column.section();
      String type = section.required(EitherKey.of(section, "type", "data_type"), Column.UNKNOWN);
      boolean nullable = section.flag("nullable").orElse(true);
      columns.add(new Column(column.name(), type, nullable, section.prose("description")));
      tests(section);
      section.finish();
    }
    return List.copyOf(columns);
  }

  /** The columns of a model, which need nothing but their name. */
  List<ColumnDocument> documents() {
    List<ColumnDocument> columns = new ArrayList<>();
    for (Written column : written()) {
      Section section = column.section();
      String type = section.text(EitherKey.of(section, "type", "data_type")).orElse(null);
      columns.add(
          new ColumnDocument(
              column.name(), type, section.prose("description"), tests(section), section.place()));
      section.finish();
    }
    return List.copyOf(columns);
  }

  /**
   * The tests of a column, as free values, for documentation; {@link TestsReader} makes tests of
   * them.
   */
  static List<Object> tests(Section section) {
    List<Object> tests = new ArrayList<>(tests(section, "tests"));
    tests.addAll(tests(section, "data_tests"));
    return List.copyOf(tests);
  }

  private static List<Object> tests(Section section, String key) {
    Optional<YamlValue> value = section.value(key);
    if (value.isPresent() && value.get() instanceof Items list) {
      return FreeValues.list(list);
    }
    value.ifPresent(other -> section.wrong(key, "a list", other));
    return List.of();
  }

  private List<Written> written() {
    Optional<YamlValue> value = owner.value(KEY);
    List<Written> columns = new ArrayList<>();
    if (value.isPresent() && value.get() instanceof Fields map) {
      map.fields().forEach(field -> fromMap(field).ifPresent(columns::add));
    } else if (value.isPresent() && value.get() instanceof Items list) {
      list.items().forEach(item -> fromList(item).ifPresent(columns::add));
    } else {
      value.ifPresent(other -> owner.wrong(KEY, "a map of columns", other));
    }
    return columns;
  }

  private Optional<Written> fromMap(Field field) {
    Scalar key = field.key();
    Section section;
    if (field.value() instanceof Fields map) {
      section = section(key.text(), key.span(), map);
    } else if (field.value() instanceof Scalar type) {
      Scalar typeKey = new Scalar("type", false, key.span());
      List<Field> only = type.isNothing() ? List.of() : List.of(new Field(typeKey, type));
      section = section(key.text(), key.span(), new Fields(only, key.span()));
    } else {
      owner.wrong("the column " + key.text(), "a map or a type", field.value());
      return Optional.empty();
    }
    return named(key.text(), key.span(), section);
  }

  private Optional<Written> fromList(YamlValue item) {
    if (!(item instanceof Fields map)) {
      owner.wrong("a column", "a map with a name", item);
      return Optional.empty();
    }
    Section section = section("", map.span(), map);
    String name = section.required("name", "");
    Span place = section.value("name").map(YamlValue::span).orElse(map.span());
    return name.isEmpty() ? Optional.empty() : named(name, place, section);
  }

  private Section section(String name, Span place, Fields map) {
    String subject =
        name.isEmpty() ? "a column of " + ownerName : "the column " + name + " of " + ownerName;
    return new Section(subject, place, map, findings);
  }

  private Optional<Written> named(String text, Span place, Section section) {
    String name = ColumnNames.folded(text);
    if (name.isEmpty()) {
      findings.add(Diagnostic.of(Code.MISSING_KEY, place, "a column of " + ownerName, "a name"));
      return Optional.empty();
    }
    Span before = places.putIfAbsent(name.toLowerCase(Locale.ROOT), place);
    if (before != null) {
      Diagnostic twice = Diagnostic.of(Code.DUPLICATE_NAME, place, "column", name);
      findings.add(twice.withNote(before, "the other one stands here"));
      return Optional.empty();
    }
    return Optional.of(new Written(name, section));
  }
}
