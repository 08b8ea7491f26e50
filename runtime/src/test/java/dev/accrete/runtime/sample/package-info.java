/** Tests of the sample events. */
@NullMarked
package dev.accrete.runtime.sample;

import org.jspecify.annotations.NullMarked;
