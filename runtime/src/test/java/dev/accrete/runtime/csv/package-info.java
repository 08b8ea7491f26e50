/** Tests of reading and writing CSV. */
@NullMarked
package dev.accrete.runtime.csv;

import org.jspecify.annotations.NullMarked;
