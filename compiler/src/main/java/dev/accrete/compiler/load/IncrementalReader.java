package dev.accrete.compiler.load;

import dev.accrete.compiler.load.ModelFile.Incremental;
import dev.accrete.compiler.load.ModelFile.IncrementalMode;
import dev.accrete.compiler.load.ModelFile.TimeWindow;
import dev.accrete.compiler.load.YamlValue.Fields;
import dev.accrete.compiler.load.YamlValue.Scalar;
import java.util.List;
import java.util.Optional;

/**
 * Reads the front-matter key {@code incremental}: a word, or a map of settings, or a time window.
 */
final class IncrementalReader {
  private static final String KEY = "incremental";
  private static final List<String> STRATEGIES = List.of("append", "merge", "recompute", "full");
  private static final List<String> GRAINS = List.of("minute", "hour", "day", "week", "month");

  private IncrementalReader() {}

  static Incremental read(Section section, String model) {
    Optional<YamlValue> value = section.value(KEY);
    if (value.isPresent() && value.get() instanceof Fields map) {
      Section below =
          new Section(
              KEY + " of " + model,
              section.keyPlace(KEY).orElse(map.span()),
              map,
              section.findings());
      return settings(below);
    }
    if (value.isPresent() && value.get() instanceof Scalar) {
      return withMode(section.choice(KEY, IncrementalMode.class).orElse(IncrementalMode.AUTO));
    }
    value.ifPresent(other -> section.wrong(KEY, "auto, required, never or a map", other));
    return Incremental.AUTO;
  }

  private static Incremental withMode(IncrementalMode mode) {
    return new Incremental(mode, null, List.of(), Optional.empty(), Optional.empty());
  }

  private static Incremental settings(Section section) {
    IncrementalMode mode =
        section.choice("mode", IncrementalMode.class).orElse(IncrementalMode.AUTO);
    String strategy = section.choice("strategy", STRATEGIES).orElse(null);
    List<String> key = section.columns("key");
    Optional<Double> maxShare = section.share("max_share");
    Optional<TimeWindow> window = timeWindow(section);
    section.finish();
    return new Incremental(mode, strategy, key, maxShare, window);
  }

  private static Optional<TimeWindow> timeWindow(Section section) {
    Optional<String> column = section.column("column");
    Optional<String> grain = section.choice("grain", GRAINS);
    int lookback = section.count("lookback", 0).orElse(0);
    boolean begun =
        List.of("column", "grain", "lookback").stream()
            .anyMatch(k -> section.keyPlace(k).isPresent());
    if (begun) {
      List.of("column", "grain").stream()
          .filter(k -> section.keyPlace(k).isEmpty())
          .forEach(section::missing);
    }
    return column.isPresent() && grain.isPresent()
        ? Optional.of(new TimeWindow(column.get(), grain.get(), lookback))
        : Optional.empty();
  }
}
