package dev.accrete.runtime.verify;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;

/** Tells by its text which operators a model is made of, for the tables of what was tried. */
public final class Operators {
  private static final Map<String, Pattern> PATTERNS = new LinkedHashMap<>();

  static {
    put("filter", "\\bWHERE\\b");
    put("GROUP BY", "\\bGROUP BY\\b");
    put("HAVING", "\\bHAVING\\b");
    put("DISTINCT", "SELECT DISTINCT");
    put("COUNT DISTINCT", "COUNT\\(DISTINCT");
    put("inner join", "\\bINNER JOIN\\b|(?<!LEFT |RIGHT |FULL |CROSS |OUTER )\\bJOIN\\b");
    put("left join", "\\bLEFT (OUTER )?JOIN\\b");
    put("join to a block", "JOIN \\(");
    put("null-safe join", "ON [^\\n]*IS NOT DISTINCT FROM");
    put("right join", "\\bRIGHT (OUTER )?JOIN\\b");
    put("full join", "\\bFULL (OUTER )?JOIN\\b");
    put("cross join", "\\bCROSS JOIN\\b");
    put("VALUES", "\\(VALUES\\b");
    put("grouping sets", "\\b(ROLLUP|CUBE|GROUPING SETS) \\(");
    put("window", "\\bOVER \\(");
    put("QUALIFY", "\\bQUALIFY\\b");
    put("UNION ALL", "\\bUNION ALL\\b");
    put("UNION", "\\bUNION\\b(?! ALL)");
    put("INTERSECT", "\\bINTERSECT\\b");
    put("EXCEPT", "\\bEXCEPT\\b");
    put("WITH", "(?s)^\\s*WITH\\b");
    put("subquery", "(?s)\\(\\s*SELECT\\b");
    put("EXISTS", "\\bEXISTS \\(");
    put("IN subquery", "(?<!NOT )\\bIN \\(SELECT");
    put("NOT IN subquery", "\\bNOT IN \\(SELECT");
    put("ANY, ALL", "\\b(ANY|ALL) \\(SELECT");
    put("scalar subquery", "(?<!EXISTS |IN |ANY |ALL )\\(SELECT");
    put("model as input", "ref\\('[^.']*'\\)");
  }

  private Operators() {}

  private static void put(String name, String pattern) {
    PATTERNS.put(name, Pattern.compile(pattern, Pattern.CASE_INSENSITIVE));
  }

  /** All names, in order. */
  public static List<String> names() {
    return List.copyOf(PATTERNS.keySet());
  }

  /** Whether a model's text has an operator. */
  static boolean has(String text, String operator) {
    return Objects.requireNonNull(PATTERNS.get(operator), operator).matcher(text).find();
  }

  /** The operators of a model's text. */
  public static List<String> of(String text) {
    List<String> found = new ArrayList<>();
    PATTERNS.forEach(
        (name, pattern) -> {
          if (pattern.matcher(text).find()) {
            found.add(name);
          }
        });
    return found;
  }
}
