package dev.accrete.compiler.parse;

import dev.accrete.compiler.source.Origin;
import dev.accrete.compiler.source.Span;
import dev.accrete.compiler.template.RenderedText;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Forms of an engine's own SQL that the grammar, or the type checker, has none for. A text with one
 * is left to the engine as its author wrote it: nothing is known of it but what it reads.
 *
 * <p>They are found by their words. That errs to both sides and harms on neither: a form that is
 * not found is an error, and one that is found where the text is wrong is the engine's to refuse.
 */
public final class EngineForm {
  private static final String NO_AS = "(?<!\\bAS\\s{1,9})";

  /** Words that no alias is, and that end what stands in FROM. */
  private static final String CLAUSES =
      "\\b(?:USING|ON|WHERE|GROUP|HAVING|QUALIFY|WINDOW|ORDER|LIMIT|UNION|EXCEPT|INTERSECT|SELECT"
          + "|FROM|JOIN|AND|OR|NOT|IN|IS|LIKE|BETWEEN|OVER|FILTER|VALUES|THEN|ELSE|WHEN|END)\\b";

  private static final EngineForm ARRAY = form("an array", "\\[|\\bARRAY\\b(?!\\s*[\\[(])");

  /** What is named there is a table, not a value of the SELECT list. */
  private static final String NO_COLUMN =
      "(?!\\s*(?:FROM\\b|,(?!\\s*(?:\\(|\"[^\"]*\"\\s*\\.|LATERAL\\b))))";

  /** What the grammar takes for something else: such a text is never read. */
  private static final Map<String, List<EngineForm>> MISREAD =
      Map.of(
          "duckdb",
          List.of(
              form("SEMI JOIN", NO_AS + "\\bSEMI\\s+JOIN\\b"),
              form("ANTI JOIN", NO_AS + "\\bANTI\\s+JOIN\\b"),
              form(
                  "ASOF JOIN",
                  NO_AS + "\\bASOF\\s+((LEFT|RIGHT|FULL|INNER)\\s+(OUTER\\s+)?)?JOIN\\b"),
              form("POSITIONAL JOIN", NO_AS + "\\bPOSITIONAL\\s+JOIN\\b")),
          "postgres",
          List.of());

  /** What both PostgreSQL and DuckDB have, and the grammar not. */
  private static final List<EngineForm> UNPARSED =
      List.of(
          form("DISTINCT ON", "\\bDISTINCT\\s+ON\\s*\\("),
          form("a frame of GROUPS", "\\bGROUPS\\s+(BETWEEN|UNBOUNDED|CURRENT|\\d)"),
          form("TABLESAMPLE", "\\bTABLESAMPLE\\b"),
          form("MATERIALIZED", "\\bAS\\s+(NOT\\s+)?MATERIALIZED\\b"),
          form("WITH TIES", "\\bWITH\\s+TIES\\b"),
          form("COLLATE", "\\bCOLLATE\\b"),
          form("FOR UPDATE", "\\bFOR\\s+(UPDATE|SHARE|(NO\\s+)?KEY\\s+\\w+)\\b"),
          form("NOT NULL behind a value", "(?<!\\bIS\\s{1,9})\\bNOT\\s+NULL\\b"),
          form("ANY of an array", "[=<>]\\s*(ANY|ALL|SOME)\\s*\\(\\s*(?!SELECT\\b|WITH\\b|\\s)"),
          form(
              "an operator of its own",
              "->|#>|#-|@>|<@|@@|@\\?|&&|\\?[|&]?|\\^@|\\*\\*|<->|<=>|~~~"),
          form("a name of an argument", "=>|:="),
          ARRAY,
          form("ROW", "\\bROW\\s*\\("),
          form("a query in OVER", "\\b(PARTITION|ORDER)\\s+BY\\s*\\(\\s*SELECT\\b"));

