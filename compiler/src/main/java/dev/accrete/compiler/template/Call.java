package dev.accrete.compiler.template;

import dev.accrete.compiler.source.Origin;

/**
 * One call of {@code ref}, or one use of {@code this}, while a template ran.
 *
 * @param name what it names
 * @param quoted the plain name as SQL has it
 * @param origin where the call stands
 */
record Call(String name, String quoted, Origin origin) {}
