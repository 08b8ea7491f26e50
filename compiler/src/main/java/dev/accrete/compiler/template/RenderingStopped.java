package dev.accrete.compiler.template;

/**
 * Ends a rendering whose reason is reported already. No template can catch it, as {@code
 * [#attempt]} catches errors of its own.
 */
final class RenderingStopped extends RuntimeException {
  private static final long serialVersionUID = 1L;

  RenderingStopped() {
    super("the rendering was stopped", null, false, false);
  }
}
