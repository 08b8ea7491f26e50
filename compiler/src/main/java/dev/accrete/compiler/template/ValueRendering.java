package dev.accrete.compiler.template;

import dev.accrete.compiler.diagnostic.Checked;
import dev.accrete.compiler.diagnostic.Code;
import dev.accrete.compiler.diagnostic.Diagnostic;
import dev.accrete.compiler.diagnostic.Findings;
import dev.accrete.compiler.source.Origin;
import dev.accrete.compiler.source.Span;
import freemarker.core.ParseException;
import freemarker.template.SimpleScalar;
import freemarker.template.Template;
import freemarker.template.TemplateHashModel;
import freemarker.template.TemplateMethodModelEx;
import freemarker.template.TemplateModel;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Evaluates templates that are values in YAML: they know {@code var} and {@code env}, and have one
 * place.
 */
final class ValueRendering {
  private static final String NAME = "value";

  private final TemplateLanguage language = new TemplateLanguage(List.of());
  private final TimeLimit time;
  private final Limits limits;

  ValueRendering(Limits limits) {
    this.limits = limits;
    this.time = new TimeLimit(limits.time());
  }

  /**
   * What a value's template may look at.
   *
   * @param anyName whether {@code env} gives variables of any name
   */
  record World(Map<String, Object> variables, Map<String, String> environment, boolean anyName) {}

  /** The text of a value; absent where its template failed, which is among the findings. */
  Optional<String> evaluate(String text, Span place, World world, Findings findings) {
    if (!text.contains("${")) {
      return Optional.of(text);
    }
    Findings late = new Findings();
    Runnable timeout =
        () -> late.add(Diagnostic.of(Code.TEMPLATE_LIMIT, place, limits.timeInWords()));
    Checked<Optional<String>> result =
        time.call(() -> evaluateHere(text, place, world), timeout)
            .orElseGet(() -> late.with(Optional.empty()));
    findings.addAll(result.diagnostics());
    return result.value();
  }

  private Checked<Optional<String>> evaluateHere(String text, Span place, World world) {
    Findings findings = new Findings();
    TemplatePlaces places = TemplatePlaces.fixed(place);
    Optional<String> value = Optional.empty();
    try {
      Template template = language.parse(NAME, text);
      ForbiddenWords.check(template, text, places, findings);
      if (!findings.hasErrors()) {
        value = run(template, places, world, findings);
      }
    } catch (ParseException e) {
      TemplateErrors.ofValues().report(e, places, findings);
    } catch (IOException e) {
      throw new IllegalStateException("a template in memory cannot be read", e);
    } catch (StackOverflowError e) {
      findings.add(Diagnostic.of(Code.TEMPLATE_LIMIT, place, "nesting depth"));
    }
    return findings.with(value);
  }

  private Optional<String> run(
      Template template, TemplatePlaces places, World world, Findings findings) {
    ElementTrace trace = new ElementTrace(template, places, Map.of(), limits, findings);
    Origin origin = new Origin(places.start(), List.of());
    Variables variables =
        new Variables(
            world.variables(),
            world.environment(),
            world.anyName(),
            language.wrapper(),
            () -> origin,
            findings);
    Optional<RawText> raw =
        new TemplateRun(template, trace, limits, findings)
            .run(functions(variables), TemplateErrors.ofValues());
    return raw.flatMap(text -> ReferenceResolver.resolve(text, List.of(), origin, findings))
        .map(RenderedText::text);
  }

  private static TemplateHashModel functions(Variables variables) {
    TemplateMethodModelEx variable = variables::variable;
    TemplateMethodModelEx environment =
        arguments -> new SimpleScalar(variables.environment(arguments));
    Map<String, TemplateModel> models =
        Map.of(FunctionName.VAR.written(), variable, FunctionName.ENV.written(), environment);
    return new TemplateHashModel() {
      @Override
      public @Nullable TemplateModel get(String key) {
        return models.get(key);
      }

      @Override
      public boolean isEmpty() {
        return false;
      }
    };
  }
}
