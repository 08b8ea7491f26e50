package dev.accrete.runtime.cli;

import dev.accrete.runtime.cli.terminal.Numbers;
import dev.accrete.runtime.cli.terminal.SafeText;
import dev.accrete.runtime.execute.RunStrategy;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The models that a run is at, and what is known of each by now. */
final class ModelsAtWork {
  private final Clock clock;
  private final Map<String, Known> models = new LinkedHashMap<>();

  ModelsAtWork(Clock clock) {
    this.clock = clock;
  }

  private record Known(Instant start, String strategy, String keys, String rows) {
    String work() {
      return keys + (keys.isEmpty() || rows.isEmpty() ? "" : ", ") + rows;
    }
  }

  /** How a line begins. */
  @FunctionalInterface
  interface Start {
    String of(int index, String model);
  }

  void started(String model) {
    models.put(model, new Known(clock.instant(), "", "", ""));
  }

  void decided(String model, RunStrategy strategy, long rows) {
    models.computeIfPresent(
        model,
        (name, known) ->
            new Known(
                known.start,
                strategy.word(),
                known.keys,
                rows > 0 ? Numbers.count(rows) + " rows pending" : ""));
  }

  void touched(String model, long keys) {
    models.computeIfPresent(
        model,
        (name, known) ->
            new Known(known.start, known.strategy, Numbers.count(keys, "key"), known.rows));
  }

  void ended(String model) {
    models.remove(model);
  }

  /** A line for each: strategy, keys and rows, as far as they are known, and the time so far. */
  List<String> lines(Start start) {
    List<String> lines = new ArrayList<>();
    int widest = models.values().stream().mapToInt(known -> known.work().length()).max().orElse(0);
    models.forEach(
        (model, known) ->
            lines.add(
                String.format(
                    Locale.ROOT,
                    "%s  %-12s  %s  %.1fs",
                    start.of(lines.size(), model),
                    known.strategy,
                    SafeText.padded(known.work(), widest),
                    Duration.between(known.start, clock.instant()).toMillis() / 1000.0)));
    return lines;
  }
}
