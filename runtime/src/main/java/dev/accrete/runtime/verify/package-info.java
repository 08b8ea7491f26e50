/**
 * Property-tests models: plays random histories of loads and runs, and after each run compares
 * every table with the model's SELECT evaluated over plain copies of what the run read. {@link
 * dev.accrete.runtime.verify.Equivalence} is the way in.
 */
@NullMarked
package dev.accrete.runtime.verify;

import org.jspecify.annotations.NullMarked;
