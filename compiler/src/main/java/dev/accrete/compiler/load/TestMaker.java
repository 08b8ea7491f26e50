package dev.accrete.compiler.load;

import dev.accrete.compiler.diagnostic.Code;
import dev.accrete.compiler.diagnostic.Diagnostic;
import dev.accrete.compiler.diagnostic.Findings;
import dev.accrete.compiler.diagnostic.Nearest;
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

/**
 * Makes one data test of one item of a list of tests: a lone name, or a name with its arguments, as
 * dbt has them (beside each other, or below {@code arguments} and {@code config}).
 */
final class TestMaker {
  private final String relation;
  private final Optional<String> column;
  private final Findings findings;

  TestMaker(String relation, Optional<String> column, Findings findings) {
    this.relation = relation;
    this.column = column;
    this.findings = findings;
  }

  /** The test that a claimed key is one: rows with a NULL in it do not break it. */
  static DataTest uniqueKey(String relation, List<String> columns, Span place) {
    List<String> quoted = columns.stream().map(GenericTest::quoted).toList();
    String tested = GenericTest.tested(relation, Optional.empty());
    String name = "unique_key_" + word(relation);
    Optional<String> only = columns.size() == 1 ? Optional.of(columns.get(0)) : Optional.empty();
    Map<String, Object> arguments = columns.size() == 1 ? Map.of() : Map.of("columns", columns);
    return new DataTest(
        name,
        "unique",
        Optional.of(relation),
        only,
        arguments,
        query(name, place, GenericTest.unique(quoted, tested)),
        DataTest.Settings.DEFAULT,
        place);
  }

  /** The test that a column declared as never NULL is that. */
  static DataTest neverNull(String relation, String column, Span place) {
    String tested = GenericTest.tested(relation, Optional.empty());
    String name = "not_null_" + word(relation) + "_" + column;
    String sql = GenericTest.notNull(GenericTest.quoted(column), tested);
    return new DataTest(
        name,
        "not_null",
        Optional.of(relation),
        Optional.of(column),
        Map.of(),
        query(name, place, sql),
        DataTest.Settings.DEFAULT,
        place);
  }

  /** The text of a test, as a file that stands for the line it was made of. */
  private static ModelFile query(String name, Span place, String sql) {
    SourceFile file = new SourceFile(place.file().path() + " (" + name + ")", sql);
    return new ModelFile(name, file, 0, sql.length(), ModelFile.ModelConfiguration.SEEN_THROUGH);
  }

  Optional<DataTest> make(YamlValue item) {
    if (item instanceof Scalar word) {
      return make(word, new Fields(List.of(), word.span()));
    }
    if (item instanceof Fields map && map.fields().size() == 1) {
      Field only = map.fields().get(0);
      if (only.value() instanceof Fields arguments) {
        return make(only.key(), arguments);
      }
      if (only.value() instanceof Scalar nothing && nothing.isNothing()) {
        return make(only.key(), new Fields(List.of(), only.key().span()));
      }
    }
    findings.add(
        Diagnostic.of(
            Code.WRONG_VALUE,
            item.span(),
            "a test",
            "a name, or a name with a map of arguments",
            item.described()));
    return Optional.empty();
  }

  private Optional<DataTest> make(Scalar kind, Fields written) {
    if (!GenericTest.words().contains(kind.text())) {
      Diagnostic unknown = Diagnostic.of(Code.UNKNOWN_TEST, kind.span(), kind.text());
      String near = Nearest.hint(kind.text(), GenericTest.words());
      findings.add(
          unknown.withHint(
              near != null ? near : "any other test is a SELECT in a file of its own in tests/"));
      return Optional.empty();
    }
    Section body =
        new Section("the test " + kind.text() + " of " + relation, kind.span(), written, findings);
    Optional<Section> arguments = body.section("arguments", "the arguments of " + kind.text());
    Optional<Section> config = body.section("config", "the config of " + kind.text());
    List<Section> own = new ArrayList<>(List.of(body));
    arguments.ifPresent(own::add);
    List<Section> settings = new ArrayList<>(List.of(body));
    config.ifPresent(settings::add);
    TestSettings read = TestSettings.read(settings);
    int before = findings.count();
    Optional<String> sql = sql(kind, own, read);
    body.finish();
    arguments.ifPresent(Section::finish);
    config.ifPresent(Section::finish);
    return findings.count() == before && read.enabled()
        ? sql.map(text -> finished(kind, text, read, own))
        : Optional.empty();
  }

