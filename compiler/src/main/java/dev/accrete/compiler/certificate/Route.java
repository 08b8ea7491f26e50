package dev.accrete.compiler.certificate;

import dev.accrete.compiler.tree.Relation;
import java.util.List;

/**
 * How a change of one reading of an input maps to touched keys.
 *
 * @param reference the number of the {@code ref()} that changes
 * @param input its name
 * @param keys a relation whose rows are the touched keys, one column for each key column; it reads
 *     the changed rows of the reference
 * @param steps from the output down to the input
 */
public record Route(int reference, String input, Relation keys, List<Step> steps) {
  public Route {
    steps = List.copyOf(steps);
  }
}
