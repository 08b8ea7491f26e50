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
 * @param name what it names: a source such as {@code atomic.events}, or a model; {@code this} for
 *     the model's own table
 * @param start offset of the name in the rendered text
 * @param end offset after the name in the rendered text
 * @param origin where it was written
 */
public record Reference(int index, String name, int start, int end, Origin origin) {
  /**
   * The name of the pseudo reference that {@code this} leaves in an incremental text: the model's
   * own table.
   */
  public static final String THIS = "this";

  /**
   * Whether this is the model's own table. It stands in incremental texts alone, so a model that is
   * named {@code this} is not readable there.
   */
  public boolean isThis() {
    return name.equals(THIS);
  }
}
