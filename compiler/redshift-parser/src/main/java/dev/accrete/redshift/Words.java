package dev.accrete.redshift;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;

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
  private boolean inType;
  private boolean first = true;
  private boolean isStatement;

  /** What an open parenthesis is of. */
  private enum Paren {
    CAST,
    CONVERT,
    WINDOW,
    UNIT,
    INTERVAL,
    OTHER
  }

  Words(SimpleCharStream stream) {
    super(stream);
  }

  @Override
  public Token getNextToken() {
    Token token = ahead.isEmpty() ? super.getNextToken() : ahead.removeFirst();
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
    } else if (token.kind != RedshiftParserImplConstants.LPAREN) {
      inType = inType && isInLength(token.kind);
    }
    track(token);
    beforeLast = last;
    last = token;
    return token;
  }

  /** The last token that was asked for. */
  Token furthest() {
    return last;
  }

  /** The token that follows the one at hand by so many. */
  private Token peek(int number) {
    while (ahead.size() < number) {
      ahead.addLast(super.getNextToken());
    }
    Iterator<Token> tokens = ahead.iterator();
    Token token = tokens.next();
    for (int i = 1; i < number; i++) {
      token = tokens.next();
    }
    return token;
  }

  private boolean isKeyword(Token token) {
    if (last.kind == RedshiftParserImplConstants.DOT) {
      return false;
    }
    if (last.kind == RedshiftParserImplConstants.AS && innermost() != Paren.CAST) {
      return false;
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
    boolean place =
        last.kind == RedshiftParserImplConstants.INFIX_CAST
            || (last.kind == RedshiftParserImplConstants.AS && innermost() == Paren.CAST)
            || (last.kind == RedshiftParserImplConstants.LPAREN && innermost() == Paren.CONVERT);
    return place && WordRules.isTypeWord(token.kind);
  }

  /** Whether a word is the type of the constant behind it: {@code INTEGER '5'}. */
  private boolean isTyped(Token token) {
    return last.kind != RedshiftParserImplConstants.DOT
        && last.kind != RedshiftParserImplConstants.AS
        && WordRules.isTypeName(token)
        && peek(1).kind == RedshiftParserImplConstants.QUOTED_STRING;
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
                  : last.kind == RedshiftParserImplConstants.OVER
                      ? Paren.WINDOW
                      : last.kind == RedshiftParserImplConstants.INTERVAL
                          ? Paren.INTERVAL
                          : WordRules.takesUnit(last.kind) ? Paren.UNIT : Paren.OTHER);
    } else if (token.kind == RedshiftParserImplConstants.RPAREN && !open.isEmpty()) {
      closed = open.remove(open.size() - 1);
    }
  }
}
