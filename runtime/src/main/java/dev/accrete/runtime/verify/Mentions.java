package dev.accrete.runtime.verify;

import dev.accrete.runtime.verify.SqlTokens.Kind;
import dev.accrete.runtime.verify.SqlTokens.Token;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The constants that models compare columns with, and the spans of time that they reach over. Read
 * from the texts by their tokens alone: whatever is missed or mistaken makes cases show less, and
 * never judges a table.
 */
final class Mentions {
  static final Set<String> COMPARISONS = Set.of("=", "<>", "!=", "<", ">", "<=", ">=");
  private static final Map<String, Duration> UNITS =
      Map.of(
          "second", Duration.ofSeconds(1),
          "minute", Duration.ofMinutes(1),
          "hour", Duration.ofHours(1),
          "day", Duration.ofDays(1),
          "week", Duration.ofDays(7),
          "month", Duration.ofDays(31));
  private static final Pattern SPAN = Pattern.compile("\\s*(\\d{1,6})\\s*([A-Za-z]*)\\s*");
  private static final Pattern WINDOW = Pattern.compile("\\b(grain|lookback)\\s*:\\s*['\"]?(\\w+)");

  private static final int MOST_JOINED = 500;

  private final List<Mention> constants = new ArrayList<>();
  private final List<CallShapes.Shape> shapes = new ArrayList<>();
  private final Set<Duration> spans = new LinkedHashSet<>();
  private final Set<List<String>> joined = new LinkedHashSet<>();
  private final Map<String, List<String>> named = new HashMap<>();

  /**
   * A column beside a constant.
   *
   * @param column as the text names it
   * @param operator {@code =}, {@code <}, {@code >} or {@code like}
   * @param constant what stands in the literal
   * @param isText whether that is a text
   */
  record Mention(String column, String operator, String constant, boolean isText) {}

  /** Reads one more text: a SELECT, or a model's file. */
  void read(String sql) {
    SqlTokens tokens = new SqlTokens(sql);
    for (int i = 0; i < tokens.size(); i++) {
      name(tokens, i);
    }
    CallShapes calls = new CallShapes(tokens);
    for (int i = 0; i < tokens.size(); i++) {
      calls.at(i).ifPresent(shapes::add);
      comparison(tokens, i);
      pattern(tokens, i);
      list(tokens, i);
      choice(tokens, i);
      span(tokens, i);
    }
    window(sql);
  }

  /** What calls take out of columns comes first: no usual value has any of it. */
  List<Mention> constants() {
    Set<Mention> all = new LinkedHashSet<>();
    for (CallShapes.Shape shape : shapes) {
      shape.compared().forEach(value -> all.add(shape.of(value)));
      constants.stream()
          .filter(m -> m.operator().equals("=") && m.column().equals(shape.alias()))
          .forEach(m -> all.add(shape.of(m.constant())));
    }
    shapes.forEach(shape -> shape.samples().forEach(value -> all.add(shape.of(value))));
    all.addAll(constants);
    return List.copyOf(all);
  }

  /** {@code column ~ 'pattern'}, {@code column SIMILAR TO 'pattern'}. */
  private void pattern(SqlTokens tokens, int at) {
    boolean isSimilar = tokens.is(at, "similar") && tokens.is(at + 1, "to");
    if (!isSimilar && !tokens.is(at, "~")) {
      return;
    }
    int value = isSimilar || tokens.is(at + 1, "*") ? at + 2 : at + 1;
    int before = tokens.is(at - 1, "!") ? at - 2 : at - 1;
    List<String> names = isSimilar ? operand(tokens, at) : tokens.namesBefore(before);
    Token constant = tokens.at(value);
    if (constant.kind() == Kind.TEXT) {
      String text = constant.text();
      PatternSample.of(isSimilar ? text.replace("%", ".*").replace('_', '.') : text)
          .ifPresent(sample -> add(names, "=", new Token(Kind.TEXT, sample)));
    }
  }

  /** The columns that are compared with each other by {@code =}, as the texts name them. */
  Set<List<String>> joined() {
    return joined;
  }

  /** Longer than nothing. */
  Set<Duration> spans() {
    return spans;
  }

  /** The columns that an expression is made of, by the name that it got. */
  private void name(SqlTokens tokens, int at) {
    if (tokens.is(at, "as") && tokens.at(at + 1).kind() == Kind.NAME) {
      List<String> made = tokens.namesBefore(at - 1);
      if (!made.contains(tokens.at(at + 1).text())) {
        named.computeIfAbsent(tokens.at(at + 1).text(), n -> new ArrayList<>()).addAll(made);
      }
    }
  }

