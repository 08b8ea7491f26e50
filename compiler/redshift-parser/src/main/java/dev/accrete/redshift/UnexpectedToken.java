package dev.accrete.redshift;

import org.apache.calcite.sql.parser.SqlParseException;
import org.apache.calcite.sql.parser.SqlParserPos;

/**
 * The first word with which a text stops being SQL.
 *
 * <p>The generated parser names the word where it had to choose. Where it looked ahead for that, no
 * choice went on behind the last word that it looked at, so that one is wrong.
 */
public final class UnexpectedToken extends Exception {
  private static final long serialVersionUID = 1L;

  /** A constant whose quote is not closed may be the rest of the text. */
  private static final int SHOWN = 80;

  private final boolean isEnd;

  private UnexpectedToken(Token token) {
    super(token.image);
    this.isEnd = token.kind == RedshiftParserImplConstants.EOF;
  }

  /**
   * The parser's failure with this one for its cause.
   *
   * @param furthest the last token that the parser looked at
   */
  static SqlParseException of(ParseException failure, Token furthest) {
    Token stopped = failure.currentToken.next;
    boolean isBehind =
        furthest.beginLine > stopped.beginLine
            || (furthest.beginLine == stopped.beginLine
                && furthest.beginColumn > stopped.beginColumn);
    Token wrong = isBehind ? furthest : stopped;
    return at(wrong);
  }

  /** The failure at a token. */
  static SqlParseException at(Token wrong) {
    UnexpectedToken cause = new UnexpectedToken(wrong);
    SqlParserPos place =
        new SqlParserPos(wrong.beginLine, wrong.beginColumn, wrong.endLine, wrong.endColumn);
    return new SqlParseException(cause.sentence(), place, null, null, cause);
  }

  /** Whether the text ends too early. */
  public boolean isEnd() {
    return isEnd;
  }

  /** What is wrong, in one clear sentence. */
  public String sentence() {
    String image = getMessage();
    String shown = image.length() > SHOWN ? image.substring(0, SHOWN) + " …" : image;
    return isEnd ? "it ends too early" : "unexpected " + shown;
  }
}
