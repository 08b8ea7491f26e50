package dev.accrete.runtime.sample;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What a load brought.
 *
 * @param number from 1
 * @param title a few words
 * @param counts rows by kind
 */
public record LoadReport(int number, String title, LoadCounts counts) {
  /** A sentence for people, such as "Load 2, new events: 1,512 events: 1,480 new, 32 sent late." */
  public String sentence() {
    List<String> parts = new ArrayList<>();
    add(parts, RowKind.NEW, "new");
    add(parts, RowKind.IDENTIFYING, "by which a cookie turns out to be a user known from another");
    add(parts, RowKind.LATE, "sent late, in sessions loaded before");
    add(parts, RowKind.HELD_BACK, "held back, with etl_tstamps loaded before");
    add(parts, RowKind.REPEATED, "repeated");
    add(parts, RowKind.LOSING_COPY, "copied with another payload, too late to count");
    add(
        parts,
        RowKind.WINNING_COPY,
        "copied with another payload that wins over the row loaded before");
    return "Load "
        + number
        + ", "
        + title
        + ": "
        + thousands(counts.total())
        + " events: "
        + String.join("; ", parts)
        + ".";
  }

  private void add(List<String> parts, RowKind kind, String words) {
    if (counts.of(kind) > 0) {
      parts.add(thousands(counts.of(kind)) + " " + words);
    }
  }

  private static String thousands(long number) {
    return String.format(Locale.ROOT, "%,d", number);
  }
}
