package dev.accrete.runtime.execute;

/** Tells a listener of what several threads do, one thing at a time. */
final class OneAtATime implements RunListener {
  private final RunListener listener;

  OneAtATime(RunListener listener) {
    this.listener = listener;
  }

  @Override
  public void before(String purpose, String sql) {
    synchronized (listener) {
      listener.before(purpose, sql);
    }
  }

  @Override
  public void after(String purpose, String sql) {
    synchronized (listener) {
      listener.after(purpose, sql);
    }
  }

  @Override
  public void modelStarted(String model) {
    synchronized (listener) {
      listener.modelStarted(model);
    }
  }

  @Override
  public void modelDecided(String model, RunStrategy strategy, long rowsPending) {
    synchronized (listener) {
      listener.modelDecided(model, strategy, rowsPending);
    }
  }

  @Override
  public void keysTouched(String model, long keys) {
    synchronized (listener) {
      listener.keysTouched(model, keys);
    }
  }

  @Override
  public void modelFinished(ModelResult result) {
    synchronized (listener) {
      listener.modelFinished(result);
    }
  }
}
