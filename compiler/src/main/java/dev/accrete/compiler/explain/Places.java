package dev.accrete.compiler.explain;

import dev.accrete.compiler.source.Origin;
import dev.accrete.compiler.source.Span;

/** Shows a place in a file: where it is, the line, and a caret under the text that is meant. */
final class Places {
  private Places() {}

  /** The place as an indented code block, with the macros that it came through. */
  static String of(Origin origin) {
    StringBuilder text = new StringBuilder("```\n").append(at(origin.span()));
    for (Span macro : origin.through()) {
      text.append("in text that came from ").append(macro.location()).append('\n');
    }
    return text.append("```").toString();
  }

  private static String at(Span span) {
    String line = span.file().lineText(span.start());
    int column = Math.min(span.column() - 1, line.length());
    int width = Math.max(1, Math.min(span.end() - span.start(), line.length() - column));
    String before = line.substring(0, column).replaceAll("[^\t]", " ");
    return span.location() + "\n" + line + "\n" + before + "^".repeat(width) + "\n";
  }
}
