package dev.accrete.compiler.template;

import dev.accrete.compiler.diagnostic.Checked;
import dev.accrete.compiler.diagnostic.Findings;
import dev.accrete.compiler.load.ModelFile;
import dev.accrete.compiler.load.Project;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Step 2: from a model's template to the text of its variants, every piece of which knows its
 * place.
 *
 * <p>Models may be rendered by several threads at once.
 */
public final class TemplateRenderer {
  private final TemplateLanguage language;
  private final Macros macros;
  private final RelationNames relations;
  private final Map<String, Object> variables;
  private final RenderSettings settings;
  private final TemplateErrors errors;
  private final Map<String, TemplatePlaces> macroPlaces;
  private final Limits limits;
  private final TimeLimit time;

  private TemplateRenderer(
      Project project,
      RenderSettings settings,
      TemplateLanguage language,
      Macros macros,
      Limits limits) {
    this.language = language;
    this.macros = macros;
    this.settings = settings;
    this.limits = limits;
    this.relations = RelationNames.of(project);
    Map<String, Object> all = new LinkedHashMap<>(project.settings().variables());
    all.putAll(settings.variables());
    this.variables = Collections.unmodifiableMap(all);
    List<String> names = new ArrayList<>(FunctionName.names());
    names.addAll(macros.names());
    this.errors =
        new TemplateErrors(names, variables.keySet(), macros.lostNames(), project.complete());
    this.macroPlaces = macros.places();
    this.time = new TimeLimit(limits.time());
  }

  /**
   * A renderer for all models of a project.
   *
   * @param project the project as it was loaded
   * @param settings what templates see of the world around it
   * @return the renderer, and what is wrong with the files of macros
   */
  public static Checked<TemplateRenderer> of(Project project, RenderSettings settings) {
    return of(project, settings, Limits.DEFAULT);
  }

  static Checked<TemplateRenderer> of(Project project, RenderSettings settings, Limits limits) {
    Findings findings = new Findings();
    TemplateLanguage language = new TemplateLanguage(project.macros());
    Macros macros = new MacroReader(findings).read(project.macros(), language);
    return findings.with(new TemplateRenderer(project, settings, language, macros, limits));
  }

  /**
   * Both variants of a model; absent where one failed, which is then among the diagnostics, or
   * where the model's file gave no usable text, which the load step has reported.
   */
  public Checked<Optional<RenderedModel>> render(ModelFile model) {
    if (model.bodyStart() == model.bodyEnd()) {
      return new Checked<>(Optional.empty(), List.of());
    }
    return new ModelRendering(this, model, false).render();
  }

  /** The text of a hook, where {@code this} is the table that it stands around. */
  public Checked<Optional<RenderedText>> renderHook(ModelFile hook) {
    Checked<Optional<RenderedModel>> rendered = new ModelRendering(this, hook, true).render();
    return new Checked<>(rendered.value().map(RenderedModel::full), rendered.diagnostics());
  }

  TemplateLanguage language() {
    return language;
  }

  Macros macros() {
    return macros;
  }

  RelationNames relations() {
    return relations;
  }

  Map<String, Object> variables() {
    return variables;
  }

  RenderSettings settings() {
    return settings;
  }

  TemplateErrors errors() {
    return errors;
  }

  Map<String, TemplatePlaces> macroPlaces() {
    return macroPlaces;
  }

  Limits limits() {
    return limits;
  }

  TimeLimit time() {
    return time;
  }
}
