package dev.accrete.runtime.sample;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where a session comes from.
 *
 * @param referrer page_referrer
 * @param campaign refr_medium, refr_source, mkt_medium, mkt_source, mkt_campaign
 */
record Traffic(Cells referrer, Cells campaign) {
  /** What page views after the first have as their campaign. */
  static final Cells INTERNAL = Cells.of("internal", null, null, null, null);

  private static final List<Traffic> SOURCES =
      List.of(
          of(null, null, null, null, null, null),
          of("https://www.google.com/", "search", "Google", null, null, null),
          of("https://www.google.com/", "search", "Google", "cpc", "google", "spring, \"sale\""),
          of("https://www.bing.com/search?q=tea,+green", "search", "Bing", null, null, null),
          of("https://news.example.net/tea", "unknown", null, null, null, null),
          of("https://www.facebook.com/", "social", "Facebook", "social", "facebook", ""),
          of(null, null, null, "email", "newsletter", "march"));

  static Traffic of(Dice dice) {
    return SOURCES.get(Math.min(dice.below(10), dice.below(SOURCES.size())));
  }

  private static Traffic of(
      @Nullable String referrer,
      @Nullable String medium,
      @Nullable String source,
      @Nullable String campaignMedium,
      @Nullable String campaignSource,
      @Nullable String campaign) {
    return new Traffic(
        Cells.of(referrer), Cells.of(medium, source, campaignMedium, campaignSource, campaign));
  }
}
