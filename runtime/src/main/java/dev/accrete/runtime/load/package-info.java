/** Appends files to the tables of sources: all of them or none, in one transaction. */
@NullMarked
package dev.accrete.runtime.load;

import org.jspecify.annotations.NullMarked;
