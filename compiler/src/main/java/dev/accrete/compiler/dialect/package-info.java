/** All SQL text that Accrete writes by itself, one folder an engine. */
@NullMarked
package dev.accrete.compiler.dialect;

import org.jspecify.annotations.NullMarked;
