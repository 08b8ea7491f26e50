/**
 * Step 5 of 8: finds out about a model what no single operator shows: where columns come from, and
 * which functions or ties leave a value open.
 */
@NullMarked
package dev.accrete.compiler.analyze;

import org.jspecify.annotations.NullMarked;
