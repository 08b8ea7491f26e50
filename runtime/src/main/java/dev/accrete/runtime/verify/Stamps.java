package dev.accrete.runtime.verify;

import java.time.Duration;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** The stamps of loads: twenty minutes apart, so that an hour has several. */
final class Stamps {
  private static final int MINUTES_APART = 20;

  /** Late batches lie that far back in any history. */
  private static final Duration USUALLY_LATE = Duration.ofHours(2);

  private static final LocalDateTime FIRST = LocalDateTime.of(2026, 3, 1, 0, 0);
  private static final DateTimeFormatter FORM =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss", Locale.ROOT);

  private Stamps() {}

  static String of(int number) {
    LocalDateTime at = FIRST.plusMinutes((long) number * MINUTES_APART);
    return "TIMESTAMP '" + FORM.format(at) + "'";
  }

  /** How many are to be left out, so that late batches lie farther back than that. */
  static int in(Duration span) {
    return span.compareTo(USUALLY_LATE) > 0 ? (int) (span.toMinutes() / MINUTES_APART) : 0;
  }
}
