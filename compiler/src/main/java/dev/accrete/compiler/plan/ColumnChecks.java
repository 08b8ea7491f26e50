package dev.accrete.compiler.plan;

import dev.accrete.compiler.dialect.RelationName;
import dev.accrete.compiler.dialect.Statement;
import dev.accrete.compiler.dialect.state.ScriptChecks;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Where a script must stop as columns of counted sources are not what they were. */
final class ColumnChecks {
  private ColumnChecks() {}

  /** A check for each table that is counted for a model, by the columns that it reads. */
  static List<Statement> of(ModelPlan plan, ScriptChecks checks) {
    List<Statement> all = new ArrayList<>();
    for (InputPlan input : plan.inputs()) {
      if (input.isCounted()) {
        Optional<Set<String>> read = Optional.ofNullable(plan.reads().get(input.name()));
        RelationName source = input.relation();
        all.add(checks.columns(source, source, read));
        input
            .deleted()
            .ifPresent(copies -> all.add(checks.columns(source, copies.relation(), read)));
      }
    }
    return all;
  }
}
