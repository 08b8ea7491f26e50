package dev.accrete.compiler.template;

import dev.accrete.compiler.diagnostic.Code;
import dev.accrete.compiler.diagnostic.Diagnostic;
import dev.accrete.compiler.diagnostic.Findings;
import dev.accrete.compiler.load.Characters;
import dev.accrete.compiler.source.Origin;
import dev.accrete.compiler.template.RenderedText.Piece;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;

/** Puts plain quoted names in the place of marks, and moves the places of all pieces along. */
final class ReferenceResolver {
  private final RawText raw;
  private final List<Call> calls;
  private final StringBuilder text;
  private final List<Reference> references = new ArrayList<>();
  private final NavigableMap<Integer, Piece> pieces = new TreeMap<>();

  private ReferenceResolver(RawText raw, List<Call> calls) {
    this.raw = raw;
    this.calls = calls;
    this.text = new StringBuilder(raw.text().length() + 64);
  }

  /**
   * The text with its references; absent where a mark was cut apart, or a character came in that
   * SQL cannot hold.
   */
  static Optional<RenderedText> resolve(
      RawText raw, List<Call> calls, Origin start, Findings findings) {
    ReferenceResolver resolver = new ReferenceResolver(raw, calls);
    resolver.replaceMarks();
    if (resolver.pieces.isEmpty()) {
      resolver.pieces.put(0, new Piece(start, false));
    }
    RenderedText rendered =
        new RenderedText(resolver.text.toString(), resolver.references, resolver.pieces);
    Optional<Characters.Found> bad = Characters.forbidden(rendered.text());
    bad.ifPresent(found -> findings.add(complaint(found, rendered)));
    return bad.isPresent() ? Optional.empty() : Optional.of(rendered);
  }

  private static Diagnostic complaint(Characters.Found found, RenderedText rendered) {
    Origin origin = rendered.origin(found.offset(), found.offset() + 1);
    char c = rendered.text().charAt(found.offset());
    return c == Marks.OPEN || c == Marks.CLOSE
        ? Diagnostic.at(Code.TEMPLATE_FAILED, origin, "the result of ref() or this was cut apart")
        : Diagnostic.at(Code.UNSUPPORTED_CHARACTER, origin, found.name());
  }

  private void replaceMarks() {
    Matcher mark = Marks.MARK.matcher(raw.text());
    int done = 0;
    while (mark.find()) {
      int number = Integer.parseInt(mark.group(1));
      if (number < calls.size()) {
        copy(done, mark.start());
        reference(calls.get(number), mark.start());
        done = mark.end();
      }
    }
    copy(done, raw.text().length());
  }

  /** Copies a stretch without marks; its pieces keep their distance. */
  private void copy(int from, int to) {
    int shift = text.length() - from;
    for (Map.Entry<Integer, Piece> piece : raw.pieces().subMap(from, true, to, false).entrySet()) {
      pieces.put(piece.getKey() + shift, piece.getValue());
    }
    Map.Entry<Integer, Piece> running = raw.pieces().floorEntry(from);
    if (from < to && running != null && running.getKey() < from) {
      pieces.put(text.length(), new Piece(running.getValue().origin(), false));
    }
    text.append(raw.text(), from, to);
  }

  private void reference(Call call, int markStart) {
    int start = text.length();
    Piece around = raw.pieces().floorEntry(markStart).getValue();
    pieces.put(start, new Piece(around.origin(), false));
    text.append(call.quoted());
    references.add(
        new Reference(references.size(), call.name(), start, text.length(), call.origin()));
  }
}
