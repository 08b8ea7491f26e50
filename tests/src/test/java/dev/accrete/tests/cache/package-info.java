/** What is kept of a compilation gives what a compilation gives. */
@NullMarked
package dev.accrete.tests.cache;

import org.jspecify.annotations.NullMarked;
