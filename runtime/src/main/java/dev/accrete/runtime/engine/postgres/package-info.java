/** PostgreSQL as an engine: a server that several runners and readers use at once. */
@NullMarked
package dev.accrete.runtime.engine.postgres;

import org.jspecify.annotations.NullMarked;
