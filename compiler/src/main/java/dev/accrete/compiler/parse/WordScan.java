package dev.accrete.compiler.parse;

import dev.accrete.compiler.source.Origin;
import dev.accrete.compiler.template.Reference;
import dev.accrete.compiler.template.RenderedText;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the words of a text tell that nobody parsed: which may be functions, which references have
 * an alias, whether it reads a table without {@code ref()}. In doubt it names too much: a model is
 * rebuilt more often, and never too seldom.
 */
final class WordScan {
  /** A choice among rows that tie, as the catalogue calls it. */
  private static final String CHOICE = "LIMIT";

  private static final Pattern TOKEN =
      Pattern.compile("[A-Za-z_][A-Za-z_0-9$]*|\"\\s*\"(\\s*\\.\\s*\"\\s*\")*|'|[^\\s\\w]|\\d+");

  /** Constants that stand for another moment each time. */
  private static final Pattern MOMENT =
      Pattern.compile("(?i)'\\s*(now|today|tomorrow|yesterday)\\b");

  /** Words before a parenthesis that are no functions. */
  private static final Set<String> NO_CALLS =
      words(
          "all and any array as between by case columns cube distinct else end except exclude exists"
              + " filter from group grouping_sets having in intersect into is join lambda lateral"
              + " like ilike limit materialized natural not null offset on or order over partition"
              + " pivot qualify recursive rename replace returning rollup row rows select semi anti"
              + " set sets similar some struct then to union unpivot using values when where window"
              + " with within group name decimal numeric varchar char timestamp time float bit map"
              + " integer bigint double");

  /** Words that end the list of tables of a FROM. */
  private static final Set<String> CLAUSES =
      words(
          "select where group order having qualify window limit offset fetch union intersect except"
              + " minus using on set into values returning");

  /** Words that may stand behind a table and are no alias of it. */
  private static final Set<String> BEHIND =
      words(
          "select where group order having qualify window limit offset fetch union intersect except"
              + " minus using on join inner left right full cross natural semi anti asof positional"
              + " lateral pivot unpivot pivot_wider pivot_longer tablesample for at by name and or"
              + " then else end when is in not with into");

  private static final Set<String> READING_FROM =
      words("extract trim substring overlay position btrim ltrim rtrim columns");

  private static final Set<String> NILADIC =
      words(
          "current_date current_time current_timestamp localtime localtimestamp current_user"
              + " session_user user current_role current_schema current_catalog sysdate"
              + " current_aws_account current_namespace current_user_id");

  private final RenderedText text;
  private final Map<Integer, Reference> references = new HashMap<>();
  private final Map<String, Origin> calls = new LinkedHashMap<>();
  private final Set<Integer> aliased = new HashSet<>();
  private final List<TableNames.Bare> bare = new ArrayList<>();

  private WordScan(RenderedText text) {
    this.text = text;
    text.references().forEach(r -> references.put(r.start(), r));
  }

  private static Set<String> words(String all) {
    return Set.copyOf(List.of(all.split(" ")));
  }

  static WordScan of(RenderedText text) {
    WordScan scan = new WordScan(text);
    scan.scan(SqlComments.masked(text.text()));
    return scan;
  }

  /** Each word that may be a function, in upper case, to its first place. */
  Map<String, Origin> calls() {
    return calls;
  }

  /** What the text seems to read without {@code ref()}. */
  List<TableNames.Bare> bare() {
    return bare;
  }

  /** The numbers of the references that the author gave an alias. */
  Set<Integer> aliased() {
    return aliased;
  }

  /** A pair of parentheses: the word before it, and whether a table may follow in it. */
  private static final class Level {
    private final String opener;
    private boolean inFrom;
    private boolean expected;

    private Level(String opener) {
      this.opener = opener;
    }
  }

