package dev.accrete.runtime.verify;

import dev.accrete.runtime.verify.Mentions.Mention;
import dev.accrete.runtime.verify.SqlTokens.Kind;
import dev.accrete.runtime.verify.SqlTokens.Token;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/**
 * What calls take out of columns: the part behind a text, the value of a JSON key, what a pattern
 * finds, a part of a date. For each the values of the column of which the call gives something, and
 * of which it gives what it is compared with.
 */
final class CallShapes {
  /** Of a mention whose column holds JSON and nothing else. */
  static final String JSON = "json";

  private static final Set<String> JSON_CALLS =
      Set.of("json_extract_path_text", "json_extract_string", "json_extract", "json_value");

  /** {@code ."name"}, {@code .name} and {@code [0]} in a JSON path. */
  private static final Pattern STEP = Pattern.compile("\\.\"([^\"]*)\"|\\.([^.\\[\"]+)|(\\[\\d+])");

  private static final Set<String> FINDERS =
      Set.of("strpos", "instr", "contains", "replace", "starts_with", "prefix");
  private static final Set<String> DATE_CALLS =
      Set.of("extract", "date_part", "datepart", "pgdate_part");
  private static final Map<String, String> DATE_PARTS =
      Map.of(
          "hour", "2026-01-01 %02d:00:00",
          "minute", "2026-01-01 10:%02d:00",
          "day", "2026-01-%02d 10:00:00",
          "month", "2026-%02d-01 10:00:00",
          "year", "%04d-01-01 10:00:00");

  /** The Saturday before a week of which Sunday is day 0. */
  private static final int SUNDAY = 4;

  private final SqlTokens tokens;

  CallShapes(SqlTokens tokens) {
    this.tokens = tokens;
  }

  /**
   * A call.
   *
   * @param column what it reads
   * @param operator of its mentions
   * @param made the value of the column of which the call gives a text
   * @param samples what it gives at least once
   * @param alias the name that its value got, or an empty text
   * @param compared what it is compared with on the spot
   */
  record Shape(
      String column,
      String operator,
      UnaryOperator<String> made,
      List<String> samples,
      String alias,
      List<String> compared) {
    Mention of(String value) {
      return new Mention(column, operator, made.apply(value), true);
    }
  }

  /** The column of an expression, and how to make it give a value. */
  private record Taken(String column, String operator, UnaryOperator<String> made) {
    Taken within(String kind, UnaryOperator<String> outer) {
      String all = operator.equals(JSON) ? JSON : kind;
      return new Taken(column, all, value -> made.apply(outer.apply(value)));
    }
  }

  /** The call that begins at a token, where it is one of those that are known. */
  Optional<Shape> at(int at) {
    if (tokens.at(at).kind() != Kind.NAME || !tokens.is(at + 1, "(")) {
      return Optional.empty();
    }
    String name = tokens.at(at).text();
    List<Integer> arguments = arguments(at + 1);
    if (!isKnown(name, arguments)) {
      return Optional.empty();
    }
    List<String> samples =
        JSON_CALLS.contains(name)
            ? samples(at)
            : name.equals("split_part") || isFinder(name) ? List.of("1") : List.of();
    return taken(at)
        .map(t -> new Shape(t.column(), t.operator(), t.made(), samples, alias(at), compared(at)));
  }

  private boolean isKnown(String name, List<Integer> arguments) {
    return arguments.size() > 1
            && (name.equals("split_part")
                || JSON_CALLS.contains(name)
                || isFinder(name)
                || name.startsWith("substr"))
        || DATE_CALLS.contains(name);
  }

  private static boolean isFinder(String name) {
    return FINDERS.contains(name) || name.equals("charindex") || name.startsWith("regexp_");
  }

