package dev.accrete.compiler.diagnostic;

import dev.accrete.compiler.source.Span;
import java.util.regex.Pattern;

/**
 * The line that a span begins in, and carets below it, ready for a terminal.
 *
 * <p>Tabs become spaces, characters that steer a terminal become visible, wide characters count two
 * columns, and of a long line only the part around the caret is shown.
 *
 * @param line the line as shown
 * @param carets spaces up to the place, then a caret for each column of the span
 */
record SourceExcerpt(String line, String carets) {
  private static final int WINDOW = 120;
  private static final int BEFORE_CARET = 60;
  private static final String CUT = "…";
  private static final Pattern SECRET =
      Pattern.compile(
          "password|passwd|secret|token|credential|key|jdbc:|://", Pattern.CASE_INSENSITIVE);

  static SourceExcerpt of(Span span) {
    String text = span.file().lineText(span.start());
    int start = Math.min(span.column() - 1, text.length());
    int end = Math.min(Math.max(start + span.end() - span.start(), start), text.length());
    String before = Printable.line(text.substring(0, start));
    String marked = Printable.line(text.substring(start, end));
    String after = Printable.line(text.substring(end));
    return mayHoldSecret(span, text)
        ? windowed(hidden(before), hidden(marked), "")
        : windowed(before, marked, after);
  }

  /** A line of accrete.yml that names a connection may hold a password; it is shown as stars. */
  private static boolean mayHoldSecret(Span span, String line) {
    return span.file().path().endsWith("accrete.yml") && SECRET.matcher(line).find();
  }

  private static String hidden(String text) {
    return text.replaceAll("\\S", "*");
  }

  private static SourceExcerpt windowed(String before, String marked, String after) {
    String head = before;
    if (Printable.width(before) + Printable.width(marked) + Printable.width(after) > WINDOW
        && Printable.width(before) > BEFORE_CARET) {
      head = CUT + Printable.lastColumns(before, BEFORE_CARET);
    }
    int left = Math.max(WINDOW - Printable.width(head), 1);
    String body = Printable.firstColumns(marked, left);
    String tail =
        body.length() < marked.length()
            ? CUT
            : Printable.firstColumns(after, left - Printable.width(body));
    if (body.length() == marked.length() && tail.length() < after.length()) {
      tail += CUT;
    }
    String carets =
        " ".repeat(Printable.width(head)) + "^".repeat(Math.max(Printable.width(body), 1));
    return new SourceExcerpt((head + body + tail).stripTrailing(), carets);
  }

  /** Both lines, each with spaces before it and a line feed behind it. */
  String indented(String indent) {
    return (indent + line).stripTrailing() + "\n" + indent + carets + "\n";
  }
}
