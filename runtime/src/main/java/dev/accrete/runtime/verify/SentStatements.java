package dev.accrete.runtime.verify;

import dev.accrete.runtime.execute.ModelResult;
import dev.accrete.runtime.execute.RunListener;
import dev.accrete.runtime.execute.RunStrategy;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Notes what a run sends to the database for each model, and hands on what it hears. */
final class SentStatements implements RunListener {
  private final RunListener listener;
  private final Map<String, List<Sent>> sent = new LinkedHashMap<>();
  private String model = "";
  private Optional<Sent> failing = Optional.empty();
  private Optional<Sent> under = Optional.empty();

  /** With somebody else who hears of the run. */
  SentStatements(RunListener listener) {
    this.listener = listener;
  }

  /**
   * A statement.
   *
   * @param purpose what it does, for people
   */
  record Sent(String purpose, String sql) {}

  /** Those of a model, in order; the last of them may have failed. */
  List<Sent> of(String name) {
    return List.copyOf(sent.getOrDefault(name, List.of()));
  }

  /** The last statement that did not end well, if there is one. */
  Optional<Sent> failing() {
    return under.or(() -> failing);
  }

  @Override
  public void before(String purpose, String sql) {
    Sent statement = new Sent(purpose, sql);
    failing = under.or(() -> failing);
    under = Optional.of(statement);
    sent.computeIfAbsent(model, m -> new ArrayList<>()).add(statement);
    listener.before(purpose, sql);
  }

  @Override
  public void after(String purpose, String sql) {
    under = Optional.empty();
    listener.after(purpose, sql);
  }

  @Override
  public void modelStarted(String name) {
    model = name;
    listener.modelStarted(name);
  }

  @Override
  public void modelDecided(String name, RunStrategy strategy, long rowsPending) {
    listener.modelDecided(name, strategy, rowsPending);
  }

  @Override
  public void keysTouched(String name, long keys) {
    listener.keysTouched(name, keys);
  }

  @Override
  public void modelFinished(ModelResult result) {
    listener.modelFinished(result);
  }
}
