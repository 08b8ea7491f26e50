package dev.accrete.runtime.verify;

import dev.accrete.runtime.verify.DataTable.DataColumn;
import dev.accrete.runtime.verify.Mentions.Mention;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The usual values of a column, and those beside that tell apart what models ask of it: constants
 * that no usual value meets or misses, and times farther apart than models look back.
 */
final class AimedValues {
  /** Longer ones are meant to reach back past all that ever comes. */
  static final Duration LONGEST_SPAN = Duration.ofDays(31);

  private static final int MOST_ADDED = 9;

  /** Most values should miss patterns: a model has many for what it leaves out, such as bots. */
  private static final int MOST_PATTERNS = 3;

  /** Of JSON: each value has one attribute at first, and those of the others then. */
  private static final int MOST_ATTRIBUTES = 60;

  /** Earlier and later bounds stand for none. */
  private static final int FIRST_YEAR = 1990;

  private static final int LAST_YEAR = 2100;
  private static final LocalDateTime BASE = LocalDateTime.of(2026, 1, 1, 10, 0);

  /** The usual times lie up to a day apart, and not less than half an hour. */
  private static final Duration NEAREST = Duration.ofMinutes(30);

  private static final Duration FARTHEST = Duration.ofDays(1);

  /** What gives way to words, in a column that has some. */
  private static final List<String> WORDLESS = ValueKind.TEXT.literals().subList(1, 4);

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss", Locale.ROOT);
  private static final Pattern MOMENT =
      Pattern.compile("(\\d{4}-\\d{2}-\\d{2})(?:[ T](\\d{2}:\\d{2})(:\\d{2})?.*)?");
  private static final Pattern SIZED =
      Pattern.compile("\\w+\\s*\\((\\d+)(?:\\s*,\\s*(\\d+))?\\).*");

  private AimedValues() {}

  /** The column with what models say of it. */
  static DataColumn with(DataColumn column, List<Mention> mentions, Set<Duration> spans) {
    Set<String> values = new LinkedHashSet<>(column.values());
    int usual = values.size();
    boolean isJson = mentions.stream().anyMatch(m -> m.operator().equals(CallShapes.JSON));
    Set<String> said = new LinkedHashSet<>();
    Set<String> patterns = new LinkedHashSet<>();
    for (Mention mention : mentions) {
      boolean isPattern = mention.operator().equals("like");
      boolean isFull =
          isPattern
              ? patterns.size() == MOST_PATTERNS
              : values.size() >= usual + (isJson ? MOST_ATTRIBUTES : MOST_ADDED);
      if (!isFull) {
        List<String> others = others(column, mention, values);
        values.addAll(others);
        (isPattern ? patterns : said).addAll(others);
      }
    }
    boolean isWord = column.kind() == ValueKind.TEXT && !said.isEmpty();
    for (Duration span : spans) {
      if (values.size() < usual + MOST_ADDED) {
        farther(column.kind(), span).ifPresent(values::add);
      }
    }
    List<String> list = new ArrayList<>(values);
    if (isWord) {
      // Most rows have one of the words that models know, else what asks for two of them sees none.
      list.removeIf(value -> WORDLESS.contains(value) && !said.contains(value));
    }
    if (isJson && !said.isEmpty()) {
      // What is no JSON, or of another type, would end the case with an error of the SELECT itself.
      boolean isText = column.kind() == ValueKind.TEXT;
      list.removeIf(v -> JsonObjects.isOne(v) ? !said.contains(v) : isText);
      list = JsonObjects.completed(list);
    }
    return values.size() == usual ? column : column.with(list, column.nulls());
  }

  private static List<String> others(DataColumn column, Mention mention, Set<String> values) {
    return switch (column.kind()) {
      case TEXT -> text(column, mention);
      case INTEGER, DECIMAL, DOUBLE -> number(column, mention, values);
      case JSON ->
          mention.operator().equals(CallShapes.JSON)
              ? List.of("'" + mention.constant().replace("'", "''") + "'")
              : List.of();
      case TIMESTAMP, DATE -> moment(column.kind(), mention, values);
      default -> List.of();
    };
  }

  private static List<String> text(DataColumn column, Mention mention) {
    String text =
        mention.operator().equals("like")
            ? mention.constant().replace("%", "").replace('_', 'x')
            : mention.constant();
    boolean fits = text.length() <= size(column);
    boolean isPlain = TypedValues.of(column.type()).equals(ValueKind.TEXT.literals());
    return mention.isText() && fits && isPlain
        ? List.of("'" + text.replace("'", "''") + "'")
        : List.of();
  }

