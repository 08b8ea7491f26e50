package dev.accrete.compiler.template;

import dev.accrete.compiler.source.SourceFile;
import dev.accrete.compiler.source.Span;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds the names that a file of macros defines, with their places; works on files that do not
 * parse as well.
 */
final class MacroNames {
  private static final Pattern COMMENT = Pattern.compile("\\[#--.*?(?:--\\]|\\z)", Pattern.DOTALL);
  private static final Pattern MACRO =
      Pattern.compile("\\[#(?:macro|function)\\s+(?:\"([^\"]+)\"|([\\w$]+))");
  private static final Pattern VALUE =
      Pattern.compile("\\[#(?:assign|global|import\\b[^\\]]*?\\bas)\\s+([\\w$]+)");

  private MacroNames() {}

  /** A name where it is defined. */
  record Defined(String name, Span place) {}

  /** The macros and functions of a file. */
  static List<Defined> macros(SourceFile file) {
    return find(MACRO, file);
  }

  /** The values that a file sets for its macros. */
  static Set<String> values(SourceFile file) {
    Set<String> names = new LinkedHashSet<>();
    find(VALUE, file).forEach(value -> names.add(value.name()));
    return names;
  }

  private static List<Defined> find(Pattern pattern, SourceFile file) {
    String text =
        COMMENT.matcher(file.text()).replaceAll(comment -> " ".repeat(comment.group().length()));
    List<Defined> names = new ArrayList<>();
    Matcher found = pattern.matcher(text);
    while (found.find()) {
      int group = found.group(1) == null ? 2 : 1;
      names.add(
          new Defined(found.group(group), new Span(file, found.start(group), found.end(group))));
    }
    return names;
  }

  /** Every word of a text that may be a name. */
  static Set<String> words(String text) {
    Set<String> words = new HashSet<>();
    int start = -1;
    for (int i = 0; i <= text.length(); i++) {
      boolean inWord = i < text.length() && isPart(text.charAt(i));
      if (inWord && start < 0) {
        start = i;
      } else if (!inWord && start >= 0) {
        words.add(text.substring(start, i));
        start = -1;
      }
    }
    return words;
  }

  private static boolean isPart(char c) {
    return Character.isLetterOrDigit(c) || c == '_' || c == '$';
  }
}
