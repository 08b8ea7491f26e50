package dev.accrete.runtime.sample;

import java.util.Locale;
import java.util.UUID;

/**
 * 128 random bits: an id or a fingerprint.
 *
 * @param high the first 64
 * @param low the last 64
 */
record Bits(long high, long low) {
  static Bits of(Dice dice) {
    return new Bits(dice.next(), dice.next());
  }

  /** With the version and variant of a random UUID. */
  static Bits uuid(Dice dice) {
    long high = (dice.next() & 0xffff_ffff_ffff_0fffL) | 0x4000L;
    long low = (dice.next() & 0x3fff_ffff_ffff_ffffL) | 0x8000_0000_0000_0000L;
    return new Bits(high, low);
  }

  String asUuid() {
    return new UUID(high, low).toString();
  }

  String asHexadecimal() {
    return String.format(Locale.ROOT, "%016x%016x", high, low);
  }
}
