package dev.accrete.tests.kills;

import dev.accrete.runtime.execute.ModelResult;
import dev.accrete.runtime.execute.RunListener;

/** Follows a run, statement by statement, and says where it is. */
class Witness implements RunListener {
  private final LastWords words;
  private final int models;
  private final ThreadLocal<Moment> moment = ThreadLocal.withInitial(() -> Moment.BETWEEN);
  private int finished;
  private int statements;

  /** How many statements were begun. */
  int statements() {
    return statements;
  }

  /** Of a run of that many models. */
  Witness(LastWords words, int models) {
    this.words = words;
    this.models = models;
    moment.set(Moment.BEFORE_FREEZE);
  }

  @Override
  public void before(String purpose, String sql) {
    Moment now = moment.get();
    if (sql.equals("BEGIN")) {
      now = now == Moment.BEFORE_FREEZE ? Moment.FREEZE : inModel(now) ? Moment.COMMIT : now;
    } else if (sql.equals("COMMIT") && now == Moment.COMMIT) {
      now = Moment.COMMITTING;
    }
    statements++;
    say(now, purpose);
  }

  private static boolean inModel(Moment now) {
    return now == Moment.STAGING || now == Moment.AFTER_COMMIT;
  }

  @Override
  public void after(String purpose, String sql) {
    if (sql.equals("COMMIT")) {
      Moment now = moment.get();
      say(
          now == Moment.FREEZE
              ? Moment.BETWEEN
              : now == Moment.COMMITTING ? Moment.AFTER_COMMIT : now,
          purpose);
    }
  }

  @Override
  public void modelStarted(String model) {
    say(Moment.STAGING, model);
  }

  @Override
  public void modelFinished(ModelResult result) {
    finished++;
    say(finished == models ? Moment.HOUSEKEEPING : Moment.BETWEEN, result.model());
  }

  private void say(Moment now, String purpose) {
    moment.set(now);
    words.say(now, purpose, statements);
  }
}
