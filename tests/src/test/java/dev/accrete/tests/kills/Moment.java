package dev.accrete.tests.kills;

/** Where in a run a kill hits. */
enum Moment {
  START("the start of the process"),
  BEFORE_FREEZE("before the freeze"),
  FREEZE("the freeze"),
  BETWEEN("between models"),
  STAGING("looking and staging"),
  COMMIT("a model's commit"),
  COMMITTING("the word COMMIT of one"),
  AFTER_COMMIT("tidying up behind it"),
  HOUSEKEEPING("housekeeping, the lock"),
  ENDED("after the run");

  private final String words;

  Moment(String words) {
    this.words = words;
  }

  /** As the page of counts has it. */
  String words() {
    return words;
  }
}
