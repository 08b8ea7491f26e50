package dev.accrete.compiler.translate;

import dev.accrete.compiler.catalogue.FunctionEntry;
import dev.accrete.compiler.catalogue.Functions;
import dev.accrete.compiler.diagnostic.Checked;
import dev.accrete.compiler.parse.ParsedText;
import dev.accrete.compiler.parse.ReadAhead;
import dev.accrete.compiler.parse.SqlComments;
import dev.accrete.compiler.parse.SqlTextParser;
import dev.accrete.compiler.template.EditedText;
import dev.accrete.compiler.template.RenderedText;
import dev.accrete.compiler.tree.Field;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Writes the SQL of one dialect in another: calls by the catalogue of functions, types, and
 * clauses. What differs is written anew; all else stays the author's text, comments included.
 *
 * <p>It works on the text before anything is derived from it, so that the full and the incremental
 * variant are made of one translated SELECT (docs/decisions/0009).
 */
public final class Translator {
  private static final Pattern WORD =
      Pattern.compile("[A-Za-z_][A-Za-z_0-9]*|<<|[#@~%\\\\]|\\|/|\\(\\+\\)");

  private static final Pattern ALIAS = Pattern.compile("(?i)\\bAS\\s+\"?([A-Z_][A-Z_0-9]*)");

  private static final Pattern NUMBERED =
      Pattern.compile("(?i)\\b(row_number|rank|dense_rank|bigint|int8|count)\\b");

  /** Two names, or a name and a number, that are compared. */
  private static final Pattern PAIR =
      Pattern.compile(
          "(?i)\\b([\\w.]+)\\s*(?:[=<>!]{1,2}|(?:NOT\\s+)?IN\\s*\\(|(?:NOT\\s+)?BETWEEN\\b|WHEN\\b)"
              + "\\s*-?\\s*(\\w[\\w.]*)");

  private static final Pattern REAL = Pattern.compile("(?i)real|float4|float\\s*\\(");

  private static final Pattern DECIMAL = Pattern.compile("(?i)decimal|numeric");

  /** Types of more than twenty digits. */
  private static final Pattern WIDE = Pattern.compile("\\(\\s*[23]\\d\\b");

  private static final Pattern SUM = Pattern.compile("(?i)\\bsum\\b");

  /** A number in quotes that is counted with. */
  private static final Pattern QUOTED =
      Pattern.compile("'\\s*[\\d.]+\\s*'\\s*[-+*/%]|[-+*/%]\\s*'\\s*[\\d.]+\\s*'");

  private static final Pattern DAYS = Pattern.compile("[-+]\\s*\\(?\\s*\\w");

  /** Columns of inner queries are named otherwise on DuckDB. */
  private static final Pattern NESTED = Pattern.compile("(?is)\\bselect\\b.*\\bselect\\b");

  /** Words that something else than a function begins with. */
  private static final Set<String> CLAUSES =
      Set.of(
          "TOP",
          "MINUS",
          "QUALIFY",
          "CONNECT",
          "AT",
          "PIVOT",
          "UNPIVOT",
          "EXCLUDE",
          "ALL",
          "SIMILAR",
          "APPROXIMATE",
          "GENERATE_SERIES",
          "INTERVAL",
          "NULLS",
          "ZONE",
          "VARCHAR",
          "CHAR",
          "CHARACTER",
          "BPCHAR",
          "NVARCHAR",
          "NCHAR",
          "DECIMAL",
          "NUMERIC",
          "FLOAT",
          "DATETIME",
          "SUPER",
          "VARBYTE",
          "VARBINARY",
          "HLLSKETCH",
          "GEOMETRY",
          "GEOGRAPHY",
          "#",
          "@",
          "~",
          "\\",
          "|/",
          "(+)");

  private final Walk.Dialects dialects;
  private final ReadAhead ahead;
  private final Set<String> words = new HashSet<>(CLAUSES);

  /**
   * A translator.
   *
   * @param from the dialect of the texts: redshift, postgres or duckdb
   * @param to the dialect that they become
   */
  public Translator(String from, String to) {
    this(from, to, true, new ReadAhead());
  }

