/** Redshift's SQL. */
@NullMarked
package dev.accrete.compiler.dialect.redshift;

import org.jspecify.annotations.NullMarked;
