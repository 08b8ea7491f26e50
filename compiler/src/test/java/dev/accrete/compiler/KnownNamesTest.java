package dev.accrete.compiler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.accrete.compiler.cache.ModelCache;
import dev.accrete.compiler.diagnostic.Checked;
import dev.accrete.compiler.load.ModelFile;
import dev.accrete.compiler.load.Project;
import dev.accrete.compiler.load.ProjectFiles;
import dev.accrete.compiler.template.RenderSettings;
import dev.accrete.compiler.template.RenderedModel;
import dev.accrete.compiler.template.TemplateRenderer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class KnownNamesTest {
  private static final String PLAIN = "SELECT a FROM ${ref('raw.t')}\n";

  private final ModelCache cache = new Kept();
  private int rendered;

  @Test
  void theTemplateOfAModelThatIsKnownIsFilledInWhenItsTextIsAskedFor() {
    assertThat(get(PLAIN).value().orElseThrow().named()).containsExactly("raw.t");
    assertThat(rendered).isOne();

    RenderedModel known = get(PLAIN).value().orElseThrow();
    assertThat(known.named()).containsExactly("raw.t");
    assertThat(known.components()).isEmpty();
    assertThat(rendered).isOne();

    assertThat(known.full().text()).isEqualTo("SELECT a FROM \"raw\".\"t\"\n");
    assertThat(known.incremental()).isEmpty();
    assertThat(rendered).isEqualTo(2);
  }

  @Test
  void whatMayNameOtherThingsIsRenderedEachTime() {
    List<String> texts =
        List.of(
            "SELECT a, 1 AS b FROM ${ref('raw.t')}\n", // another text
            "---\nmaterialized: view\n---\n" + PLAIN,
            "---\nmaterialized: view\n---\n" + PLAIN,
            "SELECT * FROM ${components('raw.t', 'a', 'b')}\n",
            "SELECT * FROM ${components('raw.t', 'a', 'b')}\n",
            "SELECT a FROM ${ref('raw.u')}\n", // which there is not
            "SELECT a FROM ${ref('raw.u')}\n");
    get(PLAIN);
    texts.forEach(this::get);
    assertThat(rendered).isEqualTo(1 + texts.size());
  }

  @Test
  void aTextThatIsNotToBeHadAnyMoreEndsTheCompilationThatCountedOnIt() {
    get(PLAIN);
    KnownNames names = new KnownNames(cache, "project");
    ModelFile model = project(PLAIN).models().get(0);
    RenderedModel known =
        names.get(model, () -> new Checked<>(Optional.empty(), List.of())).value().orElseThrow();
    assertThatThrownBy(known::full).isInstanceOf(KnownNames.LostTextException.class);
  }

  private Checked<Optional<RenderedModel>> get(String text) {
    Project project = project(text);
    RenderSettings settings = new RenderSettings(Map.of(), "dev", "derived", Map.of(), "now()");
    TemplateRenderer renderer = TemplateRenderer.of(project, settings).value();
    KnownNames names = new KnownNames(cache, "project");
    Checked<Optional<RenderedModel>> model =
        names.get(
            project.models().get(0),
            () -> {
              rendered++;
              return renderer.render(project.models().get(0));
            });
    names.keep();
    return model;
  }

  private static Project project(String text) {
    return Compiler.declarations(
            ProjectFiles.of(
                Map.of(
                    "accrete.yml",
                    "name: p\nschema: derived\ntarget: dev\ntargets:\n  dev: {engine: duckdb, path: d}\n",
                    "models/sources.yml",
                    "sources:\n  - name: raw.t\n    changes: static\n    columns: {a: integer, b: integer}\n",
                    "models/m.sql",
                    text)),
            CompileOptions.DEFAULT)
        .value();
  }

  private static final class Kept implements ModelCache {
    private final Map<String, byte[]> entries = new HashMap<>();

    @Override
    public String program() {
      return "this build";
    }

    @Override
    public Optional<byte[]> read(String key) {
      return Optional.ofNullable(entries.get(key));
    }

    @Override
    public void keep(String key, byte[] entry) {
      entries.put(key, entry);
    }
  }
}
