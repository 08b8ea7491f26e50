package dev.accrete.compiler.load;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
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
      Pattern.compile(
          "(?<related>@)?(?<up>(?<upSteps>\\d*)\\+)?"
              + "((?<method>[A-Za-z_]+)(\\.(?<argument>[^:]*))?:)?"
              + "(?<value>.*?)(?<down>\\+(?<downSteps>\\d*))?",
          Pattern.DOTALL);

  private SelectorWords() {}

  /**
   * A word in its parts.
   *
   * @param related whether it begins with {@code @}
   * @param up the number before a {@code +} in front, empty for all; absent without {@code +}
   * @param method what stands before a colon, such as {@code tag}
   * @param argument what follows a dot in the method, or empty
   * @param value what to match
   * @param down the number behind a {@code +} at the end, like {@code up}
   */
  public record Word(
      boolean related,
      Optional<String> up,
      Optional<String> method,
      String argument,
      String value,
      Optional<String> down) {}

  /** The parts of a word; absent where it has no value. */
  public static Optional<Word> word(String text) {
    Matcher matcher = FORM.matcher(text);
    if (!matcher.matches() || matcher.group("value").isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new Word(
            matcher.group("related") != null,
            Optional.ofNullable(matcher.group("upSteps")),
            Optional.ofNullable(matcher.group("method")),
            Optional.ofNullable(matcher.group("argument")).orElse(""),
            matcher.group("value"),
            Optional.ofNullable(matcher.group("downSteps"))));
  }

  /** A word's method with its value. */
  record Asked(String method, String value) {}

  /** The methods that a text in the notation of the command line names, with their values. */
  static List<Asked> asked(String text) {
    List<Asked> asked = new ArrayList<>();
    for (String written : text.strip().split("[\\s,]+", -1)) {
      word(written)
          .ifPresent(word -> word.method().ifPresent(m -> asked.add(new Asked(m, word.value()))));
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
