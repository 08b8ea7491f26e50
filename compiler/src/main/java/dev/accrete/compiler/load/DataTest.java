package dev.accrete.compiler.load;

import dev.accrete.compiler.source.Span;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A data test: a SELECT of the rows that should not be there, written in {@code tests/} or made of
 * a line of YAML.
 *
 * @param name unique among the tests of the project
 * @param kind {@code unique}, {@code not_null}, {@code accepted_values}, {@code relationships}, or
 *     {@code sql} for a file of {@code tests/}
 * @param on the model or source that it is declared on, as {@code ref} has it; absent for a file
 * @param column the column, or the expression, that it is about; absent where it is about several,
 *     and for a file
 * @param arguments what else YAML says of it, by dbt's names, as written; the columns of a claimed
 *     key as {@code columns}
 * @param query the SELECT, a text of its own that models do not see
 * @param settings what may be said of any test
 * @param place where it is declared
 */
public record DataTest(
    String name,
    String kind,
    Optional<String> on,
    Optional<String> column,
    Map<String, Object> arguments,
    ModelFile query,
    Settings settings,
    Span place) {
  /** The kind of a file in {@code tests/}. */
  public static final String SQL = "sql";

  public DataTest {
    arguments = Collections.unmodifiableMap(new LinkedHashMap<>(arguments));
  }

  /** The same under another name. */
  DataTest named(String other) {
    return new DataTest(other, kind, on, column, arguments, query, settings, place);
  }

  /** What the number of rows that it finds means. */
  public Outcome outcome() {
    return settings.outcome();
  }

  /** Whether rows that it finds are kept in a table. */
  public boolean storeFailures() {
    return settings.storeFailures();
  }

  /**
   * What may be said of any test.
   *
   * @param description for people, or empty
   * @param where the condition on the rows that are tested
   * @param outcome what the number of rows that it finds means
   * @param storeFailures whether rows that it finds are kept in a table
   */
  public record Settings(
      String description, Optional<String> where, Outcome outcome, boolean storeFailures) {
    /** Any row of the whole relation is an error. */
    public static final Settings DEFAULT =
        new Settings("", Optional.empty(), Outcome.DEFAULT, false);
  }

  /** Whether rows that should not be there are an error or a warning. */
  public enum Severity {
    ERROR,
    WARN
  }

  /** What a test says of a number of rows. */
  public enum Verdict {
    PASS,
    WARN,
    FAIL
  }

  /**
   * When a test fails and when it warns, as dbt has it.
   *
   * @param severity of what it finds
   * @param errorIf the number of rows that is an error, where the severity is one
   * @param warnIf the number of rows that is a warning
   */
  public record Outcome(Severity severity, Threshold errorIf, Threshold warnIf) {
    /** Any row is an error. */
    public static final Outcome DEFAULT = new Outcome(Severity.ERROR, Threshold.ANY, Threshold.ANY);

    /** What this many rows mean. */
    public Verdict of(long rows) {
      if (severity == Severity.ERROR && errorIf.holds(rows)) {
        return Verdict.FAIL;
      }
      return warnIf.holds(rows) ? Verdict.WARN : Verdict.PASS;
    }
  }

  /**
   * A comparison of a number of rows.
   *
   * @param operator one of {@code = != <> < <= > >=}
   */
  public record Threshold(String operator, long number) {
    /** As YAML has it. */
    public String text() {
      return operator + " " + number;
    }

    /** Any row at all. */
    public static final Threshold ANY = new Threshold("!=", 0);

    static Optional<Threshold> of(String text) {
      java.util.regex.Matcher matcher =
          java.util.regex.Pattern.compile("\\s*(=|!=|<>|<=|>=|<|>)\\s*(\\d{1,15})\\s*")
              .matcher(text);
      return matcher.matches()
          ? Optional.of(new Threshold(matcher.group(1), Long.parseLong(matcher.group(2))))
          : Optional.empty();
    }

    boolean holds(long rows) {
      return switch (operator) {
        case "=" -> rows == number;
        case "<" -> rows < number;
        case "<=" -> rows <= number;
        case ">" -> rows > number;
        case ">=" -> rows >= number;
        default -> rows != number;
      };
    }
  }
}
