package dev.accrete.compiler.template;

import dev.accrete.compiler.diagnostic.Code;
import dev.accrete.compiler.diagnostic.Diagnostic;
import dev.accrete.compiler.diagnostic.Findings;
import dev.accrete.compiler.source.Origin;
import freemarker.core.Environment;
import freemarker.template.Template;
import freemarker.template.TemplateException;
import freemarker.template.TemplateHashModel;
import java.io.IOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One rendering of one template: its trace, its output, and what goes wrong on the way. */
final class TemplateRun {
  private final Template template;
  private final ElementTrace trace;
  private final TracedWriter writer;
  private final Findings findings;
  private @Nullable Origin failedAt;

  TemplateRun(Template template, ElementTrace trace, Limits limits, Findings findings) {
    this.template = template;
    this.trace = trace;
    this.writer = new TracedWriter(trace, limits, findings);
    this.findings = findings;
  }

  /** The text; absent where the rendering failed, which is then among the findings. */
  Optional<RawText> run(TemplateHashModel functions, TemplateErrors errors) {
    try {
      Environment environment = template.createProcessingEnvironment(functions, writer);
      environment.setTemplateProcessingTracer(trace);
      environment.setTemplateExceptionHandler((problem, where, out) -> fail(problem));
      environment.process();
      return Optional.of(writer.written());
    } catch (TemplateException e) {
      errors.report(e, failedAt == null ? trace.lastOrigin() : failedAt, trace, findings);
    } catch (RenderingStopped e) {
      return Optional.empty(); // its reason is among the findings
    } catch (IOException e) {
      errors.report(e, trace.lastOrigin(), findings);
    } catch (RuntimeException e) {
      errors.report(e, trace.lastOrigin(), findings);
    } catch (StackOverflowError e) {
      limit("nesting depth");
    } catch (OutOfMemoryError e) {
      limit("memory");
    }
    return Optional.empty();
  }

  /**
   * FreeMarker calls this at the element that fails, before it leaves it: the one moment when the
   * trace is still whole.
   */
  private void fail(TemplateException problem) throws TemplateException {
    failedAt = trace.origin();
    throw problem;
  }

  private void limit(String what) {
    findings.add(Diagnostic.at(Code.TEMPLATE_LIMIT, trace.lastOrigin(), what));
  }
}
