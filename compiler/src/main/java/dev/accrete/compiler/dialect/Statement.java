package dev.accrete.compiler.dialect;

import java.util.LinkedHashSet;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One SQL statement of a plan, with the reason why it is there.
 *
 * <p>What is known only at run time stands in the text as a named parameter, which a run replaces
 * by a literal and a script by a look-up in the state. Parameters stand between the characters
 * Shift Out and Shift In, which no project file may contain; unlike Unicode's noncharacters these
 * leave a text at one byte a letter.
 *
 * @param purpose the comment above the statement in a script
 * @param sql without a closing semicolon
 */
public record Statement(String purpose, String sql) {
  private static final char OPEN = '\u000E';
  private static final char CLOSE = '\u000F';
  private static final Pattern PARAMETER = Pattern.compile(OPEN + "([^" + CLOSE + "]*)" + CLOSE);

  /** The number of the freeze that the run reads. */
  public static final String FREEZE = parameter("freeze");

  /** The end of the names of staging tables, different in each run. */
  public static final String RUN = parameter("run");

  /** The freeze up to which the model has taken in a source. */
  public static String since(String source) {
    return parameter("since:" + source);
  }

  /** The version up to which the model has taken in the changes of another model. */
  public static String after(String model) {
    return parameter("after:" + model);
  }

  /**
   * The start of the oldest hour or day of a source whose rows the freeze that the run reads counts
   * by stamp; NULL where there is none.
   */
  public static String openSince(String source) {
    return parameter("open:" + source);
  }

  /** The boundary that {@link #openSince} had before the freeze; NULL where there was none. */
  public static String openBefore(String source) {
    return parameter("open_before:" + source);
  }

  /**
   * The newest batch of a source that was known before the freeze; with hours or days, the oldest
   * of those that are still counted by stamp. NULL where what is known is no ground to go on.
   */
  public static String knownUntil(String source) {
    return parameter("known_until:" + source);
  }

  /**
   * The moment from which on the freeze counts a source; NULL where none of its rows has a stamp.
   */
  public static String countedFrom(String source) {
    return parameter("counted_from:" + source);
  }

  /**
   * The least stamp of the changed batches of a source; NULL where there is none.
   *
   * <p>A run binds a literal, by which DuckDB skips what is older: 25 times faster on ten million
   * rows than the sub-query of a script.
   */
  public static String changedFrom(String source) {
    return parameter("changed_from:" + source);
  }

  /**
   * The least value that a needed row of an input of the model can have, in the engine's own type;
   * NULL where there is none. A run binds a literal, by which engines skip what is less.
   *
   * @param name tells the bounds of a model apart
   */
  public static String bound(String name) {
    return parameter("bound:" + name);
  }

  /**
   * What identifies a row of an input that somebody else made: the engine's identifier, where a run
   * finds that it has one, else a constant, so that nothing is said of the row.
   */
  public static String row(String input) {
    return parameter("row:" + input);
  }

  /** The constant that {@link #row} is where rows have no identifier. */
  public static final String NO_ROW = "1";

  /** The model's version against which the run stages. */
  public static final String VERSION = parameter("version");

  /** The version of a model that the run reads as an input. */
  public static String read(String model) {
    return parameter("read:" + model);
  }

  /** The run's id, as a text constant. */
  public static final String RUN_ID = parameter("run_id");

  /** The run's clock, as a timestamp constant in UTC. */
  public static final String NOW = parameter("now");

  /** The clock of the model's last run, as a timestamp constant in UTC. */
  public static final String LAST_CLOCK = parameter("last_clock");

  /** The text of a parameter, to put into SQL. */
  public static String parameter(String name) {
    return OPEN + name + CLOSE;
  }

  /** The names of the parameters in this statement, in the order of the text. */
  public Set<String> parameters() {
    Set<String> names = new LinkedHashSet<>();
    Matcher matcher = PARAMETER.matcher(sql);
    while (matcher.find()) {
      names.add(matcher.group(1));
    }
    return names;
  }

  /** The statement's text with every parameter replaced. */
  public String bind(UnaryOperator<String> values) {
    int open = sql.indexOf(OPEN);
    if (open < 0) {
      return sql;
    }
    StringBuilder bound = new StringBuilder(sql.length() + 64);
    int at = 0;
    while (open >= 0) {
      int close = sql.indexOf(CLOSE, open);
      if (close < 0) {
        break;
      }
      bound.append(sql, at, open).append(values.apply(sql.substring(open + 1, close)));
      at = close + 1;
      open = sql.indexOf(OPEN, at);
    }
    return bound.append(sql, at, sql.length()).toString();
  }
}
