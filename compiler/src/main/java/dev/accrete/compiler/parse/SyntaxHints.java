package dev.accrete.compiler.parse;

import dev.accrete.compiler.diagnostic.Nearest;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a person most likely meant where a text stops being SQL. */
final class SyntaxHints {
  private static final Set<String> WORDS =
      Set.of(
          "SELECT",
          "FROM",
          "WHERE",
          "GROUP BY",
          "ORDER BY",
          "PARTITION BY",
          "HAVING",
          "QUALIFY",
          "LIMIT",
          "OFFSET",
          "JOIN",
          "LEFT",
          "RIGHT",
          "INNER",
          "CROSS",
          "UNION",
          "INTERSECT",
          "EXCEPT",
          "DISTINCT",
          "DESC",
          "WITH",
          "RECURSIVE",
          "CASE",
          "WHEN",
          "THEN",
          "ELSE",
          "BETWEEN",
          "LIKE",
          "ILIKE",
          "OVER",
          "WITHIN GROUP",
          "ROWS",
          "NULL");

  /** Words of two, of which the second is often forgotten. */
  private static final Set<String> BEFORE_BY = Set.of("GROUP", "ORDER", "PARTITION");

  /** What begins behind the expressions of a select list or condition. */
  private static final Set<String> CLAUSES =
      Set.of("FROM", "WHERE", "GROUP", "ORDER", "HAVING", "QUALIFY", "LIMIT", "UNION");

  /** Below that, too many names are near. */
  private static final int SHORTEST = 4;

  private static final Pattern WORD = Pattern.compile("[A-Za-z_][A-Za-z_0-9]*");
  private static final Pattern OPENING = Pattern.compile("[()]|(?i)\\b(CASE|END)\\b");
  private static final Pattern QUERY = Pattern.compile("(?i)\\(\\s*(?:SELECT|WITH|\\()");

  private static final Pattern WITHIN = Pattern.compile("(?is).*\\bWITHIN\\s+GROUP");

  private static final Pattern EMPTY_IN = Pattern.compile("(?is).*\\bIN\\s*\\(");
  private static final Pattern DISTINCT = Pattern.compile("(?is).*\\bSELECT\\s+DISTINCT");

  /** What begins a value and is no name. */
  private static final Pattern VALUE = Pattern.compile("[0-9'\"]");

  /** What begins a list, or ends it. */
  private static final Pattern LIST =
      Pattern.compile(
          "(?i)(\\b\\w+\\s*)?\\(|\\)|\\b(CASE|END|SELECT|BY|FROM|WHERE|HAVING|QUALIFY|LIMIT|ON)\\b");

  /** Words that stand behind an expression, or between two. */
  private static final Set<String> NO_NAMES =
      Set.of(
          "ON",
          "AND",
          "OR",
          "AS",
          "IS",
          "IN",
          "NOT",
          "USING",
          "BY",
          "THEN",
          "ELSE",
          "END",
          "WHEN",
          "FOR",
          "SET",
          "INTO",
          "TOP",
          "DISTINCT",
          "ALL",
          "CASE");

  /** Words before a parenthesis in which no list stands. */
  private static final Set<String> NO_CALLS =
      Set.of(
          "SELECT", "BY", "FROM", "JOIN", "WHERE", "HAVING", "QUALIFY", "ON", "AND", "OR", "NOT",
          "AS", "WHEN", "THEN", "ELSE");

  private SyntaxHints() {}

  /**
   * The hint for a text that is no SQL from an offset on.
   *
   * @param code the text without what stands in comments and quotes
   */
  static Optional<String> at(String code, int offset) {
    String before = code.substring(0, Math.min(offset, code.length())).stripTrailing();
    String rest = code.substring(Math.min(offset, code.length()));
    String word = word(rest).toUpperCase(Locale.ROOT);
    String last = last(before);
    Optional<String> sign = sign(before, rest);
    if (sign.isPresent()) {
      return sign;
    }
    if (BEFORE_BY.contains(last) && !word.equals("BY")) {
      boolean within = WITHIN.matcher(before).matches();
      return Optional.of(within ? "write WITHIN GROUP (ORDER BY …)" : "write " + last + " BY");
    }
    if (last.equals("NOT") && word.equals("NULL")) {
      return Optional.of("write IS NOT NULL");
    }
    if (rest.isBlank() || rest.startsWith(")") || CLAUSES.contains(word)) {
      return open(before, rest);
    }
    return leftOut(last, rest)
        .or(() -> meant(word))
        .or(() -> meant(last).map(h -> h.replace("?", " in place of " + last + "?")))
        .or(() -> comma(before, rest));
  }

