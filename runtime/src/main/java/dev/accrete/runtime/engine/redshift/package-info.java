/** Amazon Redshift as an engine, by its own driver. */
@NullMarked
package dev.accrete.runtime.engine.redshift;

import org.jspecify.annotations.NullMarked;
