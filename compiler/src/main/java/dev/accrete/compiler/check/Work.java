package dev.accrete.compiler.check;

/**
 * How much a check may look at. Patterns multiply with each outer join and self join, and models
 * are compiled while somebody waits.
 */
final class Work {
  private static final int MOST = 200_000;
  private static final int MOST_JUMPS = 1_000;
  private static final int ROW = 10;

  private int spent;

  /** The check would take longer than anybody waits. */
  static final class TooMuch extends RuntimeException {
    private static final long serialVersionUID = 1L;

    TooMuch() {
      super(null, null, false, false);
    }
  }

  /** One candidate is looked at. */
  void spend() {
    spend(1);
  }

  /** A pattern gets a row. */
  void spendRow() {
    spend(ROW);
  }

  private void spend(int steps) {
    spent += steps;
    if (spent > MOST) {
      throw new TooMuch();
    }
  }

  /** Identities that were told in an unlucky order may lead around in a circle. */
  static int jump(int jumps) {
    if (jumps >= MOST_JUMPS) {
      throw new TooMuch();
    }
    return jumps + 1;
  }
}
