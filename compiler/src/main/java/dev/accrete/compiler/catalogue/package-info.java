/** What is known of functions: which aggregate, which are deterministic, which read the clock. */
@NullMarked
package dev.accrete.compiler.catalogue;

import org.jspecify.annotations.NullMarked;
