package dev.accrete.compiler.render;

import dev.accrete.compiler.parse.ParsedText;
import dev.accrete.compiler.template.Reference;
import java.util.function.Function;

/**
 * Puts SQL in the place of the references of a text, and leaves every other character as the author
 * wrote it.
 */
final class ReferenceText {
  private final ParsedText parsed;

  ReferenceText(ParsedText parsed) {
    this.parsed = parsed;
  }

  /** The text with each reference replaced. */
  String replace(Function<Reference, String> replacement) {
    String text = parsed.rendered().text();
    StringBuilder out = new StringBuilder();
    int at = 0;
    for (Reference reference : parsed.rendered().references()) {
      out.append(text, at, reference.start());
      String indentation = indentation(text, reference.start());
      out.append(replacement.apply(reference).replace("\n", "\n" + indentation));
      at = reference.end();
    }
    return out.append(text, at, text.length()).toString().strip();
  }

  /** The blanks that the line of an offset begins with. */
  private static String indentation(String text, int offset) {
    int start = text.lastIndexOf('\n', offset - 1) + 1;
    int end = start;
    while (end < offset && (text.charAt(end) == ' ' || text.charAt(end) == '\t')) {
      end++;
    }
    return text.substring(start, end);
  }
}
