package dev.accrete.runtime.verify;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The text of a model with hand-written blocks, and the same text with parts of them taken out.
 * Lines keep their numbers.
 */
final class AuthorBlocks {
  private static final Pattern INCREMENTAL =
      Pattern.compile("\\[@incremental\\](.*?)\\[/@incremental\\]", Pattern.DOTALL);
  private static final Pattern FULL =
      Pattern.compile("\\[@full\\](.*?)\\[/@full\\]", Pattern.DOTALL);

  private final String text;

  AuthorBlocks(String text) {
    this.text = text;
  }

  /** A stretch of the text within one line: {@code start} to before {@code end}. */
  record Segment(int start, int end, int line) {}

  /** What each line has inside an incremental block, lines without anything left out. */
  List<Segment> segments() {
    List<Segment> segments = new ArrayList<>();
    Matcher block = INCREMENTAL.matcher(text);
    while (block.find()) {
      int at = block.start(1);
      while (at < block.end(1)) {
        int newline = text.indexOf('\n', at);
        int end = newline < 0 ? block.end(1) : Math.min(newline, block.end(1));
        if (!text.substring(at, end).isBlank()) {
          segments.add(new Segment(at, end, lineOf(at)));
        }
        at = end + 1;
      }
    }
    return segments;
  }

  private int lineOf(int offset) {
    return 1 + (int) text.substring(0, offset).chars().filter(c -> c == '\n').count();
  }

  /** Without some segments that follow one another. */
  String without(List<Segment> gone) {
    StringBuilder out = new StringBuilder(text);
    for (Segment segment : gone) {
      out.replace(segment.start(), segment.end(), " ".repeat(segment.end() - segment.start()));
    }
    return out.toString();
  }

  /**
   * The model whose incremental variant is its SELECT: each incremental block holds what the full
   * block of the same number holds; nothing, where there are no full blocks.
   *
   * @return nothing where the blocks cannot be paired
   */
  Optional<String> whole() {
    List<String> full = FULL.matcher(text).results().map(m -> m.group(1)).toList();
    if (full.isEmpty()) {
      return Optional.of(without(segments()));
    }
    if (full.size() != INCREMENTAL.matcher(text).results().count()) {
      return Optional.empty();
    }
    int[] next = {0};
    return Optional.of(
        INCREMENTAL
            .matcher(text)
            .replaceAll(
                m ->
                    Matcher.quoteReplacement(
                        "[@incremental]" + full.get(next[0]++) + "[/@incremental]")));
  }
}
