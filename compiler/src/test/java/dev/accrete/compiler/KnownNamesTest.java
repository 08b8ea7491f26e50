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
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class KnownNamesTest {
  private static final String PLAIN = "SELECT a FROM ${ref('raw.t')}\n";

  private final Kept cache = new Kept();
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

  /** An entry that lies: it knows the names of a text that cannot be rendered. */
  @Test
  void aProjectIsCompiledWithoutTheCacheThen() {
    String other = "SELECT a FROM ${ref('raw.u')}\n";
    Checked<Optional<CompiledProject>> fresh =
        Compiler.compile(files(other), CompileOptions.DEFAULT);
    assertThat(fresh.hasErrors()).isTrue();
    Compiler.compile(files(PLAIN), CompileOptions.DEFAULT, cache);
    cache.replace(
        KnownNames.text(project(PLAIN).models().get(0)),
        KnownNames.text(project(other).models().get(0)));

    Checked<Optional<CompiledProject>> kept =
        Compiler.compile(files(other), CompileOptions.DEFAULT, cache);
    assertThat(cache.replaced).isOne();
    assertThat(kept.diagnostics()).isEqualTo(fresh.diagnostics());
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
    return Compiler.declarations(files(text), CompileOptions.DEFAULT).value();
  }

  private static ProjectFiles files(String text) {
    return ProjectFiles.of(
        Map.of(
            "accrete.yml",
            "name: p\nschema: derived\ntarget: dev\ntargets:\n  dev: {engine: duckdb, path: d}\n",
            "models/sources.yml",
            "sources:\n  - name: raw.t\n    changes: static\n    columns: {a: integer, b: integer}\n",
            "models/m.sql",
            text));
  }

  private static final class Kept implements ModelCache {
    private final Map<String, byte[]> entries = new HashMap<>();
    private int replaced;

    /** Writes another text of the same length into all entries. */
    void replace(String text, String other) {
      entries.replaceAll(
          (key, entry) -> {
            String before = new String(entry, StandardCharsets.ISO_8859_1);
            String after = before.replace(text, other);
            replaced += after.equals(before) ? 0 : 1;
            return after.getBytes(StandardCharsets.ISO_8859_1);
          });
    }

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
