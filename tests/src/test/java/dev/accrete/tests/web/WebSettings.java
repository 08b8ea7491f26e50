package dev.accrete.tests.web;

import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;

/**
 * The variables of the shipped project, as the plain computation needs them.
 *
 * @param limits whether the public package's limits hold
 * @param apps which apps are read; all where empty
 * @param bots the words of bots
 * @param ownColumns columns of events besides
 * @param loyalty whether there is a context that gives events a loyalty_level
 * @param zone whose clocks the local columns show; UTC for none
 */
record WebSettings(
    boolean limits,
    List<String> apps,
    List<String> bots,
    List<String> ownColumns,
    boolean loyalty,
    ZoneId zone) {
  private static final List<String> BOTS =
      List.of(
          ("bot crawl slurp spider archiv spinn sniff seo audit survey pingdom worm capture"
                  + " browsershots screenshots analyz index thumb check facebook PingdomBot PhantomJS"
                  + " YandexBot BingPreview 360Spider 360User-agent semalt")
              .split(" "));

  /** As the project is shipped. */
  static final WebSettings SHIPPED = of(false);

  WebSettings {
    apps = List.copyOf(apps);
    bots = List.copyOf(bots);
    ownColumns = List.copyOf(ownColumns);
  }

  static WebSettings of(boolean limits) {
    return new WebSettings(limits, List.of(), BOTS, List.of(), false, ZoneOffset.UTC);
  }

  WebSettings withApps(String... others) {
    return new WebSettings(limits, List.of(others), bots, ownColumns, loyalty, zone);
  }

  WebSettings withBots(String... others) {
    return new WebSettings(limits, apps, List.of(others), ownColumns, loyalty, zone);
  }

  WebSettings withOwnColumns(String... others) {
    return new WebSettings(limits, apps, bots, List.of(others), loyalty, zone);
  }

  WebSettings withLoyalty() {
    return new WebSettings(limits, apps, bots, ownColumns, true, zone);
  }

  WebSettings withZone(String other) {
    return new WebSettings(limits, apps, bots, ownColumns, loyalty, ZoneId.of(other));
  }

  boolean hasZone() {
    return !zone.equals(ZoneOffset.UTC);
  }

  /** What the clocks of the zone show at a moment. */
  LocalDateTime local(LocalDateTime utc) {
    return utc.atOffset(ZoneOffset.UTC).atZoneSameInstant(zone).toLocalDateTime();
  }
}
