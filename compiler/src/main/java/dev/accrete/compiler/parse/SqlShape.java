package dev.accrete.compiler.parse;

import dev.accrete.redshift.RedshiftParserImplConstants;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the grammar sees of SQL text: keywords, punctuation, and that there is a name, a number or a
 * string. Texts of one shape parse alike. A SELECT in parentheses is a shape of its own, and stands
 * as {@code (SELECT 0)} in the one around it; of names in a row, as in a list of columns, one
 * stands, and a name of many parts has two.
 */
final class SqlShape {
  /** The keywords in capitals, each at its hash or behind; most words of a text are none. */
  private static final @Nullable String[] KEYWORDS = new String[4096];

  static {
    for (String image : RedshiftParserImplConstants.tokenImage) {
      if (image.startsWith("\"") && Character.isLetter(image.charAt(1))) {
        String keyword = image.substring(1, image.length() - 1).toUpperCase(Locale.ROOT);
        KEYWORDS[slot(keyword, 0, keyword.length())] = keyword;
      }
    }
  }

  /** After these a string is a value like any other; after a type's name its text is read. */
  private static final Set<String> BEFORE_VALUES =
      Set.of("SELECT", "WHEN", "THEN", "ELSE", "AND", "OR", "NOT", "LIKE", "ILIKE", "BETWEEN");

  private static final String OPERATORS = "<>=!~*|/&#@+-%^:?";

  /** Longer ones may be more than their type holds. */
  private static final int DIGITS = 9;

  private final String text;
  private final Set<String> shapes = new LinkedHashSet<>();
  private int at;
  private boolean isPlain = true;

  private SqlShape(String text) {
    this.text = text;
  }

  /**
   * The shapes of a text and of each SELECT in it; empty where that cannot be told without its
   * grammar, as with dollar quotes, escapes and comments.
   */
  static Optional<Set<String>> of(String sql) {
    SqlShape shape = new SqlShape(sql);
    Tokens all = new Tokens();
    shape.read(all);
    if (!shape.isPlain || shape.at < sql.length()) {
      return Optional.empty();
    }
    shape.shapes.add(all.toString());
    return Optional.of(shape.shapes);
  }

  /** Reads up to a parenthesis that was not opened here, or the end. */
  private void read(Tokens out) {
    while (isPlain && at < text.length()) {
      char c = text.charAt(at);
      if (c == ')') {
        return;
      }
      if (c == '(') {
        parenthesis(out);
      } else if (Character.isWhitespace(c)) {
        at++;
      } else if (c == '\'') {
        string(out);
      } else if (c == '"') {
        quoted();
        out.name();
      } else if (isDigit(c)) {
        number(out);
      } else if (isWordPart(c)) {
        word(out);
      } else if (OPERATORS.indexOf(c) >= 0) {
        operator(out);
      } else {
        isPlain = c != '\\' && c != '$';
        out.add(c == '.' ? Tokens.DOT : c == ',' ? Tokens.COMMA : Tokens.OTHER, text, at, at + 1);
        at++;
      }
    }
  }

  /** Signs without blanks between them: one operator or several, or the beginning of a comment. */
  private void operator(Tokens out) {
    int start = at;
    while (at < text.length() && OPERATORS.indexOf(text.charAt(at)) >= 0) {
      at++;
    }
    String signs = text.substring(start, at);
    isPlain = !signs.contains("--") && !signs.contains("/*") && !signs.contains("//");
    out.add(Tokens.OTHER, signs, 0, signs.length());
  }

  private void parenthesis(Tokens out) {
    int next = at + 1;
    while (next < text.length() && Character.isWhitespace(text.charAt(next))) {
      next++;
    }
    boolean isQuery = text.startsWith("SELECT", next) || text.startsWith("WITH", next);
    // Behind a name some queries are arguments, and others not.
    isPlain &= !isQuery || !out.endsWithName();
    Tokens inner = isQuery ? new Tokens() : out;
    at++;
    if (!isQuery) {
      out.add(Tokens.OPENER, "(", 0, 1);
    }
    read(inner);
    isPlain &= at < text.length();
    at++;
    if (isQuery) {
      shapes.add(inner.toString());
      out.add(Tokens.OTHER, "(SELECT 0)", 0, 10);
    } else {
      out.add(Tokens.OTHER, ")", 0, 1);
    }
  }

