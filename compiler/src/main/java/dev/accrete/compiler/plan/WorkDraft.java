package dev.accrete.compiler.plan;

import dev.accrete.compiler.dialect.Claim;
import java.util.List;
import java.util.Optional;

/** What may become another thing in work that is otherwise the same. */
final class WorkDraft {
  private final ModelPlan.Full full;
  Optional<ModelPlan.Recompute> recompute;
  Optional<ModelPlan.Append> append;
  List<SideTable> sideTables;
  Optional<MergePlan> merge;
  Optional<ViewPlan> view;
  Optional<WrittenPlan> written;
  List<Claim> claims;
  Optional<ComponentsPlan> components;

  WorkDraft(PlanWork work) {
    full = work.full();
    recompute = work.recompute();
    append = work.append();
    sideTables = work.sideTables();
    merge = work.merge();
    view = work.view();
    written = work.written();
    claims = work.claims();
    components = work.components();
  }

  PlanWork work() {
    return new PlanWork(
        full, recompute, append, sideTables, merge, view, written, claims, components);
  }
}
