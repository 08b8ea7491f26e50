package dev.accrete.compiler.plan;

import dev.accrete.compiler.dialect.Claim;
import java.util.List;
import java.util.Optional;

/**
 * What a run carries out.
 *
 * @param full the full rebuild
 * @param recompute the recompute of touched keys, where it is sound
 * @param append adds the rows that new rows make, where that is sound
 * @param sideTables what Accrete keeps beside the table; written whenever that is
 * @param merge brings groups up to date by their changes alone, where that is sound
 * @param view creates the view, where the model is one: then nothing else is carried out
 * @param written the increment that the author wrote, where there is one
 * @param claims the declarations that the recompute relies on
 * @param components how the nodes are labelled, where the table is one of connected components
 */
public record PlanWork(
    ModelPlan.Full full,
    Optional<ModelPlan.Recompute> recompute,
    Optional<ModelPlan.Append> append,
    List<SideTable> sideTables,
    Optional<MergePlan> merge,
    Optional<ViewPlan> view,
    Optional<WrittenPlan> written,
    List<Claim> claims,
    Optional<ComponentsPlan> components) {
  public PlanWork {
    sideTables = List.copyOf(sideTables);
    claims = List.copyOf(claims);
  }
}
