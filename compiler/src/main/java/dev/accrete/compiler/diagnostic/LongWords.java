package dev.accrete.compiler.diagnostic;

/** Cuts words that nobody reads to their end, such as a number of a thousand digits. */
final class LongWords {
  private static final int MOST = 200;
  private static final int SHOWN = 60;

  private LongWords() {}

  /** The text, with the beginning of each word that is too long. */
  static String cut(String text) {
    if (text.length() <= MOST) {
      return text;
    }
    StringBuilder out = new StringBuilder(text.length());
    int start = 0;
    while (start < text.length()) {
      int end = start + 1;
      while (end < text.length() && !Character.isWhitespace(text.charAt(end))) {
        end++;
      }
      if (end - start > MOST) {
        int shown = start + SHOWN;
        boolean halves = Character.isHighSurrogate(text.charAt(shown - 1));
        out.append(text, start, halves ? shown - 1 : shown).append('…');
      } else {
        out.append(text, start, end);
      }
      start = end;
    }
    return out.toString();
  }
}
