package dev.accrete.compiler.load;

import static dev.accrete.compiler.load.Loading.messages;
import static org.assertj.core.api.Assertions.assertThat;

import dev.accrete.compiler.diagnostic.Checked;
import dev.accrete.compiler.load.ModelFile.ColumnDocument;
import dev.accrete.compiler.source.SourceFile;
import dev.accrete.compiler.source.Span;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ProjectLoaderTest {
  private static final String SELECT = "SELECT 1 AS a";

  @Test
  void reportsAMissingProjectFile() {
    assertThat(messages(Loading.files(ProjectFiles.of(Map.of()))))
        .containsExactly("E001 no accrete.yml in the project");
  }

  @Test
  void ordersModelsByPathAndMacrosToo() {
    Checked<Project> loaded =
        Loading.project(
            "models/z.sql",
            SELECT,
            "models/a/y.sql",
            SELECT,
            "macros/b.ftl",
            "",
            "macros/a.ftl",
            "",
            "README.md",
            "x");
    assertThat(loaded.value().models()).extracting(ModelFile::name).containsExactly("y", "z");
    assertThat(loaded.value().macros())
        .extracting(SourceFile::path)
        .containsExactly("macros/a.ftl", "macros/b.ftl");
    assertThat(loaded.value().complete()).isTrue();
  }

  @Test
  void reportsTwoModelsOfOneName() {
    Checked<Project> loaded = Loading.project("models/a/m.sql", SELECT, "models/b/m.sql", SELECT);
    assertThat(messages(loaded)).containsExactly("E007 models/b/m.sql:1:1 two models are named m");
    assertThat(loaded.diagnostics().get(0).notes().get(0).message())
        .isEqualTo("the other one is models/a/m.sql");
  }

  @Test
  void reportsModelsThatWriteOneTable() {
    assertThat(messages(Loading.project("models/M.sql", SELECT, "models/m.sql", SELECT)))
        .containsExactly("E012 models/m.sql:1:1 the model M and the model m are one table, m");
  }

  @Test
  void reportsAModelNamedAsASource() {
    String sources = "sources:\n  - {name: m, changes: static, columns: {x: int}}\n";
    assertThat(messages(Loading.project("models/s.yml", sources, "models/m.sql", SELECT)))
        .containsExactly("E007 models/m.sql:1:1 two relations are named m");
  }

  @Test
  void reportsTestsNamedAsAModelOrASource() {
    String declared =
        """
        sources:
          - {name: raw.s, changes: static, columns: {x: int}}
        models:
          - name: m
            tests: [{unique: {column_name: x, name: m}}]
            columns: {x: {tests: [not_null, unique]}}
        unit_tests:
          - {name: m, model: m, given: [{input: raw.s, rows: []}], expect: {rows: []}}
          - {name: raw.s, model: m, given: [{input: raw.s, rows: []}], expect: {rows: []}}
        """;
    Checked<Project> loaded =
        Loading.project(
            "models/d.yml",
            declared,
            "models/m.sql",
            SELECT,
            "models/unique_m_x.sql",
            SELECT,
            "tests/m.sql",
            SELECT);
    assertThat(messages(loaded))
        .containsExactly(
            "E007 models/d.yml:5:14 two nodes are named m",
            "E007 models/d.yml:8:12 two nodes are named m",
            "E007 models/d.yml:9:12 two nodes are named raw.s",
            "E007 tests/m.sql:1:1 two nodes are named m");
    assertThat(loaded.diagnostics().get(0).notes().get(0).message())
        .isEqualTo("the other one stands here");
    assertThat(loaded.value().dataTests())
        .as("names that nobody has written get a number")
        .extracting(DataTest::name)
        .containsExactly("not_null_m_x", "unique_m_x_2");
  }

  @Test
  void mergesDocumentationFromYaml() {
    String docs =
        "models:\n  - name: m\n    description: Docs.\n    columns:\n      A: {description: Yes.}\n      b: {}\n";
    String model = "---\ncolumns: {a: {type: int}}\n---\n" + SELECT;
    Checked<Project> loaded = Loading.project("models/m.yml", docs, "models/m.sql", model);
    assertThat(messages(loaded)).isEmpty();
    assertThat(loaded.value().models().get(0).configuration().description()).isEqualTo("Docs.");
    Span place = loaded.value().models().get(0).beginning();
    assertThat(loaded.value().models().get(0).configuration().columns())
        .usingRecursiveFieldByFieldElementComparatorIgnoringFields("place")
        .containsExactly(
            new ColumnDocument("a", "int", "Yes.", List.of(), place),
            new ColumnDocument("b", null, "", List.of(), place));
  }

  @Test
  void reportsDocumentationOfNoModel() {
    assertThat(
            messages(
                Loading.project(
                    "models/m.yml", "models:\n  - name: sesions\n", "models/sessions.sql", SELECT)))
        .containsExactly(
            "E004 models/m.yml:2:11 name must be a model of the project, not sesions; did you mean sessions?");
  }

  @Test
  void reportsDocumentationThatStandsTwice() {
    assertThat(
            messages(
                Loading.project(
                    "models/m.yml", "models: [{name: m}, {name: m}]\n", "models/m.sql", SELECT)))
        .containsExactly("E007 models/m.yml:1:28 two model entries are named m");
  }

  @Test
  void reportsCharactersThatNoFileMayHold() {
    Map<String, String> bad =
        Map.of(
            "U+0000",
            "SELECT '\0'",
            "U+000E",
            "SELECT '\u000E'",
            "U+000F",
            "SELECT '\u000F'",
            "U+D800",
            "SELECT '\uD800'",
            "U+DC00",
            "\uDC00",
            "U+FDD0",
            "\uFDD0",
            "U+FFFE",
            "\uFFFE");
    bad.forEach(
        (name, text) -> {
          Checked<Project> loaded = Loading.model(text);
          assertThat(messages(loaded))
              .as(name)
              .hasSize(1)
              .first()
              .asString()
              .startsWith("E010 models/m.sql:1:")
              .contains("the character " + name + " cannot be used");
          assertThat(loaded.value().models()).extracting(ModelFile::body).containsExactly("");
        });
  }

  @Test
  void acceptsCharactersOutsideTheBasicPlane() {
    assertThat(messages(Loading.model("SELECT '😀' AS a"))).isEmpty();
  }

  @Test
  void knowsThatBrokenDeclarationsMayNameMore() {
    assertThat(Loading.project("models/s.yml", "sources: [\n").value().complete()).isFalse();
    assertThat(Loading.project("models/s.yml", "\0").value().complete()).isFalse();
    assertThat(Loading.project("macros/s.ftl", "\0").value().complete()).isFalse();
  }

  @Test
  void saysNothingMoreOfAValueWhoseTemplateFailed() {
    ValueTemplates failing = (template, place, variables, findings) -> Optional.empty();
    String settings = "name: ${x}\nschema: s\nvalidate: ${x}\n";
    Map<String, String> files =
        Map.of("accrete.yml", settings, "models/m.sql", "---\ntags: ['${x}']\n---\n" + SELECT);
    assertThat(messages(new ProjectLoader(failing).load(ProjectFiles.of(files)))).isEmpty();
  }

  @Test
  void readsWordsInTurkey() {
    Locale before = Locale.getDefault();
    try {
      Locale.setDefault(new Locale("tr", "TR"));
      String model =
          "---\nmaterialized: view\nincremental: required\nunique_key: ID\n---\n" + SELECT;
      Checked<Project> loaded = Loading.model(model);
      assertThat(messages(loaded)).isEmpty();
      assertThat(loaded.value().models().get(0).configuration().uniqueKey()).containsExactly("id");
    } finally {
      Locale.setDefault(before);
    }
  }

  @Test
  void ordersFindingsByFileAndPlace() {
    Checked<Project> loaded =
        Loading.project(
            "models/b.sql",
            "",
            "models/a.sql",
            "---\nx: 1\ny: 1\n---\n" + SELECT,
            "accrete.yml",
            "x: 1\n");
    assertThat(messages(loaded)).map(m -> m.split(" ")[1]).isSorted().hasSize(6);
  }
}