  private Optional<Taken> taken(int at) {
    boolean isCall = tokens.at(at).kind() == Kind.NAME && tokens.is(at + 1, "(");
    if (!isCall) {
      return tokens.nameAt(at).map(n -> new Taken(n, "=", UnaryOperator.identity()));
    }
    String name = tokens.at(at).text();
    List<Integer> arguments = arguments(at + 1);
    if (DATE_CALLS.contains(name)) {
      return date(at, name, arguments);
    }
    boolean isLast = name.equals("charindex") && arguments.size() > 1;
    Optional<Taken> inner = taken(arguments.get(isLast ? 1 : 0));
    if (!isKnown(name, arguments)) {
      return inner;
    }
    Token constant = tokens.at(arguments.get(isLast ? 0 : 1));
    String kind = JSON_CALLS.contains(name) ? JSON : "=";
    return inner.flatMap(i -> outer(name, constant, arguments).map(outer -> i.within(kind, outer)));
  }

  private Optional<UnaryOperator<String>> outer(
      String name, Token constant, List<Integer> arguments) {
    String text = constant.text();
    if (name.startsWith("substr")) {
      return constant.kind() == Kind.NUMBER && text.matches("[1-9]\\d?")
          ? Optional.of(value -> "a".repeat(Integer.parseInt(text) - 1) + value)
          : Optional.empty();
    }
    if (constant.kind() != Kind.TEXT || text.isEmpty()) {
      return Optional.empty();
    }
    if (JSON_CALLS.contains(name)) {
      return Optional.of(value -> object(path(text, arguments), value));
    }
    if (name.equals("split_part")) {
      String number = arguments.size() > 2 ? tokens.at(arguments.get(2)).text() : "";
      return number.matches("[1-9]")
          ? Optional.of(
              value -> {
                String before = ("a" + text).repeat(Integer.parseInt(number) - 1);
                return before.isEmpty() ? value + text + "b" : before + value;
              })
          : Optional.empty();
    }
    if (name.startsWith("regexp_")) {
      return PatternSample.of(text).map(sample -> value -> sample);
    }
    boolean isFirst = name.equals("starts_with") || name.equals("prefix");
    return Optional.of(value -> (isFirst ? "" : "a") + text + "b");
  }

  private List<String> path(String first, List<Integer> arguments) {
    if (first.startsWith("$")) {
      return STEP.matcher(first.substring(1))
          .results()
          .map(m -> m.group(1) != null ? m.group(1) : m.group(2) != null ? m.group(2) : m.group(3))
          .toList();
    }
    List<String> keys = new ArrayList<>();
    for (int i = 1; i < arguments.size(); i++) {
      if (tokens.at(arguments.get(i)).kind() == Kind.TEXT) {
        keys.add(tokens.at(arguments.get(i)).text());
      }
    }
    return keys;
  }

  private static String object(List<String> path, String value) {
    boolean isWritten = value.matches("(?s)[{\\[].*|0|[1-9]\\d*|true|false");
    String made = isWritten ? value : '"' + escaped(value) + '"';
    for (int i = path.size() - 1; i >= 0; i--) {
      String step = path.get(i);
      made =
          step.startsWith("[")
              ? "[" + "null,".repeat(number(step)) + made + "]"
              : "{\"" + escaped(step) + "\":" + made + "}";
    }
    return made;
  }

  private static int number(String element) {
    String digits = element.substring(1, element.length() - 1);
    return digits.matches("\\d") ? Integer.parseInt(digits) : 0;
  }

  private static String escaped(String text) {
    return text.replace("\\", "\\\\").replace("\"", "\\\"");
  }

  private Optional<Taken> date(int at, String name, List<Integer> arguments) {
    String part = tokens.at(at + 2).text().toLowerCase(Locale.ROOT);
    boolean isExtract = name.equals("extract") && tokens.is(at + 3, "from");
    if (!isExtract && arguments.size() < 2) {
      return Optional.empty();
    }
    boolean isDay = part.equals("dow") || part.equals("dayofweek");
    String form = isDay ? "2026-01-%02d 10:00:00" : DATE_PARTS.get(part);
    int first = isDay ? SUNDAY : 0;
    return form == null
        ? Optional.empty()
        : taken(isExtract ? at + 4 : arguments.get(1))
            .map(t -> t.within("=", value -> moment(form, first, value)));
  }

