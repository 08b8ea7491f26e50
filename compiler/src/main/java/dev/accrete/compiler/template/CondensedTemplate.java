package dev.accrete.compiler.template;

import dev.accrete.compiler.source.SourceFile;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A template without directives, in which each stretch of plain SQL is one mark: FreeMarker reads
 * only the interpolations.
 *
 * <p>FreeMarker's tokenizer takes most of the time of rendering, and most of what it reads is SQL
 * that it hands on as it is. Here it hands on the mark, and the writer puts the SQL in its place.
 * Whatever looks unusual is not condensed, and whatever goes wrong is done again without
 * condensing, so that messages and places are those of the whole template.
 */
final class CondensedTemplate {
  /** Stands for a stretch of plain SQL; a noncharacter, as the marks of references are. */
  static final String SQL = "\uFDD2";

  private static final String ARGUMENT = "(?:'[^'\\\\$#{]*'|\"[^\"\\\\$#{]*\"|[0-9.]{1,20})";

  /** One of our functions or values with constants for arguments, such as {@code ref('t')}. */
  private static final Pattern PLAIN =
      Pattern.compile(
          "\\$\\{ ?(?:%1$s)(?:\\.[a-z_]+)?(?:\\( ?(?:%2$s(?:, ?%2$s)*)? ?\\))? ?\\}"
              .formatted(String.join("|", FunctionName.names()), ARGUMENT));

  private static final Pattern TAG = Pattern.compile("\\[/?[#@]");
  private static final String OPEN = "${";

  private final SourceFile file;
  private final int end;
  private final StringBuilder text = new StringBuilder();
  private final List<Chunk> chunks = new ArrayList<>();

  /**
   * A stretch of the file.
   *
   * @param at its offset in the condensed text
   * @param start its offset in the file
   * @param end the offset behind it in the file
   * @param sql whether one mark stands for it
   */
  record Chunk(int at, int start, int end, boolean sql) {}

  private CondensedTemplate(SourceFile file, int end) {
    this.file = file;
    this.end = end;
  }

  /**
   * The condensed template of a stretch of a file; absent where it holds anything but SQL and plain
   * interpolations.
   */
  static Optional<CondensedTemplate> of(SourceFile file, int start, int end) {
    CondensedTemplate template = new CondensedTemplate(file, end);
    boolean tags = TAG.matcher(file.text()).region(start, end).find();
    return !tags && template.condense(start) ? Optional.of(template) : Optional.empty();
  }

  String text() {
    return text.toString();
  }

  /** Whether it does nothing that could take long: it asks for our own values, each once. */
  boolean isPlain() {
    return chunks.stream()
        .filter(chunk -> !chunk.sql())
        .allMatch(chunk -> PLAIN.matcher(file.text()).region(chunk.start(), chunk.end()).matches());
  }

  TemplatePlaces places(TemplatePlaces whole) {
    return new TemplatePlaces.Condensed(file, whole.start(), chunks);
  }

  private boolean condense(int start) {
    int from = start;
    while (from < end) {
      int open = file.text().indexOf(OPEN, from);
      int sqlEnd = open < 0 || open >= end ? end : open;
      if (sqlEnd > from) {
        chunks.add(new Chunk(text.length(), from, sqlEnd, true));
        text.append(SQL);
      }
      if (sqlEnd == end) {
        return true;
      }
      int close = close(open + OPEN.length());
      if (close < 0) {
        return false;
      }
      chunks.add(new Chunk(text.length(), open, close, false));
      text.append(file.text(), open, close);
      from = close;
    }
    return true;
  }

  /**
   * The offset behind the brace that closes an interpolation, or -1 where that takes more than
   * quotes and braces to find.
   */
  private int close(int from) {
    int depth = 1;
    char quote = 0;
    for (int i = from; i < end; i++) {
      char c = file.text().charAt(i);
      if (c == '\\' || c == '\n' || c == '\r' || c == '-' && file.text().startsWith("--", i)) {
        return -1;
      }
      if (quote != 0) {
        quote = c == quote ? 0 : quote;
      } else if (c == '"' || c == '\'') {
        quote = c;
      } else if (c == '{') {
        depth++;
      } else if (c == '}' && --depth == 0) {
        return i + 1;
      }
    }
    return -1;
  }
}
