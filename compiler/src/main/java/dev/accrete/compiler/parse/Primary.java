package dev.accrete.compiler.parse;

import java.util.Locale;
import java.util.Set;

/**
 * Finds where the operand of a postfix {@code ::} begins: the name, constant, call, CASE or
 * parenthesis that ends there.
 */
final class Primary {
  /** Words that an opening parenthesis may follow without being a call. */
  private static final Set<String> NOT_CALLED =
      Set.of(
          "AND",
          "OR",
          "NOT",
          "IN",
          "WHEN",
          "THEN",
          "ELSE",
          "CASE",
          "SELECT",
          "DISTINCT",
          "ALL",
          "ANY",
          "SOME",
          "WHERE",
          "ON",
          "HAVING",
          "BY",
          "LIKE",
          "ILIKE",
          "TO",
          "BETWEEN",
          "SYMMETRIC",
          "FROM",
          "IS",
          "USING",
          "ESCAPE",
          "FOR",
          "QUALIFY",
          "VALUES",
          "LIMIT",
          "OFFSET",
          "PLACING");

  /** What may stand between a call and the parentheses of its window, filter or order. */
  private static final Set<String> AFTER_CALL = Set.of("OVER", "FILTER", "GROUP");

  private static final Set<String> TYPED =
      Set.of("DATE", "TIME", "TIMESTAMP", "TIMESTAMPTZ", "INTERVAL");

  private final String code;

  Primary(String masked) {
    this.code = masked.toUpperCase(Locale.ROOT);
  }

  /** The offset after the last character before an offset that is no blank. */
  int skipBack(int end) {
    int i = end;
    while (i > 0 && Character.isWhitespace(code.charAt(i - 1))) {
      i--;
    }
    return i;
  }

  /** Where the operand that ends at an offset begins, or -1. */
  int start(int end) {
    if (end <= 0) {
      return -1;
    }
    char last = code.charAt(end - 1);
    return switch (last) {
      case ')' -> parenthesized(opening(end - 1, '(', ')'));
      case ']' -> start(skipBack(opening(end - 1, '[', ']')));
      case '\'' -> quoted(code.lastIndexOf('\'', end - 2));
      default -> last == '"' || isWord(last) ? named(end) : -1;
    };
  }

  private int parenthesized(int open) {
    int before = skipBack(open);
    if (before <= 0 || !(isWord(code.charAt(before - 1)) || code.charAt(before - 1) == '"')) {
      return open;
    }
    int name = nameStart(before);
    String word = code.substring(name, before);
    if (AFTER_CALL.contains(word)) {
      int call = skipBack(name);
      boolean within = word.equals("GROUP") && code.startsWith("WITHIN", Math.max(0, call - 6));
      return start(within ? skipBack(call - 6) : call);
    }
    return NOT_CALLED.contains(word) ? open : name;
  }

  private int quoted(int open) {
    int start = open;
    while (start > 0 && (isWord(code.charAt(start - 1)) || code.charAt(start - 1) == '&')) {
      start--;
    }
    int before = skipBack(start);
    int word = before;
    while (word > 0 && isWord(code.charAt(word - 1))) {
      word--;
    }
    return start == open && TYPED.contains(code.substring(word, before)) ? word : start;
  }

  private int named(int end) {
    int start = nameStart(end);
    String word = code.substring(start, end);
    int before = skipBack(start);
    if (word.equals("END")) {
      return caseStart(start);
    }
    // A unit behind an interval's text: which words belong to it is not worth telling.
    return before > 0 && code.charAt(before - 1) == '\'' ? -1 : start;
  }

  /** The start of a name with its qualifiers, or of a number. */
  private int nameStart(int end) {
    int i = end;
    while (i > 0) {
      if (code.charAt(i - 1) == '"') {
        i = Math.max(0, code.lastIndexOf('"', i - 2));
      } else {
        while (i > 0 && isWord(code.charAt(i - 1))) {
          i--;
        }
      }
      if (i == 0 || code.charAt(i - 1) != '.') {
        return i;
      }
      i--;
    }
    return i;
  }

  private int caseStart(int end) {
    int depth = 1;
    int i = end;
    while (i > 0) {
      i--;
      boolean wordStart = isWord(code.charAt(i)) && (i == 0 || !isWord(code.charAt(i - 1)));
      if (wordStart && isWordAt(i, "END")) {
        depth++;
      } else if (wordStart && isWordAt(i, "CASE") && --depth == 0) {
        return i;
      }
    }
    return -1;
  }

  private boolean isWordAt(int start, String word) {
    int end = start + word.length();
    return code.startsWith(word, start) && (end >= code.length() || !isWord(code.charAt(end)));
  }

  /** Where the parenthesis that a closing one ends was opened, or -1. */
  int opening(int close) {
    return code.charAt(close) == ')' ? opening(close, '(', ')') : -1;
  }

  private int opening(int close, char open, char shut) {
    int depth = 0;
    for (int i = close; i >= 0; i--) {
      depth += code.charAt(i) == shut ? 1 : code.charAt(i) == open ? -1 : 0;
      if (depth == 0) {
        return i;
      }
    }
    return -1;
  }

  private static boolean isWord(char c) {
    return Character.isLetterOrDigit(c) || c == '_' || c == '$';
  }
}
