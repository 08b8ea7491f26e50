/** Step 4 of 8: resolves names and checks types, and builds our own tree with places. */
@NullMarked
package dev.accrete.compiler.validate;

import org.jspecify.annotations.NullMarked;