  private static String moment(String form, int first, String value) {
    return value.matches("\\d{1,4}")
        ? String.format(Locale.ROOT, form, first + Integer.parseInt(value))
        : value;
  }

  /** Where the arguments begin of a call whose bracket opens at a token. */
  private List<Integer> arguments(int open) {
    List<Integer> starts = new ArrayList<>(List.of(open + 1));
    int end = end(open);
    int depth = 0;
    for (int i = open; i < end; i++) {
      depth += tokens.is(i, "(") ? 1 : tokens.is(i, ")") ? -1 : 0;
      if (depth == 1 && tokens.is(i, ",")) {
        starts.add(i + 1);
      }
    }
    return starts;
  }

  private int end(int open) {
    int depth = 0;
    for (int i = open; i < tokens.size(); i++) {
      depth += tokens.is(i, "(") ? 1 : tokens.is(i, ")") ? -1 : 0;
      if (depth == 0) {
        return i;
      }
    }
    return tokens.size();
  }

  /** The token behind a call, and behind the CASE in which casts of SUPER values have it. */
  private int after(int at) {
    int next = end(at + 1) + 1;
    // In there, whole numbers are cast to wide ones first.
    int last = tokens.is(next, "as") && tokens.is(at - 1, "(") ? end(at - 1) + 1 : next;
    return tokens.is(last, "end") && tokens.is(last + 1, ")") ? last + 2 : next;
  }

  /** The token behind a call and a cast of it. */
  private int behind(int at) {
    int next = after(at);
    return tokens.is(next, "::") ? next + 2 : next;
  }

  /** Values that a cast around a call takes, or a function of times. */
  private List<String> samples(int at) {
    int next = after(at);
    boolean isCast = tokens.is(at - 1, "(") && tokens.is(at - 2, "cast") && tokens.is(next, "as");
    boolean isTyped = isCast || tokens.is(next, "::");
    String type =
        isTyped
            ? tokens.at(next + 1).text()
            : tokens.is(at - 1, "(") ? tokens.at(at - 2).text() : "";
    if (type.contains("date") || type.contains("time")) {
      return List.of("2026-01-01 10:00:00", "2026-01-02 10:00:00");
    }
    return isTyped && type.startsWith("bool") ? List.of("true", "false") : List.of("1", "2");
  }

  private String alias(int at) {
    int next = behind(at);
    return tokens.is(next, "as") && tokens.at(next + 1).kind() == Kind.NAME
        ? tokens.at(next + 1).text()
        : "";
  }

  private List<String> compared(int at) {
    int next = behind(at);
    List<String> constants = new ArrayList<>();
    if (tokens.at(next).kind() == Kind.SIGN
        && Mentions.COMPARISONS.contains(tokens.at(next).text())) {
      tokens.literalAt(next + 1).ifPresent(l -> constants.add(l.text()));
      boolean isBound = tokens.at(next).text().matches("[<>]=?");
      if (isBound && tokens.at(next + 1).text().matches("\\d{1,9}")) {
        int bound = Integer.parseInt(tokens.at(next + 1).text());
        constants.add(String.valueOf(bound + 1));
        constants.add(String.valueOf(Math.max(0, bound - 1)));
      }
    }
    int in = tokens.is(next, "not") ? next + 1 : next;
    if (tokens.is(in, "in") && tokens.is(in + 1, "(")) {
      for (int i = in + 2; i < tokens.size() && !tokens.is(i, ")"); i++) {
        tokens.literalAt(i).ifPresent(l -> constants.add(l.text()));
      }
    }
    return constants;
  }
}
