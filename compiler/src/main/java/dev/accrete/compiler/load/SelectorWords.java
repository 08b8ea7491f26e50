package dev.accrete.compiler.load;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The words of node selection that {@code selectors.yml} and the command line share. */
public final class SelectorWords {
  /** All methods. */
  public static final List<String> METHODS =
      List.of(
          "fqn",
          "tag",
          "path",
          "file",
          "source",
          "config",
          "strategy",
          "refusal",
          "state",
          "result",
          "selector");

  private static final Pattern FORM =
      Pattern.compile("(?s)(?:@|\\d*\\+)?([A-Za-z_]+)(?:\\.[^:]*)?:(.*?)(?:\\+\\d*)?");

  private SelectorWords() {}

  /** A word's method with its value. */
  record Asked(String method, String value) {}

  /** The methods that a text in the notation of the command line names, with their values. */
  static List<Asked> asked(String text) {
    List<Asked> asked = new ArrayList<>();
    for (String word : text.strip().split("[\\s,]+", -1)) {
      Matcher matcher = FORM.matcher(word);
      if (matcher.matches()) {
        asked.add(new Asked(matcher.group(1), matcher.group(2)));
      }
    }
    return asked;
  }

  /** Whether any of some texts or what they are made of asks for one of some methods. */
  public static boolean asks(SelectorDefinition definition, String... methods) {
    List<String> wanted = Arrays.asList(methods);
    boolean here =
        definition instanceof SelectorDefinition.Words words
            ? asked(words.text()).stream().map(Asked::method).anyMatch(wanted::contains)
            : definition instanceof SelectorDefinition.Matching matching
                && wanted.contains(matching.method());
    return here || definition.parts().stream().anyMatch(part -> asks(part, methods));
  }
}
