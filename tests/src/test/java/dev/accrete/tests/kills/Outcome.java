package dev.accrete.tests.kills;

/** What the next run found of a killed one. */
enum Outcome {
  NOTHING("no model"),
  SOME("some models"),
  ALL("all models");

  private final String words;

  Outcome(String words) {
    this.words = words;
  }

  /** Which models the killed run had committed, or had nothing to do for. */
  String words() {
    return words;
  }

  static Outcome of(long untouched, long models) {
    return untouched == 0 ? NOTHING : untouched < models ? SOME : ALL;
  }
}
