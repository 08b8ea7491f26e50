package dev.accrete.compiler.parse;

import dev.accrete.redshift.UnexpectedToken;
import java.util.Locale;
import org.apache.calcite.sql.parser.SqlParseException;
import org.apache.calcite.sql.parser.SqlParserPos;

/** Says what the parser met in one clear sentence. */
final class ParseMessages {
  private ParseMessages() {}

  static String of(SqlParseException exception) {
    return exception.getCause() instanceof UnexpectedToken unexpected
        ? unexpected.sentence()
        : firstSentence(String.valueOf(exception.getMessage()));
  }

  /**
   * Where it met it.
   *
   * @param code the text without what stands in comments and quotes: where that ends, the text ends
   */
  static int offset(SqlParseException exception, Offsets offsets, String code) {
    if (exception.getCause() instanceof UnexpectedToken unexpected && unexpected.isEnd()) {
      return code.stripTrailing().length();
    }
    SqlParserPos position = exception.getPos();
    return position == null ? 0 : offsets.start(position);
  }

  static String firstSentence(String message) {
    String line = message.strip().split("\n")[0].strip();
    return line.isEmpty()
        ? "the text is not SQL"
        : line.replaceFirst("^Lexical error at line \\d+, column \\d+\\.\\s*", "");
  }

  /** {@code INSERT} as {@code an INSERT}. */
  static String article(String statement) {
    String word = statement.replace('_', ' ').toUpperCase(Locale.ROOT);
    return ("AEIOU".indexOf(word.charAt(0)) >= 0 ? "an " : "a ") + word;
  }
}
