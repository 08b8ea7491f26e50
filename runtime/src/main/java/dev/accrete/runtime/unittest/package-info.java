/** Unit tests: models on rows that a test names, in a database of their own in memory. */
@NullMarked
package dev.accrete.runtime.unittest;

import org.jspecify.annotations.NullMarked;
