package dev.accrete.runtime.engine;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The comment that stands before each statement. Some texts are of several statements, which
 * drivers send one by one; a server's log and its list of statements show each by itself.
 */
final class StatementComment {
  /** What Accrete sends before a statement in one text with it: no quote is open behind it. */
  private static final Pattern BEFORE =
      Pattern.compile("(?:DROP|LOCK|CREATE TEMPORARY TABLE IF NOT EXISTS) [^;'$]*;\n(?=\\w)");

  /** What it sends behind one. */
  private static final Pattern BEHIND =
      Pattern.compile(";\n(?=ANALYZE (?:\\w+\\.)?(?:\\w+|\"[^\";'$\n]+\")\\z)");

  private final String comment;

  StatementComment(String words) {
    this.comment = "/* " + words.replace("*/", "* /") + " */ ";
  }

  /** A text with it. */
  String before(String sql) {
    String rest = sql;
    StringBuilder text = new StringBuilder(comment);
    for (Matcher first = BEFORE.matcher(rest); first.lookingAt(); first = BEFORE.matcher(rest)) {
      text.append(first.group()).append(comment);
      rest = rest.substring(first.end());
    }
    int last = rest.lastIndexOf(";\nANALYZE ");
    if (last >= 0 && BEHIND.matcher(rest).find(last)) {
      return text.append(rest, 0, last + 2)
          .append(comment)
          .append(rest.substring(last + 2))
          .toString();
    }
    return text.append(rest).toString();
  }
}
