/**
 * Step 8 of 8: turns what was rendered into the statements that a run or a script carries out, with
 * all SQL text in them.
 */
@NullMarked
package dev.accrete.compiler.plan;

import org.jspecify.annotations.NullMarked;
