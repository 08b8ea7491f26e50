package dev.accrete.compiler.template;

import freemarker.template.TemplateModelException;

/** Ends a function of ours whose misuse is among the findings already. */
final class Reported extends TemplateModelException {
  private static final long serialVersionUID = 1L;

  Reported() {
    super("reported already");
  }

  /** Whether a failure has its finding already. */
  static boolean isCauseOf(Throwable problem) {
    for (Throwable cause = problem; cause != null; cause = cause.getCause()) {
      if (cause instanceof Reported) {
        return true;
      }
    }
    return false;
  }
}
