/**
 * Step 7 of 8: writes the SELECTs: the author's text with relations in place of references, and the
 * routes from the tree.
 */
@NullMarked
package dev.accrete.compiler.render;

import org.jspecify.annotations.NullMarked;
