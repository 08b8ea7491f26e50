package dev.accrete.compiler.plan;

import dev.accrete.compiler.dialect.Statement;
import java.util.List;

/**
 * How a table of connected components is labelled: each node with the least node of its component.
 *
 * @param edges what has the edges
 * @param first the column of one end
 * @param second the column of the other end
 * @param all labels every node, for a rebuild
 * @param touched labels the touched nodes, for a run that takes in changes
 * @param largest the least node of the largest component as text, how many nodes that has, and how
 *     many there are: one row, or none where there is no node
 */
public record ComponentsPlan(
    InputPlan edges,
    String first,
    String second,
    Labelling all,
    Labelling touched,
    Statement largest) {

  /** How many rounds a script makes, which cannot look whether more are needed. */
  public static final int SCRIPT_ROUNDS = 24;

  /**
   * Labels nodes by rounds until nothing moves.
   *
   * <p>In a round each node takes the least label among its neighbours' and its own, hooks the node
   * that it was labelled with onto that, and jumps twice to the label of its label. A label is
   * always a node of the same component and never greater than its node, and it only falls; so the
   * rounds end, and where nothing moves all neighbours have one label and each label is its own.
   *
   * @param prepare stages the edges, both ways, with numbers for nodes, and each node as its own
   *     label
   * @param round one round
   * @param moved counts the nodes whose label the last round changed
   * @param misfits counts what would be wrong with the labels: edges between two components, and
   *     labels that are not their own
   * @param stages the staging tables; temporary
   */
  public record Labelling(
      List<Statement> prepare,
      List<Statement> round,
      Statement moved,
      Statement misfits,
      List<String> stages) {
    public Labelling {
      prepare = List.copyOf(prepare);
      round = List.copyOf(round);
      stages = List.copyOf(stages);
    }
  }
}
