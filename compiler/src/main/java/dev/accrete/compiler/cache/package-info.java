/** Models that an earlier compilation has made, found again by everything that they depend on. */
@NullMarked
package dev.accrete.compiler.cache;

import org.jspecify.annotations.NullMarked;