  private static final Map<String, List<EngineForm>> UNPARSED_THERE =
      Map.of(
          "duckdb",
          List.of(
              form("BY NAME", "\\bBY\\s+NAME\\b"),
              form("FROM before SELECT", "(^|\\()\\s*FROM\\b"),
              form("REPLACE behind a star", "\\*\\s*(EXCLUDE\\s*\\([^)]*\\)\\s*)?REPLACE\\b"),
              form("RENAME behind a star", "\\*\\s*(EXCLUDE\\s*\\([^)]*\\)\\s*)?RENAME\\b"),
              form("COLUMNS", "\\bCOLUMNS\\s*\\("),
              form("a struct", "\\{"),
              form("a lambda", "\\bLAMBDA\\b"),
              form("//", "//"),
              form("==", "(?<![<>=!])==(?!=)"),
              form("PIVOT", "\\b(UN)?PIVOT(_WIDER|_LONGER)?\\b"),
              form("SUMMARIZE", "\\bSUMMARIZE\\b"),
              form("DESCRIBE", "\\bDESCRIBE\\b"),
              form("USING SAMPLE", "\\bUSING\\s+SAMPLE\\b"),
              form("ORDER BY ALL", "\\bORDER\\s+BY\\s+ALL\\b"),
              form("a share in LIMIT", "\\bLIMIT\\s+[\\d.]+\\s*(%|PERCENT\\b)"),
              form("UNNEST", "\\bUNNEST\\s*\\("),
              form("GLOB", "\\bGLOB\\b"),
              form("#n", "#\\d"),
              form("a factorial", "[\\w)]\\s*!(?![=~])"),
              form("_ in a number", "\\b\\d+_\\d"),
              form("an alias in quotes", "\\bAS\\s+'"),
              form("an alias before its value", "(?<![:\\w\"])[A-Z_]\\w*\\s*:(?![:=])"),
              form(
                  "a comma at the end",
                  ",\\s*((FROM|WHERE|GROUP|ORDER|HAVING|QUALIFY|LIMIT)\\b|\\)|$)")),
          "postgres",
          List.of(
              form("an alias of USING", "\\bUSING\\s*\\([^()]*\\)\\s*AS\\b"),
              form("ROWS FROM", "\\bROWS\\s+FROM\\b"),
              form("bits", "\\b[BX]'"),
              form("a text of Unicode", "\\bU&['\"]"),
              form("SELECT without columns", "\\bSELECT\\s+(FROM|WHERE)\\b"),
              form("IS NORMALIZED", "\\bIS\\s+(NOT\\s+)?(NF\\w+\\s+)?NORMALIZED\\b"),
              form("IS JSON", "\\bIS\\s+(NOT\\s+)?JSON\\b"),
              form("XML", "\\bXML\\w+\\s*\\("),
              form("JSON_TABLE", "\\bJSON_\\w+\\s*\\("),
              form("OPERATOR", "\\bOPERATOR\\s*\\("),
              form("VARIADIC", "\\bVARIADIC\\b"),
              form("SEARCH", "\\bSEARCH\\s+(BREADTH|DEPTH)\\b"),
              form("CYCLE", "\\bCYCLE\\s+\\w+.*\\bSET\\b"),
              form("AT LOCAL", "\\bAT\\s+LOCAL\\b")));

  /** What parses, and what the checker knows to be otherwise than the engine does. */
  private static final List<EngineForm> UNCHECKED =
      List.of(
          form("WITH ORDINALITY", "\\bWITH\\s+ORDINALITY\\b"),
          form("a name of an argument", "=>|:="),
          form("MODE", "\\bMODE\\s*\\(\\s*\\)\\s*WITHIN\\b"),
          form("GROUP BY DISTINCT", "\\bGROUP\\s+BY\\s+DISTINCT\\b"),
          form(
              "an aggregate of a schema",
              "\\b[A-Z_]\\w*\\s*\\.\\s*(SUM|COUNT|AVG|MIN|MAX|MEDIAN|ANY_VALUE|STRING_AGG)\\s*\\("),
          form(
              "a whole row",
              "(?s)(?:\\bSELECT|\\bDISTINCT|,|\\()\\s*([A-Z_]\\w*)(?=\\s*(?:,|\\)|FROM\\b|AS\\s+[A-Z_\"]))"
                  + "(?=.*(?:(?:(?:\\bFROM|\\bJOIN)\\s+|(?:\"|\\bFROM\\s+\\w+|\\bJOIN\\s+\\w+)\\s*(?:\\bAS\\s+)?)"
                  + "\\b\\1\\b(?![.(\"])|\\)\\s*(?:\\bAS\\s+)?\\b\\1\\b(?![.(\"])"
                  + NO_COLUMN
                  + "))"),
          form(
              "names for a table's columns",
              "\"\\s+(AS\\s+)?(?!" + CLAUSES + ")[A-Z_]\\w*\\s*\\(\\s*\\w+(\\s*,\\s*\\w+)*\\s*\\)"),
          form(
              "a function in FROM",
              "(\\bFROM\\s(?:(?!"
                  + CLAUSES
                  + ")[\\w\\s.,\"])*,|\\bJOIN|\\bLATERAL)\\s*[A-Z_]\\w*\\s*\\([^()]*\\.[^()]*\\)\\s*(WITH\\s+ORDINALITY\\s+)?(AS\\b|[A-Z_])"));

