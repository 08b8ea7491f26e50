package dev.accrete.compiler.translate;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.apache.calcite.sql.SqlNode;

/**
 * Regular expressions that are constants. Whether one matches is the same everywhere; how far a
 * match goes is not: POSIX, and so PostgreSQL, takes the longest, DuckDB the first alternative that
 * leads to one. And PostgreSQL takes the shortest or the longest of a pattern as a whole.
 */
final class RegexPatterns {
  /** An escaped character, a list in brackets, a repetition, or what else means something. */
  private static final Pattern TOKEN =
      Pattern.compile("\\\\.|\\[\\^?]?[^\\]]*]|(?:[*+?]|\\{\\d+(?:,\\d*)?})\\??|[|()]");

  private static final Pattern LITERAL = Pattern.compile("(?:[^\\\\.\\[*+?{|()^$]|\\\\\\W)*");

  /** Functions that tell whether a pattern matches. */
  private static final Set<String> MATCHES =
      Set.of("REGEXP_MATCHES", "REGEXP_LIKE", "REGEXP_FULL_MATCH");

  private RegexPatterns() {}

  /**
   * Requires that what a constant pattern of a call matches is the same text in the other dialect.
   *
   * @param from the dialect that the call is written in
   * @return the pattern, where the call has a constant one
   */
  static Optional<SqlNode> requireAlike(Site site, String from) {
    String name = site.entry().name();
    boolean matches = name.contains("POSIX REGEX") || MATCHES.contains(name);
    if (!matches && !name.startsWith("REGEXP_") || site.arguments().size() < 2) {
      return Optional.empty();
    }
    SqlNode node = site.arguments().get(1);
    Optional<String> pattern =
        site.constant(node).map(p -> from.equals("redshift") ? Literals.unescaped(p) : p);
    if (pattern.isEmpty() || from.equals(site.to())) {
      return Optional.empty();
    }
    boolean first = from.equals("duckdb") || site.to().equals("duckdb");
    boolean whole = from.equals("postgres") || site.to().equals("postgres");
    if (!matches && whole && isMixed(pattern.get())) {
      throw new NoEqual(
          name + " of a pattern that takes the shortest here and the longest there",
          node,
          "write [^x]*x in place of .*?x");
    }
    if (!matches && first && !pattern.get().endsWith("$")) {
      shadowed(pattern.get())
          .ifPresent(
              shorter -> {
                throw new NoEqual(
                    name + " of a pattern where " + shorter + " stands before what is longer",
                    node,
                    "write the longer alternative first");
              });
    }
    return Optional.of(node);
  }

  /** Whether a pattern has a repetition of the shortest beside one of the longest, or a choice. */
  private static boolean isMixed(String pattern) {
    boolean shortest = false;
    boolean longest = false;
    Matcher tokens = TOKEN.matcher(pattern);
    while (tokens.find()) {
      String token = tokens.group();
      boolean repeats = token.matches("(?s)[*+?{].*") && !token.matches("\\{\\d+}\\??");
      boolean group = token.equals("?") && tokens.start() > 0 && opens(pattern, tokens.start());
      shortest |= repeats && !group && token.length() > 1 && token.endsWith("?");
      longest |= repeats && !group && !(token.length() > 1 && token.endsWith("?"));
      longest |= token.equals("|");
    }
    return shortest && longest;
  }

  private static boolean opens(String pattern, int at) {
    return pattern.charAt(at - 1) == '(';
  }

  /**
   * An alternative of plain letters that a later one begins with, where nothing has to follow: what
   * follows has the engines look for the other one.
   */
  private static Optional<String> shadowed(String pattern) {
    Deque<List<String>> open = new ArrayDeque<>();
    Deque<Integer> starts = new ArrayDeque<>();
    open.push(new ArrayList<>());
    int from = 0;
    Matcher tokens = TOKEN.matcher(pattern);
    while (tokens.find()) {
      String token = tokens.group();
      if (token.equals("(")) {
        starts.push(from);
        open.push(new ArrayList<>());
        from = tokens.end();
      } else if (token.equals("|")) {
        open.element().add(pattern.substring(from, tokens.start()));
        from = tokens.end();
      } else if (token.equals(")") && !starts.isEmpty()) {
        open.element().add(pattern.substring(from, tokens.start()));
        Optional<String> found = shadowed(open.pop());
        if (found.isPresent() && mayEnd(pattern.substring(tokens.end()))) {
          return found;
        }
        from = starts.pop();
      }
    }
    open.element().add(pattern.substring(from));
    return shadowed(open.element());
  }

  /** Whether the rest of a pattern, behind a group, matches an empty text too. */
  private static boolean mayEnd(String rest) {
    String own = rest.replaceFirst("^[*+?)]+", "");
    try {
      return Pattern.matches(own, "");
    } catch (PatternSyntaxException others) {
      return false;
    }
  }

  private static Optional<String> shadowed(List<String> alternatives) {
    for (int i = 0; i < alternatives.size(); i++) {
      String first = alternatives.get(i);
      boolean plain = LITERAL.matcher(first).matches();
      for (String later : alternatives.subList(i + 1, alternatives.size())) {
        if (plain && later.length() > first.length() && later.startsWith(first)) {
          return Optional.of(first.isEmpty() ? "nothing" : first);
        }
      }
    }
    return Optional.empty();
  }

  /** What a pattern sees of what is before the letters that it matches. */
  private static final Pattern BACK =
      Pattern.compile("\\\\.|\\[\\^?]?[^\\]]*]|\\^|\\(\\?<[=!]", Pattern.DOTALL);

  /** Whether a pattern asks what stands before a match, or whether it is the beginning. */
  static boolean looksBack(String pattern) {
    return BACK.matcher(pattern)
        .results()
        .map(MatchResult::group)
        .anyMatch(t -> t.startsWith("\\") ? t.matches("\\\\[\\w<>`]") : !t.startsWith("["));
  }

  /** What is the same in Perl's dialect and in POSIX's: letters, lists of them, repetitions. */
  private static final Pattern PLAIN =
      Pattern.compile(
          "(?:[^\\\\.\\[^$|?*+{}()]|\\\\[^\\w\\s]|\\[\\^?[^\\\\\\[\\]^]+]|[?*+](?![?+*])|[()](?!\\?))*");

  /**
   * Whether a pattern in Perl's dialect is one in the engine's too. DuckDB takes the first
   * alternative, as Perl does; elsewhere, as the longest match counts, one thing may repeat.
   */
  static boolean isAlikeInPerl(String pattern, String to) {
    if (to.equals("duckdb")) {
      return PLAIN.matcher(pattern.replaceAll("(?<!\\\\)[|]", "")).matches();
    }
    long repetitions =
        TOKEN.matcher(pattern).results().filter(t -> t.group().matches("[*+?]")).count();
    return repetitions < 2 && PLAIN.matcher(pattern).matches();
  }

  /**
   * A pattern with PostgreSQL's signs for the bounds of a word, where {@code \b} is a backspace.
   */
  static String withBounds(String pattern) {
    Matcher tokens = TOKEN.matcher(pattern);
    return tokens.replaceAll(
        token ->
            Matcher.quoteReplacement(
                switch (token.group()) {
                  case "\\b" -> "\\y";
                  case "\\B" -> "\\Y";
                  default -> token.group();
                }));
  }
}
