package dev.accrete.compiler.explain;

import dev.accrete.compiler.certificate.Certificate;
import dev.accrete.compiler.certificate.Strategy;
import dev.accrete.compiler.plan.ComponentsPlan;
import dev.accrete.compiler.plan.ModelPlan;
import java.util.ArrayList;
import java.util.List;

/** Tells how a table of connected components is kept up to date, and why. */
public final class Stitched {
  private Stitched() {}

  /** The explanation in Markdown, without scripts; ends with a line end. */
  public static String explanation(ModelPlan plan, Certificate certificate) {
    ComponentsPlan components = plan.components().orElseThrow();
    List<String> paragraphs = new ArrayList<>(List.of("# " + plan.model()));
    boolean follows = certificate.strategy() == Strategy.COMPONENTS;
    paragraphs.add(
        follows
            ? "**Strategy: components, else full.**"
            : "**Strategy: full.** No cheaper way is known to be sound, so each run rebuilds the"
                + " table.");
    paragraphs.add(
        "One row per `node`: each value of `%s` and `%s` in `%s`, with the least value that it hangs together with as `component`. A row of `%s` is an edge between its two values; a row with a NULL in one of them is none."
            .formatted(
                components.first(),
                components.second(),
                components.edges().name(),
                components.edges().name()));
    if (follows) {
      paragraphs.add("## What a change touches");
      paragraphs.add(
          "- An edge that came or went touches both of its ends, and every node of the components"
              + " that hold one of them as the table has them. These are labelled anew, so that a"
              + " component may grow, split or vanish.\n"
              + "  - An edge with an end among the touched nodes has both ends among them: one that"
              + " did not change joined its ends before as well, in one component. All other"
              + " components have the edges that they had.");
    }
    paragraphs.add("## How nodes are labelled");
    paragraphs.add(
        "By rounds, until nothing moves: each node takes the least label among its neighbours', hooks"
            + " what it was labelled with onto that, and jumps twice. Then no edge may join two"
            + " components, and each component must be its own least node. Scripts make "
            + ComponentsPlan.SCRIPT_ROUNDS
            + " rounds, and stop where these are too few.");
    paragraphs.addAll(Reservations.of(certificate));
    return String.join("\n\n", paragraphs) + "\n";
  }
}