  private void string(Tokens out) {
    int start = at;
    do {
      at = text.indexOf('\'', at + 1) + 1;
    } while (at > 0 && at < text.length() && text.charAt(at) == '\'');
    if (at == 0) {
      at = text.length();
      isPlain = false;
    }
    int escape = text.indexOf('\\', start);
    isPlain &= escape < 0 || escape >= at;
    isPlain &= start == 0 || !isWordPart(text.charAt(start - 1));
    boolean isValue = !out.endsWithKeyword() || BEFORE_VALUES.contains(out.last());
    if (isValue) {
      out.add(Tokens.OTHER, "''", 0, 2);
    } else {
      out.add(Tokens.OTHER, text, start, at);
    }
  }

  private void quoted() {
    int end = text.indexOf('"', at + 1);
    isPlain &= end > at + 1;
    at = end < 0 ? text.length() : end + 1;
  }

  private void number(Tokens out) {
    int start = at;
    boolean isWhole = true;
    while (at < text.length() && (isWordPart(text.charAt(at)) || text.charAt(at) == '.')) {
      isWhole &= isDigit(text.charAt(at));
      at++;
    }
    if (isWhole && at - start <= DIGITS) {
      out.add(Tokens.OTHER, "0", 0, 1);
    } else {
      out.add(Tokens.OTHER, text, start, at);
    }
  }

  private void word(Tokens out) {
    int start = at;
    while (at < text.length() && isWordPart(text.charAt(at))) {
      at++;
    }
    String keyword = KEYWORDS[slot(text, start, at)];
    if (keyword == null) {
      out.name();
    } else {
      out.keyword(keyword);
    }
  }

  /** Where a keyword stands in the table, or would. */
  private static int slot(String text, int start, int end) {
    int hash = 0;
    for (int i = start; i < end; i++) {
      hash = 31 * hash + capital(text.charAt(i));
    }
    int slot = hash & KEYWORDS.length - 1;
    for (String at = KEYWORDS[slot]; at != null; at = KEYWORDS[slot]) {
      if (at.length() == end - start && text.regionMatches(true, start, at, 0, at.length())) {
        return slot;
      }
      slot = slot + 1 & KEYWORDS.length - 1;
    }
    return slot;
  }

  private static char capital(char c) {
    return c >= 'a' && c <= 'z' ? (char) (c - 'a' + 'A') : c;
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  private static boolean isWordPart(char c) {
    return c < 0x80
        ? c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c == '_' || isDigit(c)
        : Character.isLetter(c);
  }

  /** The tokens of one SELECT. */
  private static final class Tokens {
    static final int OTHER = 0;
    static final int NAME = 1;
    static final int DOTTED = 2;
    static final int COMMA = 3;
    static final int DOT = 4;
    static final int OPENER = 5;
    static final int KEYWORD = 6;

    private final StringBuilder out = new StringBuilder();
    private int[] kinds = new int[64];
    private int[] starts = new int[64];
    private int count;

    private int kind(int back) {
      return back <= count ? kinds[count - back] : OPENER;
    }

    boolean endsWithName() {
      return kind(1) == NAME || kind(1) == DOTTED;
    }

    private void cut(int tokens) {
      count -= tokens;
      out.setLength(starts[count]);
    }

    void name() {
      boolean isPart = kind(1) == DOT && (kind(2) == NAME || kind(2) == DOTTED);
      if (isPart) {
        cut(2);
      }
      int kind = isPart ? DOTTED : NAME;
      boolean follows = kind(1) == COMMA && kind(2) == kind;
      if (follows && (kind(3) == OPENER || kind(3) == COMMA)) {
        cut(2);
      }
      add(kind, "x.x", 0, isPart ? 3 : 1);
    }

    void keyword(String word) {
      boolean opens = word.equals("SELECT") || word.equals("BY") || word.equals("DISTINCT");
      add(opens ? OPENER : KEYWORD, word, 0, word.length());
    }

    void add(int kind, String text, int start, int end) {
      if (count == kinds.length) {
        kinds = Arrays.copyOf(kinds, 2 * count);
        starts = Arrays.copyOf(starts, 2 * count);
      }
      kinds[count] = kind;
      starts[count++] = out.length();
      out.append(text, start, end).append(' ');
    }

    boolean endsWithKeyword() {
      return kind(1) == KEYWORD;
    }

    String last() {
      return count == 0 ? "" : out.substring(starts[count - 1]).strip();
    }

    @Override
    public String toString() {
      return out.toString();
    }
  }
}
