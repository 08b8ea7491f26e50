package dev.accrete.runtime.execute;

import dev.accrete.compiler.dialect.RelationName;
import dev.accrete.compiler.dialect.Statement;
import dev.accrete.compiler.plan.InputPlan;
import dev.accrete.compiler.plan.ModelPlan;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What identifies the rows of sources, looked up once for those whose models ask for it. */
final class RowIdentifiers {
  private final RunContext context;
  private final Map<RelationName, String> known = new HashMap<>();

  RowIdentifiers(RunContext context) {
    this.context = context;
  }

  /** Binds {@link Statement#row} for the inputs of a model. */
  void bind(ModelPlan plan, Bindings bindings) {
    List<Statement> restricted = restricted(plan);
    for (InputPlan input : plan.inputs()) {
      String parameter = Statement.row(input.name());
      if (restricted.stream().anyMatch(s -> s.sql().contains(parameter))) {
        bindings.set(parameter, known.computeIfAbsent(input.relation(), this::lookUp));
      }
    }
  }

  /** The statements that read inputs restricted to what touched keys need. */
  private static List<Statement> restricted(ModelPlan plan) {
    List<Statement> restricted = new ArrayList<>();
    plan.recompute().ifPresent(r -> restricted.add(r.stageNew()));
    plan.merge()
        .ifPresent(
            m -> {
              restricted.add(m.replace().stageNew());
              restricted.addAll(m.rest());
              m.again().ifPresent(again -> restricted.add(again.compute()));
            });
    return restricted;
  }

  private String lookUp(RelationName relation) {
    Optional<String> query = context.tables().dialect().lateRowsOf(relation);
    return query
        .flatMap(
            q ->
                context
                    .session()
                    .first(
                        "look what identifies the rows of " + relation.plain(),
                        q,
                        row -> row.text(1)))
        .orElse(Statement.NO_ROW);
  }
}
