/**
 * CSV files in and out: rows as they stand in the file, and typed values for declared columns.
 *
 * <p>An unquoted empty value is NULL, a quoted empty one is the empty string, everywhere.
 */
@NullMarked
package dev.accrete.runtime.csv;

import org.jspecify.annotations.NullMarked;
