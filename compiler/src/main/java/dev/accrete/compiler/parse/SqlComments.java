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

  /** The offset of what comes first in a text but for blanks and comments. */
  public static int start(String text) {
    int at = 0;
    while (at < text.length()) {
      int end = mayOpen(text.charAt(at)) ? pieceEnd(text, at) : at + 1;
      boolean comment = end > at + 1 && !isString(text, at, end);
      if (!comment && !Character.isWhitespace(text.charAt(at))) {
        break;
      }
      at = end;
    }
    return at;
  }

  /**
   * SQL text on one line: comments gone, each stretch of blanks one blank, letters outside quotes
   * in lower case. Two texts that differ in layout alone become equal. The line end between two
   * constants that are one stays, as they would not be one without it.
   */
  public static String normalize(String text) {
    StringBuilder out = new StringBuilder(text.length());
    int i = 0;
    int string = -1;
    while (i < text.length()) {
      int end = pieceEnd(text, i);
      if (isString(text, i, end)) {
        boolean follows = string >= 0 && out.length() > 1 && out.charAt(out.length() - 2) == '\'';
        if (follows
            && out.charAt(out.length() - 1) == ' '
            && text.substring(string, i).contains("\n")) {
          out.setCharAt(out.length() - 1, '\n');
        }
        out.append(text, i, end);
        string = end;
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
   * The text with a blank for every character of comments, and between quotes; strings in dollars
   * get quotes, all others keep their places.
   */
  public static String masked(String text) {
    char[] out = text.toCharArray();
    int i = 0;
    while (i < out.length) {
      if (!mayOpen(out[i])) {
        i++;
        continue;
      }
      int end = pieceEnd(text, i);
      if (isString(text, i, end)) {
        Arrays.fill(out, i + 1, Math.max(i + 1, end - 1), ' ');
        if (out[i] == '$') {
          out[i] = '\'';
          out[end - 1] = '\'';
        }
      } else if (end > i + 1) {
        Arrays.fill(out, i, end, ' ');
      }
      i = end;
    }
    return new String(out);
  }

  /**
   * The text with blanks for comments, lines as they are: a comment in a comment and a hint are
   * nothing to the parser.
   */
  static String withoutComments(String text) {
    char[] out = text.toCharArray();
    int i = 0;
    while (i < out.length) {
      int end = mayOpen(out[i]) ? pieceEnd(text, i) : i + 1;
      for (int j = i; j < end && end > i + 1 && !isString(text, i, end); j++) {
        out[j] = out[j] == '\n' || out[j] == '\r' ? out[j] : ' ';
      }
      i = end;
    }
    return new String(out);
  }

  /**
   * The text with a doubled quote for each quote behind a backslash in a constant, as Redshift
   * reads these: {@code 'it\'s'}. All characters keep their places. A text whose constants have no
   * end if read so stays as it is.
   */
  public static String withoutEscapedQuotes(String text) {
    if (!text.contains("\\'")) {
      return text;
    }
    StringBuilder out = new StringBuilder(text);
    int i = 0;
    while (i < text.length()) {
      boolean plain = text.charAt(i) == '\'' && !isEscapePrefix(text, i - 1);
      int end = plain ? escapedEnd(text, i) : pieceEnd(text, i);
      if (end < 0) {
        return text;
      }
      for (int j = i + 1; plain && j < end - 2; j++) {
        if (text.charAt(j) == '\\') {
          out.setCharAt(j, text.charAt(j + 1) == '\'' ? '\'' : '\\');
          j++;
        }
      }
      i = end;
    }
    return out.toString();
  }

  /** The offset after a constant in which a backslash takes the next character in, or -1. */
  private static int escapedEnd(String text, int start) {
    int i = start + 1;
    while (i < text.length()) {
      char c = text.charAt(i);
      boolean doubled = c == '\'' && i + 1 < text.length() && text.charAt(i + 1) == '\'';
      if (c == '\'' && !doubled) {
        return i + 1;
      }
      i += c == '\\' || doubled ? 2 : 1;
    }
    return -1;
  }

  /** Whether the piece between two offsets is a constant or a quoted name. */
  private static boolean isString(String text, int start, int end) {
    char c = text.charAt(start);
    return isQuote(c) || (c == '$' && end > start + 1);
  }

  /**
   * A place that the parser reads in another way than the engines, or that no engine takes from a
   * file.
   */
  record Oddity(int start, String message) {}

  /**
   * The first such place: a quote or comment that is never closed; two slashes, which the parser
   * alone takes for a comment; a parameter; a brace, as in JDBC's escapes.
   */
  static Optional<Oddity> oddity(String text) {
    int i = 0;
    while (i < text.length()) {
      char c = text.charAt(i);
      if (!mayOpen(c) && c != '?' && c != '{' && c != '}') {
        i++;
        continue;
      }
      int end = pieceEnd(text, i);
      if (text.startsWith("/*", i) && blockEnd(text, i) < 0) {
        return Optional.of(new Oddity(i, "the comment that begins here is never closed"));
      }
      String tag = dollarTag(text, i);
      if (!tag.isEmpty() && text.indexOf(tag, i + tag.length()) < 0) {
        return Optional.of(new Oddity(i, "the " + tag + " that stands here is never closed"));
      }
      if (text.startsWith("//", i)) {
        return Optional.of(new Oddity(i, "// is no comment in SQL; write --"));
      }
      if (c == '?'
          || (c == '$'
              && tag.isEmpty()
              && (i == 0 || !Character.isJavaIdentifierPart(text.charAt(i - 1))))) {
        return Optional.of(new Oddity(i, c + " stands for a parameter, and a model has none"));
      }
      if (c == '{' || c == '}') {
        boolean jinja = text.startsWith("{{", i) || text.startsWith("{%", i);
        String hint = jinja ? "; a template is written ${ref('…')}, ${var('…')}, [#if …]" : "";
        return Optional.of(new Oddity(i, c + " is no SQL" + hint));
      }
      if (isQuote(c) && quoteEnd(text, i, c) < 0) {
        return Optional.of(new Oddity(i, "the " + c + " that stands here is never closed"));
      }
      i = end;
    }
    return Optional.empty();
  }

  /**
   * The offset after the quoted piece or comment that begins at an offset; after the one character
   * there if none does.
   */
  public static int pieceEnd(String text, int i) {
    char c = text.charAt(i);
    if (isQuote(c)) {
      int end = quoteEnd(text, i, c);
      return end < 0 ? text.length() : end;
    }
    if (!mayOpen(c)) {
      return i + 1;
    }
    if (text.startsWith("--", i)) {
      int end = i;
      while (end < text.length() && text.charAt(end) != '\n' && text.charAt(end) != '\r') {
        end++;
      }
      return end;
    }
    if (text.startsWith("/*", i)) {
      int end = blockEnd(text, i);
      return end < 0 ? text.length() : end;
    }
    String tag = dollarTag(text, i);
    if (!tag.isEmpty()) {
      int end = text.indexOf(tag, i + tag.length());
      return end < 0 ? text.length() : end + tag.length();
    }
    return i + 1;
  }

  /** The offset after a comment in which others may stand, or -1 where it has no end. */
  private static int blockEnd(String text, int start) {
    int depth = 1;
    int i = start + 2;
    while (i < text.length()) {
      boolean opens = text.startsWith("/*", i);
      boolean closes = text.startsWith("*/", i);
      depth += opens ? 1 : closes ? -1 : 0;
      i += opens || closes ? 2 : 1;
      if (depth == 0) {
        return i;
      }
    }
    return -1;
  }

  /** What opens and closes a string in dollars that begins at an offset; empty if none does. */
  private static String dollarTag(String text, int start) {
    if (text.charAt(start) != '$'
        || (start > 0 && Character.isJavaIdentifierPart(text.charAt(start - 1)))) {
      return "";
    }
    int end = start + 1;
    while (end < text.length() && isTagLetter(text.charAt(end), end > start + 1)) {
      end++;
    }
    return end < text.length() && text.charAt(end) == '$' ? text.substring(start, end + 1) : "";
  }

  private static boolean isTagLetter(char c, boolean inside) {
    return c == '_' || Character.isLetter(c) || (inside && Character.isDigit(c));
  }

  /** Whether a comment or a quoted piece may begin with a sign: most signs of a text are others. */
  private static boolean mayOpen(char c) {
    return isQuote(c) || c == '-' || c == '/' || c == '$';
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

  /** Whether the letter at an offset is the E of {@code E'…'}, if a quote follows it. */
  public static boolean isEscapePrefix(String text, int at) {
    boolean letter = at >= 0 && (text.charAt(at) == 'e' || text.charAt(at) == 'E');
    return letter && (at == 0 || !Character.isJavaIdentifierPart(text.charAt(at - 1)));
  }
}
