package dev.accrete.runtime.verify;

/**
 * What a random case is about: an operator that many of its models have, and a change that often
 * happens to what they read. Each seed has one, and all pairs come in turn, so that no pair is left
 * to chance.
 *
 * @param operator a name of {@link Operators}
 * @param change what happens more often than else
 */
public record Aim(String operator, ChangeKind change) {
  /** The aim of a seed. */
  public static Aim of(long seed) {
    int operators = Operators.names().size();
    int changes = ChangeKind.values().length;
    return new Aim(
        Operators.names().get((int) Math.floorMod(seed, (long) operators)),
        ChangeKind.values()[(int) Math.floorMod(Math.floorDiv(seed, operators), (long) changes)]);
  }

  /** The first seed from that one on that has this aim. */
  public long seed(long from) {
    long seed = from;
    while (!of(seed).equals(this)) {
      seed++;
    }
    return seed;
  }

  boolean isMet(Query query) {
    return Operators.has(query.sql(), operator);
  }
}
