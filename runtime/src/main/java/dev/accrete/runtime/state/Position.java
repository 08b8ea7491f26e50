package dev.accrete.runtime.state;

import org.jspecify.annotations.Nullable;

/**
 * How far a model has taken in one input.
 *
 * @param input a source as resolved, or a model
 * @param freezeId the freeze, for a source
 * @param changeVersion the version, for a model
 */
public record Position(String input, @Nullable Long freezeId, @Nullable Long changeVersion) {}
