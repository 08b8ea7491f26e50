package dev.accrete.runtime.engine;

/**
 * A column of a result.
 *
 * @param name as the engine has it
 * @param type as the engine calls it
 */
public record Column(String name, String type) {}
