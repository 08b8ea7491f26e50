package dev.accrete.compiler.template;

import java.time.Duration;

/**
 * How much one template may take.
 *
 * @param time of rendering one variant of one model
 * @param output characters
 * @param depth elements within elements, macro calls included
 */
record Limits(Duration time, int output, int depth) {
  static final Limits DEFAULT = new Limits(Duration.ofSeconds(5), 16 * 1024 * 1024, 2_000);

  String timeInWords() {
    return time.toMillis() / 1000.0 + " seconds of rendering";
  }

  String outputInWords() {
    return output >= 1024 * 1024
        ? output / (1024 * 1024) + " MB of output"
        : output + " characters of output";
  }

  String depthInWords() {
    return depth + " levels of nesting";
  }
}
