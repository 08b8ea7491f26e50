package dev.accrete.compiler.parse;

import dev.accrete.redshift.UnexpectedToken;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.calcite.sql.parser.SqlParseException;
import org.apache.calcite.sql.parser.SqlParserPos;

/** Says what the parser met in one clear sentence. */
final class ParseMessages {
  /** What Calcite says of a length, a LIMIT and the like. */
  private static final Pattern TOO_LARGE =
      Pattern.compile("Literal '(.*)' can not be parsed to type 'java\\.lang\\.\\w+'");

  /** What Calcite says instead of naming a sign that no word begins with. */
  private static final Pattern STRANGE = Pattern.compile("Encountered: '(.)' \\(\\d+\\).*");

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
    Matcher tooLarge = TOO_LARGE.matcher(line);
    if (tooLarge.matches()) {
      return "the number " + tooLarge.group(1) + " is too large here";
    }
    if (line.startsWith("Non-query expression")) {
      return "a query is expected here";
    }
    if (line.startsWith("'LIMIT start, count'")) {
      return "LIMIT has one number; write LIMIT 5 OFFSET 10 for LIMIT 10, 5";
    }
    line = line.replaceFirst("^Lexical error at line \\d+, column \\d+\\.\\s*", "");
    Matcher strange = STRANGE.matcher(line);
    if (strange.matches()) {
      return "unexpected " + strange.group(1);
    }
    boolean inside = line.isEmpty() || line.startsWith("class ") || line.contains("org.apache");
    return inside ? "the text is not SQL" : line;
  }

  /** {@code INSERT} as {@code an INSERT}. */
  static String article(String statement) {
    String word = statement.replace('_', ' ').toUpperCase(Locale.ROOT);
    return ("AEIOU".indexOf(word.charAt(0)) >= 0 ? "an " : "a ") + word;
  }
}
