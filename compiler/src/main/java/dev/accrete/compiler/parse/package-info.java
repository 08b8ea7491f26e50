/** Step 3 of 8: parses each rendered text with Calcite, keeping the place of every node. */
@NullMarked
package dev.accrete.compiler.parse;

import org.jspecify.annotations.NullMarked;
