package dev.accrete.runtime.sample;

import org.jspecify.annotations.Nullable;

/**
 * A visitor, as a function of the seed and a number: with an account or without, on one device or
 * two, or a bot.
 *
 * @param number from 0
 * @param userId what user_id is after a login, or null without an account
 * @param secondDevice whether there are two devices
 * @param rotates whether cookies are thrown away every week
 * @param bot whether it is a machine
 * @param cookies whether cookies are accepted at all
 * @param sessions whether the tracker sends session ids
 * @param sharing whether the first device is the one of the person before
 */
record Person(
    int number,
    @Nullable String userId,
    boolean secondDevice,
    boolean rotates,
    boolean bot,
    boolean cookies,
    boolean sessions,
    boolean sharing) {
  private static final int DAYS_OF_A_COOKIE = 7;

  static Person of(long seed, int number) {
    Dice dice = Dice.of(seed, Dice.Purpose.PERSON, number);
    boolean account = dice.perMille(450);
    boolean second = dice.perMille(450);
    boolean rotates = dice.perMille(180);
    boolean bot = dice.perMille(20);
    boolean cookies = !dice.perMille(12);
    boolean sessions = !dice.perMille(8);
    boolean sharing = dice.perMille(120) && number % 2 == 1;
    return new Person(
        number,
        account && !bot ? "customer-" + (100_000 + number) : null,
        second && !bot,
        rotates && !bot,
        bot,
        cookies,
        sessions,
        sharing && !bot);
  }

  /** Whose device it is, by number: a shared one belongs to the person before. */
  int owner(int device) {
    return sharing && device == 0 ? number - 1 : number;
  }

  /** Which cookie in a row the device has at a moment, in milliseconds since 1970. */
  int generation(int device, long moment) {
    long day = moment / 86_400_000L + number % DAYS_OF_A_COOKIE;
    return rotates && !(sharing && device == 0) ? (int) (day / DAYS_OF_A_COOKIE) & 0xff : 0;
  }
}
