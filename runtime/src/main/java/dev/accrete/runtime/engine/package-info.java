/**
 * The only place that knows JDBC: connections, transactions, statements, and what can go wrong with
 * them.
 */
@NullMarked
package dev.accrete.runtime.engine;

import org.jspecify.annotations.NullMarked;
