/**
 * Between template and parse: the SQL of one dialect written in another, where a model's own
 * dialect is not its engine's.
 */
@NullMarked
package dev.accrete.compiler.translate;

import org.jspecify.annotations.NullMarked;
