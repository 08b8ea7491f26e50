package dev.accrete.compiler.dialect;

import dev.accrete.compiler.tree.Expression;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The clock in SQL texts: an input that is bound once a run, so that all statements of a run, and
 * all rows, see one moment.
 */
public final class ClockSql {
  /**
   * What {@code run_started_at()} is in a text while it is compiled: a constant that nobody writes.
   */
  public static final String RUN_STARTED_AT = "TIMESTAMP '0001-01-01 00:00:00.000001'";

  /** The functions that can be bound: what they give follows from the moment alone. */
  private static final Set<String> BOUND =
      Set.of(
          "CURRENT_DATE",
          "CURRENT_TIMESTAMP",
          "LOCALTIMESTAMP",
          "GETDATE",
          "NOW",
          "SYSDATE",
          "TODAY");

  /** Possessive, as long texts would need a deep stack otherwise. */
  private static final String ELSEWHERE =
      "[eE]'(?:[^'\\\\]++|\\\\.|'')*+'|'(?:[^']++|'')*+'|\"(?:[^\"]++|\"\")*+\""
          + "|--[^\n]*|/\\*.*?\\*/|\\$\\$.*?\\$\\$";

  /** What may stand between a function's name and its parentheses. */
  private static final String GAP = "(?:\\s++|--[^\n]*\n|/\\*.*?\\*/)*+";

  /** The schemas that engines keep their own functions in. */
  private static final String SCHEMA =
      "(?:(?:pg_catalog|\"pg_catalog\"|main|\"main\")" + GAP + "\\." + GAP + ")?";

  private static final String NONE = GAP + "\\(" + GAP + "\\)";

  private static final String BEFORE = "(?<![\\w.\"$])(?<!\\bAS\\s{1,9})";

  private static final Pattern CLOCK =
      Pattern.compile(
          "(?<constant>"
              + Pattern.quote(RUN_STARTED_AT)
              + ")|"
              + BEFORE
              + SCHEMA
              + "(?:\"(?<quoted>GETDATE|NOW|TODAY)\"|(?<function>GETDATE|NOW|TODAY))"
              + NONE
              + "|"
              + ELSEWHERE
              + "|"
              + BEFORE
              + "(?:(?<word>CURRENT_TIMESTAMP|LOCALTIMESTAMP)(?:"
              + GAP
              + "\\(\\s*\\d*\\s*\\))?|(?<date>CURRENT_DATE|SYSDATE)(?:"
              + NONE
              + ")?)(?![\\w\"])",
          Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

  private static final List<String> NAMES = List.of("quoted", "function", "word", "date");

  private ClockSql() {}

  /** Whether an expression is the clock itself, in a form that can be bound. */
  public static boolean isClock(Expression expression) {
    return expression.match(
        column -> false,
        literal -> literal.text().equals(RUN_STARTED_AT),
        call ->
            call.operands().isEmpty()
                && BOUND.contains(call.operator())
                && isBound(call.glue().get(0)));
  }

  /** Whether an expression reads the clock anywhere. */
  public static boolean isRead(Expression expression) {
    return isClock(expression)
        || expression instanceof Expression.Call call
            && call.operands().stream().anyMatch(ClockSql::isRead);
  }

  /** Whether one of these functions, by their names in upper case, can be bound. */
  public static boolean areCalled(Collection<String> functions) {
    return functions.stream().anyMatch(BOUND::contains);
  }

  /**
   * A text with a moment in place of the clock.
   *
   * @param calls whether functions stand for the clock in it, besides {@code run_started_at()}
   * @param now the moment, as a timestamp in UTC
   */
  public static String bind(String text, boolean calls, String now) {
    if (!calls) {
      return text.replace(RUN_STARTED_AT, now);
    }
    Matcher matcher = CLOCK.matcher(text);
    StringBuilder bound = new StringBuilder();
    while (matcher.find()) {
      String moment =
          matcher.group("constant") != null
              ? now
              : name(matcher).map(name -> typed(name, now)).orElse(matcher.group());
      matcher.appendReplacement(bound, Matcher.quoteReplacement(moment));
    }
    return matcher.appendTail(bound).toString();
  }

  /**
   * Whether binding finds the clock in the text of a call. Were it taken for the clock and left as
   * it stands, the engine's own would be read, and no row would ever flip.
   */
  private static boolean isBound(String text) {
    Matcher matcher = CLOCK.matcher(text);
    while (matcher.find()) {
      if (name(matcher).isPresent()) {
        return true;
      }
    }
    return false;
  }

  private static Optional<String> name(Matcher matcher) {
    return NAMES.stream().map(matcher::group).filter(Objects::nonNull).findFirst();
  }

  private static String typed(String call, String now) {
    String name = call.toUpperCase(Locale.ROOT);
    if (name.equals("CURRENT_DATE") || name.equals("TODAY")) {
      return "CAST(" + now + " AS DATE)";
    }
    return name.equals("CURRENT_TIMESTAMP") || name.equals("NOW")
        ? "CAST(" + now + " AS TIMESTAMPTZ)"
        : "CAST(" + now + " AS TIMESTAMP)";
  }
}
