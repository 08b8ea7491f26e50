package dev.accrete.runtime.sample;

import java.util.List;

/**
 * A browser on a machine.
 *
 * @param type 0 for computers, 1 for mobiles, 2 for tablets
 * @param browser useragent, br_family, br_lang, dvce_type
 * @param viewport br_viewwidth, br_viewheight
 * @param viewHeight br_viewheight, in pixels
 */
record Device(int type, Cells browser, Cells viewport, int viewHeight) {
  /** The width of documents on each type, in pixels. */
  static final int[] WIDTHS = {1440, 390, 820};

  private static final int[] HEIGHTS = {820, 720, 1080};
  private static final String[] TYPES = {"Computer", "Mobile", "Tablet"};
  private static final String[] LANGUAGES = {"en-US", "en-GB", "de-DE", "fr", "es-419", "ja"};
  private static final String[][] BROWSERS = {
    {
      "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko)"
          + " Chrome/132.0.0.0 Safari/537.36",
      "Chrome"
    },
    {
      "Mozilla/5.0 (iPhone; CPU iPhone OS 17_7 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like"
          + " Gecko) Version/17.6 Mobile/15E148 Safari/604.1",
      "Safari"
    },
    {
      "Mozilla/5.0 (Linux; Android 14; Tab S9) AppleWebKit/537.36 (KHTML, like Gecko)"
          + " Chrome/131.0.0.0 Safari/537.36",
      "Chrome"
    },
    {"Mozilla/5.0 (X11; Linux x86_64; rv:134.0) Gecko/20100101 Firefox/134.0", "Firefox"},
  };
  private static final List<Device> BOTS =
      List.of(
          bot("Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)"),
          bot("Pingdom.com_bot_version_1.4_(http://www.pingdom.com/)"),
          bot("Mozilla/5.0 (compatible; AhrefsCrawler/7.0)"));

  static Device of(Dice dice, boolean mobile) {
    int model = mobile ? 1 + dice.below(2) : 3 * dice.below(2);
    int type = model == 3 ? 0 : model;
    String language = LANGUAGES[dice.below(LANGUAGES.length)];
    String agent = dice.perMille(4) ? null : BROWSERS[model][0];
    int height = HEIGHTS[type] - dice.below(6) * 20;
    return new Device(
        type,
        Cells.of(agent, BROWSERS[model][1], language, TYPES[type]),
        Cells.of(Integer.toString(WIDTHS[type]), Integer.toString(height)),
        height);
  }

  static Device bot(Dice dice) {
    return BOTS.get(dice.below(BOTS.size()));
  }

  private static Device bot(String agent) {
    return new Device(
        0, Cells.of(agent, "Robot/Spider", null, "Unknown"), Cells.of("1440", "900"), 900);
  }
}
