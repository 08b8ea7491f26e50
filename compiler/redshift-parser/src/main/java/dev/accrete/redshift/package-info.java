/** Redshift's SQL: Calcite's parser template, extended and generated in the build. */
@NullMarked
package dev.accrete.redshift;

import org.jspecify.annotations.NullMarked;
