/** PostgreSQL's SQL. */
@NullMarked
package dev.accrete.compiler.dialect.postgres;

import org.jspecify.annotations.NullMarked;
