package dev.accrete.compiler.template;

import static org.assertj.core.api.Assertions.assertThat;

import dev.accrete.compiler.diagnostic.Checked;
import dev.accrete.compiler.diagnostic.Diagnostic;
import dev.accrete.compiler.diagnostic.DiagnosticPrinter;
import dev.accrete.compiler.load.Project;
import dev.accrete.compiler.load.ProjectFiles;
import dev.accrete.compiler.load.ProjectLoader;
import dev.accrete.compiler.source.Span;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Renders projects given as texts, for tests. */
final class Rendering {
  static final RenderSettings SETTINGS =
      new RenderSettings(
          Map.of(),
          "dev",
          "derived",
          Map.of("ACCRETE_MODE", "fast", "SECRET", "s3cret"),
          "TIMESTAMP '2026-01-01 00:00:00'");
  private static final String PROJECT =
      """
      name: web
      schema: derived
      vars: {site: shop, days: 1234567, words: [bot, crawl], flag: true}
      """;
  private static final String SOURCES =
      """
      sources:
        - {name: atomic.events, changes: static, columns: {a: int}}
        - {name: 'a"b.c"d', changes: static, columns: {a: int}}
      """;
  private static final Limits LIMITS = new Limits(Duration.ofSeconds(20), 100_000, 500);

  private Rendering() {}

  /** What rendering the model {@code m} of a project gave, and all that was said of the project. */
  record Result(Optional<RenderedModel> model, List<Diagnostic> diagnostics) {
    RenderedText full() {
      assertThat(messages()).isEmpty();
      return model.orElseThrow().full();
    }

    String text() {
      return full().text();
    }

    RenderedText incremental() {
      assertThat(messages()).isEmpty();
      return model.orElseThrow().incremental().orElseThrow();
    }

    List<String> messages() {
      return diagnostics.stream().map(DiagnosticPrinter::sentence).toList();
    }

    String message() {
      assertThat(messages()).hasSize(1);
      return messages().get(0);
    }
  }

  static Project project(String... pathsAndTexts) {
    Map<String, String> texts =
        new TreeMap<>(Map.of("accrete.yml", PROJECT, "models/s.yml", SOURCES));
    for (int i = 0; i < pathsAndTexts.length; i += 2) {
      texts.put(pathsAndTexts[i], pathsAndTexts[i + 1]);
    }
    Checked<Project> loaded =
        new ProjectLoader(new YamlTemplates(Map.of(), Map.of())).load(ProjectFiles.of(texts));
    return loaded.value();
  }

  /** The model {@code m} of this text. */
  static Result model(String text) {
    return files("models/m.sql", text);
  }

  /** The model {@code m} among files given as pairs of path and text. */
  static Result files(String... pathsAndTexts) {
    return rendered(project(pathsAndTexts), SETTINGS);
  }

  static Result rendered(Project project, RenderSettings settings) {
    return rendered(project, settings, LIMITS);
  }

  static Result rendered(Project project, RenderSettings settings, Limits limits) {
    Checked<TemplateRenderer> renderer = TemplateRenderer.of(project, settings, limits);
    List<Diagnostic> all = new ArrayList<>(renderer.diagnostics());
    Checked<Optional<RenderedModel>> rendered =
        renderer
            .value()
            .render(
                project.models().stream()
                    .filter(m -> m.name().equals("m"))
                    .findFirst()
                    .orElseThrow());
    all.addAll(rendered.diagnostics());
    return new Result(rendered.value(), all);
  }

  static String text(Span span) {
    return span.file().text().substring(span.start(), span.end());
  }
}
