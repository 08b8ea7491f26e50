package dev.accrete.runtime.select;

import dev.accrete.compiler.load.SelectorDefinition;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One word of a selection, such as {@code 2+tag:web+}.
 *
 * @param text the word as written
 * @param related true for {@code @}: the nodes, their readers, and all that those read
 * @param up how many steps of parents to take in
 * @param method the way to match, such as {@code tag}
 * @param argument what follows a dot in the method, such as {@code materialized}; or empty
 * @param value what to match
 * @param down how many steps of readers to take in
 */
record Criterion(
    String text, boolean related, int up, Method method, String argument, String value, int down) {
  private static final Pattern FORM =
      Pattern.compile(
          "(?<related>@)?(?<up>(?<upSteps>\\d*)\\+)?"
              + "((?<method>[A-Za-z_]+)(\\.(?<argument>[^:]*))?:)?"
              + "(?<value>.*?)(?<down>\\+(?<downSteps>\\d*))?",
          Pattern.DOTALL);

  /** Reads a word; a method that does not exist or a word without a value is an error. */
  static Criterion parse(String text) {
    Matcher matcher = FORM.matcher(text);
    if (!matcher.matches() || matcher.group("value").isEmpty()) {
      throw new SelectionException(text + " is not a selector", "write, say, +sessions or tag:web");
    }
    boolean related = matcher.group("related") != null;
    if (related && (matcher.group("up") != null || matcher.group("down") != null)) {
      throw new SelectionException(
          text + " has both @ and +", "@ takes in parents and readers by itself");
    }
    String value = matcher.group("value");
    return new Criterion(
        text,
        related,
        steps(matcher.group("up"), matcher.group("upSteps")),
        method(text, matcher.group("method"), value),
        Optional.ofNullable(matcher.group("argument")).orElse(""),
        value,
        steps(matcher.group("down"), matcher.group("downSteps")));
  }

  /** The criterion that a definition of {@code selectors.yml} writes as a map. */
  static Criterion of(SelectorDefinition.Matching matching) {
    String argument = matching.argument().isEmpty() ? "" : "." + matching.argument();
    String text = matching.method() + argument + ":" + matching.value();
    return new Criterion(
        text,
        matching.childrensParents(),
        matching.parents(),
        Method.named(text, matching.method()),
        matching.argument(),
        matching.value(),
        matching.children());
  }

  private static Method method(String text, @Nullable String word, String value) {
    return word == null ? Method.natural(value) : Method.named(text, word);
  }

  private static int steps(@Nullable String sign, @Nullable String number) {
    if (sign == null) {
      return 0;
    }
    if (number == null || number.isEmpty() || number.length() > 6) {
      return Integer.MAX_VALUE;
    }
    return Integer.parseInt(number);
  }
}
