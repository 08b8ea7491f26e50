package dev.accrete.compiler.parse;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.calcite.sql.parser.SqlParseException;

/** Says what the parser met in one clear sentence. */
final class ParseMessages {
  private static final Pattern ENCOUNTERED =
      Pattern.compile("(?s)Encountered \"(.*?)\" at line \\d+, column \\d+\\.?(.*)");
  private static final Pattern KEYWORD =
      Pattern.compile("Incorrect syntax near the keyword '(\\w+)'");
  private static final int MOST_EXPECTED = 6;

  private ParseMessages() {}

  static String of(SqlParseException exception) {
    String message = String.valueOf(exception.getMessage());
    Matcher matcher = ENCOUNTERED.matcher(message);
    if (!matcher.find()) {
      Matcher keyword = KEYWORD.matcher(message);
      return keyword.find() ? "unexpected " + keyword.group(1) : firstSentence(message);
    }
    String met = matcher.group(1).strip();
    String shown = met.replaceAll("\\s+", " ").replace("\\'", "'");
    String what =
        met.equals("<EOF>")
            ? "it ends too early"
            : "unexpected " + (shown.contains(" ") ? "`" + shown + "`" : shown);
    String expected = expected(matcher.group(2));
    return expected.isEmpty() ? what : what + "; expected " + expected;
  }

  /** The expected words, where they are few enough to help. */
  private static String expected(String rest) {
    java.util.Set<String> words = new java.util.LinkedHashSet<>();
    for (String line : rest.split("\n")) {
      String word = line.strip();
      if (word.startsWith("\"") || word.startsWith("<")) {
        words.add(word.split("\\s+\\.\\.\\.")[0].replace("\"", "").strip());
      }
    }
    return words.isEmpty() || words.size() > MOST_EXPECTED ? "" : String.join(" or ", words);
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
