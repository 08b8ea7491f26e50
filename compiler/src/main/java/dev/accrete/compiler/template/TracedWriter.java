package dev.accrete.compiler.template;

import dev.accrete.compiler.diagnostic.Code;
import dev.accrete.compiler.diagnostic.Diagnostic;
import dev.accrete.compiler.diagnostic.Findings;
import dev.accrete.compiler.source.Origin;
import dev.accrete.compiler.source.Span;
import dev.accrete.compiler.template.RenderedText.Piece;
import java.io.Writer;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;

/** Takes what a template writes, and notes for each piece where it was written. */
final class TracedWriter extends Writer {
  private final ElementTrace trace;
  private final Limits limits;
  private final Findings findings;
  private final StringBuilder text = new StringBuilder();
  private final NavigableMap<Integer, Piece> pieces = new TreeMap<>();

  TracedWriter(ElementTrace trace, Limits limits, Findings findings) {
    this.trace = trace;
    this.limits = limits;
    this.findings = findings;
  }

  @Override
  public void write(char[] characters, int offset, int length) {
    write(new String(characters, offset, length));
  }

  @Override
  public void write(String written, int offset, int length) {
    write(written.substring(offset, offset + length));
  }

  @Override
  public void write(String written) {
    if (written.isEmpty() || !trace.inMain()) {
      return;
    }
    Origin origin = trace.origin();
    if (written.equals(CondensedTemplate.SQL) && trace.inText()) {
      Span sql = origin.span();
      write(sql.file().text().substring(sql.start(), sql.end()), origin);
    } else {
      write(written, origin);
    }
  }

  private void write(String written, Origin origin) {
    if (text.length() + written.length() > limits.output()) {
      findings.add(Diagnostic.at(Code.TEMPLATE_LIMIT, origin, limits.outputInWords()));
      throw new RenderingStopped();
    }
    pieces.put(text.length(), new Piece(origin, trace.inText() && isOwnText(origin, written)));
    text.append(written);
  }

  /** Directives such as {@code [#t]} trim a template's text: then its offsets do not count. */
  private static boolean isOwnText(Origin origin, String written) {
    List<Span> through = origin.through();
    Span span = through.isEmpty() ? origin.span() : through.get(through.size() - 1);
    return span.file().text().startsWith(written, span.start());
  }

  RawText written() {
    return new RawText(text.toString(), pieces);
  }

  @Override
  public void flush() {}

  @Override
  public void close() {}
}
