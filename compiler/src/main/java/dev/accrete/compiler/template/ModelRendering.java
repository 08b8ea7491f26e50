package dev.accrete.compiler.template;

import dev.accrete.compiler.diagnostic.Checked;
import dev.accrete.compiler.diagnostic.Code;
import dev.accrete.compiler.diagnostic.Diagnostic;
import dev.accrete.compiler.diagnostic.Findings;
import dev.accrete.compiler.load.ModelFile;
import dev.accrete.compiler.source.Origin;
import dev.accrete.compiler.template.ModelScope.Variant;
import freemarker.core.ParseException;
import freemarker.template.Template;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Renders one model: parses its template, then runs it once for each variant, under the limits. */
final class ModelRendering {
  private final TemplateRenderer renderer;
  private final ModelFile model;
  private final boolean hook;
  private final TemplatePlaces wholePlaces;
  private TemplatePlaces places;
  private ComponentCalls components;
  // What the thread that watches the time may look at, when the rendering does not end.
  private volatile @Nullable ElementTrace running;

  /** With whether the text is a hook, where {@code this} is the table that it stands around. */
  ModelRendering(TemplateRenderer renderer, ModelFile model, boolean hook) {
    this.renderer = renderer;
    this.hook = hook;
    this.model = model;
    this.wholePlaces = TemplatePlaces.of(model.file(), model.bodyStart(), model.bodyEnd());
    this.places = wholePlaces;
    this.components = new ComponentCalls(model.name(), renderer.relations());
  }

  /** The text of one variant, and whether the other one has a text of its own. */
  private record VariantText(
      Optional<RenderedText> text, boolean hasIncrementalText, boolean handWritten) {}

  /** On a thread that can be left behind, where the template might not come to an end. */
  Checked<Optional<RenderedModel>> render() {
    Optional<CondensedTemplate> condensed =
        CondensedTemplate.of(model.file(), model.bodyStart(), model.bodyEnd());
    if (condensed.map(CondensedTemplate::isPlain).orElse(false)) {
      return renderHere(condensed);
    }
    Findings late = new Findings();
    Optional<Checked<Optional<RenderedModel>>> rendered =
        renderer.time().call(() -> renderHere(condensed), () -> late.add(timeout()));
    return rendered.orElseGet(() -> late.with(Optional.empty()));
  }

  private Diagnostic timeout() {
    ElementTrace trace = running;
    Origin origin = trace == null ? new Origin(wholePlaces.start(), List.of()) : trace.origin();
    return Diagnostic.at(Code.TEMPLATE_LIMIT, origin, renderer.limits().timeInWords());
  }

  /**
   * Renders the condensed template if there is one; the whole one where that gives anything but a
   * text.
   */
  private Checked<Optional<RenderedModel>> renderHere(Optional<CondensedTemplate> condensed) {
    if (condensed.isPresent()) {
      Checked<Optional<RenderedModel>> rendered =
          rendered(condensed.get().text(), condensed.get().places(wholePlaces));
      if (rendered.value().isPresent() && rendered.diagnostics().isEmpty()) {
        return rendered;
      }
    }
    return rendered(model.body(), wholePlaces);
  }

  private Checked<Optional<RenderedModel>> rendered(String body, TemplatePlaces bodyPlaces) {
    places = bodyPlaces;
    components = new ComponentCalls(model.name(), renderer.relations());
    Findings findings = new Findings();
    Optional<RenderedModel> rendered =
        parse(body, findings).flatMap(template -> variants(template, findings));
    return findings.with(findings.hasErrors() ? Optional.empty() : rendered);
  }

  private Optional<Template> parse(String body, Findings findings) {
    try {
      Template template = renderer.language().parse(model.file().path(), body);
      ForbiddenWords.check(template, body, places, findings);
      template.setAutoIncludes(renderer.macros().neededBy(body));
      return findings.hasErrors() ? Optional.empty() : Optional.of(template);
    } catch (ParseException e) {
      renderer.errors().report(e, places, findings);
    } catch (IOException e) {
      throw new IllegalStateException("a template in memory cannot be read", e);
    } catch (StackOverflowError e) {
      findings.add(Diagnostic.of(Code.TEMPLATE_LIMIT, places.start(), "nesting depth"));
    }
    return Optional.empty();
  }

  private Optional<RenderedModel> variants(Template template, Findings findings) {
    VariantText full = variant(template, Variant.FULL, findings);
    VariantText incremental =
        full.hasIncrementalText()
            ? variant(template, Variant.INCREMENTAL, findings)
            : new VariantText(Optional.empty(), false, false);
    boolean complete =
        full.text().isPresent() && incremental.text().isPresent() == full.hasIncrementalText();
    return complete
        ? Optional.of(
            new RenderedModel(
                model,
                new RenderedModel.Texts(full.text().get(), incremental.text(), full.handWritten()),
                components.all()))
        : Optional.empty();
  }

  private VariantText variant(Template template, Variant variant, Findings findings) {
    ElementTrace trace =
        new ElementTrace(template, places, renderer.macroPlaces(), renderer.limits(), findings);
    running = trace;
    ModelScope scope = new ModelScope(model, variant, trace, findings, components, hook);
    Variables variables =
        new Variables(
            renderer.variables(),
            renderer.settings().environment(),
            false,
            renderer.language().wrapper(),
            trace::origin,
            findings);
    ModelFunctions functions =
        new ModelFunctions(scope, renderer.relations(), variables, renderer.settings());
    Optional<RawText> raw =
        new TemplateRun(template, trace, renderer.limits(), findings)
            .run(functions, renderer.errors());
    Origin start = new Origin(places.start(), List.of());
    Optional<RenderedText> text =
        raw.flatMap(written -> ReferenceResolver.resolve(written, scope.calls(), start, findings));
    return new VariantText(
        scope.failed() ? Optional.empty() : text,
        scope.hasIncrementalText(),
        scope.isHandWritten());
  }
}
