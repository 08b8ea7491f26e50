package dev.accrete.compiler;

import dev.accrete.compiler.tree.Field;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A file's text as SQL of the same length, without what a template would fill in.
 *
 * @param sql the text with blanks for front matter and names for interpolations
 * @param relations the columns of relations by the names that they have there
 */
record UnfilledText(String sql, Map<String, List<Field>> relations) {
  /** What leaves room for a name of the same length: braces inside quotes do not end it. */
  private static final Pattern INTERPOLATION =
      Pattern.compile("\\$\\{(?:[^{}'\"]|'[^']*'|\"[^\"]*\")*\\}");

  private static final Pattern FRONT_MATTER =
      Pattern.compile("(?s)\\A\\s*---\\R.*?\\R---[ \\t]*(?:\\R|\\z)");

  /** A reference to a relation whose name is plain SQL. */
  private static final Pattern REF =
      Pattern.compile("\\$\\{\\s*ref\\(\\s*['\"]([a-z_]\\w*(?:\\.[a-z_]\\w*)?)['\"]\\s*\\)\\s*\\}");

  /**
   * Of a text.
   *
   * @param relations the columns of the project's relations, by their names
   */
  static UnfilledText of(String text, Map<String, List<Field>> relations) {
    Map<String, List<Field>> named = new HashMap<>(relations);
    StringBuilder sql = new StringBuilder(text);
    Matcher matter = FRONT_MATTER.matcher(text);
    if (matter.find()) {
      for (int i = matter.start(); i < matter.end(); i++) {
        if (!Character.isWhitespace(text.charAt(i))) {
          sql.setCharAt(i, ' ');
        }
      }
    }
    Matcher interpolation = INTERPOLATION.matcher(sql.toString());
    while (interpolation.find()) {
      String written = interpolation.group();
      Matcher ref = REF.matcher(written);
      boolean known = ref.matches() && relations.containsKey(ref.group(1));
      String name =
          known ? qualified(ref.group(1), written.length()) : "x".repeat(written.length());
      sql.replace(interpolation.start(), interpolation.end(), name);
      if (known) {
        named.put(name, relations.get(ref.group(1)));
      }
    }
    return new UnfilledText(sql.toString(), named);
  }

  /**
   * A name of two parts that is as long as the interpolation and ends as the relation's does, which
   * its columns may be qualified by.
   */
  private static String qualified(String relation, int length) {
    boolean hasSchema = relation.indexOf('.') >= 0;
    return "x".repeat(length - relation.length() - (hasSchema ? 0 : 1))
        + (hasSchema ? "" : ".")
        + relation;
  }
}
