/** Queries that others wrote, as models: the collection of sqllogictest. */
@NullMarked
package dev.accrete.tests.outside;

import org.jspecify.annotations.NullMarked;
