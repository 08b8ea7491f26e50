package dev.accrete.compiler.certificate;

import dev.accrete.compiler.tree.Expression;
import dev.accrete.compiler.tree.Relation;
import java.util.List;
import java.util.Optional;

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
 * @param bound what tells that older rows are not needed, where something does
 */
public record Restriction(
    int reference,
    String input,
    boolean whole,
    List<Expression> expressions,
    List<Relation> set,
    List<Step> steps,
    Optional<TimeBound> bound) {
  public Restriction {
    expressions = List.copyOf(expressions);
    set = List.copyOf(set);
    steps = List.copyOf(steps);
  }

  /** A restriction without a time bound. */
  public Restriction(
      int reference,
      String input,
      boolean whole,
      List<Expression> expressions,
      List<Relation> set,
      List<Step> steps) {
    this(reference, input, whole, expressions, set, steps, Optional.empty());
  }

  /** The same with a time bound. */
  public Restriction within(TimeBound other) {
    return new Restriction(reference, input, whole, expressions, set, steps, Optional.of(other));
  }

  /** An input that is read whole, with the reason. */
  public static Restriction whole(int reference, String input, List<Step> steps) {
    return new Restriction(reference, input, true, List.of(), List.of(), steps);
  }
}
