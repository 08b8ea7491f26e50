package dev.accrete.redshift;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Tells keywords from names before the parser sees them.
 *
 * <p>Redshift reserves some hundred words; SQL's other keywords are names wherever they are not
 * needed, and after {@code AS} and a dot every word is one. The generated parser alone would have
 * to look ahead for that at every step. Here a word that cannot be the keyword where it stands
 * becomes an identifier, told by the words beside it ({@link WordRules}).
 */
final class Words extends RedshiftParserImplTokenManager {
  private final Deque<Token> ahead = new ArrayDeque<>();
  private final List<Paren> open = new ArrayList<>();
  private Token last = new Token();
  private Token beforeLast = new Token();
  private Paren closed = Paren.OTHER;
  private @Nullable Token pending;
  private int lastRead;
  private boolean inType;
  private boolean first = true;
  private boolean isStatement;
  private boolean typeIsNext;
  private boolean queryIsNext;

  /** How many parentheses are open where windows are declared; -1 where none are. */
  private int windowClause = -1;

  /** What an open parenthesis is of. */
  private enum Paren {
    CAST,
    CONVERT,
    WINDOW,
    UNIT,
    INTERVAL,
    TRANSFORM,
    OTHER
  }

  Words(SimpleCharStream stream) {
    super(stream);
  }

  @Override
  public Token getNextToken() {
    Token token = ahead.isEmpty() ? read() : ahead.removeFirst();
    if (first) {
      first = false;
      isStatement = WordRules.beginsStatement(token.kind);
    }
    if (!isStatement && isTyped(token)) {
      token.kind = RedshiftParserImplConstants.LITERAL_TYPE;
    } else if (!isStatement && WordRules.isWord(token.kind)) {
      inType = inType ? WordRules.continuesType(token.kind, last.kind) : typeBegins(token);
      if (!inType && !isKeyword(token)) {
        token.kind = RedshiftParserImplConstants.IDENTIFIER;
      }
    } else if (token.kind == RedshiftParserImplConstants.IDENTIFIER && isTypePlace()) {
      inType = true;
    } else if (token.kind != RedshiftParserImplConstants.LPAREN) {
      inType = inType && isInLength(token.kind);
    }
    typeIsNext = false;
    queryIsNext = false;
    track(token);
    beforeLast = last;
    last = token;
    return token;
  }

  /** Tells words in a statement that is no query as in a query; before its first word. */
  void readStatement() {
    first = false;
  }

  /** The next word, which nobody has asked for yet, begins a type. */
  void readType() {
    typeIsNext = true;
  }

  /** The next word, which nobody has asked for yet, begins a query: AS was no AS before a name. */
  void readQuery() {
    queryIsNext = true;
  }

  /** The last token that was asked for. */
  Token furthest() {
    return last;
  }

  /** The token that follows the one at hand by so many. */
  private Token peek(int number) {
    while (ahead.size() < number) {
      ahead.addLast(read());
    }
    Iterator<Token> tokens = ahead.iterator();
    Token token = tokens.next();
    for (int i = 1; i < number; i++) {
      token = tokens.next();
    }
    return token;
  }

  /** The next token as the lexer has it, with what its expressions cannot tell. */
  private Token read() {
    Token token = pending == null ? super.getNextToken() : pending;
    pending = null;
    if (token.kind == RedshiftParserImplConstants.IDENTIFIER && token.image.startsWith("$")) {
      return dollarString(token);
    }
    if (token.kind == RedshiftParserImplConstants.DOUBLE_PERIOD) {
      input_stream.backup(1);
      token.kind = RedshiftParserImplConstants.DOT;
      token.image = ".";
      token.endColumn--;
    }
    boolean table =
        token.kind == RedshiftParserImplConstants.HASH && WordRules.isBeforeName(lastRead);
    lastRead = token.kind;
    return table ? temporary(token) : token;
  }

  /**
   * {@code $$it's$$} and {@code $tag$ … $tag$}, whose end no regular expression tells: the lexer
   * takes the beginning for a name.
   */
  private Token dollarString(Token start) {
    int second = start.image.indexOf('$', 1);
    if (second < 0) {
      return start;
    }
    String tag = start.image.substring(0, second + 1);
    input_stream.backup(start.image.length() - tag.length());
    StringBuilder text = new StringBuilder();
    try {
      while (text.indexOf(tag, Math.max(0, text.length() - tag.length())) < 0) {
        text.append(input_stream.readChar());
      }
    } catch (IOException end) {
      return start;
    }
    text.setLength(text.length() - tag.length());
    start.kind = RedshiftParserImplConstants.QUOTED_STRING;
    start.image = "'" + text.toString().replace("'", "''") + "'";
    start.endLine = input_stream.getEndLine();
    start.endColumn = input_stream.getEndColumn();
    return start;
  }

