/** Where the models stand: versions, positions, and what they have not taken in. */
@NullMarked
package dev.accrete.runtime.state;

import org.jspecify.annotations.NullMarked;
