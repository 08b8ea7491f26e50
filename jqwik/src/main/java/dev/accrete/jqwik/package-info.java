/** Histories for properties of jqwik: {@link dev.accrete.jqwik.Histories} is the way in. */
@NullMarked
package dev.accrete.jqwik;

import org.jspecify.annotations.NullMarked;