  private void scan(String code) {
    Set<String> commonTables = commonTables(code);
    if (EngineForm.chooses(code)) {
      calls.put(CHOICE, text.beginning());
    }
    Matcher moment = MOMENT.matcher(text.text());
    if (moment.find()) {
      calls.put("A CONSTANT OF THE CLOCK", text.origin(moment.start(), moment.end()));
    }
    Deque<Level> levels = new ArrayDeque<>();
    levels.push(new Level(""));
    String before = "";
    Matcher matcher = TOKEN.matcher(code);
    while (matcher.find()) {
      String token = matcher.group().toLowerCase(Locale.ROOT);
      Level level = levels.getFirst();
      boolean isName = Character.isLetter(token.charAt(0)) || token.charAt(0) == '_';
      if (token.equals("(")) {
        Level inner = new Level(before);
        inner.expected = level.expected;
        inner.inFrom = level.expected;
        level.expected = false;
        levels.push(inner);
      } else if (token.equals(")") || token.equals("]")) {
        if (token.equals(")") && levels.size() > 1) {
          levels.pop();
        }
      } else if (token.equals(",")) {
        level.expected = level.inFrom;
      } else if (token.equals("from")) {
        boolean clause = !before.equals("distinct") && !READING_FROM.contains(level.opener);
        level.inFrom = clause;
        level.expected = clause;
      } else if (token.equals("join")
          || token.equals("pivot")
          || token.equals("unpivot")
          || token.equals("summarize")
          || token.equals("describe")
          || token.equals("table")) {
        level.expected = true;
      } else if (CLAUSES.contains(token)) {
        level.inFrom = false;
        level.expected = false;
      } else if (level.expected && !token.equals("lateral") && !token.equals("only")) {
        level.expected = false;
        table(matcher, code, token, commonTables);
      }
      if (isName) {
        call(matcher, code, token);
      }
      before = token;
    }
    references.values().forEach(r -> alias(r, code));
  }

  private void table(Matcher matcher, String code, String token, Set<String> commonTables) {
    boolean reads =
        references.containsKey(matcher.start())
            || commonTables.contains(token)
            || opens(code, matcher.end())
            || token.equals("select")
            || token.equals("values")
            || token.equals("with");
    if (!reads) {
      int end = nameEnd(code, matcher.end());
      String name = text.text().substring(matcher.start(), end);
      bare.add(new TableNames.Bare(name, text.origin(matcher.start(), end), Optional.empty()));
    }
  }

  /** The offset after the other parts of a name. */
  private static int nameEnd(String code, int from) {
    Matcher rest = Pattern.compile("(\\s*\\.\\s*[A-Za-z_\"][\\w\"]*)*").matcher(code);
    return rest.region(from, code.length()).lookingAt() ? rest.end() : from;
  }

  private void call(Matcher matcher, String code, String token) {
    boolean called = opens(code, matcher.end()) && !NO_CALLS.contains(token);
    if (called || NILADIC.contains(token)) {
      calls.putIfAbsent(
          token.toUpperCase(Locale.ROOT), text.origin(matcher.start(), matcher.end()));
    }
  }

  private static boolean opens(String code, int from) {
    int i = from;
    while (i < code.length() && Character.isWhitespace(code.charAt(i))) {
      i++;
    }
    return i < code.length() && code.charAt(i) == '(';
  }

  private void alias(Reference reference, String code) {
    Matcher next = TOKEN.matcher(code).region(reference.end(), code.length());
    if (next.find()) {
      String token = next.group().toLowerCase(Locale.ROOT);
      boolean isName = Character.isLetter(token.charAt(0)) || token.charAt(0) == '_';
      boolean quoted = token.startsWith("\"") && !references.containsKey(next.start());
      if (quoted || (isName && !BEHIND.contains(token))) {
        aliased.add(reference.index());
      }
    }
  }

  private static Set<String> commonTables(String code) {
    Set<String> names = new HashSet<>();
    Matcher matcher =
        Pattern.compile(
                "(?i)([a-z_]\\w*)\\s*(\\([^()]*\\)\\s*)?(USING\\s+KEY\\s*\\([^()]*\\)\\s*)?AS\\s+((NOT\\s+)?MATERIALIZED\\s*)?\\(")
            .matcher(code);
    while (matcher.find()) {
      names.add(matcher.group(1).toLowerCase(Locale.ROOT));
    }
    return names;
  }

  /** The offset of an ORDER BY among the arguments of a call, or -1. */
  static int orderInCall(String code) {
    Deque<String> openers = new ArrayDeque<>();
    String before = "";
    Matcher matcher = TOKEN.matcher(code);
    while (matcher.find()) {
      String token = matcher.group().toLowerCase(Locale.ROOT);
      if (token.equals("(")) {
        openers.push(before);
      } else if (token.equals(")")) {
        openers.poll();
      } else if (token.equals("order") && !openers.isEmpty()) {
        String opener = openers.getFirst();
        if (opener.matches("[a-z_]\\w*") && !NO_CALLS.contains(opener)) {
          return matcher.start();
        }
      } else if (token.equals("select") && !openers.isEmpty()) {
        openers.pop();
        openers.push("");
      }
      before = token;
    }
    return -1;
  }
}
