package dev.accrete.runtime.select;

import dev.accrete.compiler.load.SelectorDefinition;
import dev.accrete.compiler.load.SelectorWords;
import java.util.Optional;

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
  /** Reads a word; a method that does not exist or a word without a value is an error. */
  static Criterion parse(String text) {
    SelectorWords.Word word =
        SelectorWords.word(text)
            .orElseThrow(
                () ->
                    new SelectionException(
                        text + " is not a selector", "write, say, +sessions or tag:web"));
    if (word.related() && (word.up().isPresent() || word.down().isPresent())) {
      throw new SelectionException(
          text + " has both @ and +", "@ takes in parents and readers by itself");
    }
    return new Criterion(
        text,
        word.related(),
        steps(word.up()),
        word.method()
            .map(method -> Method.named(text, method))
            .orElseGet(() -> Method.natural(word.value())),
        word.argument(),
        word.value(),
        steps(word.down()));
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

  private static int steps(Optional<String> number) {
    if (number.isEmpty()) {
      return 0;
    }
    String digits = number.get();
    return digits.isEmpty() || digits.length() > 6 ? Integer.MAX_VALUE : Integer.parseInt(digits);
  }
}
