package dev.accrete.compiler.template;

import dev.accrete.compiler.source.Origin;

/**
 * One {@code ref()} in a rendered text: an occurrence of a relation, by itself.
 *
 * <p>The rendered text has the reference's plain name there, double quotes around each part ({@code
 * "atomic"."events"}, {@code "sessions"}): later steps put the relation of the target, a
 * restriction or a frozen copy in its place.
 *
 * @param index its number in the text, from 0, in the order of places
 * @param name what it names: a source such as {@code atomic.events}, or a model
 * @param start offset of the name in the rendered text
 * @param end offset after the name in the rendered text
 * @param origin where it was written
 */
public record Reference(int index, String name, int start, int end, Origin origin) {}
