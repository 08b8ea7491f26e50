/** Texts and places: source files, spans in them, and where a rendered text came from. */
@NullMarked
package dev.accrete.compiler.source;

import org.jspecify.annotations.NullMarked;
