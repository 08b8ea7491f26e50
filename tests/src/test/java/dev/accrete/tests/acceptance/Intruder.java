package dev.accrete.tests.acceptance;

import dev.accrete.runtime.execute.RunListener;
import java.util.Random;

/** Somebody who loads and deletes events between the statements of a run, with copies of all. */
final class Intruder implements RunListener {
  private final Deletions deletions;
  private final Random random;
  private final int run;
  private int events;

  Intruder(Deletions deletions, int run) {
    this.deletions = deletions;
    this.random = new Random(run);
    this.run = run;
  }

  @Override
  public void before(String purpose, String sql) {
    if (random.nextInt(12) > 0) {
      return;
    }
    int stamp = random.nextInt(40);
    switch (random.nextInt(3)) {
      case 0 -> {
        int id = 1000 * run + ++events;
        deletions.load(id, "'u" + random.nextInt(5) + "'", random.nextInt(9), "/a", id, "" + stamp);
      }
      case 1 -> delete("person = 'u" + random.nextInt(5) + "'");
      default -> delete("id > " + 1000 * run);
    }
  }

  private void delete(String where) {
    deletions.copy(where, 100_000 + 1000 * run + ++events);
    deletions.delete(where);
  }
}
