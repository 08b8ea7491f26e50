package dev.accrete.runtime.report;

import dev.accrete.compiler.CompiledProject;
import dev.accrete.compiler.CompiledTest;
import dev.accrete.compiler.dialect.RelationName;
import dev.accrete.compiler.dialect.TestSql;
import dev.accrete.compiler.load.DataTest;
import dev.accrete.compiler.load.SourceDeclaration;
import dev.accrete.compiler.load.UnitTest;
import dev.accrete.compiler.plan.TargetRelations;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Makes what the manifest has of tests: data tests, which are nodes, and unit tests. */
final class TestShapes {
  private static final String MODELS = "models/";
  private static final String TESTS = "tests/";

  private final CompiledProject compiled;
  private final String project;
  private final Map<String, String> ids = new LinkedHashMap<>();
  private final Map<String, SourceDeclaration> sources = new LinkedHashMap<>();

  TestShapes(CompiledProject compiled) {
    this.compiled = compiled;
    this.project = compiled.project().settings().name();
    compiled.models().forEach(m -> ids.put(m.name(), Identity.model(project, m.name())));
    for (SourceDeclaration source : compiled.project().sources()) {
      ids.put(source.name(), Identity.source(project, source));
      sources.put(source.name(), source);
    }
  }

  Manifest.TestNode test(CompiledTest compiledTest) {
    DataTest test = compiledTest.test();
    boolean written = test.kind().equals(DataTest.SQL);
    String path = test.place().file().path();
    String below = Identity.pathBelow(written ? TESTS : MODELS, path);
    Optional<RelationName> kept =
        test.storeFailures()
            ? Optional.of(
                TestSql.table(
                    new TargetRelations(compiled.project(), compiled.target()).schema(),
                    test.name()))
            : Optional.empty();
    return new Manifest.TestNode(
        Identity.test(project, test.name()),
        "test",
        test.name(),
        kept.map(RelationName::table).orElse(null),
        null,
        kept.map(RelationName::schema).orElse(null),
        kept.map(NodeShapes::quoted).orElse(null),
        project,
        below,
        path,
        fqn(below, test.name()),
        test.settings().description(),
        List.of(),
        config(test.settings()),
        new Manifest.DependsOn(known(compiledTest.parents())),
        written ? null : metadata(test),
        test.column().orElse(null),
        test.on().map(ids::get).orElse(null),
        compiledTest.select().isPresent() ? "ok" : "error");
  }

  private static Manifest.TestConfig config(DataTest.Settings settings) {
    DataTest.Outcome outcome = settings.outcome();
    return new Manifest.TestConfig(
        outcome.severity().name().toLowerCase(Locale.ROOT),
        outcome.errorIf().text(),
        outcome.warnIf().text(),
        settings.where().orElse(null),
        settings.storeFailures());
  }

  private static Manifest.TestMetadata metadata(DataTest test) {
    Map<String, Object> arguments = new LinkedHashMap<>();
    test.column().ifPresent(column -> arguments.put("column_name", column));
    arguments.putAll(test.arguments());
    return new Manifest.TestMetadata(test.kind(), arguments);
  }

  Manifest.UnitTestNode unitTest(UnitTest test) {
    String path = test.place().file().path();
    String below = Identity.pathBelow(MODELS, path);
    UnitTest.Batch first = test.batches().get(0);
    boolean later = first.expect().isPresent();
    return new Manifest.UnitTestNode(
        Identity.unitTest(project, test.model(), test.name()),
        "unit_test",
        test.name(),
        test.model(),
        project,
        below,
        path,
        fqn(below, test.name()),
        test.description(),
        new Manifest.DependsOn(known(List.of(test.model()))),
        new Manifest.Overrides(test.variables()),
        later ? List.of() : given(first),
        test.batches().stream().skip(later ? 0 : 1).map(this::batch).toList(),
        fixture(test.expect()));
  }

  private Manifest.BatchShape batch(UnitTest.Batch batch) {
    return new Manifest.BatchShape(
        given(batch), batch.expect().map(TestShapes::fixture).orElse(null));
  }

  private List<Manifest.GivenShape> given(UnitTest.Batch batch) {
    List<Manifest.GivenShape> shapes = new ArrayList<>();
    for (UnitTest.Given given : batch.given()) {
      Manifest.FixtureShape rows = fixture(given.rows());
      shapes.add(
          new Manifest.GivenShape(
              reference(given.input()), rows.format(), rows.rows(), given.replace()));
    }
    return List.copyOf(shapes);
  }

  private static Manifest.FixtureShape fixture(UnitTest.Fixture fixture) {
    if (fixture.query().isPresent()) {
      return new Manifest.FixtureShape("sql", fixture.query().get());
    }
    List<Map<String, @Nullable String>> rows = new ArrayList<>();
    for (List<UnitTest.Value> values : fixture.rows()) {
      Map<String, @Nullable String> row = new LinkedHashMap<>();
      for (int i = 0; i < values.size(); i++) {
        row.put(fixture.columns().get(i), values.get(i).text());
      }
      rows.add(row);
    }
    return new Manifest.FixtureShape("dict", rows);
  }

  /** As dbt has it in a unit test. */
  private String reference(String name) {
    SourceDeclaration source = sources.get(name);
    return source == null || source.seed().isPresent() || source.schema() == null
        ? "ref('" + name + "')"
        : "source('" + source.schema() + "', '" + source.table() + "')";
  }

  /** Something that is not there is reported elsewhere. */
  private List<String> known(List<String> names) {
    return names.stream().filter(ids::containsKey).map(ids::get).distinct().toList();
  }

  private List<String> fqn(String below, String name) {
    List<String> parts = new ArrayList<>(List.of(project));
    parts.addAll(Arrays.asList(below.split("/", -1)));
    parts.set(parts.size() - 1, name);
    return List.copyOf(parts);
  }
}
