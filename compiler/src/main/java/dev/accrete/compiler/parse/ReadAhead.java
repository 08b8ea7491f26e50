package dev.accrete.compiler.parse;

import dev.accrete.compiler.diagnostic.Checked;
import dev.accrete.compiler.template.RenderedText;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a thread has read last before its next step, which then need not read the same text again:
 * most texts mean the same in both dialects. It is given out once, because whoever validates a tree
 * changes it.
 */
public final class ReadAhead {
  private final ThreadLocal<SqlTextParser.@Nullable Read> last = new ThreadLocal<>();

  /** As {@link SqlTextParser#parseAnyTables}. */
  public Checked<Optional<ParsedText>> parseAnyTables(RenderedText text) {
    Checked<Optional<SqlTextParser.Read>> read = SqlTextParser.read(text);
    last.set(read.value().orElse(null));
    return SqlTextParser.withAnyTables(read);
  }

  /** What was read of this very text, if it was the last, by whoever asks first; or it is read. */
  Checked<Optional<SqlTextParser.Read>> read(RenderedText text) {
    SqlTextParser.Read read = last.get();
    last.remove();
    return read != null && read.text().rendered() == text
        ? new Checked<>(Optional.of(read), List.of())
        : SqlTextParser.read(text);
  }
}
