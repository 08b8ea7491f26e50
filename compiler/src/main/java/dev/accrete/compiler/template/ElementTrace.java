package dev.accrete.compiler.template;

import dev.accrete.compiler.diagnostic.Code;
import dev.accrete.compiler.diagnostic.Diagnostic;
import dev.accrete.compiler.diagnostic.Findings;
import dev.accrete.compiler.source.Origin;
import dev.accrete.compiler.source.Span;
import freemarker.core.Environment;
import freemarker.core.Macro;
import freemarker.core.TemplateProcessingTracer;
import freemarker.core.TextBlock;
import freemarker.template.Template;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * Knows at every moment which element of which template is being rendered, and so where each
 * written text comes from.
 */
@SuppressWarnings("deprecation") // FreeMarker's own types
final class ElementTrace implements TemplateProcessingTracer {
  private final Template main;
  private final TemplatePlaces mainPlaces;
  private final Map<String, TemplatePlaces> macroPlaces;
  private final Limits limits;
  private final Findings findings;
  private TracedElement[] stack = new TracedElement[32];
  // Volatile, so that the thread that watches the time may ask for the place.
  private volatile int depth;
  private int lastDepth;

  ElementTrace(
      Template main,
      TemplatePlaces mainPlaces,
      Map<String, TemplatePlaces> macroPlaces,
      Limits limits,
      Findings findings) {
    this.main = main;
    this.mainPlaces = mainPlaces;
    this.macroPlaces = macroPlaces;
    this.limits = limits;
    this.findings = findings;
  }

  @Override
  public void enterElement(Environment environment, TracedElement element) {
    if (Thread.currentThread().isInterrupted()) {
      throw new RenderingStopped();
    }
    int level = depth;
    if (level == limits.depth()) {
      findings.add(Diagnostic.at(Code.TEMPLATE_LIMIT, origin(), limits.depthInWords()));
      throw new RenderingStopped();
    }
    if (level == stack.length) {
      stack = Arrays.copyOf(stack, level * 2);
    }
    stack[level] = element;
    depth = level + 1;
    lastDepth = level + 1;
  }

  @Override
  public void exitElement(Environment environment, TracedElement element) {
    // A frame that was refused is left too, so a level is left only by the element that entered it.
    int level = depth;
    if (level > 0 && stack[level - 1] == element) {
      depth = level - 1;
    }
  }

  /**
   * Whether the model itself is being rendered; before that, the macros are read, and what stands
   * around them is no output.
   */
  boolean inMain() {
    for (int i = depth - 1; i >= 0; i--) {
      if (stack[i].getTemplate() == main) {
        return true;
      }
    }
    return false;
  }

  /** Whether the text that is being written is the template's own. */
  boolean inText() {
    return depth > 0 && stack[depth - 1] instanceof TextBlock;
  }

  /**
   * Where the element that is being rendered stands: in the model, and in the macros that it came
   * through.
   */
  Origin origin() {
    return originAt(depth - 1);
  }

  /**
   * Where the element stands that was entered last: after an Error has unwound the stack, the best
   * place to show.
   */
  Origin lastOrigin() {
    return originAt(lastDepth - 1);
  }

  private Origin originAt(int top) {
    if (top < 0) {
      return new Origin(mainPlaces.start(), List.of());
    }
    int own = top;
    while (own >= 0 && stack[own].getTemplate() != main) {
      own--;
    }
    if (own == top || own < 0) {
      return new Origin(span(stack[top]), List.of());
    }
    List<Span> through = new ArrayList<>();
    for (int i = own + 1; i < top; i++) {
      if (stack[i + 1] instanceof Macro) {
        through.add(span(stack[i]));
      }
    }
    through.add(span(stack[top]));
    return new Origin(span(stack[own]), through);
  }

  private Span span(TracedElement element) {
    return places(element.getTemplate().getName())
        .span(
            element.getBeginLine(),
            element.getBeginColumn(),
            element.getEndLine(),
            element.getEndColumn());
  }

  /** The places of a template that takes part in the rendering. */
  TemplatePlaces places(String templateName) {
    return macroPlaces.getOrDefault(templateName, mainPlaces);
  }
}