  /** The same for texts that the next step reads. */
  public Translator(String from, String to, ReadAhead ahead) {
    this(from, to, true, ahead);
  }

  /**
   * For a text that no run plays, if {@code clockBound} is false: then the clock is written too.
   */
  public Translator(String from, String to, boolean clockBound) {
    this(from, to, clockBound, new ReadAhead());
  }

  private Translator(String from, String to, boolean clockBound, ReadAhead ahead) {
    this.ahead = ahead;
    this.dialects = new Walk.Dialects(from, to, clockBound);
    for (FunctionEntry entry : Functions.all()) {
      boolean differs = !entry.isIn(to) || !entry.mappings(from, to).isEmpty();
      boolean converts = from.equals("redshift") && ImplicitCasts.mayConvert(entry);
      if (entry.isIn(from) && (differs || converts)) {
        words.add(entry.name());
      }
    }
    if (from.equals("duckdb")) {
      words.addAll(TypeNames.ownOfDuckDb());
    }
  }

  /**
   * The text in the other dialect, with an error at each form that has no equal there. A text that
   * does not parse comes back as it is: whoever reads it next says why.
   *
   * @param relations the columns of the relations that the text reads, by their names
   */
  public Checked<RenderedText> translate(RenderedText text, Map<String, List<Field>> relations) {
    List<Field> columns = relations.values().stream().flatMap(List::stream).toList();
    boolean same = dialects.from().equals(dialects.to());
    boolean concerned =
        same
            ? dialects.to().equals("redshift") && text.text().contains("(+)")
            : isConcerned(text.text())
                || mayMixTypes(text.text(), columns)
                || mayRound(text.text(), columns)
                || mayHavePaths(text.text(), columns);
    return (concerned ? ahead.parseAnyTables(text).value() : Optional.<ParsedText>empty())
        .map(p -> same ? OwnOuterJoins.written(p) : translate(p, relations))
        .orElse(new Checked<>(text, List.of()));
  }

  /** A type in the other dialect, as it is written there; absent where that has no such type. */
  public Optional<String> type(String written) {
    if (dialects.from().equals(dialects.to())) {
      return Optional.of(written);
    }
    try {
      return Optional.of(TypeNames.of(written, dialects).orElse(written));
    } catch (IllegalArgumentException none) {
      return Optional.empty();
    }
  }

  /**
   * A text that is SQL only once something in it has been filled in.
   *
   * @param text the text, which comes out in the other dialect
   * @param parsable the same with SQL of the same length in place of what is to be filled in
   * @return absent where it does not parse, which the diagnostics say
   */
  public Checked<Optional<RenderedText>> translateUnfilled(RenderedText text, String parsable) {
    Checked<Optional<ParsedText>> parsed =
        SqlTextParser.parseAnyTables(new RenderedText(parsable, List.of(), text.pieces()));
    if (parsed.value().isEmpty()) {
      return new Checked<>(Optional.empty(), parsed.diagnostics());
    }
    ParsedText read = parsed.value().get();
    ParsedText unfilled =
        new ParsedText(
            text, read.query(), read.offsets(), read.aliased(), read.mayReadMore(), read.hasPath());
    Checked<RenderedText> translated = translate(unfilled, Map.of());
    return new Checked<>(Optional.of(translated.value()), translated.diagnostics());
  }

  private Checked<RenderedText> translate(ParsedText parsed, Map<String, List<Field>> relations) {
    Walk walk = new Walk(parsed, dialects, relations);
    parsed.query().accept(walk);
    return new Checked<>(EditedText.of(parsed.rendered(), walk.edits()), walk.diagnostics());
  }

  /** Whether a name may go on behind a column of SUPER. */
  private boolean mayHavePaths(String text, Collection<Field> columns) {
    return dialects.from().equals("redshift")
        && (text.indexOf('[') >= 0
            || columns.stream()
                .anyMatch(
                    field ->
                        "super".equalsIgnoreCase(field.type())
                            || "any".equalsIgnoreCase(field.type())));
  }

