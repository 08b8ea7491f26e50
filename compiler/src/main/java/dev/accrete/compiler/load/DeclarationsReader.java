package dev.accrete.compiler.load;

import dev.accrete.compiler.diagnostic.Code;
import dev.accrete.compiler.diagnostic.Diagnostic;
import dev.accrete.compiler.diagnostic.Findings;
import dev.accrete.compiler.load.ModelFile.ColumnDocument;
import dev.accrete.compiler.load.YamlValue.Fields;
import dev.accrete.compiler.load.YamlValue.Items;
import dev.accrete.compiler.source.SourceFile;
import dev.accrete.compiler.source.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Reads the YAML files below models/ and seeds/: declarations of sources and seeds, and
 * documentation of models.
 */
final class DeclarationsReader {
  private final EvaluatedValues values;
  private final Findings findings;
  private final List<SourceDeclaration> sources = new ArrayList<>();
  private final List<ModelDocument> documents = new ArrayList<>();
  private final List<SeedDocument> seeds = new ArrayList<>();
  private final List<UnitTest> unitTests = new ArrayList<>();
  private final UnitTestReader units;
  private final TestsReader tests;
  private boolean complete = true;

  DeclarationsReader(EvaluatedValues values, TestsReader tests, UnitTestReader units) {
    this.units = units;
    this.values = values;
    this.tests = tests;
    this.findings = values.findings();
  }

  /**
   * What a YAML file says of a model.
   *
   * @param place the place of the name
   */
  record ModelDocument(
      String model, String description, List<ColumnDocument> columns, Span place) {}

  List<SourceDeclaration> sources() {
    return List.copyOf(sources);
  }

  List<ModelDocument> documents() {
    return List.copyOf(documents);
  }

  List<SeedDocument> seeds() {
    return List.copyOf(seeds);
  }

  List<UnitTest> unitTests() {
    return List.copyOf(unitTests);
  }

  /** Whether every file that was read is YAML of the right shape. */
  boolean complete() {
    return complete;
  }

  void read(SourceFile file) {
    int before = findings.count();
    Optional<YamlValue> yaml = YamlReader.read(file, 0, file.text().length(), findings);
    if (yaml.isPresent() && yaml.get() instanceof Fields map) {
      Fields evaluated = values.of(map, Set.of());
      Section section = new Section(file.path(), map.span(), evaluated, findings);
      entries(section, "sources")
          .forEach(entry -> SourceReader.read(entry).ifPresent(sources::add));
      entries(section, "models").forEach(this::document);
      entries(section, "seeds").forEach(entry -> seeds.add(SeedDocument.read(entry)));
      entries(section, "unit_tests").forEach(e -> units.read(e).ifPresent(unitTests::add));
      section.finish();
      tests.ofDeclarations(evaluated);
    } else {
      complete = complete && yaml.isEmpty() && findings.count() == before;
      yaml.ifPresent(
          other ->
              findings.add(
                  Diagnostic.of(
                      Code.WRONG_VALUE, other.span(), file.path(), "a map", other.described())));
    }
  }

  private List<Section> entries(Section section, String key) {
    Optional<YamlValue> value = section.value(key);
    if (value.isEmpty()) {
      return List.of();
    }
    if (!(value.get() instanceof Items list)) {
      complete = false;
      section.wrong(key, "a list", value.get());
      return List.of();
    }
    List<Section> entries = new ArrayList<>();
    for (YamlValue item : list.items()) {
      if (item instanceof Fields map) {
        entries.add(new Section("an entry of " + key, pointAt(map.span()), map, findings));
      } else {
        section.wrong("an entry of " + key, "a map with a name", item);
      }
    }
    return entries;
  }

  private static Span pointAt(Span span) {
    return new Span(span.file(), span.start(), span.start());
  }

  private void document(Section entry) {
    String name = entry.required("name", "");
    Span place = entry.value("name").map(YamlValue::span).orElse(entry.place());
    Section section = entry.renamed("the entry of the model " + name);
    String description = section.prose("description");
    List<ColumnDocument> columns = new ColumnsReader(section, name).documents();
    ColumnsReader.tests(section);
    section.finish();
    if (!name.isEmpty()) {
      documents.add(new ModelDocument(name, description, columns, place));
    }
  }
}
