package dev.accrete.runtime.unittest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.accrete.compiler.CompileOptions;
import dev.accrete.compiler.CompiledModel;
import dev.accrete.compiler.CompiledProject;
import dev.accrete.compiler.Compiler;
import dev.accrete.compiler.load.ProjectFiles;
import dev.accrete.compiler.load.UnitTest;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class ScratchProjectTest {
  private static final String GIVEN =
      "    expect: {rows: []}\n    given:\n      - {input: raw.orders, rows: []}\n";

  private static CompiledProject project(String units, String... models) {
    Map<String, String> files = new TreeMap<>();
    files.put(
        "accrete.yml",
        "name: shop\nschema: derived\ndialect: duckdb\ntarget: dev\nvars: {from: shown}\ntargets:\n"
            + "  dev: {engine: duckdb, path: dev.duckdb}\n");
    files.put(
        "models/sources.yml",
        """
        sources:
          - name: raw.orders
            loaded_at: loaded
            unique_key: [shop, id]
            columns:
              amount: integer
              id: {type: integer, nullable: false}
              shop: {type: integer, nullable: false}
          - {name: raw.other, changes: static, columns: {x: integer}}
        """);
    files.put("models/units.yml", "unit_tests:\n" + units);
    for (int i = 0; i < models.length; i += 2) {
      files.put("models/" + models[i] + ".sql", models[i + 1]);
    }
    CompiledProject project =
        Compiler.compile(ProjectFiles.of(files), CompileOptions.DEFAULT).value().orElseThrow();
    assertThat(project.hasErrors()).isFalse();
    return project;
  }

  private static CompiledProject scratch(CompiledProject project) throws UnitTestException {
    UnitTest test = project.project().unitTests().get(0);
    return new ScratchProject(project, test, CompileOptions.DEFAULT).compile();
  }

  private static List<String> models(CompiledProject project) {
    return project.models().stream().map(CompiledModel::name).toList();
  }

  private static String view(String select) {
    return "---\nmaterialized: view\n---\n" + select + "\n";
  }

  /** Otherwise the increments that a test plays are not those of the model. */
  @Test
  void aModelIsPlayedByTheKeyThatItHasInItsProject() throws UnitTestException {
    CompiledProject project =
        project(
            "  - name: t\n    model: m\n" + GIVEN,
            "m",
            "SELECT amount, id, shop, COUNT(*) AS n FROM ${ref('raw.orders')} GROUP BY 1, 2, 3\n");
    CompiledModel.Result real = project.model("m").orElseThrow().result().orElseThrow();
    CompiledModel.Result played = scratch(project).model("m").orElseThrow().result().orElseThrow();
    assertThat(real.certificate().keyColumns()).as("shop, id").containsExactly(2, 1);
    assertThat(played.certificate().keyColumns()).containsExactly(2, 1);
  }

  @Test
  void onlyTheViewsComeAlongThatTheModelReads() throws UnitTestException {
    CompiledProject project =
        project(
            "  - name: t\n    model: m\n" + GIVEN,
            "a_stranger",
            view("SELECT x FROM ${ref('raw.other')}"),
            "b",
            view("SELECT id FROM ${ref('c')}"),
            "c",
            view("SELECT id FROM ${ref('raw.orders')}"),
            "m",
            "SELECT id FROM ${ref('b')}\n");
    assertThat(models(scratch(project))).containsExactlyInAnyOrder("b", "c", "m");
  }

  @Test
  void whatIsMissingIsToldOfTheModelAndNotOfAStranger() {
    CompiledProject project =
        project(
            "  - name: t\n    model: m\n    expect: {rows: []}\n    given: []\n",
            "a_stranger",
            view("SELECT x FROM ${ref('raw.other')}"),
            "m",
            "SELECT id FROM ${ref('raw.orders')}\n");
    assertThatThrownBy(() -> scratch(project))
        .hasMessageContaining("raw.orders")
        .hasMessageNotContaining("raw.other'");
  }

  @Test
  void aVariableOfTheTestMayChooseAnotherView() throws UnitTestException {
    CompiledProject project =
        project(
            "  - name: t\n    model: m\n    overrides: {vars: {from: hidden}}\n" + GIVEN,
            "hidden",
            view("SELECT amount AS id FROM ${ref('raw.orders')}"),
            "shown",
            view("SELECT id FROM ${ref('raw.orders')}"),
            "m",
            "SELECT id FROM ${ref(var('from'))}\n");
    CompiledModel.Result played = scratch(project).model("m").orElseThrow().result().orElseThrow();
    assertThat(played.columns().get(0).lineage()).containsExactly("raw.orders.amount");
  }
}
