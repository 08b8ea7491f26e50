/** DuckDB's SQL: the embedded default engine. */
@NullMarked
package dev.accrete.compiler.dialect.duckdb;

import org.jspecify.annotations.NullMarked;
