package dev.accrete.tests.benchmarks;

import dev.accrete.runtime.execute.RunListener;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/** Adds up what statements took, by the models and purposes that they were carried out for. */
final class Stopwatch implements RunListener {
  private final Map<String, Duration> times = new LinkedHashMap<>();
  private String model = "run";
  private long start;

  Map<String, Duration> times() {
    return times;
  }

  @Override
  public void before(String purpose, String sql) {
    start = System.nanoTime();
  }

  @Override
  public void after(String purpose, String sql) {
    times.merge(
        model + ": " + purpose, Duration.ofNanos(System.nanoTime() - start), Duration::plus);
  }

  @Override
  public void modelStarted(String name) {
    model = name;
  }

  @Override
  public void modelFinished(dev.accrete.runtime.execute.ModelResult result) {
    model = "run";
  }
}
