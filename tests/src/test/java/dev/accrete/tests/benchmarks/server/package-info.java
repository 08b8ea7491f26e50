/**
 * Measures what Accrete adds to the statements that it sends to a server: the same ones are played
 * again by {@code psql}. {@code tests/benchmarks.sh --parts models} runs it.
 */
@NullMarked
package dev.accrete.tests.benchmarks.server;

import org.jspecify.annotations.NullMarked;
