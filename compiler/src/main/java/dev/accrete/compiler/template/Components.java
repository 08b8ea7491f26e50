package dev.accrete.compiler.template;

import dev.accrete.compiler.source.Origin;

/**
 * A call of {@code components()}: a relation of the connected components that the rows of another
 * relation, read as edges, make of their ends. It is kept as a hidden model.
 *
 * @param model the hidden model's name
 * @param relation what has the edges, as {@code ref} has it
 * @param first the column of one end
 * @param second the column of the other end
 * @param origin where the call stands; the first of them where the same was called more than once
 */
public record Components(
    String model, String relation, String first, String second, Origin origin) {

  /**
   * The edges as a text of their own, for a relation of which no table is kept.
   *
   * @param ends the columns of both ends as the relation has them, in order
   */
  public RenderedText edges(java.util.List<String> ends) {
    TextAssembly text = new TextAssembly();
    String columns =
        ends.stream()
            .distinct()
            .map(SqlName::quoted)
            .collect(java.util.stream.Collectors.joining(", "));
    text.own(origin, "SELECT " + columns + " FROM ");
    text.refer(relation, origin);
    return text.rendered();
  }
}
