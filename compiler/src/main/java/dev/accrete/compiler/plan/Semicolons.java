package dev.accrete.compiler.plan;

import dev.accrete.compiler.parse.SqlComments;

/**
 * Takes the semicolons out of the literals and comments of a statement, because SQL clients cut
 * scripts at semicolons without looking what they stand in. An author's text may have some of both.
 */
final class Semicolons {
  private Semicolons() {}

  /** The statement with the same meaning: {@code chr(59)} in literals, commas in comments. */
  static String without(String sql) {
    if (sql.indexOf(';') < 0) {
      return sql;
    }
    StringBuilder text = new StringBuilder();
    for (int at = 0; at < sql.length(); ) {
      boolean escapes = sql.startsWith("'", at + 1) && SqlComments.isEscapePrefix(sql, at);
      int end = SqlComments.pieceEnd(sql, escapes ? at + 1 : at);
      text.append(piece(sql.substring(at, end)));
      at = end;
    }
    return text.toString();
  }

  private static String piece(String piece) {
    if (piece.length() == 1 || piece.indexOf(';') < 0 || piece.startsWith("\"")) {
      return piece;
    }
    int quote = piece.indexOf('\'');
    if (quote == 0 || (quote == 1 && Character.isLetter(piece.charAt(0)))) {
      return literal(piece, "'", piece.substring(0, quote + 1));
    }
    if (piece.startsWith("$")) {
      String tag = piece.substring(0, piece.indexOf('$', 1) + 1);
      return literal(piece, tag, tag);
    }
    return piece.replace(';', ',');
  }

  private static String literal(String piece, String closing, String opening) {
    return "(" + piece.replace(";", closing + " || chr(59) || " + opening) + ")";
  }
}