  /**
   * Whether a name stands beside a name or number of another type, as far as that shows without the
   * tree: Redshift converts what it compares.
   */
  private boolean mayMixTypes(String text, Collection<Field> columns) {
    if (!dialects.from().equals("redshift")) {
      return false;
    }
    // Numbers of rows are BIGINTs, which the others add to no date.
    boolean times = columns.stream().anyMatch(Translator::isTimestamp);
    boolean joins =
        columns.stream().anyMatch(Translator::isReal)
            || text.contains("||")
            || QUOTED.matcher(text).find()
            || times && DAYS.matcher(text).find()
            || mayDivideSums(text, columns)
            || NUMBERED.matcher(text).find() && (text.contains("+") || text.contains("-"));
    Map<String, Set<ValueKind>> kinds = new HashMap<>();
    columns.forEach(
        field ->
            kinds
                .computeIfAbsent(field.name().toLowerCase(Locale.ROOT), n -> new HashSet<>())
                .add(ValueKind.ofType(field.type() == null ? "" : field.type())));
    Matcher pair = PAIR.matcher(SqlComments.masked(text));
    while (!joins && pair.find()) {
      Set<ValueKind> both = new HashSet<>();
      for (String side : List.of(pair.group(1), pair.group(2))) {
        String name = side.substring(side.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
        both.addAll(
            Character.isDigit(side.charAt(0))
                ? Set.of(ValueKind.INTEGER)
                : kinds.getOrDefault(name, Set.of()));
      }
      joins = both.contains(ValueKind.TEXT) && both.size() > 1;
    }
    return joins;
  }

  private static boolean isTimestamp(Field field) {
    return ValueKind.ofType(field.type() == null ? "" : field.type()) == ValueKind.TIMESTAMP;
  }

  private static boolean isReal(Field field) {
    return field.type() != null && REAL.matcher(field.type()).lookingAt();
  }

  /** Whether there is a quotient, and something that may be a sum of BIGINTs. */
  private boolean mayDivideSums(String text, Collection<Field> columns) {
    return dialects.to().equals("duckdb")
        && text.indexOf('/') >= 0
        && (SUM.matcher(text).find()
            || columns.stream().anyMatch(f -> f.type() != null && f.type().contains("38")));
  }

  /** Whether there may be decimals that DuckDB rounds others for: sums, or declared ones. */
  private boolean mayRound(String text, Collection<Field> columns) {
    return dialects.to().equals("duckdb")
        && columns.stream().anyMatch(f -> f.type() != null && DECIMAL.matcher(f.type()).find())
        && (SUM.matcher(text).find()
            || columns.stream().anyMatch(f -> f.type() != null && WIDE.matcher(f.type()).find()));
  }

  /** Whether what is called something by AS stands elsewhere as well. */
  private static boolean mayReadAliases(String code) {
    Map<String, Integer> words = new HashMap<>();
    Matcher word = WORD.matcher(code);
    while (word.find()) {
      words.merge(word.group().toLowerCase(Locale.ROOT), 1, Integer::sum);
    }
    return ALIAS
        .matcher(code)
        .results()
        .anyMatch(a -> words.getOrDefault(a.group(1).toLowerCase(Locale.ROOT), 0) > 1);
  }

  /**
   * Whether any word of a text may have to be written anew. Words are looked at first, as most
   * texts have one of them: what has to be searched for in the whole text costs more.
   */
  private boolean isConcerned(String text) {
    String code = SqlComments.masked(text);
    Matcher matcher = WORD.matcher(code);
    boolean found = text.indexOf('\\') >= 0;
    while (!found && matcher.find()) {
      String word = matcher.group();
      found =
          words.contains(word.toUpperCase(Locale.ROOT))
              || EngineWords.mayBeName(word, dialects.to());
    }
    return found
        || EngineWords.mayNameBy(code, dialects.to())
        || (dialects.to().equals("duckdb")
            && (TimeConstants.mayBeIn(text) || NESTED.matcher(text).find()))
        || (dialects.to().equals("postgres") && (text.indexOf('"') >= 0 || mayReadAliases(code)));
  }
}
