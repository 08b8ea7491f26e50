package dev.accrete.runtime.select;

import dev.accrete.compiler.diagnostic.Nearest;
import dev.accrete.compiler.load.NamedSelector;
import dev.accrete.compiler.load.SelectorDefinition;
import dev.accrete.compiler.load.SelectorWords;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** The selections that have names, of {@code selectors.yml}. */
public final class NamedSelections {
  /** There are none. */
  public static final NamedSelections NONE = new NamedSelections(List.of());

  private final Map<String, NamedSelector> selectors = new LinkedHashMap<>();

  /** Those of a project. */
  public NamedSelections(List<NamedSelector> selectors) {
    selectors.forEach(selector -> this.selectors.put(selector.name(), selector));
  }

  /** The one that stands in where a command line selects nothing. */
  public Optional<String> byDefault() {
    return selectors.values().stream()
        .filter(NamedSelector::isDefault)
        .map(NamedSelector::name)
        .findFirst();
  }

  /** Whether any of them asks for what an earlier compilation or run says. */
  public boolean askEarlier() {
    return selectors.values().stream()
        .flatMap(selector -> selector.definition().stream())
        .anyMatch(definition -> SelectorWords.asks(definition, "state", "result"));
  }

  /** What the selector of a name selects, which is not asked for again while it is looked at. */
  Set<String> opened(String name, Function<SelectorDefinition, Set<String>> evaluated) {
    NamedSelector selector = selectors.get(name);
    if (selector == null) {
      throw new SelectionException(
          "there is no selector " + name,
          selectors.isEmpty()
              ? "selectors.yml at the top of the project declares them"
              : Nearest.to(name, selectors.keySet())
                  .map(near -> "did you mean " + near + "?")
                  .orElse("known are " + String.join(", ", selectors.keySet())));
    }
    SelectorDefinition definition =
        selector
            .definition()
            .orElseThrow(
                () ->
                    new SelectionException(
                        "the selector " + name + " has errors", "they are shown above"));
    try {
      return new LinkedHashSet<>(evaluated.apply(definition));
    } catch (SelectionException e) {
      String message = String.valueOf(e.getMessage());
      throw message.startsWith("selector ")
          ? e
          : new SelectionException(
              "selector " + name + ", " + place(selector) + ": " + message, e.hint().orElse(null));
    }
  }

  private static String place(NamedSelector selector) {
    int start = selector.span().start();
    return selector.span().file().path() + ":" + selector.span().file().line(start);
  }
}
