package dev.accrete.runtime.select;

import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * A name with the wildcards of a shell: {@code *}, {@code ?} and {@code [abc]}, as dbt's selectors
 * have them.
 */
final class NamePattern {
  private final String text;
  private final Pattern pattern;

  NamePattern(String text) {
    this.text = text;
    this.pattern = compile(text);
  }

  static boolean isWild(String text) {
    return text.chars().anyMatch(c -> "*?[]".indexOf(c) >= 0);
  }

  boolean matches(String name) {
    return name.equals(text) || pattern.matcher(name).matches();
  }

  private static Pattern compile(String text) {
    StringBuilder regex = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      int close = c == '[' ? text.indexOf(']', i + 1) : -1;
      if (c == '*') {
        regex.append(".*");
      } else if (c == '?') {
        regex.append('.');
      } else if (close > i + 1) {
        regex.append(characterClass(text.substring(i + 1, close)));
        i = close;
      } else {
        regex.append(Pattern.quote(String.valueOf(c)));
      }
    }
    try {
      return Pattern.compile(regex.toString(), Pattern.DOTALL);
    } catch (PatternSyntaxException e) {
      return Pattern.compile(Pattern.quote(text));
    }
  }

  private static String characterClass(String inside) {
    boolean not = inside.startsWith("!");
    String characters = not ? inside.substring(1) : inside;
    String safe = characters.replaceAll("[\\\\\\[\\]^&]", "\\\\$0");
    return (not ? "[^" : "[") + safe + "]";
  }
}
