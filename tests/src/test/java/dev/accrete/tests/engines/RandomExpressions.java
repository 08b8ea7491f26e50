package dev.accrete.tests.engines;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Random expressions of Redshift, nested from the forms of redshift-expressions.txt. */
final class RandomExpressions {
  /** What stands for an expression of each kind. */
  static final List<String> SYMBOLS = List.of("I", "N", "F", "S", "B", "D", "T");

  private static final Path FORMS = Path.of("src/test/resources/queries/redshift-expressions.txt");
  private static final Pattern SYMBOL = Pattern.compile("<([A-Za-z_]{1,20})>");

  private final Map<String, List<String>> forms = new HashMap<>();

  RandomExpressions() {
    try {
      for (String line : Files.readAllLines(FORMS)) {
        int blank = line.indexOf(' ');
        if (!line.isBlank() && !line.startsWith("#")) {
          String symbol = blank < 0 ? line : line.substring(0, blank);
          forms
              .computeIfAbsent(symbol, s -> new ArrayList<>())
              .add(blank < 0 ? "" : line.substring(blank + 1));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** One of the forms of a symbol. */
  String one(String symbol, Random random) {
    List<String> all = forms.get(symbol);
    return all.get(random.nextInt(all.size()));
  }

  /**
   * An expression of a symbol.
   *
   * @param leaves what stands where it is nested no deeper, by symbol
   */
  String made(String symbol, int depth, Random random, Function<String, String> leaves) {
    boolean leaf = symbol.length() == 1 && (depth == 0 || random.nextInt(4) == 0);
    if (leaf) {
      return leaves.apply(symbol);
    }
    String form = one(symbol, random);
    Matcher parts = SYMBOL.matcher(form);
    StringBuilder made = new StringBuilder();
    int at = 0;
    while (parts.find()) {
      String part = parts.group(1);
      if (forms.containsKey(part)) {
        String value = made(part, Math.max(0, depth - 1), random, leaves);
        made.append(form, at, parts.start()).append(part.length() == 1 ? "(" + value + ")" : value);
        at = parts.end();
      }
    }
    return made.append(form.substring(at)).toString();
  }
}
