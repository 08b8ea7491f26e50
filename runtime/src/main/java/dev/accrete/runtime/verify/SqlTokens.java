package dev.accrete.runtime.verify;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The words, numbers, texts and signs of a SQL text, without its comments. */
final class SqlTokens {
  private static final Pattern TOKEN =
      Pattern.compile(
          "--[^\\n]*|/\\*.*?\\*/|'(?<text>(?:[^']|'')*)'|\"(?<quoted>[^\"]*)\"|(?<number>\\d+(?:\\.\\d+)?)"
              + "|(?<word>[A-Za-z_]\\w*)|(?<sign><=|>=|<>|!=|::|[^\\s])",
          Pattern.DOTALL);

  private final List<Token> tokens = new ArrayList<>();

  /** What a token is. */
  enum Kind {
    TEXT,
    NUMBER,
    NAME,
    SIGN
  }

  /**
   * One.
   *
   * @param text of a text what it holds, without its quotes
   */
  record Token(Kind kind, String text) {
    boolean is(String word) {
      return kind != Kind.TEXT && text.equalsIgnoreCase(word);
    }
  }

  SqlTokens(String sql) {
    Matcher matcher = TOKEN.matcher(sql);
    while (matcher.find()) {
      if (matcher.group("text") != null) {
        tokens.add(new Token(Kind.TEXT, matcher.group("text").replace("''", "'")));
      } else if (matcher.group("number") != null) {
        tokens.add(new Token(Kind.NUMBER, matcher.group("number")));
      } else if (matcher.group("quoted") != null) {
        tokens.add(new Token(Kind.NAME, matcher.group("quoted").toLowerCase(Locale.ROOT)));
      } else if (matcher.group("word") != null) {
        tokens.add(new Token(Kind.NAME, matcher.group("word").toLowerCase(Locale.ROOT)));
      } else if (matcher.group("sign") != null) {
        tokens.add(new Token(Kind.SIGN, matcher.group("sign")));
      }
    }
  }

  int size() {
    return tokens.size();
  }

  /** The token of a number; a sign that is no sign before the first and behind the last one. */
  Token at(int number) {
    return number >= 0 && number < tokens.size() ? tokens.get(number) : new Token(Kind.SIGN, "");
  }

  boolean is(int number, String word) {
    return at(number).is(word);
  }

  /** The names in the operand that ends with a token: a column, or what a call is made of. */
  List<String> namesBefore(int last) {
    int end = at(last).kind() == Kind.NAME && is(last - 1, "::") ? last - 2 : last;
    if (!is(end, ")")) {
      return at(end).kind() == Kind.NAME ? List.of(at(end).text()) : List.of();
    }
    List<String> names = new ArrayList<>();
    int open = 0;
    for (int i = end; i >= 0; i--) {
      open += is(i, ")") ? 1 : is(i, "(") ? -1 : 0;
      if (open == 0) {
        return names;
      }
      if (is(i, "select")) {
        return List.of();
      }
      if (at(i).kind() == Kind.NAME) {
        names.add(at(i).text());
      }
    }
    return names;
  }

  /** The name that begins at a token, the last of those that dots join. */
  Optional<String> nameAt(int first) {
    int last = first;
    while (is(last + 1, ".")) {
      last += 2;
    }
    boolean isCall = is(last + 1, "(");
    return at(last).kind() == Kind.NAME && !isCall
        ? Optional.of(at(last).text())
        : Optional.empty();
  }

  /** The text or number that begins at a token, behind the name of its type perhaps. */
  Optional<Token> literalAt(int first) {
    if (is(first, "-")) {
      return Optional.of(at(first + 1))
          .filter(token -> token.kind() == Kind.NUMBER)
          .map(token -> new Token(Kind.NUMBER, "-" + token.text()));
    }
    boolean isCast = is(first, "cast") && is(first + 1, "(");
    boolean isTyped = is(first, "date") || is(first, "timestamp") || is(first, "timestamptz");
    Token value = at(isCast ? first + 2 : isTyped ? first + 1 : first);
    boolean isNumber = value.kind() == Kind.NUMBER && !isTyped && !isCast;
    return value.kind() == Kind.TEXT || isNumber ? Optional.of(value) : Optional.empty();
  }
}
