package dev.accrete.compiler.load;

import dev.accrete.compiler.diagnostic.Findings;
import dev.accrete.compiler.load.YamlValue.Field;
import dev.accrete.compiler.load.YamlValue.Fields;
import dev.accrete.compiler.load.YamlValue.Items;
import dev.accrete.compiler.load.YamlValue.Scalar;
import dev.accrete.compiler.source.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Finds the data tests in YAML, below columns and beside them, and the claims that are tested as
 * well: {@code unique_key}, and {@code nullable: false} of sources. What else stands there, other
 * readers check.
 */
final class TestsReader {
  private static final List<String> KEYS = List.of("tests", "data_tests");

  private final Findings findings;
  private final List<DataTest> tests = new ArrayList<>();
  private final List<DataTest> claims = new ArrayList<>();

  TestsReader(Findings findings) {
    this.findings = findings;
  }

  /** The tests that were found, behind them those of claims. */
  List<DataTest> tests() {
    List<DataTest> all = new ArrayList<>(tests);
    all.addAll(claims);
    return List.copyOf(all);
  }

  /** Those of a file with {@code sources} and {@code models}. */
  void ofDeclarations(Fields file) {
    entries(file, "sources")
        .forEach(entry -> named(entry).ifPresent(n -> relation(n, entry, true)));
    entries(file, "seeds").forEach(entry -> named(entry).ifPresent(n -> relation(n, entry, false)));
    entries(file, "models")
        .forEach(entry -> named(entry).ifPresent(n -> relation(n, entry, false)));
  }

  /** Those of a model's front matter. */
  void ofModel(String model, Fields frontMatter) {
    relation(model, frontMatter, false);
  }

  private void relation(String relation, Fields entry, boolean source) {
    claims(relation, entry);
    KEYS.forEach(
        key -> list(value(entry, key)).forEach(item -> one(relation, Optional.empty(), item)));
    Optional<YamlValue> columns = value(entry, "columns");
    if (columns.isPresent() && columns.get() instanceof Fields map) {
      map.fields()
          .forEach(f -> column(relation, f.key().text(), f.key().span(), f.value(), source));
    }
    for (YamlValue item : list(columns)) {
      if (item instanceof Fields map) {
        named(map).ifPresent(name -> column(relation, name, map.span(), map, source));
      }
    }
  }

  private void claims(String relation, Fields entry) {
    Optional<YamlValue> key = value(entry, "unique_key");
    List<YamlValue> items =
        key.map(k -> k instanceof Items i ? i.items() : List.of(k)).orElse(List.of());
    List<String> columns = new ArrayList<>();
    for (YamlValue item : items) {
      if (item instanceof Scalar scalar && !scalar.text().isEmpty()) {
        columns.add(ColumnNames.folded(scalar.text()));
      }
    }
    if (key.isPresent() && !columns.isEmpty()) {
      claims.add(TestMaker.uniqueKey(relation, columns, key.get().span()));
    }
  }

  private void column(
      String relation, String written, Span place, YamlValue value, boolean source) {
    if (!(value instanceof Fields map) || written.isEmpty()) {
      return;
    }
    String column = ColumnNames.folded(written);
    Optional<YamlValue> nullable = value(map, "nullable");
    if (source && nullable.isPresent() && nullable.get().described().equals("false")) {
      claims.add(TestMaker.neverNull(relation, column, place));
    }
    KEYS.forEach(
        key -> list(value(map, key)).forEach(item -> one(relation, Optional.of(column), item)));
  }

  private void one(String relation, Optional<String> column, YamlValue item) {
    TestMaker maker = new TestMaker(relation, column, findings);
    maker.make(item).ifPresent(tests::add);
  }

  private static Optional<String> named(Fields entry) {
    return value(entry, "name")
        .filter(v -> v instanceof Scalar s && !s.text().isEmpty())
        .map(v -> ((Scalar) v).text());
  }

  private static List<Fields> entries(Fields file, String key) {
    return list(value(file, key)).stream()
        .filter(Fields.class::isInstance)
        .map(Fields.class::cast)
        .toList();
  }

  private static List<YamlValue> list(Optional<YamlValue> value) {
    return value.isPresent() && value.get() instanceof Items list ? list.items() : List.of();
  }

  private static Optional<YamlValue> value(Fields map, String key) {
    return map.fields().stream()
        .filter(field -> field.key().text().equals(key))
        .map(Field::value)
        .findFirst();
  }
}