  /** FIRST and LAST are of MATCH_RECOGNIZE alone to the checker. */
  private static final Map<String, List<EngineForm>> UNCHECKED_THERE =
      Map.of("duckdb", List.of(form("FIRST", "\\bFIRST\\s*\\("), form("LAST", "\\bLAST\\s*\\(")));

  private static final Pattern CHOICE =
      Pattern.compile(
          "\\bDISTINCT\\s+ON\\b|\\bSAMPLE\\b|\\bTABLESAMPLE\\b|\\bLIMIT\\b|\\bFETCH\\b|\\bOFFSET\\b"
              + "|\\bASOF\\b|\\bPOSITIONAL\\b|\\bROWS\\b|\\bSUMMARIZE\\b|\\bCYCLE\\b");

  private final String name;
  private final Pattern words;

  private EngineForm(String name, Pattern words) {
    this.name = name;
    this.words = words;
  }

  /**
   * A form where it stands.
   *
   * @param name what it is called
   * @param place its first place in the text
   */
  public record Found(String name, Origin place) {}

  private static EngineForm form(String name, String words) {
    return new EngineForm(name, Pattern.compile(words, Pattern.CASE_INSENSITIVE));
  }

  /** A form of the engine that the grammar takes for something else. */
  static Optional<Found> misread(RenderedText text, String engine) {
    return first(MISREAD.getOrDefault(engine, List.of()), text);
  }

  /** A form of the engine that may be why a text does not parse. */
  static Optional<Found> unparsed(RenderedText text, String engine) {
    return misread(text, engine)
        .or(() -> first(UNPARSED_THERE.getOrDefault(engine, List.of()), text))
        .or(() -> first(UNPARSED, text))
        .or(() -> orderInCall(text))
        .or(() -> first(UNCHECKED, text));
  }

  /** Whether an array, of a type or a value, is why a text does not parse at a place. */
  static boolean isArray(RenderedText text, Span place) {
    return ARRAY
        .words
        .matcher(SqlComments.masked(text.text()))
        .results()
        .map(found -> text.origin(found.start(), found.end()).span())
        .anyMatch(s -> s.start() <= place.start() && place.start() <= s.end() + 1);
  }

  /** A form of the engine that may be why a text does not validate. */
  static Optional<Found> unchecked(RenderedText text, String engine) {
    return first(UNCHECKED, text)
        .or(() -> first(UNCHECKED_THERE.getOrDefault(engine, List.of()), text));
  }

  private static Optional<Found> orderInCall(RenderedText text) {
    int at = WordScan.orderInCall(SqlComments.masked(text.text()));
    return at < 0
        ? Optional.empty()
        : Optional.of(new Found("ORDER BY in a call", text.origin(at, at + "ORDER".length())));
  }

  private static Optional<Found> first(List<EngineForm> forms, RenderedText text) {
    String code = SqlComments.masked(text.text());
    for (EngineForm form : forms) {
      Matcher matcher = form.words.matcher(code);
      if (matcher.find()) {
        return Optional.of(new Found(form.name, text.origin(matcher.start(), matcher.end())));
      }
    }
    return Optional.empty();
  }

  /** Whether the words of a text may leave a choice among rows to the engine. */
  static boolean chooses(String code) {
    return CHOICE.matcher(code.toUpperCase(Locale.ROOT)).find();
  }
}
