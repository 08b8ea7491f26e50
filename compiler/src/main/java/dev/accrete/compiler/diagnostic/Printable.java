package dev.accrete.compiler.diagnostic;

/** Makes text that strangers wrote safe to print on a terminal, and measures it in columns. */
final class Printable {
  private static final String TAB = "    ";
  private static final int REPLACEMENT = 0xFFFD;

  private Printable() {}

  /**
   * The text on one line: tabs and line ends as spaces, what steers a terminal or turns the writing
   * as a replacement mark.
   */
  static String line(String text) {
    StringBuilder out = new StringBuilder(text.length());
    text.codePoints().forEach(c -> append(out, c));
    return out.toString();
  }

  private static void append(StringBuilder out, int c) {
    if (c == '\t') {
      out.append(TAB);
    } else if (c == '\n') {
      out.append(' ');
    } else if (c != '\r') {
      out.appendCodePoint(steers(c) ? REPLACEMENT : c);
    }
  }

  private static boolean steers(int c) {
    int type = Character.getType(c);
    return type == Character.CONTROL
        || type == Character.FORMAT
        || type == Character.SURROGATE
        || type == Character.LINE_SEPARATOR
        || type == Character.PARAGRAPH_SEPARATOR;
  }

  /** The columns that a text takes. */
  static int width(String text) {
    return text.codePoints().map(Printable::width).sum();
  }

  private static int width(int c) {
    int type = Character.getType(c);
    if (type == Character.NON_SPACING_MARK || type == Character.ENCLOSING_MARK) {
      return 0;
    }
    return isWide(c) ? 2 : 1;
  }

  /** East Asian wide characters and emoji, by block: near enough for a caret. */
  private static boolean isWide(int c) {
    return c >= 0x1100 && c <= 0x115F
        || c >= 0x2E80 && c <= 0xA4CF
        || c >= 0xAC00 && c <= 0xD7A3
        || c >= 0xF900 && c <= 0xFAFF
        || c >= 0xFE30 && c <= 0xFE6F
        || c >= 0xFF00 && c <= 0xFF60
        || c >= 0xFFE0 && c <= 0xFFE6
        || c >= 0x1F300 && c <= 0x1FAFF
        || c >= 0x20000 && c <= 0x3FFFD;
  }

  /** The longest beginning that fits into so many columns. */
  static String firstColumns(String text, int columns) {
    int used = 0;
    int i = 0;
    while (i < text.length()) {
      int c = text.codePointAt(i);
      used += width(c);
      if (used > columns) {
        break;
      }
      i += Character.charCount(c);
    }
    return text.substring(0, i);
  }

  /** The longest end that fits into so many columns. */
  static String lastColumns(String text, int columns) {
    int used = 0;
    int i = text.length();
    while (i > 0) {
      int c = text.codePointBefore(i);
      used += width(c);
      if (used > columns) {
        break;
      }
      i -= Character.charCount(c);
    }
    return text.substring(i);
  }
}
