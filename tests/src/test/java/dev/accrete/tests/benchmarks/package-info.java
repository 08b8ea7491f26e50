/**
 * Measures Accrete against full rebuilds and against the fastest correct SQL that we could write by
 * hand; {@code tests/benchmarks.sh} runs it.
 */
@NullMarked
package dev.accrete.tests.benchmarks;

import org.jspecify.annotations.NullMarked;
