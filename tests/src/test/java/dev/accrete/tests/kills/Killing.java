package dev.accrete.tests.kills;

import java.util.Random;

/** Starts one run and kills it, and knows where that hit. */
interface Killing {
  /** Where the kill hit; {@link Moment#ENDED} where the run was over before. */
  Hit kill(Random random);

  /**
   * Where a kill hit.
   *
   * @param purpose of the last statement that was begun, or the model
   * @param statements how many were begun
   */
  record Hit(Moment moment, String purpose, int statements) {
    static Hit of(LastWords words) {
      return new Hit(words.moment(), words.purpose(), words.statements());
    }

    @Override
    public String toString() {
      return "killed at statement " + statements + " (" + moment.words() + ": " + purpose + ")";
    }
  }
}
