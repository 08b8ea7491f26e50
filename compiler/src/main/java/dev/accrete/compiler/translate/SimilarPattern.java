package dev.accrete.compiler.translate;

import java.util.Optional;

/** Patterns of SIMILAR TO as regular expressions that match a whole text. */
final class SimilarPattern {
  private SimilarPattern() {}

  /**
   * The regular expression.
   *
   * @param escape the character that takes its meaning from the one behind it
   * @return absent where the pattern ends in the escape or has an odd bracket
   */
  static Optional<String> regex(String pattern, char escape) {
    StringBuilder out = new StringBuilder("(?s)");
    boolean bracket = false;
    for (int i = 0; i < pattern.length(); i++) {
      char c = pattern.charAt(i);
      if (c == escape) {
        if (++i == pattern.length()) {
          return Optional.empty();
        }
        out.append(quoted(pattern.charAt(i)));
      } else if (bracket) {
        bracket = c != ']';
        out.append(c);
      } else if (c == '[') {
        bracket = true;
        out.append(c);
      } else {
        out.append(outside(c));
      }
    }
    return bracket ? Optional.empty() : Optional.of(out.toString());
  }

  private static String outside(char c) {
    return switch (c) {
      case '%' -> ".*";
      case '_' -> ".";
      case '|', '*', '+', '?', '{', '}', '(', ')' -> String.valueOf(c);
      default -> quoted(c);
    };
  }

  private static String quoted(char c) {
    return Character.isLetterOrDigit(c) || c > 127 || Character.isWhitespace(c)
        ? String.valueOf(c)
        : "\\" + c;
  }
}