  /** What Redshift's SELECT has, and what a query that is no statement has no use for. */
  private static Optional<String> leftOut(String last, String rest) {
    String word = word(rest).toUpperCase(Locale.ROOT);
    if (word.equals("INTO")) {
      return Optional.of("leave INTO and its table out: the file names the table");
    }
    if (last.equals("FOR") && Set.of("UPDATE", "SHARE").contains(word)) {
      return Optional.of("leave FOR " + word + " out: nothing is locked");
    }
    return last.equals("TOP") && rest.startsWith("(")
        ? Optional.of("write the number without parentheses")
        : Optional.empty();
  }

  /** The word that a text ends in. */
  private static String last(String before) {
    return before.substring(before.length() - trailing(before)).toUpperCase(Locale.ROOT);
  }

  private static Optional<String> meant(String word) {
    return word.length() < SHORTEST || WORDS.contains(word) || BEFORE_BY.contains(word)
        ? Optional.empty()
        : Optional.ofNullable(Nearest.hint(word, WORDS));
  }

  /** Two expressions of a list with nothing between them. */
  private static Optional<String> comma(String before, String rest) {
    String word = word(rest).toUpperCase(Locale.ROOT);
    boolean begins = !word.isEmpty() && !NO_NAMES.contains(word) || VALUE.matcher(rest).lookingAt();
    String last = last(before);
    boolean ends =
        before.matches("(?s).*[\\w\"')]") && (!NO_NAMES.contains(last) || last.equals("END"));
    return begins && ends && inList(before)
        ? Optional.of("a comma may be missing before it")
        : Optional.empty();
  }

  /** Whether what follows a text stands in a list: of SELECT, of BY or of a call. */
  private static boolean inList(String before) {
    Deque<String> clauses = new ArrayDeque<>(List.of(""));
    Matcher matcher = LIST.matcher(before);
    while (matcher.find()) {
      String found = matcher.group().toUpperCase(Locale.ROOT);
      if (found.endsWith("(")) {
        String name = found.substring(0, found.length() - 1).strip();
        clauses.push(name.isEmpty() || NO_CALLS.contains(name) ? "" : "CALL");
      } else if (found.equals("CASE")) {
        clauses.push(found);
      } else if (found.equals(")") || found.equals("END")) {
        clauses.pop();
      } else {
        clauses.pop();
        clauses.push(found);
      }
      if (clauses.isEmpty()) {
        return false;
      }
    }
    return Set.of("SELECT", "BY", "CALL").contains(clauses.peek());
  }

  /** Signs that other dialects and languages have. */
  private static Optional<String> sign(String before, String rest) {
    if (rest.startsWith("`") || rest.startsWith("[")) {
      return Optional.of("names stand in double quotes");
    }
    if (rest.startsWith("=") && before.endsWith("=")) {
      return Optional.of("write = once");
    }
    if (rest.startsWith("=>") || rest.startsWith("<") && before.endsWith("=")) {
      return Optional.of(rest.startsWith("<") ? "write <=" : "write >=");
    }
    if (rest.startsWith(")") && EMPTY_IN.matcher(before).matches()) {
      return Optional.of("IN takes one value at least");
    }
    if (word(rest).equalsIgnoreCase("ON") && DISTINCT.matcher(before).matches()) {
      return Optional.of("number the rows by ROW_NUMBER() and keep the first of each");
    }
    if (before.endsWith(",") && CLAUSES.contains(word(rest).toUpperCase(Locale.ROOT))) {
      return Optional.of("take the comma before it away");
    }
    return Optional.empty();
  }

  /** What is not closed, or closed without being open. */
  private static Optional<String> open(String before, String rest) {
    Deque<String> open = new ArrayDeque<>();
    Matcher matcher = OPENING.matcher(before);
    while (matcher.find()) {
      String sign = matcher.group().toUpperCase(Locale.ROOT);
      if (sign.equals("CASE")) {
        open.push(sign);
      } else if (sign.equals("(")) {
        boolean query = QUERY.matcher(before).region(matcher.start(), before.length()).lookingAt();
        open.push(query ? "query" : sign);
      } else if (!open.isEmpty()) {
        open.pop();
      }
    }
    boolean closes = rest.startsWith(")");
    if (open.isEmpty()) {
      return closes ? Optional.of("no parenthesis is open here") : Optional.empty();
    }
    if (open.peek().equals("CASE")) {
      return Optional.of("a CASE before it has no END");
    }
    boolean plain = open.peek().equals("(") && !closes || rest.isBlank();
    return plain && count(before + rest, '(') > count(before + rest, ')')
        ? Optional.of("a parenthesis before it is not closed")
        : Optional.empty();
  }

  private static long count(String text, char sign) {
    return text.chars().filter(c -> c == sign).count();
  }

  private static String word(String text) {
    Matcher matcher = WORD.matcher(text);
    return matcher.lookingAt() ? matcher.group() : "";
  }

  private static int trailing(String text) {
    int start = text.length();
    while (start > 0 && Character.isJavaIdentifierPart(text.charAt(start - 1))) {
      start--;
    }
    return text.length() - start;
  }
}
