package dev.accrete.tests.benchmarks;

import java.time.Duration;
import java.util.List;
import java.util.Locale;

/** Durations of repeated runs. */
record Sample(List<Duration> times) {
  Sample {
    times = times.stream().sorted().toList();
  }

  Duration median() {
    int middle = times.size() / 2;
    return times.size() % 2 == 1
        ? times.get(middle)
        : times.get(middle - 1).plus(times.get(middle)).dividedBy(2);
  }

  /** Median, least and greatest, in seconds. */
  String text() {
    return times.isEmpty()
        ? "—"
        : String.format(
            Locale.ROOT,
            "%.3f (%.3f–%.3f)",
            seconds(median()),
            seconds(times.get(0)),
            seconds(times.get(times.size() - 1)));
  }

  /** How many times as long as another sample, by medians. */
  String ratioTo(Sample other) {
    return times.isEmpty() || other.times.isEmpty()
        ? "—"
        : String.format(Locale.ROOT, "%.2f", seconds(median()) / seconds(other.median()));
  }

  static double seconds(Duration time) {
    return time.toNanos() / 1e9;
  }
}
