package dev.accrete.compiler.translate;

import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Words that are names on Redshift and not on another engine: there they are written in quotes.
 * These are the words that {@code duckdb_keywords()} and {@code pg_get_keywords()} tell to be
 * reserved, or functions and types, and that Redshift's list of reserved words lacks.
 */
final class EngineWords {
  private static final Map<String, Set<String>> RESERVED =
      Map.of(
          "duckdb",
          Set.of(
              ("anti asof asymmetric at by collation concurrently describe fetch glob lambda lateral"
                      + " pivot_longer pivot_wider positional returning semi show summarize symmetric"
                      + " tablesample unpack variadic window")
                  .split(" ")),
          "postgres",
          Set.of(
              "asymmetric collation concurrently fetch lateral returning symmetric tablesample variadic window"
                  .split(" ")));

  /** BY as something else than a part of a clause. */
  private static final Pattern BY =
      Pattern.compile("(?i)(?<!\\b(?:group|order|partition)\\s{1,40})\\bby\\b");

  private EngineWords() {}

  /** Whether a name has to stand in quotes on an engine. */
  static boolean isReserved(String name, String engine) {
    return RESERVED.getOrDefault(engine, Set.of()).contains(name.toLowerCase(Locale.ROOT));
  }

  /**
   * Whether a word may be such a name, as far as that shows without the tree.
   *
   * @param code a text with blanks in place of comments and constants
   */
  static boolean mayBeName(String word, String code, String engine) {
    return word.equalsIgnoreCase("by")
        ? engine.equals("duckdb") && BY.matcher(code).find()
        : isReserved(word, engine);
  }
}
