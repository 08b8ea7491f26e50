package dev.accrete.runtime.sample;

/**
 * Random numbers that are the same on every Java version, which the library does not promise.
 *
 * <p>Source: SplitMix64; Steele, Lea, Flood, "Fast Splittable Pseudorandom Number Generators",
 * OOPSLA 2014, with the mixing constants of its variant 13.
 */
final class Dice {
  /** Keeps the numbers for different things apart. */
  enum Purpose {
    PERSON,
    DEVICE,
    COOKIE,
    NETWORK,
    SESSION,
    SESSION_ID,
    START,
    MISHAP,
    VIEW,
    CONTEXT
  }

  private static final long GOLDEN = 0x9e3779b97f4a7c15L;

  private long state;

  private Dice(long state) {
    this.state = state;
  }

  /** The dice of one thing: a person by number, say. */
  static Dice of(long seed, Purpose purpose, long number) {
    return new Dice(mix(mix(seed + GOLDEN * (purpose.ordinal() + 1)) + GOLDEN * number));
  }

  private static long mix(long value) {
    long z = (value ^ (value >>> 30)) * 0xbf58476d1ce4e5b9L;
    z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
    return z ^ (z >>> 31);
  }

  long next() {
    state += GOLDEN;
    return mix(state);
  }

  /** A number from 0 to {@code bound - 1}. */
  int below(int bound) {
    return (int) (((next() >>> 32) * bound) >>> 32);
  }

  /** A number from 0 to {@code bound - 1}. */
  long below(long bound) {
    return Long.remainderUnsigned(next(), bound);
  }

  /** True in so many of a thousand cases. */
  boolean perMille(int share) {
    return below(1000) < share;
  }

  /** How often in a row {@code share} of a thousand comes, at most {@code limit}. */
  int streak(int share, int limit) {
    int count = 0;
    while (count < limit && perMille(share)) {
      count++;
    }
    return count;
  }
}
