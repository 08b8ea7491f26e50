package dev.accrete.compiler.load;

import dev.accrete.compiler.load.DataTest.Outcome;
import dev.accrete.compiler.load.DataTest.Severity;
import dev.accrete.compiler.load.DataTest.Threshold;
import java.util.List;
import java.util.Optional;

/**
 * What may be said of any data test: a name, what its rows mean, which rows it looks at. dbt has
 * these keys beside the test's own or below {@code config}; both are read.
 *
 * @param name its own name, if it has one
 * @param settings what is kept of them
 * @param enabled whether it is there at all
 */
record TestSettings(Optional<String> name, DataTest.Settings settings, boolean enabled) {

  /** Reads them from the sections where they may stand, the first of which goes first. */
  static TestSettings read(List<Section> sections) {
    Severity severity =
        first(sections, s -> s.choice("severity", Severity.class)).orElse(Severity.ERROR);
    Outcome outcome =
        new Outcome(severity, threshold(sections, "error_if"), threshold(sections, "warn_if"));
    boolean enabled = first(sections, s -> s.flag("enabled")).orElse(true);
    String description =
        sections.stream()
            .map(s -> s.prose("description"))
            .toList() // all are asked, so that all know the key
            .stream()
            .filter(text -> !text.isEmpty())
            .findFirst()
            .orElse("");
    return new TestSettings(
        first(sections, s -> s.text("name")),
        new DataTest.Settings(
            description,
            first(sections, s -> s.text("where")),
            outcome,
            first(sections, s -> s.flag("store_failures")).orElse(false)),
        enabled);
  }

  private static Threshold threshold(List<Section> sections, String key) {
    for (Section section : sections) {
      Optional<String> text = section.text(key);
      if (text.isPresent()) {
        Optional<Threshold> threshold = Threshold.of(text.get());
        if (threshold.isEmpty()) {
          section
              .value(key)
              .ifPresent(value -> section.wrong(key, "a comparison such as '>10'", value));
        }
        return threshold.orElse(Threshold.ANY);
      }
    }
    return Threshold.ANY;
  }

  /** The first answer of several sections, all of which are asked, so that all know the key. */
  static <T> Optional<T> first(
      List<Section> sections, java.util.function.Function<Section, Optional<T>> ask) {
    return sections.stream().map(ask).toList().stream().flatMap(Optional::stream).findFirst();
  }
}
