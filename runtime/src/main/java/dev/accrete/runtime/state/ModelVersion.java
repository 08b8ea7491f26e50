package dev.accrete.runtime.state;

/**
 * The version row of a model's table.
 *
 * @param model the model
 * @param version grows by one with each commit
 * @param fingerprint of the plan that built the table
 * @param keyCount distinct keys, about; rows where the model has no key
 * @param rowCount rows
 * @param strategy of the last commit
 * @param runId of the last commit
 * @param committedAt of the last commit, UTC
 */
public record ModelVersion(
    String model,
    long version,
    String fingerprint,
    long keyCount,
    long rowCount,
    String strategy,
    String runId,
    String committedAt) {}
