package dev.accrete.compiler.dialect;

import dev.accrete.compiler.tree.Expression;
import java.util.Collection;
import java.util.Locale;
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

  private static final String ELSEWHERE =
      "[eE]'(?:[^'\\\\]|\\\\.|'')*'|'(?:[^']|'')*'|\"(?:[^\"]|\"\")*\"|--[^\n]*|/\\*.*?\\*/|\\$\\$.*?\\$\\$";

  private static final Pattern CLOCK =
      Pattern.compile(
          "(?<constant>"
              + Pattern.quote(RUN_STARTED_AT)
              + ")|"
              + ELSEWHERE
              + "|(?<![\\w.\"$])(?<!\\bAS\\s{1,9})(?<call>(?:CURRENT_TIMESTAMP|LOCALTIMESTAMP)(?:\\s*\\(\\s*\\d*\\s*\\))?"
              + "|(?:CURRENT_DATE|SYSDATE)(?:\\s*\\(\\s*\\))?|(?:GETDATE|NOW|TODAY)\\s*\\(\\s*\\))(?![\\w\"])",
          Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

  private ClockSql() {}

  /** Whether an expression is the clock itself, in a form that can be bound. */
  public static boolean isClock(Expression expression) {
    return expression.match(
        column -> false,
        literal -> literal.text().equals(RUN_STARTED_AT),
        call -> call.operands().isEmpty() && BOUND.contains(call.operator()));
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
    return matcher.replaceAll(
        found ->
            Matcher.quoteReplacement(
                found.group(1) != null
                    ? now
                    : found.group(2) == null ? found.group() : typed(found.group(2), now)));
  }

  private static String typed(String call, String now) {
    String name = call.toUpperCase(Locale.ROOT);
    if (name.startsWith("CURRENT_DATE") || name.startsWith("TODAY")) {
      return "CAST(" + now + " AS DATE)";
    }
    return name.startsWith("CURRENT_TIMESTAMP") || name.startsWith("NOW")
        ? "CAST(" + now + " AS TIMESTAMPTZ)"
        : "CAST(" + now + " AS TIMESTAMP)";
  }
}
