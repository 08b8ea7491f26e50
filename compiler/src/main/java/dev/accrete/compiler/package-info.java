/**
 * The compiler: from a project's files to both SQL variants of each model, with the reason why they
 * are right.
 */
@NullMarked
package dev.accrete.compiler;

import org.jspecify.annotations.NullMarked;
