package dev.accrete.compiler.load;

import dev.accrete.compiler.diagnostic.Code;
import dev.accrete.compiler.diagnostic.Diagnostic;
import dev.accrete.compiler.diagnostic.Findings;
import dev.accrete.compiler.diagnostic.Nearest;
import dev.accrete.compiler.load.UnitTest.Batch;
import dev.accrete.compiler.load.UnitTest.Fixture;
import dev.accrete.compiler.load.UnitTest.Given;
import dev.accrete.compiler.load.YamlValue.Fields;
import dev.accrete.compiler.load.YamlValue.Items;
import dev.accrete.compiler.source.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads one entry of {@code unit_tests}. */
final class UnitTestReader {
  private final FixtureReader fixtures;

  UnitTestReader(FixtureReader fixtures) {
    this.fixtures = fixtures;
  }

  /** The test; absent where it cannot be used, which is reported. */
  Optional<UnitTest> read(Section entry) {
    int before = entry.findings().count();
    String name = entry.required("name", "");
    Span place = entry.value("name").map(YamlValue::span).orElse(entry.place());
    Section section = entry.renamed("the unit test " + name);
    String model = section.required("model", "");
    String description = section.prose("description");
    Map<String, Object> variables = variables(section);
    section
        .section("config", "the config of the unit test " + name)
        .ifPresent(
            config -> {
              config.value("tags");
              config.value("meta");
              config.finish();
            });
    List<Batch> batches = batches(section, name);
    Optional<Fixture> expect =
        section.section("expect", "expect of " + name).flatMap(fixtures::finished);
    if (section.keyPlace("expect").isEmpty() && !section.isMisspelt("expect")) {
      section.missing("expect");
    }
    section.finish();
    boolean usable = section.findings().count() == before && expect.isPresent();
    return usable
        ? Optional.of(
            new UnitTest(
                name,
                model,
                description,
                batches,
                section.keyPlace("batches").isEmpty(),
                expect.get(),
                variables,
                place))
        : Optional.empty();
  }

  private static Map<String, Object> variables(Section section) {
    Optional<Section> overrides = section.section("overrides", "overrides");
    Map<String, Object> variables = Map.of();
    if (overrides.isPresent()) {
      Optional<YamlValue> written = overrides.get().value("vars");
      if (written.isPresent() && written.get() instanceof Fields map) {
        variables = FreeValues.map(map);
      } else {
        written.ifPresent(other -> overrides.get().wrong("vars", "a map", other));
      }
      overrides.get().finish();
    }
    return variables;
  }

  /** The rows that are there first are a batch of their own. */
  private List<Batch> batches(Section section, String name) {
    List<Batch> batches = new ArrayList<>();
    boolean more = section.keyPlace("batches").isPresent();
    if (section.keyPlace("given").isPresent() || !more) {
      batches.add(new Batch(given(section, name), Optional.empty()));
    }
    for (Section batch : maps(section, "batches", "a batch of " + name)) {
      List<Given> given = given(batch, name);
      Optional<Fixture> expect =
          batch.section("expect", "expect of a batch of " + name).flatMap(fixtures::finished);
      batch.finish();
      batches.add(new Batch(given, expect));
    }
    return batches;
  }

  private List<Given> given(Section section, String name) {
    List<Given> given = new ArrayList<>();
    if (section.keyPlace("given").isEmpty() && !section.isMisspelt("given")) {
      section.missing("given");
    }
    for (Section one : maps(section, "given", "an input of " + name)) {
      Optional<YamlValue> written = one.value("input");
      String text = one.required("input", "");
      Optional<String> input = GenericTest.reference(text);
      boolean replace = one.flag("replace").orElse(false);
      Optional<Fixture> rows = fixtures.finished(one);
      if (input.isEmpty() && written.isPresent()) {
        one.wrong("input", "ref('model') or source('schema', 'table')", written.get());
      } else if (rows.isPresent() && written.isPresent()) {
        given.add(new Given(input.get(), rows.get(), replace, written.get().span()));
      }
    }
    return given;
  }

  private static List<Section> maps(Section section, String key, String subject) {
    Optional<YamlValue> value = section.value(key);
    if (value.isEmpty()) {
      return List.of();
    }
    if (!(value.get() instanceof Items list)) {
      section.wrong(key, "a list", value.get());
      return List.of();
    }
    List<Section> maps = new ArrayList<>();
    for (YamlValue item : list.items()) {
      if (item instanceof Fields map) {
        Span start = new Span(map.span().file(), map.span().start(), map.span().start());
        maps.add(new Section(subject, start, map, section.findings()));
      } else {
        section.wrong(subject, "a map", item);
      }
    }
    return maps;
  }

  /** Reports what a test names that is not there. */
  static void check(UnitTest test, Set<String> models, Set<String> relations, Findings findings) {
    if (!models.contains(test.model())) {
      Diagnostic unknown =
          Diagnostic.of(
              Code.WRONG_VALUE,
              test.place(),
              "model of the unit test " + test.name(),
              "a model of the project",
              test.model());
      String hint = Nearest.hint(test.model(), models);
      findings.add(hint == null ? unknown : unknown.withHint(hint));
    }
    for (Batch batch : test.batches()) {
      for (Given given : batch.given()) {
        if (!relations.contains(given.input())) {
          Diagnostic unknown = Diagnostic.of(Code.UNKNOWN_REFERENCE, given.place(), given.input());
          String hint = Nearest.hint(given.input(), relations);
          findings.add(hint == null ? unknown : unknown.withHint(hint));
        }
      }
    }
  }
}
