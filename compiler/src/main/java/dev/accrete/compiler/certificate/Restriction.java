package dev.accrete.compiler.certificate;

import dev.accrete.compiler.tree.Expression;
import dev.accrete.compiler.tree.Relation;
import java.util.List;

/**
 * What part of one reading of an input a recompute needs.
 *
 * @param reference the number of the {@code ref()}
 * @param input its name
 * @param whole true where it is read whole
 * @param expressions over the input's fields, matched null-safe against {@code set}; empty where
 *     whole
 * @param set the values that are needed, or an empty list of fields where whole
 * @param steps from the output down to the input
 */
public record Restriction(
    int reference,
    String input,
    boolean whole,
    List<Expression> expressions,
    List<Relation> set,
    List<Step> steps) {
  public Restriction {
    expressions = List.copyOf(expressions);
    set = List.copyOf(set);
    steps = List.copyOf(steps);
  }

  /** An input that is read whole, with the reason. */
  public static Restriction whole(int reference, String input, List<Step> steps) {
    return new Restriction(reference, input, true, List.of(), List.of(), steps);
  }
}
