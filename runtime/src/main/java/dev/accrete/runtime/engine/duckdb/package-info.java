/** DuckDB as an engine: one file, which one process can have open. */
@NullMarked
package dev.accrete.runtime.engine.duckdb;

import org.jspecify.annotations.NullMarked;
