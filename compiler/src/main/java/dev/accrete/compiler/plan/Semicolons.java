package dev.accrete.compiler.dialect;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Takes the semicolons out of the literals and comments of a statement, because SQL clients cut
 * scripts at semicolons without looking what they stand in. An author's text may have some of both.
 */
public final class Semicolons {
  private static final String LITERAL = "'(?:[^']|'')*+'";
  private static final String IDENTIFIER = "\"(?:[^\"]|\"\")*+\"";
  private static final String COMMENT = "--[^\\n]*+";
  private static final Pattern PIECE =
      Pattern.compile(LITERAL + "|" + IDENTIFIER + "|" + COMMENT + "|/\\*");

  private final String sql;
  private final StringBuilder text = new StringBuilder();

  private Semicolons(String sql) {
    this.sql = sql;
  }

  /** The statement with the same meaning: {@code chr(59)} in literals, commas in comments. */
  public static String without(String sql) {
    return sql.indexOf(';') < 0 ? sql : new Semicolons(sql).rewritten();
  }

  /** Whether one stands between two statements, and not in a literal, a name or a comment. */
  public static boolean separate(String sql) {
    Semicolons pieces = new Semicolons(sql);
    Matcher matcher = PIECE.matcher(sql);
    StringBuilder bare = new StringBuilder();
    int at = 0;
    while (matcher.find(at)) {
      bare.append(sql, at, matcher.start());
      boolean block = sql.startsWith("/*", matcher.start());
      at = block ? pieces.endOfBlock(matcher.start()) : matcher.end();
      bare.append(block || sql.startsWith("--", matcher.start()) ? ' ' : 'x');
    }
    String text = bare.append(sql, at, sql.length()).toString().strip();
    int first = text.indexOf(';');
    return first >= 0 && !text.substring(first).replace(";", "").isBlank();
  }

  private String rewritten() {
    Matcher matcher = PIECE.matcher(sql);
    int at = 0;
    while (matcher.find(at)) {
      text.append(sql, at, matcher.start());
      at = sql.startsWith("/*", matcher.start()) ? endOfBlock(matcher.start()) : matcher.end();
      text.append(piece(sql.substring(matcher.start(), at)));
    }
    return text.append(sql, at, sql.length()).toString();
  }

  /** Behind a block comment, which may hold others. */
  private int endOfBlock(int start) {
    int depth = 0;
    for (int at = start; at < sql.length(); at++) {
      if (sql.startsWith("/*", at)) {
        depth++;
        at++;
      } else if (sql.startsWith("*/", at)) {
        depth--;
        at++;
        if (depth == 0) {
          return at + 1;
        }
      }
    }
    return sql.length();
  }

  private static String piece(String piece) {
    if (piece.indexOf(';') < 0 || piece.startsWith("\"")) {
      return piece;
    }
    return piece.startsWith("'")
        ? "(" + piece.replace(";", "' || chr(59) || '") + ")"
        : piece.replace(';', ',');
  }
}
