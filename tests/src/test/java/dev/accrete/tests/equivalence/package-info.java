/**
 * Incremental equals full, on random models and histories; and single faults, each of which that
 * must catch.
 */
@NullMarked
package dev.accrete.tests.equivalence;

import org.jspecify.annotations.NullMarked;
