/** The SQL of Accrete's own state: what was counted, what each model has taken in, what changed. */
@NullMarked
package dev.accrete.compiler.dialect.state;

import org.jspecify.annotations.NullMarked;
