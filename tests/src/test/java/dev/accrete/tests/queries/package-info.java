/** Queries that analysts write, each with the strategy that it must get. */
@NullMarked
package dev.accrete.tests.queries;

import org.jspecify.annotations.NullMarked;
