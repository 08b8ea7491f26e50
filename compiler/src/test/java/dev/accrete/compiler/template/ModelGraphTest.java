package dev.accrete.compiler.template;

import static org.assertj.core.api.Assertions.assertThat;

import dev.accrete.compiler.diagnostic.Checked;
import dev.accrete.compiler.diagnostic.Diagnostic.Note;
import dev.accrete.compiler.diagnostic.DiagnosticPrinter;
import dev.accrete.compiler.load.ModelFile;
import dev.accrete.compiler.load.Project;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class ModelGraphTest {
  /** A graph of models, each written as its name, a colon and what it reads. */
  private static Checked<ModelGraph> graph(String... models) {
    List<String> files = new ArrayList<>();
    for (String model : models) {
      String[] parts = model.split(":", -1);
      files.add("models/" + parts[0] + ".sql");
      StringBuilder sql = new StringBuilder("SELECT 1 FROM x");
      for (String read : parts[1].trim().split(" ")) {
        sql.append(read.isEmpty() ? "" : ",\n${ref('" + read + "')}");
      }
      files.add(sql.toString());
    }
    Project project = Rendering.project(files.toArray(String[]::new));
    TemplateRenderer renderer = TemplateRenderer.of(project, Rendering.SETTINGS).value();
    List<RenderedModel> rendered = new ArrayList<>();
    project.models().forEach(model -> renderer.render(model).value().ifPresent(rendered::add));
    Collections.reverse(rendered);
    return ModelGraph.order(project, rendered);
  }

  private static List<String> order(Checked<ModelGraph> graph) {
    return graph.value().models().stream().map(RenderedModel::model).map(ModelFile::name).toList();
  }

  @Test
  void putsParentsFirstAndTiesByName() {
    Checked<ModelGraph> graph = graph("a: z", "b:", "c: a b", "z: atomic.events", "d:");
    assertThat(order(graph)).containsExactly("b", "d", "z", "a", "c");
    assertThat(graph.diagnostics()).isEmpty();
  }

  @Test
  void knowsParentsAndChildren() {
    ModelGraph graph = graph("a:", "b: a atomic.events", "c: a b b").value();
    assertThat(graph.parents().get("c")).containsExactly("a", "b");
    assertThat(graph.parents().get("a")).isEmpty();
    assertThat(graph.children().get("a")).containsExactly("b", "c");
  }

  @Test
  void showsTheWholeCircle() {
    Checked<ModelGraph> graph = graph("a: b", "b: c", "c: a", "d: c", "e:");
    assertThat(graph.diagnostics()).hasSize(1);
    assertThat(DiagnosticPrinter.sentence(graph.diagnostics().get(0)))
        .isEqualTo("E110 models/a.sql:2:1 the models read each other in a circle: a → b → c → a");
    assertThat(graph.diagnostics().get(0).notes())
        .extracting(Note::message)
        .containsExactly("b reads c here", "c reads a here");
    assertThat(order(graph)).containsExactly("e");
    assertThat(graph.value().blocked()).containsExactly("a", "b", "c", "d");
  }

  @Test
  void showsAModelThatReadsItself() {
    Checked<ModelGraph> graph = graph("a: a", "b: a");
    assertThat(graph.diagnostics().get(0).message()).endsWith(": a → a");
    assertThat(graph.value().blocked()).containsExactly("a", "b");
  }

  @Test
  void showsEachOfTwoCircles() {
    assertThat(graph("a: b", "b: a", "c: d", "d: c b").diagnostics()).hasSize(2);
  }

  @Test
  void saysNothingOfTheReadersOfABrokenModel() {
    Checked<ModelGraph> graph = graph("a: nowhere", "b: a", "c: b", "d:");
    assertThat(graph.diagnostics()).isEmpty();
    assertThat(graph.value().blocked()).containsExactly("b", "c");
    assertThat(order(graph)).containsExactly("d");
  }

  @Test
  void ordersALongChainWithoutDeepRecursion() {
    String[] chain = new String[3000];
    for (int i = 0; i < chain.length; i++) {
      chain[i] = "m" + i + ":" + (i == 0 ? "" : " m" + (i - 1));
    }
    assertThat(order(graph(chain))).hasSize(3000).startsWith("m0", "m1", "m2");
  }
}