  private void comparison(SqlTokens tokens, int at) {
    String sign = tokens.at(at).text();
    if (tokens.at(at).kind() == Kind.SIGN && COMPARISONS.contains(sign)) {
      if (sign.equals("=")) {
        Optional<String> other = tokens.nameAt(at + 1);
        tokens.namesBefore(at - 1).forEach(own -> other.ifPresent(o -> join(own, o)));
      }
      String operator =
          sign.startsWith("<") && !sign.equals("<>") ? "<" : sign.startsWith(">") ? ">" : "=";
      tokens
          .literalAt(at + 1)
          .ifPresent(literal -> add(tokens.namesBefore(at - 1), operator, literal));
      boolean isAfter =
          tokens.at(at - 1).kind() == Kind.TEXT || tokens.at(at - 1).kind() == Kind.NUMBER;
      if (isAfter) {
        tokens
            .nameAt(at + 1)
            .ifPresent(column -> add(List.of(column), operator, tokens.at(at - 1)));
      }
    }
    if (tokens.is(at, "like") || tokens.is(at, "ilike")) {
      tokens.literalAt(at + 1).ifPresent(l -> add(operand(tokens, at), "like", l));
    }
    if (tokens.is(at, "between")) {
      tokens.literalAt(at + 1).ifPresent(l -> add(operand(tokens, at), ">", l));
      for (int i = at + 2; i < at + 6; i++) {
        if (tokens.is(i, "and")) {
          tokens.literalAt(i + 1).ifPresent(l -> add(operand(tokens, at), "<", l));
        }
      }
    }
  }

  private void join(String own, String other) {
    if (joined.size() < MOST_JOINED) {
      joined.add(List.of(own, other));
    }
  }

  /** The names before LIKE, BETWEEN or IN, or before the NOT of these. */
  private static List<String> operand(SqlTokens tokens, int at) {
    return tokens.namesBefore(tokens.is(at - 1, "not") ? at - 2 : at - 1);
  }

  private void list(SqlTokens tokens, int at) {
    if (tokens.is(at, "in") && tokens.is(at + 1, "(") && !tokens.is(at + 2, "select")) {
      for (int i = at + 2; i < tokens.size() && !tokens.is(i, ")"); i++) {
        tokens.literalAt(i).ifPresent(literal -> add(operand(tokens, at), "=", literal));
      }
    }
  }

  /** {@code CASE column WHEN constant}. */
  private void choice(SqlTokens tokens, int at) {
    if (!tokens.is(at, "case") || tokens.is(at + 1, "when")) {
      return;
    }
    int when = at + 1;
    while (when < tokens.size() && !tokens.is(when, "when")) {
      when++;
    }
    List<String> names = tokens.namesBefore(when - 1);
    for (int i = when; i < tokens.size() && !tokens.is(i, "end"); i++) {
      if (tokens.is(i, "when")) {
        tokens.literalAt(i + 1).ifPresent(literal -> add(names, "=", literal));
      }
    }
  }

  private void add(List<String> names, String operator, Token constant) {
    Set<String> all = new LinkedHashSet<>(names);
    names.forEach(name -> all.addAll(named.getOrDefault(name, List.of())));
    boolean isText = constant.kind() == Kind.TEXT;
    all.forEach(name -> constants.add(new Mention(name, operator, constant.text(), isText)));
  }

  /** {@code INTERVAL '3 days'}, {@code INTERVAL 3 DAY}, {@code DATEADD(day, -3, ...)}. */
  private void span(SqlTokens tokens, int at) {
    if (tokens.is(at, "interval")) {
      Matcher number = SPAN.matcher(tokens.at(at + 1).text());
      if (number.matches()) {
        String unit = number.group(2).isEmpty() ? tokens.at(at + 2).text() : number.group(2);
        span(number.group(1), unit);
      }
    }
    if (tokens.is(at, "dateadd") || tokens.is(at, "date_add")) {
      int value = tokens.is(at + 4, "-") ? at + 5 : at + 4;
      span(tokens.at(value).text(), tokens.at(at + 2).text());
    }
  }

  private void window(String text) {
    Map<String, String> said = new HashMap<>();
    Matcher matcher = WINDOW.matcher(text);
    while (matcher.find()) {
      said.put(matcher.group(1), matcher.group(2));
    }
    if (said.size() == 2) {
      span(said.getOrDefault("lookback", ""), said.getOrDefault("grain", ""));
    }
  }

  private void span(String number, String unit) {
    String word = unit.toLowerCase(java.util.Locale.ROOT).replaceAll("s$", "");
    Duration one = UNITS.get(word);
    if (one != null && number.matches("\\d{1,6}") && !number.matches("0+")) {
      spans.add(one.multipliedBy(Long.parseLong(number)));
    }
  }
}
