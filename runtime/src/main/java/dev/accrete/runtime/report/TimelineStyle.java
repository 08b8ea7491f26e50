package dev.accrete.runtime.report;

import java.util.List;
import java.util.Locale;

/** The colours of a timeline, by light and by night, and the steps of its axis. */
final class TimelineStyle {
  /** What a bar may stand for, in the order of the legend. */
  static final List<String> PHASES =
      List.of(
          "compile", "prepare", "freeze", "models", "finish", "look", "stage", "commit", "test",
          "tidy");

  /** Told apart by those who see no red or green, and against either ground. */
  static final String CSS =
      """
      <style>
      text{font:13px system-ui,sans-serif}
      .head{font-size:17px;font-weight:600}
      .tick{font-size:11px}
      .page{fill:#ffffff}.head,.ink{fill:#1f2328}.faint,.tick{fill:#59636e}.bad{fill:#b3261e}
      .grid{stroke:#d1d9e0}
      .compile,.look{fill:#6e7781}.prepare,.test{fill:#8250df}.freeze,.stage{fill:#0969da}
      .models,.busy{fill:#7a8aa0}.busy{stroke:#ffffff}.finish,.tidy{fill:#1b7c83}.commit{fill:#bc4c00}
      @media (prefers-color-scheme:dark){
      .page{fill:#0d1117}.head,.ink{fill:#e6edf3}.faint,.tick{fill:#9198a1}.bad{fill:#ff8a80}
      .grid{stroke:#30363d}
      .compile,.look{fill:#8b949e}.prepare,.test{fill:#a371f7}.freeze,.stage{fill:#4493f8}
      .models,.busy{fill:#66758c}.busy{stroke:#0d1117}.finish,.tidy{fill:#39c5cf}.commit{fill:#f0883e}
      }
      </style>
      """;

  private static final int TICKS = 8;
  private static final int[] LONG_STEPS = {30, 60, 120, 300, 600, 1_800, 3_600, 7_200};

  private TimelineStyle() {}

  /** The seconds between two marks: 1, 2 or 5 of a power of ten, then what clocks have. */
  static double step(double seconds) {
    for (int power = -4; power <= 1; power++) {
      for (int digit : new int[] {1, 2, 5}) {
        double step = digit * Math.pow(10, power);
        if (step <= 20 && step * TICKS >= seconds) {
          return step;
        }
      }
    }
    for (int step : LONG_STEPS) {
      if ((double) step * TICKS >= seconds) {
        return step;
      }
    }
    return Math.ceil(seconds / TICKS / 3_600) * 3_600;
  }

  /** A mark's words: {@code 0.25s}, {@code 40s}, {@code 12:30}, {@code 2:00:00}. */
  static String moment(double second, double step) {
    if (step <= 20) {
      int decimals = (int) Math.max(0, Math.ceil(-Math.log10(step)));
      return String.format(Locale.ROOT, "%." + decimals + "fs", second);
    }
    long whole = Math.round(second);
    return whole < 3_600
        ? String.format(Locale.ROOT, "%d:%02d", whole / 60, whole % 60)
        : String.format(Locale.ROOT, "%d:%02d:%02d", whole / 3_600, whole / 60 % 60, whole % 60);
  }
}
