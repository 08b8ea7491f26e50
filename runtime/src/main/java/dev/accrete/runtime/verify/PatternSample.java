package dev.accrete.runtime.verify;

import java.util.Optional;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** A text that a regular expression finds something in, made for the plain ones. */
final class PatternSample {
  private static final String CLOSERS = "?*+{";

  private final String pattern;
  private int at;

  private PatternSample(String pattern) {
    this.pattern = pattern;
  }

  /** Nothing for patterns of another kind, which cost cases no more than that. */
  static Optional<String> of(String pattern) {
    try {
      String sample = new PatternSample(pattern).alternatives();
      return Pattern.compile(pattern).matcher(sample).find()
          ? Optional.of(sample)
          : Optional.empty();
    } catch (PatternSyntaxException | StringIndexOutOfBoundsException e) {
      return Optional.empty();
    }
  }

  /** The first of those that bars part, up to a bracket that closes them or to the end. */
  private String alternatives() {
    String first = sequence();
    while (at < pattern.length() && pattern.charAt(at) == '|') {
      at++;
      sequence();
    }
    return first;
  }

  private String sequence() {
    StringBuilder made = new StringBuilder();
    while (at < pattern.length() && "|)".indexOf(pattern.charAt(at)) < 0) {
      String one = atom();
      made.append(one.repeat(times()));
    }
    return made.toString();
  }

  private String atom() {
    char sign = pattern.charAt(at++);
    return switch (sign) {
      case '^', '$' -> "";
      case '.' -> "x";
      case '\\' -> escaped(pattern.charAt(at++));
      case '[' -> oneOf();
      case '(' -> group();
      default -> String.valueOf(sign);
    };
  }

  private static String escaped(char letter) {
    return switch (letter) {
      case 'd' -> "1";
      case 'w', 'S', 'D' -> "x";
      case 's' -> " ";
      case 'W' -> "-";
      case 'b', 'B', 'm', 'M', 'A', 'Z' -> "";
      default -> String.valueOf(letter);
    };
  }

  private String group() {
    if (pattern.startsWith("?:", at)) {
      at += 2;
    }
    String inside = alternatives();
    at++;
    return inside;
  }

  /** The first of a class, or a sign that a class leaves out does not have. */
  private String oneOf() {
    boolean isWithout = pattern.charAt(at) == '^';
    int start = isWithout ? at + 1 : at;
    int end = pattern.indexOf(']', start + 1);
    while (pattern.charAt(end - 1) == ':') {
      end = pattern.indexOf(']', end + 1);
    }
    String signs = pattern.substring(start, end);
    at = end + 1;
    if (isWithout) {
      return signs.contains("x") ? "7" : "x";
    }
    return signs.startsWith("\\") ? escaped(signs.charAt(1)) : signs.substring(0, 1);
  }

  private int times() {
    if (at >= pattern.length() || CLOSERS.indexOf(pattern.charAt(at)) < 0) {
      return 1;
    }
    int times = 1;
    if (pattern.charAt(at) == '{') {
      int end = pattern.indexOf('}', at);
      String least = pattern.substring(at + 1, end).replaceAll(",.*", "");
      times = least.matches("\\d{1,2}") ? Integer.parseInt(least) : 1;
      at = end;
    }
    at++;
    if (at < pattern.length() && pattern.charAt(at) == '?') {
      at++;
    }
    return times;
  }
}
