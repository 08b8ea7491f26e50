package dev.accrete.runtime.report;

import java.util.List;

/**
 * What {@code state --format json} prints.
 *
 * @param action {@code reset} or {@code forget}
 * @param models what it was done to, hidden models among them
 */
public record StateReport(String action, List<String> models) {
  public StateReport {
    models = List.copyOf(models);
  }
}
