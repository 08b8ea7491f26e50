package dev.accrete.runtime.cli.terminal;

/** Makes text from data or files harmless to a terminal: no control characters, one line. */
public final class SafeText {
  /** All signs before it take one column. */
  private static final char FIRST_OF_ANOTHER_WIDTH = 0x300;

  private SafeText() {}

  /** The text with control characters written as escapes. */
  public static String oneLine(String text) {
    if (!hasControls(text)) {
      return text;
    }
    StringBuilder safe = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '\n' -> safe.append("\\n");
        case '\r' -> safe.append("\\r");
        case '\t' -> safe.append("\\t");
        default -> safe.append(isControl(c) ? String.format("\\u%04x", (int) c) : c);
      }
    }
    return safe.toString();
  }

  private static boolean hasControls(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (isControl(text.charAt(i))) {
        return true;
      }
    }
    return false;
  }

  /** C0 and C1 controls, separators of lines, and the marks that turn the direction of writing. */
  private static boolean isControl(int c) {
    return c < 0x20
        || (c >= 0x7f && c < 0xa0)
        || c == 0x2028
        || c == 0x2029
        || (c >= 0x202a && c <= 0x202e)
        || (c >= 0x2066 && c <= 0x2069);
  }

  /** How many columns of a terminal a text takes, roughly: wide characters two, marks none. */
  public static int width(String text) {
    int width = 0;
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) >= FIRST_OF_ANOTHER_WIDTH) {
        return text.codePoints().map(SafeText::width).sum();
      }
      width++;
    }
    return width;
  }

  /** The text with blanks behind it, up to so many columns of a terminal. */
  public static String padded(String text, int columns) {
    return text + " ".repeat(Math.max(0, columns - width(text)));
  }

  private static int width(int point) {
    int type = Character.getType(point);
    if (type == Character.NON_SPACING_MARK || type == Character.ENCLOSING_MARK || point == 0x200d) {
      return 0;
    }
    boolean wide =
        (point >= 0x1100 && point <= 0x115f)
            || (point >= 0x2e80 && point <= 0xa4cf)
            || (point >= 0xac00 && point <= 0xd7a3)
            || (point >= 0xf900 && point <= 0xfaff)
            || (point >= 0xfe30 && point <= 0xfe6f)
            || (point >= 0xff00 && point <= 0xff60)
            || (point >= 0x1f300 && point <= 0x1faff);
    return wide ? 2 : 1;
  }

  /**
   * The beginning of a text that fits into so many columns, with a mark where something is left
   * out.
   */
  public static String cut(String text, int columns, String mark) {
    if (width(text) <= columns) {
      return text;
    }
    StringBuilder cut = new StringBuilder();
    int used = width(mark);
    for (int i = 0; i < text.length(); i += Character.charCount(text.codePointAt(i))) {
      used += width(text.codePointAt(i));
      if (used > columns) {
        break;
      }
      cut.appendCodePoint(text.codePointAt(i));
    }
    return cut + mark;
  }
}