  /** How many characters a column of texts holds. */
  static int size(DataColumn column) {
    Matcher size = SIZED.matcher(column.type());
    return size.matches() ? Integer.parseInt(size.group(1)) : Integer.MAX_VALUE;
  }

  private static List<String> number(DataColumn column, Mention mention, Set<String> values) {
    Optional<BigDecimal> wanted = number(mention.constant());
    if (wanted.isEmpty() || isStraddled(values, mention.operator(), wanted.get())) {
      return List.of();
    }
    List<BigDecimal> near = new ArrayList<>(List.of(wanted.get()));
    if (!mention.operator().equals("=")) {
      near.add(wanted.get().add(BigDecimal.ONE));
      near.add(wanted.get().subtract(BigDecimal.ONE));
    }
    // Below zero stands what nobody means who writes "id >= 0".
    boolean isNegative = wanted.get().signum() < 0;
    return near.stream()
        .filter(value -> fits(column, value) && (isNegative || value.signum() >= 0))
        .map(BigDecimal::toPlainString)
        .toList();
  }

  private static Optional<BigDecimal> number(String text) {
    return text.matches("-?\\d{1,18}(\\.\\d{1,9})?")
        ? Optional.of(new BigDecimal(text))
        : Optional.empty();
  }

  private static boolean isStraddled(Set<String> values, String operator, BigDecimal constant) {
    List<Integer> sides =
        values.stream()
            .flatMap(value -> number(value).stream())
            .map(value -> value.compareTo(constant))
            .toList();
    boolean isEqual = sides.contains(0);
    return operator.equals("=")
        ? isEqual
        : sides.stream().anyMatch(s -> s < 0) && sides.stream().anyMatch(s -> s > 0);
  }

  private static boolean fits(DataColumn column, BigDecimal value) {
    String type = column.type().toLowerCase(Locale.ROOT);
    boolean isWhole = column.kind() == ValueKind.INTEGER;
    if (isWhole && value.stripTrailingZeros().scale() > 0) {
      return false;
    }
    long most =
        type.matches(".*(tiny).*") ? 127 : type.matches("(small|int2|u).*") ? 255 : 1_000_000_000L;
    boolean unsigned = type.startsWith("u");
    Matcher size = SIZED.matcher(type);
    int digits =
        size.matches()
            ? Integer.parseInt(size.group(1))
                - (size.group(2) == null ? 0 : Integer.parseInt(size.group(2)))
            : 9;
    return value.abs().compareTo(BigDecimal.valueOf(most)) <= 0
        && value.precision() - value.scale() <= digits
        && !(unsigned && value.signum() < 0);
  }

  private static List<String> moment(ValueKind kind, Mention mention, Set<String> values) {
    Matcher moment = MOMENT.matcher(mention.constant());
    if (!moment.matches()) {
      return List.of();
    }
    String seconds = moment.group(3) == null ? ":00" : moment.group(3);
    LocalDateTime time;
    try {
      String clock = moment.group(2) == null ? "00:00:00" : moment.group(2) + seconds;
      time = LocalDateTime.parse(moment.group(1) + "T" + clock);
    } catch (java.time.DateTimeException e) {
      return List.of();
    }
    String at = literal(kind, time);
    String before = literal(kind, time.minusDays(1));
    String after = literal(kind, time.plusDays(1));
    boolean isBetween =
        values.stream().anyMatch(v -> v.compareTo(at) < 0)
            && values.stream().anyMatch(v -> v.compareTo(at) > 0);
    if (mention.operator().equals("=")) {
      return List.of(at);
    }
    boolean isOpenEnd = time.getYear() < FIRST_YEAR || time.getYear() > LAST_YEAR;
    return isBetween || isOpenEnd ? List.of() : List.of(before, at, after);
  }

  /** A time that far from another one, and farther. */
  private static Optional<String> farther(ValueKind kind, Duration span) {
    if (kind != ValueKind.TIMESTAMP && kind != ValueKind.DATE || span.compareTo(LONGEST_SPAN) > 0) {
      return Optional.empty();
    }
    if (span.compareTo(NEAREST) < 0) {
      return kind == ValueKind.DATE
          ? Optional.empty()
          : Optional.of(literal(kind, BASE.plus(span.dividedBy(2))));
    }
    return span.compareTo(FARTHEST) < 0
        ? Optional.empty()
        : Optional.of(literal(kind, BASE.plus(span).plusDays(2)));
  }

  private static String literal(ValueKind kind, LocalDateTime time) {
    return kind == ValueKind.DATE
        ? "DATE '" + time.toLocalDate() + "'"
        : "TIMESTAMP '" + TIME.format(time) + "'";
  }
}
