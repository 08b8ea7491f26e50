/**
 * Shows relations and compares them as bags of rows, above all a table with what its full SELECT
 * returns.
 */
@NullMarked
package dev.accrete.runtime.compare;

import org.jspecify.annotations.NullMarked;
