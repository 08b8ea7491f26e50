/** Brings the declarations of sources up to what the target's catalogue says of their tables. */
@NullMarked
package dev.accrete.runtime.sync;

import org.jspecify.annotations.NullMarked;
