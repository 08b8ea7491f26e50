package dev.accrete.compiler.parse;

import java.util.Arrays;
import java.util.Optional;

/** Tells comments and quotes from SQL, without a parser. */
public final class SqlComments {
  private SqlComments() {}

  /** Whether nothing but blanks, comments and semicolons follow an offset. */
  static boolean isBlank(String text, int from) {
    return normalize(text.substring(from)).replace(";", "").isBlank();
  }

  /**
   * SQL text on one line: comments gone, each stretch of blanks one blank, letters outside quotes
   * in lower case. Two texts that differ in layout alone become equal.
   */
  public static String normalize(String text) {
    StringBuilder out = new StringBuilder(text.length());
    int i = 0;
    while (i < text.length()) {
      int end = pieceEnd(text, i);
      if (isQuote(text.charAt(i))) {
        out.append(text, i, end);
      } else if (end > i + 1 || Character.isWhitespace(text.charAt(i))) {
        blank(out);
      } else {
        out.append(Character.toLowerCase(text.charAt(i)));
      }
      i = end;
    }
    return out.toString();
  }

  /**
   * The text with a blank for every character of comments, and between quotes; all others keep
   * their places.
   */
  public static String masked(String text) {
    char[] out = text.toCharArray();
    int i = 0;
    while (i < out.length) {
      int end = pieceEnd(text, i);
      if (isQuote(out[i])) {
        Arrays.fill(out, i + 1, Math.max(i + 1, end - 1), ' ');
      } else if (end > i + 1) {
        Arrays.fill(out, i, end, ' ');
      }
      i = end;
    }
    return new String(out);
  }

  /**
   * A place that the parser reads in another way than the engines, or that no engine takes from a
   * file.
   */
  record Oddity(int start, String message) {}

  /**
   * The first such place: a quote or comment that is never closed; two slashes, which the parser
   * alone takes for a comment; a comment in a comment, whose first end is the last one for the
   * parser alone; a parameter; a brace, as in JDBC's escapes.
   */
  static Optional<Oddity> oddity(String text) {
    int i = 0;
    while (i < text.length()) {
      int end = pieceEnd(text, i);
      boolean comment = text.startsWith("/*", i);
      if (comment && (end < i + 4 || !text.startsWith("*/", end - 2))) {
        return Optional.of(new Oddity(i, "the comment that begins here is never closed"));
      }
      if (comment && text.indexOf("/*", i + 2) >= 0 && text.indexOf("/*", i + 2) < end) {
        return Optional.of(
            new Oddity(text.indexOf("/*", i + 2), "a comment begins inside a comment"));
      }
      if (text.startsWith("//", i)) {
        return Optional.of(new Oddity(i, "// is no comment in SQL; write --"));
      }
      char c = text.charAt(i);
      if (c == '?'
          || (c == '$' && (i == 0 || !Character.isJavaIdentifierPart(text.charAt(i - 1))))) {
        return Optional.of(new Oddity(i, c + " stands for a parameter, and a model has none"));
      }
      if (c == '{' || c == '}') {
        return Optional.of(new Oddity(i, c + " is no SQL"));
      }
      if (isQuote(text.charAt(i)) && quoteEnd(text, i, text.charAt(i)) < 0) {
        return Optional.of(
            new Oddity(i, "the " + text.charAt(i) + " that stands here is never closed"));
      }
      i = end;
    }
    return Optional.empty();
  }

  /**
   * The offset after the quoted piece or comment that begins at an offset; after the one character
   * there if none does.
   */
  private static int pieceEnd(String text, int i) {
    char c = text.charAt(i);
    if (isQuote(c)) {
      int end = quoteEnd(text, i, c);
      return end < 0 ? text.length() : end;
    }
    if (text.startsWith("--", i)) {
      int end = i;
      while (end < text.length() && text.charAt(end) != '\n' && text.charAt(end) != '\r') {
        end++;
      }
      return end;
    }
    if (text.startsWith("/*", i)) {
      int end = text.indexOf("*/", i + 2);
      return end < 0 ? text.length() : end + 2;
    }
    return i + 1;
  }

  private static boolean isQuote(char c) {
    return c == '\'' || c == '"';
  }

  private static void blank(StringBuilder out) {
    if (out.length() == 0 || out.charAt(out.length() - 1) != ' ') {
      out.append(' ');
    }
  }

  /**
   * The offset after a quoted piece, or -1 where it has no end; a doubled quote does not end it,
   * nor a quote after a backslash in {@code E'…'}.
   */
  private static int quoteEnd(String text, int start, char quote) {
    boolean escapes = quote == '\'' && isEscapePrefix(text, start - 1);
    int i = start + 1;
    while (i < text.length()) {
      char c = text.charAt(i);
      if (escapes && c == '\\') {
        i++;
      } else if (c == quote) {
        if (i + 1 >= text.length() || text.charAt(i + 1) != quote) {
          return i + 1;
        }
        i++;
      }
      i++;
    }
    return -1;
  }

  private static boolean isEscapePrefix(String text, int at) {
    boolean letter = at >= 0 && (text.charAt(at) == 'e' || text.charAt(at) == 'E');
    return letter && (at == 0 || !Character.isJavaIdentifierPart(text.charAt(at - 1)));
  }
}
