/**
 * Step 6 of 8: derives how changes of the inputs reach keys of the output, by one rule an operator,
 * or refuses with a reason.
 */
@NullMarked
package dev.accrete.compiler.derive;

import org.jspecify.annotations.NullMarked;
