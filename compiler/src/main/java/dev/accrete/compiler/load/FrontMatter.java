package dev.accrete.compiler.load;

import dev.accrete.compiler.diagnostic.Code;
import dev.accrete.compiler.diagnostic.Diagnostic;
import dev.accrete.compiler.diagnostic.Findings;
import dev.accrete.compiler.diagnostic.Nearest;
import dev.accrete.compiler.source.SourceFile;
import dev.accrete.compiler.source.Span;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a model file's front matter stands, and where its SELECT begins.
 *
 * @param yamlStart offset of the YAML
 * @param yamlEnd offset after the YAML; equal to the start where there is none
 * @param bodyStart offset of the SELECT
 */
record FrontMatter(int yamlStart, int yamlEnd, int bodyStart) {
  static final String COMMENT_OPEN = "/*";
  private static final String COMMENT_CLOSE = "*/";
  private static final String FENCE = "---";
  private static final Pattern FENCE_LINE =
      Pattern.compile("^[ \\t]*---[ \\t]*$", Pattern.MULTILINE);
  private static final Pattern KEY =
      Pattern.compile("^[ \\t]*([A-Za-z_]+)[ \\t]*:(?=\\s|$)", Pattern.MULTILINE);

  /** Finds the front matter; absent where it is not closed, which is reported. */
  static Optional<FrontMatter> locate(SourceFile file, Set<String> knownKeys, Findings findings) {
    String text = file.text();
    int start = firstVisible(text, 0, text.length());
    if (isFence(text, start, text.length())) {
      return fenced(file, start, text.length(), 0, findings);
    }
    return text.startsWith(COMMENT_OPEN, start)
        ? inComment(file, start, knownKeys, findings)
        : Optional.of(none());
  }

  private static FrontMatter none() {
    return new FrontMatter(0, 0, 0);
  }

  /**
   * {@code ---} to {@code ---}, before {@code limit}; the body begins behind the second one, or
   * behind the comment.
   */
  private static Optional<FrontMatter> fenced(
      SourceFile file, int start, int limit, int behind, Findings findings) {
    int yamlStart = Math.min(start + FENCE.length(), limit);
    Matcher fence = fences(file.text(), limit).region(yamlStart, limit);
    if (!fence.find()) {
      findings.add(
          Diagnostic.of(Code.FRONT_MATTER_UNCLOSED, new Span(file, start, yamlStart), FENCE));
      return Optional.empty();
    }
    return Optional.of(new FrontMatter(yamlStart, fence.start(), Math.max(fence.end(), behind)));
  }

  private static Matcher fences(String text, int limit) {
    // \r before the line's end would keep $ from matching, so it is looked at as a blank.
    return FENCE_LINE.matcher(text.substring(0, limit).replace('\r', ' '));
  }

  private static Optional<FrontMatter> inComment(
      SourceFile file, int start, Set<String> knownKeys, Findings findings) {
    String text = file.text();
    int close = text.indexOf(COMMENT_CLOSE, start + COMMENT_OPEN.length());
    int end = close < 0 ? text.length() : close;
    int inside = firstVisible(text, start + COMMENT_OPEN.length(), end);
    boolean fenced = isFence(text, inside, end);
    if (!fenced && !hasKnownKey(text.substring(start + COMMENT_OPEN.length(), end), knownKeys)) {
      return Optional.of(none());
    }
    if (close < 0) {
      Span open = new Span(file, start, start + COMMENT_OPEN.length());
      findings.add(Diagnostic.of(Code.FRONT_MATTER_UNCLOSED, open, COMMENT_CLOSE));
      return Optional.empty();
    }
    int bodyStart = close + COMMENT_CLOSE.length();
    return fenced
        ? fenced(file, inside, close, bodyStart, findings)
        : Optional.of(new FrontMatter(start, close, bodyStart));
  }

  /**
   * A comment is front matter where it begins with a key, and that key is near to one of ours or
   * another is one of ours.
   */
  private static boolean hasKnownKey(String comment, Set<String> knownKeys) {
    Matcher key = KEY.matcher(comment);
    if (!key.find() || !comment.substring(0, key.start()).isBlank()) {
      return false;
    }
    boolean ours = Nearest.to(key.group(1), knownKeys).isPresent();
    while (!ours && key.find()) {
      ours = knownKeys.contains(key.group(1));
    }
    return ours;
  }

  private static int firstVisible(String text, int start, int end) {
    int i = start;
    while (i < end && Character.isWhitespace(text.charAt(i))) {
      i++;
    }
    return i;
  }

  private static boolean isFence(String text, int start, int limit) {
    if (!text.startsWith(FENCE, start) || start + FENCE.length() > limit) {
      return false;
    }
    int lineEnd = text.indexOf('\n', start);
    int end = lineEnd < 0 || lineEnd > limit ? limit : lineEnd;
    return text.substring(start + FENCE.length(), end).isBlank();
  }
}
