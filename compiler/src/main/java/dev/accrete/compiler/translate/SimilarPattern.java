package dev.accrete.compiler.translate;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Patterns of SIMILAR TO as regular expressions that match a whole text. */
final class SimilarPattern {
  /** How often what stands before it is repeated, and a class of signs between brackets. */
  private static final Pattern TOGETHER = Pattern.compile("\\{\\d+(?:,\\d*)?}|\\[:[a-z]+:]");

  private SimilarPattern() {}

  /**
   * The regular expression.
   *
   * @param escape the character that takes its meaning from the one behind it
   * @return absent where the pattern ends in the escape or has an odd bracket or brace
   */
  static Optional<String> regex(String pattern, char escape) {
    StringBuilder out = new StringBuilder("(?s)");
    boolean bracket = false;
    Matcher together = TOGETHER.matcher(pattern);
    for (int i = 0; i < pattern.length(); i++) {
      char c = pattern.charAt(i);
      if (c == (bracket ? '[' : '{') && together.region(i, pattern.length()).lookingAt()) {
        out.append(together.group());
        i = together.end() - 1;
      } else if (c == '{' && !bracket) {
        return Optional.empty();
      } else if (c == escape) {
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
        if (pattern.startsWith("^", i + 1)) {
          out.append(pattern.charAt(++i));
        }
        if (pattern.startsWith("]", i + 1)) {
          // The first sign between brackets is one of them, whatever it is.
          out.append("\\]");
          i++;
        }
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
      case '|', '*', '+', '?', '(', ')' -> String.valueOf(c);
      default -> quoted(c);
    };
  }

  private static String quoted(char c) {
    return Character.isLetterOrDigit(c) || c > 127 || Character.isWhitespace(c)
        ? String.valueOf(c)
        : "\\" + c;
  }
}