  /** {@code #recent}: the sign and the name behind it are one. */
  private Token temporary(Token sign) {
    Token name = super.getNextToken();
    boolean joined = name.beginLine == sign.endLine && name.beginColumn == sign.endColumn + 1;
    boolean word =
        name.kind == RedshiftParserImplConstants.IDENTIFIER || WordRules.isWord(name.kind);
    if (!joined || !word) {
      pending = name;
      return sign;
    }
    name.kind = RedshiftParserImplConstants.IDENTIFIER;
    name.image = sign.image + name.image;
    name.beginColumn = sign.beginColumn;
    lastRead = name.kind;
    return name;
  }

  private boolean isKeyword(Token token) {
    if (last.kind == RedshiftParserImplConstants.DOT) {
      return false;
    }
    if (last.kind == RedshiftParserImplConstants.AS && innermost() != Paren.CAST && !queryIsNext) {
      return false;
    }
    if (innermost() == Paren.TRANSFORM && WordRules.isPartOfTransform(token.kind)) {
      return true;
    }
    return WordRules.isKeyword(
        token.kind,
        new WordRules.Place(
            beforeLast.kind,
            last.kind,
            () -> peek(1).kind,
            () -> peek(2).kind,
            innermost() == Paren.WINDOW,
            innermost() == Paren.UNIT,
            last.kind == RedshiftParserImplConstants.RPAREN && closed == Paren.INTERVAL));
  }

  private boolean typeBegins(Token token) {
    return WordRules.isTypeWord(token.kind) && (isTypePlace() || isBehindIs());
  }

  private boolean isTypePlace() {
    return typeIsNext
        || last.kind == RedshiftParserImplConstants.INFIX_CAST
        || (last.kind == RedshiftParserImplConstants.AS && innermost() == Paren.CAST)
        || (last.kind == RedshiftParserImplConstants.LPAREN && innermost() == Paren.CONVERT);
  }

  private boolean isBehindIs() {
    return last.kind == RedshiftParserImplConstants.IS
        || (last.kind == RedshiftParserImplConstants.NOT
            && beforeLast.kind == RedshiftParserImplConstants.IS);
  }

  /** Whether a word is the type of the constant behind it: {@code INTEGER '5'}. */
  private boolean isTyped(Token token) {
    return last.kind != RedshiftParserImplConstants.DOT
        && last.kind != RedshiftParserImplConstants.AS
        && (WordRules.isTypeName(token) || WordRules.isTime(token.kind))
        && peek(1).kind == RedshiftParserImplConstants.QUOTED_STRING
        && !WordRules.isStandardTime(token.kind, peek(1).image);
  }

  /** Whether a length goes on: {@code (10, 2)}; the parenthesis that closes it ends it. */
  private static boolean isInLength(int kind) {
    return kind == RedshiftParserImplConstants.UNSIGNED_INTEGER_LITERAL
        || kind == RedshiftParserImplConstants.RPAREN;
  }

  private Paren innermost() {
    return open.isEmpty() ? Paren.OTHER : open.get(open.size() - 1);
  }

  private void track(Token token) {
    if (token.kind == RedshiftParserImplConstants.LPAREN) {
      open.add(
          WordRules.isCast(last.kind)
              ? Paren.CAST
              : last.kind == RedshiftParserImplConstants.CONVERT
                  ? Paren.CONVERT
                  : last.kind == RedshiftParserImplConstants.OVER || isDeclaredWindow()
                      ? Paren.WINDOW
                      : last.kind == RedshiftParserImplConstants.OBJECT_TRANSFORM
                          ? Paren.TRANSFORM
                          : last.kind == RedshiftParserImplConstants.INTERVAL
                              ? Paren.INTERVAL
                              : WordRules.takesUnit(last.kind) ? Paren.UNIT : Paren.OTHER);
    } else if (token.kind == RedshiftParserImplConstants.RPAREN && !open.isEmpty()) {
      closed = open.remove(open.size() - 1);
    }
    if (token.kind == RedshiftParserImplConstants.WINDOW) {
      windowClause = open.size();
    } else if (token.kind == RedshiftParserImplConstants.SELECT || open.size() < windowClause) {
      windowClause = -1;
    }
  }

  /** {@code WINDOW w AS (…), v AS (…)}. */
  private boolean isDeclaredWindow() {
    return last.kind == RedshiftParserImplConstants.AS && open.size() == windowClause;
  }
}
