package dev.accrete.runtime.sample;

import java.time.ZoneOffset;

/** When things happen, in milliseconds since 1970 (UTC), and which load they belong to. */
final class Timeline {
  private static final long DAY = 86_400_000L;
  private static final long HOUR = 3_600_000L;

  /** How busy each hour of the day is; the sum is {@link #WEIGHTS}. */
  private static final int[] HOURLY = {
    16, 10, 7, 5, 5, 8, 16, 28, 42, 52, 56, 57, 58, 56, 55, 56, 57, 60, 66, 74, 78, 68, 44, 26,
  };

  private static final int WEIGHTS = 1000;

  private final long events;
  private final long seconds;
  private final long start;
  private final long width;
  private final long[] cuts;

  Timeline(SampleConfig config) {
    this.events = config.events();
    this.seconds = config.days() * DAY / 1000;
    this.start = config.firstDay().atStartOfDay().toInstant(ZoneOffset.UTC).toEpochMilli();
    this.width = config.etlSeconds() * 1000L;
    this.cuts = new long[config.loads().size()];
    long rows = 0;
    for (int load = 0; load < cuts.length; load++) {
      rows += config.loads().get(load).events();
      cuts[load] = Math.floorDiv(at(rows), width) * width;
      if (cuts[load] <= (load == 0 ? start : cuts[load - 1])) {
        throw new IllegalArgumentException(
            "load " + (load + 1) + " is shorter than a stamp of " + config.etlSeconds() + " s");
      }
    }
  }

  /** The moment at which so many rows have come: visitors keep the hours of the day. */
  long at(long rows) {
    long even = rows * seconds / events * 1000 + rows * seconds % events * 1000 / events;
    long weight = Math.floorMod(even, DAY) * WEIGHTS;
    int hour = 0;
    while (weight >= HOURLY[hour] * DAY) {
      weight -= HOURLY[hour] * DAY;
      hour++;
    }
    long inHour = weight / HOURLY[hour] * HOUR / DAY;
    return start + Math.floorDiv(even, DAY) * DAY + hour * HOUR + inHour;
  }

  /** The etl_tstamp of what the collector took at a moment: the end of that ETL run's stretch. */
  long stamp(long collected) {
    return Math.floorDiv(collected, width) * width + width;
  }

  /** The stamp one ETL run earlier. */
  long stampBefore(long stamp) {
    return stamp - width;
  }

  /** The load that a stamp belongs to, counted from 0; the last one takes what comes after it. */
  int loadOf(long stamp) {
    int load = 0;
    while (load < cuts.length - 1 && stamp > cuts[load]) {
      load++;
    }
    return load;
  }

  /** The last load, counted from 0. */
  int lastLoad() {
    return cuts.length - 1;
  }

  /** The last stamp of a load. */
  long end(int load) {
    return cuts[load];
  }

  /** How long a load is. */
  long length(int load) {
    return cuts[load] - (load == 0 ? start : cuts[load - 1]);
  }

  /** The last stamp of all. */
  long end() {
    return cuts[cuts.length - 1];
  }
}