  private DataTest finished(Scalar kind, String sql, TestSettings settings, List<Section> own) {
    Optional<String> on = columnText(own);
    String made = kind.text() + "_" + word(relation) + on.map(c -> "_" + word(c)).orElse("");
    String name = settings.name().orElse(made);
    return new DataTest(
        name,
        kind.text(),
        Optional.of(relation),
        on,
        arguments(kind.text(), own),
        query(name, kind.span(), sql),
        settings.settings(),
        kind.span());
  }

  /** As they are written, without the column. */
  private static Map<String, Object> arguments(String kind, List<Section> own) {
    Map<String, Object> arguments = new LinkedHashMap<>();
    for (String key : GenericTest.arguments(kind)) {
      TestSettings.first(own, s -> s.value(key))
          .ifPresent(value -> arguments.put(key, FreeValues.of(value)));
    }
    return arguments;
  }

  private Optional<String> sql(Scalar kind, List<Section> own, TestSettings settings) {
    String tested = GenericTest.tested(relation, settings.settings().where());
    Optional<String> written = TestSettings.first(own, s -> s.text("column_name"));
    Optional<String> of = column.map(GenericTest::quoted).or(() -> written);
    if (of.isEmpty()) {
      own.get(0).missing("column_name");
      return Optional.empty();
    }
    String on = of.get();
    return switch (kind.text()) {
      case "unique" -> Optional.of(GenericTest.unique(List.of(on), tested));
      case "not_null" -> Optional.of(GenericTest.notNull(on, tested));
      case "accepted_values" ->
          literals(own).map(values -> GenericTest.acceptedValues(on, values, tested));
      default -> relationships(on, own, tested);
    };
  }

  private Optional<String> columnText(List<Section> own) {
    return column.or(() -> TestSettings.first(own, s -> s.text("column_name")));
  }

  private static Optional<String> relationships(String on, List<Section> own, String tested) {
    Optional<String> to = required(own, "to");
    Optional<String> field = required(own, "field");
    if (to.isEmpty() || field.isEmpty()) {
      return Optional.empty();
    }
    Optional<String> reference = GenericTest.reference(to.get());
    if (reference.isEmpty()) {
      own.forEach(s -> s.value("to").ifPresent(v -> s.wrong("to", "a model, source or seed", v)));
    }
    String parent = GenericTest.quoted(ColumnNames.folded(field.get()));
    return reference.map(name -> GenericTest.relationships(on, name, parent, tested));
  }

  private static Optional<String> required(List<Section> own, String key) {
    Optional<String> text = TestSettings.first(own, s -> s.text(key));
    if (text.isEmpty() && own.stream().noneMatch(s -> s.isMisspelt(key))) {
      own.get(0).missing(key);
    }
    return text;
  }

  /** Numbers, true and false stand for themselves unless they, or all, are quoted. */
  private Optional<List<String>> literals(List<Section> own) {
    boolean quote = TestSettings.first(own, s -> s.flag("quote")).orElse(false);
    Optional<YamlValue> values = TestSettings.first(own, s -> s.value("values"));
    if (values.isEmpty() || !(values.get() instanceof Items list) || list.items().isEmpty()) {
      if (values.isPresent()) {
        own.get(0).wrong("values", "a list of values", values.get());
      } else {
        own.get(0).missing("values");
      }
      return Optional.empty();
    }
    List<String> literals = new ArrayList<>();
    for (Object value : FreeValues.list(list)) {
      boolean text = quote || value instanceof String;
      literals.add(text ? "'" + value.toString().replace("'", "''") + "'" : value.toString());
    }
    return Optional.of(literals);
  }

  private static String word(String text) {
    return text.replaceAll("[^A-Za-z0-9_]+", "_");
  }
}
