/**
 * The shapes of everything that Accrete writes as JSON: records for the shapes, and what fills
 * them.
 *
 * <p>Described in {@code docs/json.md}; keys follow dbt's artifacts where the meaning is the same.
 */
@NullMarked
package dev.accrete.runtime.report;

import org.jspecify.annotations.NullMarked;
